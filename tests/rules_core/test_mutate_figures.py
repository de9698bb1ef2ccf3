"""The mutation script changes figures, and tells whether the tables notice. The whole of it is run by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from policy_tables import cases

from policy_kb.loader import assemble, kb_folders
from policy_kb.sources import read_sources

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "mutate_figures.py"


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("mutate_figures", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate_figures"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("value", "new"), [
    (12, [13, 11]), (1, [2]), (1.5, [2.5, 0.5]), ("1/3", ["2/3", "1/4", "1/2"]), ("2/3", ["3/3", "2/4", "1/3", "2/2"]),
    ("2022-07-01", ["2023-07-01", "2021-07-01"]), ([2025], [[2026], [2024]])])
def test_changes(script: Any, value: Any, new: list[Any]) -> None:
    assert list(script.changed(value)) == new


def test_the_tables_notice_and_no_table_does_not(script: Any) -> None:
    sources = read_sources(kb_folders())
    kb = assemble(sources)
    assert kb is not None
    found = list(script.mutants(sources, kb.book, ["bt.conference", "bt-2019"]))
    assert [m.change for m in found][:2] == ["effect.cells.0.hours: 6 → 7", "effect.cells.0.hours: 6 → 5"]
    assert len(found) == 12
    tables = list(cases())
    assert [m.change for m in found if script.survives(m, tables)] == []
    assert all(script.survives(m, []) for m in found)
    others = [case for case in tables if case.raw["region"] == "nm-hhht"]
    assert all(script.survives(m, others) for m in found)
