"""The lookups that fit a message in its conversation: as the answer, instead of a rule, or for a rule in words."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookup_search import Found, near_ties
from bot.dialogue.lookups import CERTAIN, Lookups
from bot.dialogue.purpose import Purpose
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import Decision


class InWords:
    """For one knowledge base; without state of its own. The region of the frame is known."""

    def __init__(self, kb: KnowledgeBase, lookups: Lookups) -> None:
        self._kb, self._lookups = kb, lookups

    def answer(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> dict[str, Any]:
        """The lookups found and their near ties, or the nearest words where none answers."""
        found = self._found(heard, purpose, frame, year)
        frame.asked = None
        if found and self._lookups.good_enough(found[0], purpose.intent):
            return self._lookups.answer([f.held for f in near_ties(found)], frame, year, purpose.intent)
        return self._lookups.nothing(frame, year, purpose.intent, found[0] if found else None)

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

    def _found(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> list[Found]:
        """The lookups found; a follow-up without a subject of its own is read with the activity talked about."""
        assert frame.region is not None
        topics = _topics(heard, purpose)
        terms = {str(e["value"]) for e in heard.entities if e["entity"] == "concept"}
        question = frame.question or heard.text
        found = self._lookups.search(question, frame.region, year, topics, terms)
        found = self._lookups.of_kind(found, purpose.intent)
        known = frame.activities[-1].get("activity") if frame.activities else None
        if known and purpose.intent in ("ask_evidence", "ask_hours", "ask_ways"):
            named = self._lookups.search(self._kb.term_name(known) + question, frame.region, year, topics)
            if named and (not found or named[0].score > found[0].score - 0.05):
                return named
        return found


def _topics(heard: Heard, purpose: Purpose) -> list[tuple[str, float]]:
    ranking = [(name, score) for name, score in heard.intents[:4] if name != purpose.intent]
    return [(purpose.intent, max(0.6, dict(heard.intents).get(purpose.intent, 0.0))), *ranking]
