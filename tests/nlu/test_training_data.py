"""The intent training data: shape, counts, uniqueness, and nothing in it that belongs to a person."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import opencc
import pytest
from ruamel.yaml import YAML

from policy_kb.loader import load

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "bot" / "data" / "nlu.yml"
DOMAIN = ROOT / "domain.yml"

MINIMUM = {
    "ask_hours": 420, "ask_requirement": 160, "ask_review": 220, "ask_exemption": 220, "ask_remaining": 120,
    "ask_makeup": 80, "ask_evidence": 140, "ask_procedure": 140, "ask_responsible": 160, "ask_certificate": 150,
    "ask_deadline": 130, "ask_consequence": 110, "ask_platform": 140, "ask_contact": 80, "ask_ways": 130,
    "ask_base": 140, "ask_scope": 100, "ask_policy": 100, "ask_clause": 80, "compare": 90, "file_claim": 110,
    "claim_status": 70, "inform": 260, "correct": 110, "affirm": 50, "deny": 50, "greet": 50, "thanks": 40,
    "goodbye": 30, "handoff": 70, "complaint": 80, "help": 50, "reset": 40, "cheat": 90, "out_of_scope": 520,
}  # fmt: skip

_T2S = opencc.OpenCC("t2s")
_PLACES = "兵团|阿克苏|库车|石河子|呼市|呼和浩特|内蒙古?|新疆|自治区|地区|乌鲁木齐|喀什"
PERSONAL = {
    "identity number": r"(?<!\d)\d{17}[\dXx](?!\w)|(?<!\d)\d{15}(?!\d)",
    "mobile": r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)",
    "landline": r"(?<!\d)0\d{2,3}[-— ]*\d{7,8}(?!\d)",
    "service line": r"(?<!\d)[48]00[- ]?\d{3}[- ]?\d{4}(?!\d)",
    "mail address": r"[\w.]+@[\w-]+\.\w+",
}


def _load() -> dict[str, list[str]]:
    document = YAML(typ="safe").load(TRAINING.read_text(encoding="utf-8"))
    assert str(document["version"]) == "3.1"
    examples: dict[str, list[str]] = {}
    for block in document["nlu"]:
        assert set(block) == {"intent", "examples"}, block.get("intent")
        assert block["intent"] not in examples, f"{block['intent']} stands twice"
        lines = block["examples"].splitlines()
        assert all(line.startswith("- ") for line in lines), block["intent"]
        examples[block["intent"]] = [line[2:] for line in lines]
    return examples


@pytest.fixture(scope="module")
def examples() -> dict[str, list[str]]:
    return _load()


@pytest.fixture(scope="module")
def utterances(examples: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(intent, text) for intent, texts in examples.items() for text in texts]


def _key(text: str) -> str:
    """What remains after normalising, without punctuation and spaces: texts with one key are one text to a model."""
    simplified = _T2S.convert(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[\W_]+", "", simplified)


def _skeleton(text: str) -> str:
    """The text with its places and its numerals blanked: equal skeletons are one template filled twice."""
    return re.sub(r"[0-9零一二三四五六七八九十两半百]+", "#", re.sub(_PLACES, "@", _key(text)))


@pytest.mark.parametrize(("intent", "least"), MINIMUM.items())
def test_each_intent_has_its_minimum(examples: dict[str, list[str]], intent: str, least: int) -> None:
    assert len(examples.get(intent, [])) >= least


def test_intents_are_those_of_the_domain(examples: dict[str, list[str]]) -> None:
    declared = YAML(typ="safe").load(DOMAIN.read_text(encoding="utf-8"))["intents"]
    names = {next(iter(item)) if isinstance(item, dict) else item for item in declared}
    assert set(examples) == set(MINIMUM)
    assert set(MINIMUM) <= names
    assert {name for name in names - set(examples) if name != "nlu_fallback"} == set()


def test_no_utterance_stands_twice(utterances: list[tuple[str, str]]) -> None:
    seen: dict[str, tuple[str, str]] = {}
    twice = []
    for intent, text in utterances:
        key = _key(text)
        assert key, f"{intent}: {text!r} has no word in it"
        if key in seen:
            twice.append((seen[key], (intent, text)))
        seen.setdefault(key, (intent, text))
    assert twice == []


def test_it_is_written_not_generated(utterances: list[tuple[str, str]]) -> None:
    skeletons = Counter(_skeleton(text) for _, text in utterances if len(_key(text)) >= 8)
    repeated = {skeleton: count for skeleton, count in skeletons.items() if count > 1}
    assert max(repeated.values(), default=0) <= 4, repeated
    assert sum(repeated.values()) <= len(utterances) * 0.01, repeated


def test_short_and_long_voices_are_both_there(utterances: list[tuple[str, str]]) -> None:
    lengths = [len(text) for _, text in utterances]
    assert sum(length <= 4 for length in lengths) >= 500
    assert sum(length >= 60 for length in lengths) >= 50


@pytest.mark.parametrize("pattern", PERSONAL.values(), ids=PERSONAL.keys())
def test_no_personal_number(utterances: list[tuple[str, str]], pattern: str) -> None:
    assert [text for _, text in utterances if re.search(pattern, text)] == []


def test_texts_are_plain(utterances: list[tuple[str, str]]) -> None:
    """No entity annotation, no leading slash or dash that Rasa would read as syntax, no stray white space."""
    spoiled = [text for _, text in utterances if re.search(r"\][({]|^[/／\-#]|^\s|\s$|\s{2,}", text)]
    assert spoiled == []


def test_no_golden_turn_is_trained_on_or_listed_as_a_way_of_asking() -> None:
    """A case that the model has learned by heart measures nothing."""
    lines = (ROOT / "tests" / "golden" / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    golden = {_key(turn) for line in lines for turn in json.loads(line)["turns"]}
    trained = {_key(line.strip()[2:]) for line in TRAINING.read_text(encoding="utf-8").splitlines()}
    asked = {_key(ask) for held in load().lookups for ask in held.lookup.asks}
    assert not golden & (trained | asked)
