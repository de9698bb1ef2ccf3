"""What the chat fills in is what the gate takes: every form of `filing.jsonl` is a draft, and decided alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bot.evaluation.scorer import faults
from claims.rules.draft import read_draft
from claims.rules.gate import compute

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

CASES = [
    case
    for line in (Path(__file__).parent / "filing.jsonl").read_text(encoding="utf-8").splitlines()
    if (case := json.loads(line))["expect"].get("form")
]


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_form_is_a_draft_with_the_same_decision(kb: KnowledgeBase, case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    expect = case["expect"]
    draft = read_draft(kb, {"title_level": None, "person": {}, **expect["form"]}, today)
    outcome = compute(kb, draft, today)
    if outcome.hours is not None and expect.get("hours") is not None:
        assert float(outcome.hours) == expect["hours"]
    # Whatever the gate still asks, it refuses nothing that the chat has filled in.
    assert outcome.claimable or outcome.ask_for, outcome.message


@pytest.mark.parametrize(
    ("expected", "form", "passes"),
    [
        (None, None, True),
        (None, {"year": 2025}, False),
        ({"year": 2025}, None, False),
        ({"year": 2025}, {"year": 2025, "kind": "recognition"}, True),
        ({"year": 2025}, {"year": 2024}, False),
    ],
)
def test_the_scorer_looks_at_the_form(expected: Any, form: Any, passes: bool) -> None:
    turn = {"status": "form", "decision": {}, "citations": [], "text": "", **({"form": form} if form else {})}
    found, wrong = faults({"form": expected}, turn, {})
    assert (not found, wrong) == (passes, False)
