"""docs/add-a-notice.md, carried out as it stands: its commands print what it says, and its folder is the county's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from documents import ROOT, table_rows
from walkthrough import blocks, follow

from policy_kb.loader import load
from policy_kb.sources import read_sources
from rules_core.model import Effect, RelationKind, Rule

TEXT = (ROOT / "docs" / "add-a-notice.md").read_text(encoding="utf-8")
QINGHE = ROOT / "tests" / "overlay" / "qinghe"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """The folder in which the document was followed, and what went otherwise than it says."""
    from bot.runtime.training import MODELS, train

    train(MODELS)
    folder = tmp_path_factory.mktemp("add-a-notice")

    def before(command: str) -> None:
        if "--kb wrong" in command:
            shutil.copytree(folder / "qinghe", folder / "wrong")
            rules = folder / "wrong" / "rules" / "qh-2025.yml"
            held = rules.read_text("utf-8")
            assert held.count("\n    effect: {kind: rate, unit: day, hours: 7,") == 1
            rules.write_text(held.replace("\n    effect: {kind: rate, unit: day, hours: 7,",
                                          "\n    effect: {kind: rate, unit: day, hours: 9,"), encoding="utf-8")

    yield folder, follow(TEXT, folder, before)


def test_it_goes_as_the_document_says(followed: tuple[Path, list[str]]) -> None:
    assert followed[1] == []


def _entries(folder: Path, document: str) -> dict[str, list[Any]]:
    """The entries of a folder by section; of rules, answers and context those of one notice."""
    sources = read_sources([folder])
    assert sources.faults == []
    return {section: sorted((entry.value for entry in sources.of(section) if entry.document in (None, document)),
                            key=repr) for section in sources.entries}


def test_the_folder_is_the_countys(followed: tuple[Path, list[str]]) -> None:
    """What the reader ends with is what the overlay's tests ask (section 12 adds a place below it)."""
    made, held = _entries(followed[0] / "qinghe", "qh-2025"), _entries(QINGHE, "qh-2025")
    for section in ("jurisdictions", "documents", "places"):
        made[section] = [entry for entry in made[section] if "dh" not in repr(entry)]
    assert made == held
    assert (followed[0] / "qinghe/texts/qh-2025.txt").read_bytes() == (QINGHE / "texts/qh-2025.txt").read_bytes()


def test_the_policy_table_holds(followed: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "rules_core"))
    from policy_tables import ask, cases, differences

    book = load(str(followed[0] / "qinghe")).book
    found = list(cases(followed[0] / "cases"))
    assert len(found) > 3
    assert [fault for case in found for fault in differences(case, ask(case, book))] == []


def _table(heading: str) -> set[str]:
    """The code words of the first column of the table below a heading."""
    part = TEXT.partition(f"\n{heading}\n")[2]
    return {word for row in table_rows(part.partition("\n## ")[0])[2:] for word in re.findall(r"`([\w]+)`", row[0])}


def test_every_effect_is_listed_and_shown() -> None:
    kinds = {str(effect.__struct_config__.tag) for effect in get_args(Effect)}
    part = TEXT.partition("\n## 5. Rules\n")[2]
    tables = [re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) for table in part.split("\n\n")]
    assert kinds in [set(names) for names in tables]
    shown = "".join(block.body for block in blocks(TEXT) if block.language == "yaml")
    assert [kind for kind in sorted(kinds) if not re.search(rf"\bkind: {kind}\b", shown)] == []


def test_every_key_of_a_rule_is_listed() -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(Rule)}
    assert keys <= _table("## 5. Rules")


def test_every_relation_is_listed_and_shown() -> None:
    kinds = set(get_args(RelationKind))
    assert kinds <= _table("## 12. A notice below another")
    assert [kind for kind in sorted(kinds) if f"kind: {kind}" not in TEXT] == []
