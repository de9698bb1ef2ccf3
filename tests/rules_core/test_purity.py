"""The rules core reads no clock and no file and draws no lots; it imports msgspec and a little standard library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rules_core

FILES = sorted(Path(rules_core.__file__).parent.rglob("*.py"))
ALLOWED = {"__future__", "bisect", "collections", "dataclasses", "datetime", "difflib", "fractions", "itertools",
           "math", "msgspec", "re", "rules_core", "typing"}
#: Ways to the clock, to files, to the network, to chance, and around this test.
BARRED_NAMES = {"open", "input", "print", "eval", "exec", "compile", "__import__", "globals", "breakpoint"}
BARRED_ATTRIBUTES = {"now", "utcnow", "today", "fromtimestamp", "environ", "getenv", "read_text", "write_text",
                     "random"}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_pure_imports(path: Path) -> None:
    assert set(_imports(ast.parse(path.read_text(encoding="utf-8")))) <= ALLOWED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_clock_no_files_no_chance(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            assert node.id not in BARRED_NAMES, f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id == "self"):
            assert node.attr not in BARRED_ATTRIBUTES, f"{path.name}:{node.lineno} {node.attr}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_kept_between_questions(path: Path) -> None:
    """No module holds a list, dict or set under a name that is no constant, and nothing is cached."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, (ast.List, ast.Dict, ast.Set)):
            name = ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])
            assert name == "__all__" or name.strip("_").isupper(), f"{path.name}:{node.lineno} {name}"
    assert "lru_cache" not in path.read_text(encoding="utf-8") and "functools" not in path.read_text(encoding="utf-8")


def test_the_test_sees_what_it_bars() -> None:
    assert set(_imports(ast.parse("import os.path\nfrom random import choice"))) - ALLOWED == {"os", "random"}
