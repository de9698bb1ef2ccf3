"""config.yml: Rasa ignores an unknown key without a word, so each is looked up in its component."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
import ruamel.yaml

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.core.policies.rule_policy import RulePolicy

from bot.runtime.environment import PROJECT

CONFIG = ruamel.yaml.YAML(typ="safe").load(PROJECT / "config.yml")
ENTRIES = [*CONFIG["pipeline"], *CONFIG["policies"]]


def component(name: str) -> Any:
    if name == "RulePolicy":
        return RulePolicy
    module, _, class_name = name.rpartition(".")
    return getattr(importlib.import_module(module), class_name)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"].rpartition(".")[2])
def test_each_key_is_a_setting_of_its_component(entry: dict[str, Any]) -> None:
    known = set(component(entry["name"]).get_default_config())
    assert set(entry) - {"name"} <= known


@pytest.mark.parametrize("entry", CONFIG["pipeline"], ids=lambda entry: entry["name"].rpartition(".")[2])
def test_each_component_supports_chinese(entry: dict[str, Any]) -> None:
    kind = component(entry["name"])
    supported = kind.supported_languages()
    assert supported is None or "zh" in supported
    assert "zh" not in (kind.not_supported_languages() or [])


def test_only_known_keys_at_the_top() -> None:
    assert set(CONFIG) == {"recipe", "assistant_id", "language", "pipeline", "policies"}
    assert CONFIG["language"] == "zh"


def test_a_wrong_setting_is_refused() -> None:
    from bot.nlu.concept_featurizer import ConceptFeaturizer

    for wrong in (0, -1, "2", 1.5):
        with pytest.raises(ValueError, match="min_examples"):
            ConceptFeaturizer.validate_config({"min_examples": wrong})
