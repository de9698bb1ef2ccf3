"""docs/decision.md, the decision's JSON Schema and what the core produces say the same; the examples are run."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT, table_rows
from jsonschema import Draft202012Validator
from walkthrough import follow, xueshi

from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import to_json
from rules_core.decision_schema import OPERATIONS, OUTCOMES, decision_schema
from rules_core.question import read_question
from rules_core.trace_check import _RECOMPUTE
from web.openapi.schemas import OUTCOMES as SPOKEN

sys.path.append(str(ROOT / "tests" / "rules_core"))
from policy_tables import ask, cases  # noqa: E402

TEXT = (ROOT / "docs" / "decision.md").read_text(encoding="utf-8")
SCHEMA = decision_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
#: Tables, each with the folder that is laid over for it.
TABLES = [(ROOT / "tests" / "policy", None), (ROOT / "tests" / "overlay" / "cases", ROOT / "tests/overlay/qinghe")]
#: Questions for what no table of a notice asks: places and years that nothing covers, records, several years.
SENIOR = {"purpose": "title_review", "title_level": "senior"}
FURTHER: list[dict[str, Any]] = [
    {"region": None, "activities": [{"activity": "academic_conference"}]},
    {"region": "nowhere", "activities": [{"activity": "academic_conference"}]},
    {"region": "nm", "activities": [{"activity": "academic_conference"}]},
    {"region": "bt", "activities": [
        {"activity": "academic_conference", "level": "national", "days": 2, "presented": True, "year": 2019},
        {"activity": "computer_exam", "year": 2020}]},
    {"question": "remaining", "region": "nm-hhht", "year": 2022, "person": SENIOR,
     "record": {2020: {"public": 30}, 2021: {"public": 10, "professional": 60}, 2022: {"public": 30}}},
    {"question": "remaining", "region": "nm-hhht", "year": 2022, "person": SENIOR, "record": {
        2020: {"public": 40}, 2021: {"public": 10, "professional": 60}, 2022: {"public": 30, "professional": 8}}},
    {"question": "remaining", "region": "bt", "record": {2017: {"public": 5}, 2019: {"public": 5, "professional": 70}}},
    {"question": "remaining", "region": "xj", "person": {"occupation": "school_teacher"},
     "record": {2022: {"public": 5}}},
    {"question": "remaining", "region": "xj", "person": {"occupation": "health"}, "record": {2022: {"public": 5}}},
    {"question": "remaining", "region": "xj-city", "activities": [
        {"activity": "academic_conference", "level": "national", "days": 2},
        {"activity": "training_class", "organizer": "university", "days": 3}]},
    {"question": "remaining", "region": "bt", "person": {"done_total": 71}},
    {"question": "remaining", "region": "bt", "person": {"done_total": 95}},
    {"question": "review", "region": "nm-hhht", "year": 2022, "person": {
        **SENIOR, "transferred": "transferred_earlier", "transfer_year": 2021}},
    {"question": "review", "region": "nm-hhht", "year": 2022, "person": {
        **SENIOR, "transferred": "transferred_this_year", "transfer_year": 2020}},
    {"question": "review", "region": "xj-aks", "year": 2025, "person": SENIOR, "record": {2025: {"public": 5}}},
]


def _decisions() -> Iterator[tuple[str, dict[str, Any]]]:
    for tables, folder in TABLES:
        book = load(str(folder) if folder else None).book
        for case in cases(tables):
            yield case.where, to_json(ask(case, book), full=True)
    book = load().book
    for raw in FURTHER:
        yield str(raw), to_json(decide(read_question(raw), book, date(2025, 6, 1)), full=True)


@pytest.fixture(scope="module")
def decisions() -> list[tuple[str, dict[str, Any]]]:
    return list(_decisions())


def test_every_decision_is_of_the_schema(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert len(decisions) > 350
    faults = [f"{where}: {'.'.join(map(str, fault.path))}: {fault.message}" for where, decision in decisions
              for fault in VALIDATOR.iter_errors(json.loads(json.dumps(decision)))]
    assert faults == []


@pytest.mark.parametrize(("change", "path"), [
    ({"hours": None}, ["hours"]), ({"hours": -1}, ["hours"]), ({"outcome": "perhaps"}, ["outcome"]),
    ({"outcome": "exempt"}, ["hours"]), ({"outcome": None}, []), ({"citations": []}, ["citations"]),
    ({"detail": {"surprise": 1}}, ["detail"]), ({"remark": ""}, []),
    ({"citations": [{"clause": "附件3", "quote": "每天"}]}, ["citations", 0, "clause"]),
], ids=str)
def test_the_schema_refuses(decisions: list[tuple[str, dict[str, Any]]], change: dict[str, Any],
                            path: list[Any]) -> None:
    """It says something: a decision with hours, changed in one place, is none."""
    sound = next(decision for _, decision in decisions if decision["outcome"] == "hours" and not decision["ask_for"])
    assert VALIDATOR.is_valid(sound)
    assert path in [list(fault.path) for fault in VALIDATOR.iter_errors({**sound, **change})]


def test_a_step_of_unknown_origin_is_refused(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    sound = next(d for _, d in decisions if d["trace"] and d["trace"][0]["operands"])
    changed = json.loads(json.dumps(sound))
    changed["trace"][0]["operands"][0]["origin"] = "guess:12"
    assert VALIDATOR.is_valid(sound) and not VALIDATOR.is_valid(changed)


def _produced(decisions: list[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Every decision, its parts too."""
    for _, decision in decisions:
        yield from _with_parts(decision)


