"""From typed text to the text that the agent hears: guard, then normalise, then guard against commands again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.heard import Result
from bot.language.normalise import Normaliser
from bot.nlu.vocabulary import load_patterns
from bot.runtime.guard import EMPTY, MAX_LENGTH, SYMBOLS, TOO_LONG, escape_command, guard
from bot.runtime.personal_numbers import ID_NUMBER, PHONE
from bot.runtime.results import plain_result

_NAMES = {ID_NUMBER: "证件号码", PHONE: "手机号码"}


@dataclass(frozen=True)
class Reading:
    """text: what the agent hears. refusal: why it must not hear it, or None. masked: kinds of masked numbers."""

    text: str
    refusal: str | None
    masked: tuple[str, ...]
    length: int

    def refusal_result(self, region: str | None) -> Result:
        """The RESULT of a text that the agent does not see."""
        if self.refusal == TOO_LONG:
            limit = f"{MAX_LENGTH:,}"
            text = f"这条消息有 {self.length:,} 个字，一次最多 {limit} 个字，没有处理。"
            return plain_result("error", f"{text}请分几次发，或者只写要问的那一句。", region)
        texts = {
            EMPTY: "没有收到文字。请把要问的事写成一句话，例如“参加培训班能算学时吗”。",
            SYMBOLS: "只收到了符号或表情，看不出要问什么。请把要问的事写成一句话，例如“参加培训班能算学时吗”。",
        }
        return plain_result("chitchat", texts[self.refusal or EMPTY], region)

    def with_notice(self, results: list[Result]) -> list[Result]:
        """The RESULTs, the first of them telling the person which numbers were masked."""
        if not self.masked or not results:
            return results
        names = "和".join(_NAMES[kind] for kind in self.masked)
        notice = f"（您发的{names}已经遮住，没有保存。聊天里不需要填写个人信息。）"
        first = {**results[0], "text": f"{results[0]['text']}\n\n{notice}", "masked": list(self.masked)}
        if "summary" in first:
            first["notes"] = [*first.get("notes", ()), notice]
        return [first, *results[1:]]


class Reader:
    """Reads typed text. kb_dir: a knowledge base laid over the project's own, for the words that typos are read as."""

    def __init__(self, kb_dir: Path | None = None) -> None:
        self._normalise = Normaliser(pattern["pattern"] for pattern in load_patterns(kb_dir))

    def read(self, text: str) -> Reading:
        """The reading of a text. Never raises."""
        guarded = guard(text)
        if guarded.refusal is not None:
            return Reading(guarded.text, guarded.refusal, guarded.masked, guarded.length)
        # Normalising turns "／" into "/": hence escaped again.
        heard = escape_command(self._normalise(guarded.text).text)
        return Reading(heard, None, guarded.masked, guarded.length)
