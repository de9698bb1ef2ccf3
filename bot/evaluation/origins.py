"""Which figures a sentence may state that is no copy of anything: by what they count, and of which subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bot.evaluation.amounts import shown, subject_before
from bot.evaluation.recorder import Taken
from bot.evaluation.tables import missing_in, year_is_told
from policy_kb.stated_figures import Figure
from rules_core.decision import Decision

_FACT_OF_UNIT = {"天": "days", "月": "months", "门": "subjects"}


@dataclass(frozen=True)
class Conclusion:
    """The sentence that tells a decision of a question, or of one activity in it, whose facts are `facts`."""

    decision: Decision
    facts: Mapping[str, Any]

    def accounts_for(self, figure: Figure, line: str) -> bool:
        """Whether the figure, where it stands in the line, is the decision's."""
        decision, value = self.decision, figure.value
        recorded = any(
            f"missing_{s}" in row for row in decision.detail.get("table") or () for s in ("public", "professional")
        )
        if figure.unit == "学时":
            return value in (
                missing_in(decision, line, figure.start)
                if recorded
                else self._hours(subject_before(line, figure.start))
            )
        if figure.unit in ("年", "") and decision.detail.get("table") and year_is_told(figure, line, decision):
            return True
        if figure.unit == "年":
            return not recorded and value == decision.year
        if figure.unit in ("月", "周岁") and "short" in decision.detail:
            return value in shown(decision.detail["short"])
        if figure.unit in _FACT_OF_UNIT:
            return value in shown(self.facts.get(_FACT_OF_UNIT[figure.unit]))
        return not figure.unit and "fraction" in decision.detail and value == Fraction(decision.detail["fraction"])

    def _hours(self, subject: str | None) -> set[Fraction]:
        decision = self.decision
        if subject is not None and decision.by_subject.get(subject) is not None:
            return shown(decision.by_subject[subject])
        if decision.outcome == "not_met":
            return shown(*(part.hours for part in decision.parts))
        raw = decision.detail.get("capped_from")
        if raw is not None and any(hours is not None for hours in decision.by_subject.values()):
            # What counts is told of its subject: the figure without one is the one before the limit.
            return shown(raw)
        return shown(decision.hours, raw)


def conclusions(taken: Taken) -> tuple[Conclusion, tuple[Conclusion, ...]]:
    """That of the whole question, and those of its activities where there are several."""
    decision, question = taken.decision, taken.question
    activities = question.activities or ({},)
    whole = Conclusion(decision, {**question.person, **activities[0]})
    credited = bool(decision.detail.get("remaining"))
    if len(decision.parts) < 2 and not credited:
        # One part is no activity: it is what applies where a relief is not met.
        return whole, ()
    parts = zip(decision.parts, activities)
    return whole, tuple(Conclusion(part, {**question.person, **activity}) for part, activity in parts)