def _with_parts(decision: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield decision
    for part in decision["parts"]:
        yield from _with_parts(part)


def _keys(head: str) -> set[str]:
    """The code words of the first column of the table with that head."""
    rows = table_rows(next(part for part in TEXT.split("\n\n") if part.startswith(f"| {head} |")))
    return {word for row in rows[2:] for word in re.findall(r"`([^`]+)`", row[0])}


def test_the_keys_of_a_decision(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    assert _keys("key | value") == set(SCHEMA["properties"])
    assert all(list(decision) == list(SCHEMA["properties"]) for decision in _produced(decisions))


def test_the_keys_of_a_step(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    rows = table_rows(TEXT.partition("\n## Steps\n")[2].partition("\n\n| op |")[0])
    assert {row[0].strip("`") for row in rows[2:]} == set(SCHEMA["properties"]["trace"]["items"]["properties"])


def test_the_operations(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    used = {step["op"] for decision in _produced(decisions) for step in decision["trace"]}
    assert _keys("op | the result") == set(OPERATIONS) == used == {"state", *_RECOMPUTE}


def test_the_origins(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    used = {operand["origin"].partition(":")[0] for decision in _produced(decisions) for step in decision["trace"]
            for operand in step["operands"]}
    origins = _keys("origin | the number is")
    assert {origin.partition(":")[0] for origin in origins} == used
    operand = SCHEMA["properties"]["trace"]["items"]["properties"]["operands"]["items"]
    pattern = operand["properties"]["origin"]["pattern"]
    assert [origin for origin in origins if not re.search(pattern, origin)] == []


def test_the_keys_of_detail(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    """Nothing is written that is never produced, and nothing is produced that is not written."""
    used = {key for decision in _produced(decisions) for key in decision["detail"]}
    assert _keys("key | with | value") == set(SCHEMA["properties"]["detail"]["properties"]) == used


def test_the_keys_of_a_row(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    used = {key for decision in _produced(decisions) for row in decision["detail"].get("table", []) for key in row}
    rows = SCHEMA["properties"]["detail"]["properties"]["table"]["items"]["properties"]
    assert _keys("key of a row | value") == set(rows) == used


def test_the_outcomes(decisions: list[tuple[str, dict[str, Any]]]) -> None:
    """The dialogue adds one that the core does not give: where a claim stands."""
    assert {decision["outcome"] for decision in _produced(decisions)} == {*OUTCOMES, None}
    assert set(SPOKEN) - set(OUTCOMES) == {"claim_status"}


def test_the_examples(tmp_path: Path) -> None:
    assert follow(TEXT, tmp_path) == []


def test_the_command_prints_the_schema(tmp_path: Path) -> None:
    run = xueshi("compute", "--schema", "decision", cwd=tmp_path)
    assert (run.returncode, run.stderr, json.loads(run.stdout)) == (0, "", SCHEMA)
    assert xueshi("compute", "--schema", "question", cwd=tmp_path).stdout == xueshi("compute", "--schema",
                                                                                    cwd=tmp_path).stdout
    wrong = xueshi("compute", "--schema", "answer", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "invalid choice: 'answer' (choose from 'question', 'decision')" in wrong.stderr
