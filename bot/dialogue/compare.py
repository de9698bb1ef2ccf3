"""The same question for several places, years or kinds, side by side (兵团和阿克苏哪个算得多).

Each side is answered as if it were asked alone, from its own notices; where one has no figure, its line says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from bot.dialogue import cues
from bot.dialogue import merge as merging
from bot.dialogue import side_cues
from bot.dialogue.answering import Answering
from bot.dialogue.asking import ask
from bot.dialogue.composed import Result, side_by_side
from bot.dialogue.frame import Frame
from bot.dialogue.going_back import restore_question
from bot.dialogue.heard import Heard, HeardPart
from bot.dialogue.lookups import CERTAIN
from bot.dialogue.open_sides import OpenSides
from bot.dialogue.place import ELSEWHERE
from bot.dialogue.purpose import LOOKUPS, SMALL_TALK, Purpose, purpose_of
from bot.dialogue.result import result
from bot.dialogue.said import Said
from bot.dialogue.sides import Side, Sides, applied, loaded, side_by_side_asked, sides_of
from bot.dialogue.situation import SURE
from rules_core.decision import Decision

#: What a fact that differs is asked for, where the words alone do not say.
_OF_FACT = {
    **dict.fromkeys(("level", "organizer", "presented"), "ask_hours"),
    **dict.fromkeys(("gender", "age"), "ask_exemption"),
}


_AIMED = frozenset({"purpose", "title_level"})


class Compare:
    """For one knowledge base."""

    def __init__(self, answering: Answering) -> None:
        self._answering, self._kb, self._words = answering, answering.kb, answering.words
        self._open = OpenSides(answering)

    def reply(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame, *, follows: bool) -> Optional[Result]:
        """The sides of a comparison, or those of the last one with a new fact (`follows`: the message only adds to a
        question); None where nothing is compared."""
        if follows:
            if frame.sides and said.has_facts and not said.places and (frame.kind != "lookup" or said.activities):
                if frame.kind == "lookup":
                    restore_question(frame)
                return self.answer(heard, said, Sides(loaded(frame.sides)), frame, kept=True)
            return None
        if purpose.intent not in LOOKUPS:
            frame.sides = []
        if said.tells_done or purpose.intent in SMALL_TALK:
            return None
        found = sides_of(heard, said, frame, self._kb, self._words)
        meant = purpose.intent == "compare" or (heard.intents[:1] and heard.intents[0][0] == "compare")
        if frame.region and _of_review(found, said) and side_by_side_asked(heard, found, bool(meant)):
            found = Sides((Side(self._words.place(frame.region), region=frame.region),), question=heard.text)
            return self.answer(heard, said, found, frame)
        if found.own and (meant or said.places) and side_cues.COMPARES.search(heard.text):
            frame.kind, frame.waiting = None, [HeardPart.whole(heard).dump()]
            return ask(self._kb, self._words, frame, Decision(None, ask_for=("region",)), "compare")
        if side_by_side_asked(heard, found, bool(meant)):
            return self.answer(heard, said, found, frame)
        sure = purpose.intent == "compare" and purpose.confidence >= SURE and side_cues.AGAINST.search(heard.text)
        return self.ask_for_sides(heard, said, frame) if sure else None

    def answer(self, heard: Heard, said: Said, found: Sides, frame: Frame, kept: bool = False) -> Result:
        """A line a side with its clauses; no figure is mixed. `kept`: the sides are those of the answer before, and
        only a fact is new."""
        heard, said = _without(heard, said, found)
        purpose = self._purpose(heard, said, frame, found, kept)
        merging.merge(frame, said, purpose, heard.text, self._kb, int(heard.today[:4]))
        if not kept:
            frame.question, frame.topic = heard.text, purpose.intent
            frame.surfaces = dict(said.surfaces)
        activities = list(frame.activities)
        ones = [(side, applied(side, frame, activities)) for side in found.sides]
        answers = [(side.label, self._side(heard, purpose, side, one)) for side, one in ones]
        decision = Decision("lookup", jurisdiction=frame.region)
        whole = result("answered", "", intent="compare", region=frame.region, decision=decision)
        reply = side_by_side(whole, self._lead(found, answers), answers)
        frame.kind = self._answering.kind_of(heard, purpose, frame, int(heard.today[:4]))
        frame.last = {"clauses": [(c["clause"], c["quote"]) for c in reply["citations"]]}
        frame.asked, frame.sides = None, [side.dump() for side in found.sides]
        return reply

    def ask_for_sides(self, heard: Heard, said: Said, frame: Frame) -> Optional[Result]:
        """A comparison without two sides is never answered with the figure of one. None where a passage answers it."""
        region, year = frame.region, frame.year or int(heard.today[:4])
        if region is not None:
            best = self._answering.lookups.best(heard.text, region, year, heard.intents)
            if best is not None and best.likeness >= CERTAIN:
                return None
        frame.asked = None
        held = [j.name for j in self._kb.book.jurisdictions.values() if self._kb.book.held(j.id)]
        named = next((r for r, *_ in said.places if r != ELSEWHERE), region)
        one = self._words.place(named) if named else held[0]
        two = next(name for name in held if name != one)
        text = self._words.say("ask_sides", one=one, two=two)
        return result("need_info", text, intent="compare", region=frame.region, ask_for=["region"])

    def _purpose(self, heard: Heard, said: Said, frame: Frame, found: Sides, kept: bool) -> Purpose:
        """What is asked of each side."""
        if kept and frame.topic is not None:
            return Purpose(frame.topic, 1.0)
        purpose = purpose_of(heard, said, frame)
        words = purpose.intent in LOOKUPS and not cues.YEARLY.search(heard.text)
        if words or purpose.intent in ("ask_review", "ask_exemption"):
            return purpose
        fact = found.sides[0].fact
        if _AIMED & set(said.person) and fact is None:
            return replace(purpose, intent="ask_review")
        activity = any("activity" in group for group in said.activities) or (frame.kind == "hours" and frame.activities)
        if activity and not said.person:
            return replace(purpose, intent="ask_hours")
        return replace(purpose, intent=_OF_FACT.get(fact, "ask_review") if fact else "ask_requirement")

    def _side(self, heard: Heard, purpose: Purpose, side: Side, one: Frame) -> Result:
        if side.region == ELSEWHERE:
            text = self._words.say("not_covered_region", place=side.label)
            return result("not_covered", text, intent=purpose.intent)
        year = one.year or int(heard.today[:4])
        kind = self._answering.kind_of(heard, purpose, one, year)
        reply = self._answering.answer(heard, purpose, one, kind)
        return reply if reply["status"] != "need_info" else self._open.told(heard, purpose, one, kind, reply)

    def _lead(self, found: Sides, answers: list[tuple[str, Result]]) -> str:
        """Which side has more, where each has a figure of the same kind."""
        if found.names:
            return self._words.say("sides_same_place", names="、".join(found.names), place=answers[0][0])
        decisions = [reply["decision"] for _, reply in answers]
        if len(answers) < 2 or any(d["outcome"] != "hours" or d["hours"] is None for d in decisions):
            return ""
        first = decisions[0]
        if all((d["hours"], d["by_subject"]) == (first["hours"], first["by_subject"]) for d in decisions):
            return self._words.say("sides_same")
        most = max(d["hours"] for d in decisions)
        ahead = [label for (label, _), d in zip(answers, decisions) if d["hours"] == most]
        return self._words.say("sides_most", side=ahead[0]) if len(ahead) == 1 else ""


def _of_review(found: Sides, said: Said) -> bool:
    """评高级，2020年和2021年要的一样吗: the years are those that the review demands, all in one answer."""
    return bool(found.sides and found.sides[0].year is not None and _AIMED & set(said.person))


def _without(heard: Heard, said: Said, found: Sides) -> tuple[Heard, Said]:
    """The message without what only says which sides are meant: the intent, places or years, the fact that differs."""
    side = found.sides[0]
    intents = tuple(intent for intent in heard.intents if intent[0] != "compare")
    said = replace(said, places=[], conflicts=[c for c in said.conflicts if c.fact != side.fact])
    if side.year is not None:
        said.years = []
    if side.fact is not None:
        said.person = {fact: value for fact, value in said.person.items() if fact != side.fact}
        groups = found.base or said.activities
        without = ({f: v for f, v in group.items() if f != side.fact} for group in groups)
        said.activities = [group for group in without if group]
    for fact in {conflict.fact for conflict in said.conflicts}:
        # 3天还是5天: neither is known.
        said.person.pop(fact, None)
        said.activities = [{f: v for f, v in group.items() if f != fact} for group in said.activities]
    return replace(heard, text=found.question or heard.text, intents=intents or (("ask_requirement", 0.5),)), said
