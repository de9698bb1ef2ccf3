"""A slip that changes what is computed, where what was typed is plausible too: it is asked about, never chosen.

The message waits in the frame as it would be read. 是 answers it as if it had just been sent, 不是 asks for other
words, anything else leaves it behind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.dialogue.asking import offer
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Doubt, Heard
from bot.dialogue.purpose import SMALL_TALK
from bot.dialogue.replies import yes_or_no
from bot.dialogue.result import result
from bot.dialogue.wording import Wording

_SHORT = 5
_YES, _NO = "是", "不是"


def settle_doubt(heard: Heard, frame: Frame, words: Wording) -> tuple[Heard, Optional[dict[str, Any]]]:
    """The message to answer, and the RESULT that ends the turn at once: a question about a doubt, or about other words.

    A message that waited in the frame is taken out of it.
    """
    waiting, frame.doubt = frame.doubt, {}
    if waiting and len(heard.text) <= _SHORT:
        answer = yes_or_no(heard.text)
        if answer is not None:
            return _answered(heard, waiting, frame, words, yes=answer)
    doubt = next((doubt for doubt in heard.doubts if _counts(doubt, heard)), None)
    if doubt is None:
        return heard, None
    entities = [dict(entity) for entity in heard.entities]
    frame.doubt = {"text": heard.text, "intents": [list(pair) for pair in heard.intents], "entities": entities}
    text = words.say("doubt", read=doubt.read, typed=doubt.typed)
    fact = doubt.meaning.split(":")[0]
    return heard, _ask(text, heard, frame, fact, buttons=offer([_YES, _NO]))


def _answered(
    heard: Heard, waiting: dict[str, Any], frame: Frame, words: Wording, *, yes: bool
) -> tuple[Heard, Optional[dict[str, Any]]]:
    if not yes:
        return heard, _ask(words.say("doubt_denied"), heard, frame, "question")
    intents = tuple((str(name), float(confidence)) for name, confidence in waiting["intents"])
    entities = tuple(waiting["entities"])
    return replace(heard, text=waiting["text"], intents=intents, entities=entities, doubts=()), None


def _counts(doubt: Doubt, heard: Heard) -> bool:
    """Whether what is in doubt was understood as what it means, in a message that asks something of ours."""
    kind, _, value = doubt.meaning.partition(":")
    top = heard.intents[0][0] if heard.intents else ""
    return top not in SMALL_TALK and any(e["entity"] == kind and e["value"] == value for e in heard.entities)


def _ask(text: str, heard: Heard, frame: Frame, fact: str, **more: Any) -> dict[str, Any]:
    intent = heard.intents[0][0] if heard.intents else None
    return result("need_info", text, intent=intent, region=frame.region, ask_for=[fact], **more)
