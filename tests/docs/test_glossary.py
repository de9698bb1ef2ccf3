"""The glossary names every fact and outcome of the code, and nothing that is not there."""

from __future__ import annotations

import re

import pytest
from documents import ROOT, table_rows

from rules_core.facts import FACTS
from web.openapi.schemas import OUTCOMES

TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def section(title: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    part = TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert part, f"no section {title}"
    return table_rows(part)[2:]


def test_every_fact_stands_with_its_chinese_name() -> None:
    written = {row[0].strip("`"): (row[1], row[2]) for row in section("Facts")}
    scopes = {"activity": "the activity", "person": "the person"}
    assert written == {spec.name: (spec.chinese, scopes[spec.scope]) for spec in FACTS.values()}


def test_every_outcome_stands_once() -> None:
    assert sorted(row[0].strip("`") for row in section("Outcomes")) == sorted(OUTCOMES)


@pytest.mark.parametrize("title", ["The trade", "The program"])
def test_a_name_in_a_file_is_there(title: str) -> None:
    wrong = []
    for *_, where in section(title):
        for word, file in re.findall(r"`([\w ]+)` in `([\w./-]+)`", where):
            path = ROOT / file
            if not path.is_file() or not re.search(rf"\b{word}\b", path.read_text(encoding="utf-8")):
                wrong.append((word, file))
    assert wrong == []
