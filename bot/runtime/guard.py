"""The guard before the agent: what a person typed becomes text that is safe to understand, store and log.

Everything that keeps or shows what people write takes it from here: personal numbers and passwords are masked, control
and invisible characters are gone, and no text can act as a command of rasa (`/restart`, `/intent{"slot": …}`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.language.gibberish import is_gibberish
from bot.runtime.personal_numbers import find_personal_numbers

MAX_LENGTH = 2000
EMPTY, SYMBOLS, TOO_LONG, GIBBERISH, PERSONAL = "empty", "symbols", "too_long", "gibberish", "personal"
# rasa takes a text for a command by its first character, white space aside; this one looks like it and is not.
_HARMLESS_SLASH = "∕"
_LEADING_SLASHES = re.compile(r"^[\s/／∕]+")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: What people write around a number of theirs that they only hand over.
_LABELS = re.compile(
    r"我|本人|的|是|为|这是|这个|身份证|证件|号码|号|手机|电话|联系方式|银行卡|卡|账号|帐号|账户|密码|口令|验证码|邮箱|邮件|地址|新|旧"
)


@dataclass(frozen=True)
class Guarded:
    """text: safe text. masked: kinds of personal numbers that were masked in it, each once, in their order.

    refusal: why the agent must not see it (EMPTY, SYMBOLS, TOO_LONG, GIBBERISH, PERSONAL: nothing but such numbers), or
    None.
    length: characters after cleaning, before anything else.
    """

    text: str
    masked: tuple[str, ...]
    refusal: str | None
    length: int


def guard(text: str, limit: int = MAX_LENGTH) -> Guarded:
    """Clean, mask, escape and judge a text. Never raises; guarding its result again changes nothing.

    limit: the most characters that are taken; a longer text is cut there and refused.
    """
    clean = strip_control(text)
    cut = clean[:limit]
    # Masked before the cut, so that half a number at the border does not slip through.
    masked_text, kinds = mask(clean)
    refusal = TOO_LONG if len(clean) > limit else _refusal(cut)
    if refusal is None and kinds and _only_personal(clean):
        refusal = PERSONAL
    return Guarded(escape_command(masked_text[:limit]), kinds, refusal, len(clean))


def strip_control(text: str) -> str:
    """Without control, invisible and half characters and outer white space; line ends become line feeds."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(character for character in lines if _is_visible(character)).strip()


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with personal numbers masked, length unchanged, and their kinds. Of a number three and two characters
    stay, of a password and of the name in an e-mail address none."""
    masked, kinds = text, dict[str, None]()
    for number in find_personal_numbers(text):
        kinds[number.kind] = None
        start, end = number.hidden
        masked = masked[:start] + "*" * (end - start) + masked[end:]
    return masked, tuple(kinds)


def escape_command(text: str) -> str:
    """The text with leading slashes replaced by one that rasa does not take for a command."""
    return _LEADING_SLASHES.sub(lambda run: re.sub("[/／]", _HARMLESS_SLASH, run.group()), text)


def _is_visible(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _refusal(text: str) -> str | None:
    if not text:
        return EMPTY
    # rasa's classifier fails on no tokens, and answers a lone emoji or "！！" with *affirm*.
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        return SYMBOLS
    return GIBBERISH if is_gibberish(text) else None


def _only_personal(text: str) -> bool:
    """Whether a text asks nothing: without its personal numbers and the words for them nothing is left."""
    rest = text
    for number in reversed(find_personal_numbers(text)):
        rest = rest[: number.start] + rest[number.end :]
    rest = re.sub(r"@[\w.-]+", "", _LABELS.sub("", rest))
    return not any(unicodedata.category(character)[0] in "LN" for character in rest)
