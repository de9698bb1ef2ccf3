"""The components on messages: entities, tokens, features and the classifier's figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pytest

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import term_ruler
from bot.nlu.concept_featurizer import ConceptFeaturizer
from bot.nlu.concept_tokenizer import ConceptTokenizer, mark_of
from bot.nlu.linear_classifier import LinearClassifier
from bot.nlu.term_ruler import FOUND, TermRuler
from bot.nlu.vocabulary import TermPattern

EXAMPLES = {
    "ask_hours": ["学术会议算多少学时", "培训班五天算几学时", "会议算不算学时", "全国性培训班三天折算多少"],
    "inform": ["三天", "自治区级的", "是全国性的", "会议，四天"],
    "greet": ["你好", "您好呀", "早上好", "在吗"],
}


@pytest.fixture(autouse=True)
def own_terms(patterns: list[TermPattern], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_ruler, "load_patterns", lambda: patterns)
    monkeypatch.setattr(term_ruler, "load_gapped", list)


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")


def make(kind: Any, storage: LocalModelStorage, **config: Any) -> Any:
    return kind.create({**kind.get_default_config(), **config}, storage, Resource(kind.__name__), CONTEXT)


def again(kind: Any, storage: LocalModelStorage, **config: Any) -> Any:
    return kind.load({**kind.get_default_config(), **config}, storage, Resource(kind.__name__), CONTEXT)


def read(storage: LocalModelStorage, text: str, **metadata: Any) -> Message:
    message = Message({TEXT: text, "metadata": metadata or None})
    make(TermRuler, storage).process([message])
    make(ConceptTokenizer, storage).process([message])
    return message


def training_data(storage: LocalModelStorage) -> TrainingData:
    data = TrainingData([Message({TEXT: t, INTENT: i}) for i, texts in EXAMPLES.items() for t in texts])
    make(TermRuler, storage).process_training_data(data)
    make(ConceptTokenizer, storage).process_training_data(data)
    return data


def test_terms_and_quantities_are_entities(storage: LocalModelStorage) -> None:
    message = read(storage, "去年参加三天半全国性学术会议", today="2025-06-01")
    assert [(e["entity"], e["value"], e["text"]) for e in message.get("entities")] == [
        ("year", 2024, "去年"),
        ("days", "7/2", "三天半"),
        ("level", "national", "全国性"),
        ("activity", "academic_conference", "学术会议"),
    ]
    assert all(e["extractor"] == "TermRuler" for e in message.get("entities"))
    assert "entities" in message.output_properties


def test_entities_are_plain_json(storage: LocalModelStorage) -> None:
    import json

    message = read(storage, "2022年7月3号到6号、两三个月、1970年5月出生、3.5天", today="2025-06-01")
    assert json.loads(json.dumps(message.get("entities"))) == message.get("entities")


def test_relative_years_follow_the_day_of_the_message(storage: LocalModelStorage) -> None:
    ruler = make(TermRuler, storage)
    assert [ruler.find("去年", date(year, 1, 1))[0]["value"] for year in (2023, 2026)] == [2022, 2025]


def test_tokens_carry_the_kind_of_a_term(storage: LocalModelStorage) -> None:
    tokens = read(storage, "参加 三天学术会议A").get(TOKENS_NAMES[TEXT])
    assert [token.text for token in tokens] == ["参", "加", "三天", "学术会议", "A"]
    assert [token.lemma for token in tokens] == ["参", "加", mark_of("days"), mark_of("activity"), "a"]
    assert all("参加 三天学术会议A"[token.start : token.end] == token.text for token in tokens)


def test_marks_of_kinds_differ() -> None:
    from bot.nlu.quantity_finder import QUANTITY_KINDS
    from bot.nlu.vocabulary import load_patterns

    kinds = {pattern["label"] for pattern in load_patterns()} | set(QUANTITY_KINDS)
    assert len({mark_of(kind) for kind in kinds}) == len(kinds)
    assert all(mark_of(kind).isalpha() for kind in kinds)


def test_columns_are_frozen_in_the_model(storage: LocalModelStorage) -> None:
    data = training_data(storage)
    trained = make(ConceptFeaturizer, storage)
    trained.train(data)
    loaded = again(ConceptFeaturizer, storage)
    for text in ("学术会议算多少学时", "从没见过的话", "培训班"):
        rows = []
        for component in (trained, loaded):
            message = read(storage, text)
            component.process([message])
            rows.append(message.get_sparse_features(TEXT)[1].features.toarray())
        assert (rows[0] == rows[1]).all()
        assert np.linalg.norm(rows[0]) == pytest.approx(1.0)


def test_a_rare_feature_weighs_more(storage: LocalModelStorage) -> None:
    data = training_data(storage)
    featurizer = make(ConceptFeaturizer, storage)
    featurizer.train(data)
    weights = [w for _, w in sorted((c, featurizer._weights[c]) for c in featurizer._columns.values())]
    assert min(weights) >= 1.0 and len(set(weights)) > 1


def test_settings_that_rasa_fixes_are_ours(storage: LocalModelStorage) -> None:
    told = {"C": 7.0, "balanced": False}
    classifier = LinearClassifier({**LinearClassifier.get_default_config(), **told}, "x", storage, Resource("x"))
    assert (classifier.clf.C, classifier.clf.class_weight) == (7.0, None)


def test_a_term_not_seen_in_training_counts_by_its_kind(
    storage: LocalModelStorage, patterns: list[TermPattern], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = training_data(storage)
    featurizer = make(ConceptFeaturizer, storage)
    featurizer.train(data)
    classifier = make(LinearClassifier, storage)
    featurizer.process_training_data(data)
    classifier.train(data)

    def ranked(text: str) -> list[dict[str, Any]]:
        message = read(storage, text)
        featurizer.process([message])
        classifier.process([message])
        return list(message.get("intent_ranking"))

    before = ranked("星火夜校算多少学时")[0]["confidence"]
    new: list[TermPattern] = [*patterns, {"label": "activity", "pattern": "星火夜校", "id": "spark_school"}]
    monkeypatch.setattr(term_ruler, "load_patterns", lambda: new)
    after = ranked("星火夜校算多少学时")[0]
    assert after["name"] == "ask_hours"
    assert after["confidence"] > before


def test_the_classifier_gives_what_scikit_learn_gives(storage: LocalModelStorage) -> None:
    data = training_data(storage)
    featurizer = make(ConceptFeaturizer, storage, min_examples=1)
    featurizer.train(data)
    featurizer.process_training_data(data)
    classifier = make(LinearClassifier, storage)
    classifier.train(data)
    expected = classifier.clf.predict_proba(classifier._create_X(data.intent_examples))
    loaded = again(LinearClassifier, storage)
    for example, wanted in zip(data.intent_examples, expected):
        message = Message({TEXT: example.get(TEXT)})
        message.features = example.features
        loaded.process([message])
        got = {intent["name"]: intent["confidence"] for intent in message.get("intent_ranking")}
        assert got == pytest.approx(dict(zip(classifier.clf.classes_, wanted)), abs=1e-6)
        assert message.get("intent") == message.get("intent_ranking")[0]
        assert all(type(value) is float for value in got.values())


def test_the_ranking_has_the_length_that_is_set(storage: LocalModelStorage) -> None:
    data = training_data(storage)
    featurizer = make(ConceptFeaturizer, storage)
    featurizer.train(data)
    featurizer.process_training_data(data)
    classifier = make(LinearClassifier, storage, ranking_length=2)
    classifier.train(data)
    classifier.process(data.intent_examples)
    assert {len(example.get("intent_ranking")) for example in data.intent_examples} == {2}


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a zip", None])
def test_a_damaged_classifier_is_told(storage: LocalModelStorage, damage: bytes | None) -> None:
    with storage.write_to(Resource("LinearClassifier")) as folder:
        if damage is not None:
            (folder / "classifier.npz").write_bytes(damage)
    with pytest.raises((OSError, ValueError, EOFError, BadZipFile)):
        again(LinearClassifier, storage)


def test_pickled_objects_are_refused(storage: LocalModelStorage) -> None:
    with storage.write_to(Resource("LinearClassifier")) as folder:
        np.savez(
            folder / "classifier.npz",
            coef=np.array([{"any": "object"}], dtype=object),
            intercept=np.zeros(3),
            classes=np.array(["a", "b", "c"]),
        )
    with pytest.raises(ValueError, match="allow_pickle"):
        again(LinearClassifier, storage)


def test_two_intents_are_too_few(storage: LocalModelStorage) -> None:
    data = training_data(storage)
    data = TrainingData([e for e in data.training_examples if e.get(INTENT) != "greet"])
    featurizer = make(ConceptFeaturizer, storage)
    featurizer.train(data)
    featurizer.process_training_data(data)
    with pytest.raises(ValueError, match="three intents"):
        make(LinearClassifier, storage).train(data)


def test_the_examples_own_annotations_stay(storage: LocalModelStorage) -> None:
    example = Message({TEXT: "三天学术会议", INTENT: "inform", "entities": [{"entity": "x", "start": 0, "end": 1}]})
    make(TermRuler, storage).process_training_data(TrainingData([example]))
    assert example.get("entities") == [{"entity": "x", "start": 0, "end": 1}]
    assert [e["entity"] for e in example.get(FOUND)] == ["days", "activity"]
