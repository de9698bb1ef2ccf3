"""What the documents say of the repository is true: links, paths, commands, numbers of decisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documents import ADRS, DOCUMENTS, ROOT, code_words, links, name

from xueshi.main import COMMANDS
from xueshi.settings import VARIABLES

#: First parts of a path that the documents may name and git does not hold.
MADE = {".venv", ".uv", "var", "models", "node_modules"}
#: What must stand in no document: neighbours of the working copy, a machine's own folders, package servers.
FOREIGN = re.compile(r"\.\./shared|/work/|\.library|/root/|/tmp/|pypi\.org|pythonhosted|npmjs|registry\.")


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [target for target in links(text) if not (path.parent / target.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_paths_exist(path: Path) -> None:
    tops = {entry.name for entry in ROOT.iterdir()} - MADE
    # A path from the root of the repository: it has a slash, its first part is there, no placeholder is in it.
    named = [word.strip("./") for word in code_words(path.read_text(encoding="utf-8"))
             if re.fullmatch(r"[\w./-]+/[\w./-]*", word) and word.partition("/")[0] in tops]
    missing = [word for word in named if not any(part in MADE for part in Path(word).parts)
               and not word.startswith("web/static") and not (ROOT / word).exists()]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_nothing_refers_outside(path: Path) -> None:
    assert FOREIGN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_commands_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, flags=re.MULTILINE)) <= targets
    called = set(re.findall(r"(?:\.venv/bin/|`)xueshi ([a-z]+)", text))
    assert called - {"is"} <= set(COMMANDS)


def test_the_readme_names_settings_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    bootstrap = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    unknown = [word for word in re.findall(r"XUESHI_[A-Z_]+", text) if word not in VARIABLES and word not in bootstrap]
    assert unknown == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:3]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", ADRS, ids=name)
def test_a_decision_says_what_it_must(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:3]}: ")
    assert "\nStatus: " in text
    for part in ("Decision", "Consequences"):
        assert f"\n## {part}\n" in text
    assert re.search(r"\n## (Context|Reasons)\n", text)
