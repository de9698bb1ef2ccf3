"""What a RESULT says of the form of a claim: its activities, and the days on which they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from bot.evaluation.spoken import Spoken
from policy_kb.stated_figures import Figure
from rules_core.decision import plain

_AMOUNTS = ("days", "months", "subjects", "hours")


@dataclass(frozen=True)
class FormTold:
    """The sentence that names what the form was opened with. `form` is the RESULT's key of that name."""

    form: Mapping[str, Any]
    spoken: Spoken

    def accounts_for(self, figure: Figure, line: str) -> bool:
        """Whether the figure is of an activity in the form, and was said; the claim's year may follow from today."""
        if figure.value == self.form["year"] and figure.unit in ("年", ""):
            return True
        return figure.value in set(self._held()) and figure.value in self.spoken.numbers

    def _held(self) -> Iterator[Fraction]:
        for activity in self.form["activities"]:
            yield from (Fraction(plain(Fraction(activity[name]))) for name in _AMOUNTS if name in activity)
            for name in ("start", "end"):
                if name in activity:
                    day = date.fromisoformat(activity[name])
                    yield from (Fraction(part) for part in (day.year, day.month, day.day))
