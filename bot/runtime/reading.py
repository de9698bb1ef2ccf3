"""From typed text to the text that the agent hears: guard, then normalise, then guard against commands again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.heard import Doubt, Result
from bot.language.normalise import Normaliser
from bot.nlu.vocabulary import load_spellings
from bot.runtime.guard import EMPTY, GIBBERISH, MAX_LENGTH, PERSONAL, SYMBOLS, TOO_LONG, escape_command, guard
from bot.runtime.personal_numbers import BANK_CARD, EMAIL, ID_NUMBER, PASSWORD, PHONE
from bot.runtime.results import plain_result

_NAMES = {
    ID_NUMBER: "证件号码", PHONE: "手机号码", BANK_CARD: "银行卡号", EMAIL: "邮箱地址", PASSWORD: "密码或验证码",
}  # fmt: skip
_SENTENCE = "请把要问的事写成一句话，例如“参加培训班能算学时吗”。"


@dataclass(frozen=True)
class Reading:
    """text: what the agent hears. refusal: why it must not hear it, or None. masked: kinds of masked numbers.
    doubts: typos put right in it that the person is asked about first."""

    text: str
    refusal: str | None
    masked: tuple[str, ...]
    length: int
    doubts: tuple[Doubt, ...] = ()

    def refusal_result(self, region: str | None) -> Result:
        """The RESULT of a text that the agent does not see."""
        if self.refusal == TOO_LONG:
            limit = f"{MAX_LENGTH:,}"
            text = f"这条消息有 {self.length:,} 个字，一次最多 {limit} 个字，没有处理。"
            return plain_result("error", f"{text}请分几次发，或者只写要问的那一句。", region)
        texts = {
            EMPTY: f"没有收到文字。{_SENTENCE}",
            SYMBOLS: f"只收到了符号或表情，看不出要问什么。{_SENTENCE}",
            GIBBERISH: f"这句话没有看懂，可能是误触了键盘。{_SENTENCE}",
            PERSONAL: f"没有看到要问的事。{_SENTENCE}",
        }
        return plain_result("chitchat", texts[self.refusal or EMPTY], region)

    def with_notice(self, results: list[Result]) -> list[Result]:
        """The RESULTs, the first of them telling the person which numbers were masked."""
        if not self.masked or not results:
            return results
        names = "、".join(_NAMES[kind] for kind in self.masked)
        notice = f"（您发的{names}已经遮住，没有保存。聊天里不需要填写个人信息。）"
        first = {**results[0], "text": f"{results[0]['text']}\n\n{notice}", "masked": list(self.masked)}
        if "summary" in first:
            first["notes"] = [*first.get("notes", ()), notice]
        return [first, *results[1:]]


class Reader:
    """Reads typed text. kb_dir: a knowledge base laid over the project's own, for the words that typos are read as."""

    def __init__(self, kb_dir: Path | None = None) -> None:
        words = load_spellings(kb_dir)
        self._meanings = words.meanings
        self._normalise = Normaliser(words.targets, meanings=words.counting, joined=words.joined)

    def read(self, text: str) -> Reading:
        """The reading of a text. Never raises."""
        guarded = guard(text)
        if guarded.refusal is not None:
            return Reading(guarded.text, guarded.refusal, guarded.masked, guarded.length)
        # Normalising turns "／" into "/": hence escaped again.
        normalised = self._normalise(guarded.text)
        doubts = tuple(
            Doubt(repair.original, repair.replacement, self._meanings.get(repair.replacement, ""))
            for repair in normalised.repairs
            if repair.doubtful
        )
        return Reading(escape_command(normalised.text), None, guarded.masked, guarded.length, doubts)
