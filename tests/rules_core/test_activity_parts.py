"""Several activities in one question: each part says for which place it was decided, also where no rule is found."""

from __future__ import annotations

from datetime import date

from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.question import read_question


def test_a_part_without_a_rule_names_the_place_that_was_asked_about() -> None:
    question = read_question({"question": "hours", "region": "nm-hhht", "activities": [
        {"activity": "patent"}, {"activity": "academic_conference", "level": "national", "days": 2}]})
    decision = decide(question, load().book, date(2022, 6, 1))
    assert [part.outcome for part in decision.parts] == ["not_listed", "recognized"]
    assert {part.jurisdiction for part in decision.parts} == {"nm-hhht"}
