"""Lines of values: those of entries are noted while reading, those below when one is asked for; both are the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy_kb.loader import DATA
from policy_kb.yamltree import Fault, parse_tree

TEXT = """\
rules:
  - id: one
    effect:
      kind: rate
      cells:
        - {is: [a], hours: 1}
        - is: [b]
          hours: 2
  - id: two
"""


def test_the_line_of_every_path() -> None:
    tree = parse_tree(TEXT, "rules.yml")
    lines = {("rules",): 1, ("rules", 0): 2, ("rules", 0, "id"): 2, ("rules", 0, "effect"): 3,
             ("rules", 0, "effect", "kind"): 4, ("rules", 0, "effect", "cells"): 5,
             ("rules", 0, "effect", "cells", 0, "hours"): 6, ("rules", 0, "effect", "cells", 1): 7,
             ("rules", 0, "effect", "cells", 1, "hours"): 8, ("rules", 1): 9, ("rules", 1, "id"): 9}
    assert {path: tree.line(*path) for path in lines} == lines


def test_a_path_that_is_not_there_has_the_line_of_what_holds_it() -> None:
    tree = parse_tree(TEXT, "rules.yml")
    assert tree.line("rules", 1, "effect", "hours") == 9
    assert tree.line("rules", 0, "effect", "cells", 7) == 5


def test_lines_outlive_the_values() -> None:
    places = parse_tree(TEXT, "rules.yml").places()
    assert places.value is None
    assert places.line("rules", 0, "effect", "kind") == 4


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.yml")), ids=lambda file: file.relative_to(DATA).as_posix())
def test_values_are_those_of_a_plain_reader(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert parse_tree(text, file).value == _dates_as_text(yaml.safe_load(text))


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("text", "value"), [
    ("a: 1", 1), ("a: 1_000", 1000), ("a: 0x1f", 31), ("a: 7.5", 7.5), ("a: .5", 0.5), ("a: '7.5'", "7.5"),
    ("a: yes", True), ("a: nothing", "nothing"), ("a: no", False), ("a: ~", None), ("a:", None), ("a: null", None),
    ("a: ''", ""), ("a: 2025-03-01", "2025-03-01"), ("a: =", "="), ("a: 一", "一"), ("a: !!str 3", "3"),
    ("a: !!int '3'", 3), ("a: |\n  3\n", "3\n"), ("a: 12天", "12天"),
])
def test_what_a_word_is(text: str, value: object) -> None:
    found = parse_tree(text, "x.yml").value["a"]
    assert found == value and type(found) is type(value)


def test_a_year_as_a_key_where_it_is_taken() -> None:
    tree = parse_tree("a:\n  b:\n    c:\n      2022: 1\n", "x.yml", whole_keys=True)
    assert tree.value == {"a": {"b": {"c": {"2022": 1}}}} and tree.line("a", "b", "c", "2022") == 4
    with pytest.raises(Fault, match="x.yml:1: the key 2022 is not a word; put it in quotes"):
        parse_tree("2022: 1", "x.yml")


def test_a_key_that_stands_twice_is_named_with_the_first() -> None:
    with pytest.raises(Fault, match=r"^x.yml:3: the key 'b' stands twice in one mapping \(first on line 2\); keep one"):
        parse_tree("a:\n  b: 1\n  b: 2\n", "x.yml")


def test_an_alias_is_refused_wherever_it_stands() -> None:
    with pytest.raises(Fault, match="x.yml:2: is used again elsewhere by an alias"):
        parse_tree("a:\n  - &one {b: 1}\nc:\n  - *one\n", "x.yml")
    assert parse_tree("a: 2 * 3", "x.yml").value == {"a": "2 * 3"}
