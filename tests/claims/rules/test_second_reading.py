"""The gate against a second reading of the notices, written from the printed clauses alone, without sight of the rules.

A line of second_reading.jsonl is a claim and what the clauses give: `hours` in all (a list: one of these, null is no
figure), `parts` of each activity [hours, clause, words of the proof demanded, its clause], the `steps` in order, what
is asked (`ask`), what a refusal says (`say`) or is about (`field`), `before` what was recognised earlier in the year.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from claims.rules.draft import read_draft
from claims.rules.gate import Counted, Outcome, compute, counted_of
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2026, 11, 21)
TABLE = Path(__file__).with_name("second_reading.jsonl")
CASES = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
_KEYS = ("region", "year", "title_level", "activities", "person")


def _decided(kb: KnowledgeBase, case: dict[str, Any], counted: tuple[Counted, ...] = ()) -> Outcome:
    raw = {"kind": case.get("kind", "recognition"), **{key: case[key] for key in _KEYS if key in case}}
    return compute(kb, read_draft(kb, raw, TODAY), TODAY, counted)


def _before(kb: KnowledgeBase, case: dict[str, Any]) -> tuple[Counted, ...]:
    return tuple(counted_of(_decided(kb, {**case, **earlier}).decision, Fraction(earlier["recognised"]))
                 for earlier in case.get("before", ()))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_gate_reads_the_clauses_alike(kb: KnowledgeBase, case: dict[str, Any]) -> None:
    expect = case["expect"]
    try:
        found = _decided(kb, case, _before(kb, case))
    except Refused as refused:
        assert expect["claimable"] is False, refused.message
        assert expect.get("field") in (None, refused.field)
        assert all(words in refused.message for words in expect.get("say", ()))
        return
    assert found.claimable is expect["claimable"], (found.message, found.ask_for)
    assert "field" not in expect
    assert all(words in found.message for words in expect.get("say", ())), found.message
    assert all(any(path.endswith(name) for path in found.ask_for) for name in expect.get("ask", ())), found.ask_for
    _figures(found, expect)
    if "steps" in expect:
        offices = [step.office for step in found.steps]
        assert len(offices) == len(expect["steps"]), offices
        assert all(words in office for words, office in zip(expect["steps"], offices)), offices
    for part, shown in zip(expect.get("parts", ()), found.activities, strict=False):
        _part(part, shown, found)


def _figures(found: Outcome, expect: dict[str, Any]) -> None:
    if "hours" in expect:
        wanted = expect["hours"] if isinstance(expect["hours"], list) else [expect["hours"]]
        assert (None if found.hours is None else float(found.hours)) in wanted
        if found.claimable and found.hours is not None:
            assert found.decision["by_subject"] == {"public": 0, "professional": found.decision["hours"]}
    if found.claimable and "outcome" in expect:
        assert found.outcome in expect["outcome"]
    if "deemed" in expect:
        assert sorted(found.deemed) == sorted(expect["deemed"])
    if not found.claimable:
        assert not found.hours, "a refused claim has no figure"


def _part(part: list[Any], shown: dict[str, Any], found: Outcome) -> None:
    hours, clause, proofs, clause_of_proof = part
    if hours is not None:
        assert shown["hours"] == hours
    cited = {one["clause"] for one in (*shown["trace"], *shown["citations"], *found.citations)}
    cited |= {step.clause for step in found.steps}
    assert clause is None or clause in cited, cited
    for words in proofs or ():
        assert any(words in one["text"] for one in shown["evidence"]), shown["evidence"]
    assert clause_of_proof is None or clause_of_proof in {one["clause"] for one in shown["evidence"]}
