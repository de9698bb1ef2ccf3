"""Where documents set the figure, the step that says so stands on the clause that names them."""

from __future__ import annotations

from datetime import date

import pytest

from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.question import read_question


@pytest.mark.parametrize(("region", "facts", "clause"), [
    ("xj-city", {"activity": "advanced_seminar", "organizer": "base", "days": 2}, "xj-2021#二/二/3/p1"),
    ("xj-aks", {"activity": "paper"}, "aks-2025#二/p3"),
    ("bt", {"activity": "academic_conference", "level": "prefecture", "days": 2}, "bt-2019#附件/二/八"),
])
def test_the_step_stands_on_the_clause_that_hands_the_figure_on(region: str, facts: dict[str, object], clause: str
                                                                ) -> None:
    question = read_question({"region": region, "year": 2025, "activities": [facts]})
    decision = decide(question, load(folders=None).book, date(2025, 6, 1))
    assert decision.outcome == "set_elsewhere"
    assert [step.clause for step in decision.trace] == [clause]
