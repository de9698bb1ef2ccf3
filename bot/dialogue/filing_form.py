"""What the form of a claim is opened with: the key `form` of a RESULT (docs/interfaces.md section 2). Facts only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, Optional

from bot.dialogue.event_dates import Span
from bot.dialogue.exam_levels import LEVEL
from policy_kb.knowledge import KnowledgeBase
from rules_core.compiled import CompiledRule
from rules_core.conditions import leaves
from rules_core.facts import FACTS
from rules_core.question import Question

Kind = Literal["recognition", "exemption"]
Form = dict[str, Any]
#: Facts that are heard of the person, and are of the activity to the form.
_OF_ACTIVITY = ("course_subject", "degree")


def looked_at_by(rule: CompiledRule) -> set[str]:
    """The facts that a rule looks at, for what it decides, adds, says beside it, or for the office that it names."""
    conditions = (rule.condition, rule.bonus_condition, *rule.office_conditions, *(when for when, _, _ in rule.notes))
    return {leaf.fact for condition in conditions for leaf in leaves(condition)} | set(rule.rule.needs)


class Forms:
    """For one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        rules = [rule for (_, answers), rules in kb.book.by_place.items() if answers == "hours" for rule in rules]
        looked_at = {fact for rule in rules for fact in looked_at_by(rule)}
        self._of_person = {fact for fact in looked_at if FACTS[fact].scope == "person"} - {LEVEL, *_OF_ACTIVITY}

    def of(
        self,
        kind: Kind,
        region: str,
        year: int,
        level: Optional[str],
        question: Optional[Question] = None,
        spans: Sequence[Optional[Span]] = (),
    ) -> Form:
        """The form with the facts of a question. `level` is the person's own title level, `spans` are the days of each
        activity. Of the person only what a rule on hours looks at goes along."""
        person = question.person if question is not None else {}
        activities = question.activities if question is not None else ()
        days = [*spans, *[None] * len(activities)]
        return {
            "kind": kind,
            "region": region,
            "year": year,
            "title_level": level,
            "activities": [self._activity(facts, person, span) for facts, span in zip(activities, days)],
            "person": {fact: _plain(value) for fact, value in person.items() if fact in self._of_person},
        }

    def _activity(self, facts: Mapping[str, Any], person: Mapping[str, Any], span: Optional[Span]) -> dict[str, Any]:
        own = {LEVEL, *_OF_ACTIVITY}
        shown = {fact: _plain(value) for fact, value in facts.items() if FACTS[fact].scope == "activity" or fact in own}
        shown.pop("year", None)
        exam = "exam" in self._kb.book.terms.lineage(str(facts.get("activity")))
        for fact in (*_OF_ACTIVITY, *([LEVEL] if exam else [])):
            if fact in person and "activity" in facts:
                shown.setdefault(fact, person[fact])
        if span is not None:
            shown["start"] = span.first.isoformat()
            if span.last is not None:
                shown["end"] = span.last.isoformat()
        return shown


def _plain(value: Any) -> Any:
    """An exact number as a JSON number, or as the text of a fraction where it is no whole one."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return value
