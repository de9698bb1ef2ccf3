"""The evaluation sets: frozen, well-formed, about things that exist, and not in the training data."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import opencc
import pytest
from bot.evaluation.entities import QUANTITIES, TERMS
from bot.evaluation.scorer import read_lines
from ruamel.yaml import YAML

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "evaluation"
SETS = sorted(FOLDER.glob("*.jsonl"))
KEYS = {"id", "text", "region", "today", "kinds", "intent", "entities", "expect"}
KINDS = {
    "plain", "colloquial", "typo", "traditional", "fullwidth", "fragment", "multi", "out_of_scope", "gibberish",
    "abusive", "cheating", "other_region", "long", "english_mixed",
}  # fmt: skip
EXPECTED = {"status", "outcome", "hours", "public", "professional", "ask_any", "cites", "must", "must_not"}
STATUSES = {
    "answered", "need_info", "not_covered", "out_of_scope", "chitchat", "handoff", "form", "login_required",
}  # fmt: skip
OUTCOMES = {
    "hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
    "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup", "claim_status",
}  # fmt: skip
_T2S = opencc.OpenCC("t2s")


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return [case for file in SETS for case in read_lines(file)]


def test_files_are_those_that_were_frozen() -> None:
    sums = dict(reversed(line.split()) for line in (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sums == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in SETS}, (
        "an evaluation set has changed: see tests/nlu/evaluation/README.md"
    )
    assert {"a.jsonl", "b.jsonl"} <= set(sums)


def test_every_line_has_its_keys(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        assert set(case) - {"intents"} == KEYS, case["id"]
        assert case["text"].strip() and case["kinds"] and set(case["kinds"]) <= KINDS, case["id"]
        assert date.fromisoformat(case["today"]), case["id"]
        assert case["intent"] in case.get("intents", [case["intent"]]), case["id"]


def test_ids_and_texts_are_unique(cases: list[dict[str, Any]]) -> None:
    assert [i for i, times in Counter(case["id"] for case in cases).items() if times > 1] == []
    assert [t for t, times in Counter(_key(case["text"]) for case in cases).items() if times > 1] == []


def test_intents_are_those_of_the_domain(cases: list[dict[str, Any]]) -> None:
    declared = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    names = {next(iter(item)) if isinstance(item, dict) else item for item in declared}
    assert {i for case in cases for i in (case["intent"], *case.get("intents", []))} <= names


def test_entities_stand_in_the_text_and_are_known(cases: list[dict[str, Any]], kb: KnowledgeBase) -> None:
    for case in cases:
        for entity in case["entities"]:
            kind, value = entity["entity"], entity["value"]
            assert entity["text"] and entity["text"] in case["text"], case["id"]
            if kind == "region":
                assert value == "elsewhere" or value in kb.book.jurisdictions, case["id"]
            elif kind in TERMS:
                assert kb.terms[value].kind == kind, case["id"]
            elif kind == "birth":
                assert re.fullmatch(r"\d{4}(-\d\d){0,2}", value), case["id"]
            else:
                assert kind in QUANTITIES and isinstance(value, (int, float)) and value > 0, case["id"]


def test_expectations_are_in_the_words_of_the_contract(cases: list[dict[str, Any]], kb: KnowledgeBase) -> None:
    for case in cases:
        expect = case["expect"]
        assert set(expect) <= EXPECTED, case["id"]
        assert case["region"] is None or case["region"] in kb.book.jurisdictions, case["id"]
        assert set(_choices(expect.get("status"))) <= STATUSES, case["id"]
        assert set(_choices(expect.get("outcome"))) <= OUTCOMES, case["id"]
        assert [a for a in expect.get("cites", []) if kb.clause_text(a) is None] == [], case["id"]
        by_subject = [expect[s] for s in ("public", "professional") if s in expect]
        assert "hours" not in expect or sum(by_subject) in (0, expect["hours"]), case["id"]


def test_hours_are_expected_of_outcomes_that_have_them(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        if {"hours", "public", "professional"} & set(case["expect"]):
            assert case["expect"]["outcome"] == "hours", case["id"]


def test_nothing_is_trained_on(cases: list[dict[str, Any]]) -> None:
    """An utterance that the model has learned by heart measures nothing. A few characters say the same by chance."""
    document = YAML(typ="safe").load((ROOT / "bot" / "data" / "nlu.yml").read_text(encoding="utf-8"))
    trained = {_key(line[2:]) for block in document["nlu"] for line in block["examples"].splitlines()}
    evaluated = {_key(case["text"]): case["id"] for case in cases}
    assert {text: evaluated[text] for text in trained & set(evaluated) if len(text) > 3} == {}


def test_nothing_is_listed_as_a_way_of_asking(cases: list[dict[str, Any]], kb: KnowledgeBase) -> None:
    asked = {_key(ask) for held in kb.lookups for ask in held.lookup.asks}
    assert {case["id"] for case in cases if _key(case["text"]) in asked} == set()


def test_kinds_and_intents_are_broad(cases: list[dict[str, Any]]) -> None:
    """So broad that a figure of a kind means something: what a figure is told of has 20 utterances or more."""
    kinds = Counter(kind for case in cases for kind in case["kinds"])
    assert set(kinds) == KINDS and min(kinds.values()) >= 20, kinds
    assert len({case["intent"] for case in cases}) >= 25


def _choices(value: Any) -> Iterator[str]:
    yield from value if isinstance(value, list) else [value] if value is not None else []


def _key(text: str) -> str:
    """What remains after normalising, without punctuation and spaces; the text itself where nothing remains."""
    simplified = _T2S.convert(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[\W_]+", "", simplified) or text


def test_keys_tell_texts_without_words_apart() -> None:
    assert _key("……") != _key("？？") and _key("公須課！") == _key("公须课")

