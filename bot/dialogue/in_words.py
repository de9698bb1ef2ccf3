"""The lookups that fit a message in its conversation: as the answer, instead of a rule, or for a rule in words."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.clause_answers import ClauseAnswers
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookup_search import Found, near_ties
from bot.dialogue.lookups import CERTAIN, ENOUGH_OF_ITSELF, Lookups
from bot.dialogue.purpose import Purpose
from bot.dialogue.wording import Wording
from policy_kb.knowledge import HeldLookup, KnowledgeBase
from rules_core.decision import Decision


class InWords:
    """For one knowledge base; without state of its own. The region of the frame is known."""

    def __init__(self, kb: KnowledgeBase, words: Wording, lookups: Lookups) -> None:
        self._kb, self._lookups = kb, lookups
        self.clauses = ClauseAnswers(kb, words, lookups)

    def answer(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> dict[str, Any]:
        """The lookups found and their near ties, or the nearest clauses where none answers."""
        found, year = self._in_year(heard, purpose, frame, year)
        frame.asked = None
        if found and self._lookups.good_enough(found[0], purpose.intent):
            return self._lookups.answer([f.held for f in near_ties(found)], frame, year, purpose.intent)
        return self.clauses.answer(frame.question or heard.text, frame, year, purpose.intent)

    def instead(
        self, heard: Heard, purpose: Purpose, frame: Frame, year: int, enough: float = CERTAIN
    ) -> Optional[dict[str, Any]]:
        """No rule computes it, but the notice may speak of it."""
        assert frame.region is not None
        best = self._lookups.best(heard.text, frame.region, year, _topics(heard, purpose))
        if best is not None and best.likeness >= enough:
            frame.asked = None
            return self._lookups.answer([best.held], frame, year, purpose.intent)
        return None

    def on_relief(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> Optional[dict[str, Any]]:
        """What the notice says of a case that somebody hopes to be spared for, where it is asked about plainly."""
        best = next(iter(self._found(heard, purpose, frame, year)), None)
        if best is None or "exemption" not in best.held.lookup.topics or best.bearing < ENOUGH_OF_ITSELF:
            return None
        frame.asked = None
        return self._lookups.answer([best.held], frame, year, purpose.intent)

    def better(
        self, heard: Heard, purpose: Purpose, frame: Frame, year: int, decision: Decision
    ) -> Optional[dict[str, Any]]:
        """What a rule answers in words, as the lookup puts it that rests on the same quote and fits the question."""
        cited = {(citation.clause, citation.quote) for citation in decision.citations}
        best = next(iter(self._found(heard, purpose, frame, year)), None)
        if best is None or not self._lookups.good_enough(best, purpose.intent):
            return None
        if not all((part.clause, part.quote) in cited for part in best.held.lookup.answer):
            return None
        frame.asked = None
        return self._lookups.answer([best.held], frame, year, purpose.intent)

    def _in_year(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> tuple[list[Found], int]:
        """The lookups found, and the year whose notices hold them: those of the year asked about, or today's notices
        where these speak of that very year (自2021年起)."""
        found, this = self._found(heard, purpose, frame, year), int(heard.today[:4])
        if year >= this:
            return found, year
        now = self._found(heard, purpose, frame, this)
        if purpose.intent == "ask_makeup" and now and "makeup" in now[0].held.lookup.topics:
            # 去年没学完，还让补吗: what was missed then would be made up for now.
            return now, this
        speaking = [f for f in now if _speaks_of(f.held, year)]
        if speaking and (not found or speaking[0].score > found[0].score):
            return speaking, this
        silent = not (found and self._lookups.good_enough(found[0], purpose.intent))
        if silent and now and self._lookups.good_enough(now[0], purpose.intent):
            # 去年没学完，今年评优…: a year of the story, of which nothing is held; what is told names its own year.
            return now, this
        return found, year

    def _found(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> list[Found]:
        """The lookups found; a follow-up without a subject of its own is read with the activity talked about."""
        assert frame.region is not None
        topics = _topics(heard, purpose)
        terms = {str(e["value"]) for e in heard.entities if e["entity"] in ("concept", "purpose")}
        question = frame.question or heard.text
        found = self._lookups.search(question, frame.region, year, topics, terms)
        found = self._lookups.of_kind(found, purpose.intent)
        named_now = any(e["entity"] == "activity" for e in heard.entities)
        known = frame.activities[-1].get("activity") if frame.activities and not named_now else None
        if known and purpose.intent in ("ask_evidence", "ask_hours", "ask_ways"):
            named = self._lookups.search(self._kb.term_name(known) + question, frame.region, year, topics)
            if named and (not found or named[0].score > found[0].score - 0.05):
                return named
        return found


def _speaks_of(held: HeldLookup, year: int) -> bool:
    """Whether the notice's words in a lookup name a year."""
    return any(str(year) in part.quote for part in held.lookup.answer)


def _topics(heard: Heard, purpose: Purpose) -> list[tuple[str, float]]:
    ranking = [(name, score) for name, score in heard.intents[:4] if name != purpose.intent]
    return [(purpose.intent, max(0.6, dict(heard.intents).get(purpose.intent, 0.0))), *ranking]
