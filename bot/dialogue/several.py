"""A message that asks several questions: each is answered for itself, and all in one RESULT.

Cut apart is only what is surely more than one question: each of its own kind, and the classifier sure of each. Of a
further question that it is not sure of, the person is asked to put it alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Optional, Sequence

from bot.dialogue import cues
from bot.dialogue.composed import Result, together
from bot.dialogue.frame import Frame
from bot.dialogue.hear import hear_message
from bot.dialogue.heard import Heard, HeardPart
from bot.dialogue.place import ELSEWHERE, region_of
from bot.dialogue.purpose import LOOKUPS
from bot.dialogue.replies import answers_asked
from bot.dialogue.situation import SURE
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase

Raw = dict[str, Any]
Respond = Callable[[Heard, Optional[Raw]], tuple[Result, Raw]]
#: Kinds of question that stand on their own in a message.
_QUESTIONS = LOOKUPS | {"ask_hours", "ask_requirement", "ask_review", "ask_exemption", "ask_remaining", "compare"}
_OF_FIGURES = frozenset({"ask_hours", "ask_requirement", "ask_review", "ask_exemption", "ask_remaining"})
#: Kinds of question that are computed, and what a follow-up to them is taken for.
_COMPUTED = ("hours", "requirement", "review", "remaining")
_FOLLOWING = _OF_FIGURES | {"inform", "correct", "compare"}
#: What a message may ask beside a question of ours.
_BESIDE = _QUESTIONS | {"out_of_scope", "claim_status"}
#: A question in fewer characters leans on the one before (找谁).
_SHORTEST = 4
_MOST = 4
_MARKS = "，,。！？!?；;\n "
#: From this confidence on a question that stands apart is one at all.
_PERHAPS = 0.4
#: What a question that waits for a fact holds open.
_OPEN = ("kind", "topic", "question", "relief", "asked", "asked_at", "open")


class Several:
    """Around the turns of one dialogue. `single` answers a question that is clearly understood, `whole` any message."""

    def __init__(self, kb: KnowledgeBase, words: Wording, single: Respond, whole: Respond) -> None:
        self._kb, self._words, self._single, self._whole = kb, words, single, whole

    def respond(self, heard: Heard, raw: Optional[Raw]) -> tuple[Result, Raw]:
        """The RESULT and the new frame."""
        asked, left = self._asked(heard, Frame.load(raw).kind)
        if not asked:
            reply, after = self._whole(heard, raw)
            return self._take_up(heard, raw, reply, after)
        reply, after = self._all(heard, asked, self._placed(heard, raw))
        if not left and any(_lost(part) for part in reply.get("parts", ())[1:]) and not asked[-1].apart:
            # Nothing was found for a question behind a comma: it belonged to the first.
            return self._whole(heard, raw)
        return (self._one_at_a_time(reply, left) if left else reply), after

    def _asked(self, heard: Heard, before: Optional[str]) -> tuple[list[HeardPart], Optional[HeardPart]]:
        """The questions to answer one by one, none where the message is answered as a whole; and one left over.
        `before`: the kind of question that was talked about."""
        if not 1 < len(heard.parts) <= _MOST or heard.doubts:
            return [], None
        apart = self._conflicts(heard)
        parts: list[HeardPart] = []
        for part in heard.parts:
            same = parts and not apart and _top(part)[0] == _top(parts[-1])[0] and not _narrows(parts[-1], part)
            if parts and (same or self._leans(heard, part)):
                parts[-1] = _joined(parts[-1], part)
            else:
                parts.append(part)
        # 要是全国性的呢？另外要交什么: the first is plain from what was talked about.
        follows = before in _COMPUTED and self._follows(heard, parts[0])
        sure = [part for part in parts if _stands_alone(part) or (follows and part is parts[0])]
        unsure = [part for part in parts if part not in sure]
        ours = bool(sure) and (follows or _top(sure[0])[0] in _QUESTIONS)
        if len(parts) < 2 or not ours or sure[0] is not parts[0]:
            return [], None
        if not unsure:
            return sure, None
        # What is parted by a comma alone may belong to the question before it.
        left = next((part for part in unsure if part.apart and _is_something(part)), None)
        return (sure, left) if left is not None and len(unsure) == 1 else ([], None)

    def _leans(self, heard: Heard, part: HeardPart) -> bool:
        """Whether a question means nothing without the one before it (总数多少, 盖什么章): a figure of nothing, or
        something strange that is no matter of other offices either."""
        intent, _ = _top(part)
        said = hear_message(part, self._kb, heard.today)
        if len(part.asked) < _SHORTEST:
            return True
        if intent == "out_of_scope":
            return not said.offices
        return intent in _OF_FIGURES and not (said.has_facts or said.places or cues.YEARLY.search(part.text))

    def _follows(self, heard: Heard, part: HeardPart) -> bool:
        """Whether a question only puts other facts into the one before (要是自治区级的呢)."""
        said = hear_message(part, self._kb, heard.today)
        return said.has_facts and _top(part)[0] in _FOLLOWING and bool(cues.ELLIPSIS.search(part.asked))

    def _conflicts(self, heard: Heard) -> bool:
        """Whether the questions differ in a fact (报中级看哪几年？报初级呢): no one answer holds for both."""
        return bool(hear_message(heard, self._kb, heard.today).conflicts)

    def _placed(self, heard: Heard, raw: Optional[Raw]) -> Raw:
        """The frame with the place that any of the questions names, where none is known."""
        frame = Frame.load(raw)
        frame.take_page_region(heard.region, heard.region_chosen)
        said = hear_message(heard, self._kb, heard.today)
        region, _ = region_of(said, heard.text, frame.region, False)
        if frame.region is None and region not in (None, ELSEWHERE) and len({place for place, *_ in said.places}) == 1:
            frame.region, frame.region_said = region, True
        return frame.dump()

    def _all(self, heard: Heard, parts: Sequence[HeardPart], raw: Optional[Raw]) -> tuple[Result, Raw]:
        """Answer one after the other. The first fact that is missing is asked for; questions that miss one too wait."""
        answers: list[tuple[str, Result]] = []
        asking: Optional[Raw] = None
        waiting: list[dict[str, Any]] = []
        state = raw
        for part in parts:
            reply, after = self._single(_alone(heard, part), state)
            if reply["status"] == "need_info" and asking is not None:
                waiting.append(part.dump())
                continue
            if reply["status"] == "need_info":
                asking = after
            answers.append((part.asked, reply))
            state = after
        assert state is not None
        clauses = [c for _, reply in answers for c in ([x["clause"], x["quote"]] for x in reply["citations"])]
        state = {**state, "unsure": {}, "last": {"clauses": clauses} if clauses else state["last"], "waiting": waiting}
        if asking is not None:
            state |= {name: asking[name] for name in _OPEN} | {"pending": {}}
        own = answers[-1][1].get("own_region")
        whole = together(self._words, answers) if len(answers) > 1 else answers[0][1]
        return {**whole, "own_region": own}, state

    def _take_up(self, heard: Heard, raw: Optional[Raw], reply: Result, after: Raw) -> tuple[Result, Raw]:
        """The questions that waited for the fact that this message gave."""
        before = Frame.load(raw)
        if not before.waiting:
            return reply, after
        said = hear_message(heard, self._kb, heard.today)
        if not answers_asked(before, said, heard.text, heard.intents[0][0] if heard.intents else ""):
            # Something else is asked: a digression keeps them, a new question of this kind does not.
            return reply, {**after, "waiting": before.waiting if after["pending"] else []}
        if reply["status"] == "need_info":
            return reply, {**after, "waiting": before.waiting}
        parts = [HeardPart.load(part) for part in before.waiting]
        more, state = self._all(heard, parts, {**after, "waiting": [], "asked": None})
        if before.kind is None:
            # Only the place was asked for, to answer the whole.
            return more, state
        answers = [(part["asked"], part) for part in more["parts"]] if len(parts) > 1 else [(parts[0].asked, more)]
        whole = together(self._words, [(before.question.strip(_MARKS), reply), *answers])
        return {**whole, "own_region": more["own_region"]}, state

    def _one_at_a_time(self, reply: Result, left: HeardPart) -> Result:
        """The answer, and a button that puts the question that was not understood alone."""
        told = self._words.say("one_at_a_time", question=left.asked)
        summary = reply.get("summary") or reply["text"]
        button = {"title": left.asked, "text": left.asked}
        text = f"{reply['text']}\n{told}"
        return {**reply, "text": text, "summary": f"{summary}\n{told}", "buttons": [*reply["buttons"], button]}


def _lost(reply: Result) -> bool:
    return bool(reply["decision"]["outcome"] == "not_listed")


def _top(part: HeardPart) -> tuple[str, float]:
    return part.intents[0] if part.intents else ("", 0.0)


def _stands_alone(part: HeardPart) -> bool:
    intent, confidence = _top(part)
    return intent in _BESIDE and confidence >= SURE and len(part.asked) >= _SHORTEST


def _is_something(part: HeardPart) -> bool:
    """Whether a question of ours is meant, though not surely which."""
    intent, confidence = _top(part)
    return intent in _QUESTIONS and confidence >= _PERHAPS and len(part.asked) >= _SHORTEST


def _narrows(one: HeardPart, two: HeardPart) -> bool:
    """每年要多少？公需几个？: the whole, and one subject of it."""
    first, second = ([e for e in part.entities if e["entity"] == "course_subject"] for part in (one, two))
    return not first and bool(second)


def _joined(one: HeardPart, two: HeardPart) -> HeardPart:
    """Two parts that ask the same thing."""
    moved = [{**e, "start": e["start"] + len(one.text), "end": e["end"] + len(one.text)} for e in two.entities]
    return replace(one, text=one.text + two.text, asked=f"{one.asked}，{two.asked}", entities=(*one.entities, *moved))


def _alone(heard: Heard, part: HeardPart) -> Heard:
    return replace(heard, text=part.text, intents=part.intents, entities=part.entities, parts=(), region_chosen=False)
