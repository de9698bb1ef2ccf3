"""Facts that exclude each other are asked about, never chosen between (contract, section 6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.question import read_question


def _ask(age: int, birth: str) -> Decision:
    person: dict[str, Any] = {"purpose": "title_review", "title_level": "senior", "gender": "male", "age": age}
    question = read_question({"question": "review", "region": "nm-hhht", "year": 2022, "person": person,
                              "birth": birth, "day": "2022-09-01"})
    return decide(question, load().book, date(2022, 6, 1))


@pytest.mark.parametrize(("age", "birth"), [(50, "1974-01-01"), (47, "1974-01-01"), (50, "1970-05"), (53, "1970")])
def test_an_age_that_the_birth_date_excludes_is_asked_about(age: int, birth: str) -> None:
    decision = _ask(age, birth)
    assert (decision.outcome, decision.ask_for, decision.hours) == (None, ("age",), None)
    assert decision.detail["contradicts"] == ["age", "birth"]


@pytest.mark.parametrize(("age", "birth", "outcome"),
                         [(48, "1974-01-01", "hours"), (52, "1970", "reduced"), (51, "1970", "reduced")])
def test_an_age_that_the_birth_date_allows_stands(age: int, birth: str, outcome: str) -> None:
    assert _ask(age, birth).outcome == outcome
