"""YAML with places: plain values, and for each value the line it stands on. Duplicate keys are refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALARS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str"))
PathKey = tuple[str | int, ...]


class Fault(Exception):
    """One fault of a knowledge-base file: where it is, what is wrong, and what to do."""

    def __init__(self, file: Path | str, line: int | None, message: str) -> None:
        super().__init__(message)
        self.file, self.line, self.message = str(file), line, message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True)
class Tree:
    """A file's values with the line of each path into them, e.g. ("rules", 2, "effect")."""

    file: Path
    value: Any
    lines: dict[PathKey, int]

    def line(self, *path: str | int) -> int | None:
        """The line of a path, or of the nearest part of it that is there."""
        key = tuple(path)
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key)


def read_tree(file: Path, label: Path | str | None = None) -> Tree:
    """Read one file. Raises Fault for unreadable YAML, text that is not UTF-8, and duplicate keys."""
    shown = label or file
    try:
        return parse_tree(_text(file, shown), shown)
    except OSError as error:
        raise Fault(shown, None, f"cannot be read: {error.strerror}") from None


def _text(file: Path, shown: Path | str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[:error.start].count(b"\n") + 1
        raise Fault(shown, line, f"is not UTF-8 (byte {error.start + 1} of the file); save it as UTF-8") from None


def parse_tree(text: str, shown: Path | str) -> Tree:
    """Read the text of one file, which is named `shown`. Raises Fault for unreadable YAML and duplicate keys."""
    lines: dict[PathKey, int] = {}
    try:
        value = _read(text, lines, shown)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context
        # What is missing at the end is missed on the line after the last.
        line = min(mark.line + 1, max(1, len(text.splitlines()))) if mark else None
        raise Fault(shown, line,
                    f"is not valid YAML: {problem}; a bracket, quote, colon or indent on this line or above") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Fault(shown, line, "is not valid YAML: it holds a control character; delete it") from None
    return Tree(Path(shown), value, lines)


def _read(text: str, lines: dict[PathKey, int], label: Path | str) -> Any:
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}
        _refuse_aliases(node, label, set())
        return _plain(loader, node, (), lines, label)
    finally:
        loader.dispose()


def _refuse_aliases(node: Any, label: Path | str, seen: set[int]) -> None:
    """One text, one place: a value that is used twice could not be said to stand on one line (and may hold itself)."""
    if id(node) in seen:
        raise Fault(label, node.start_mark.line + 1, "is used again elsewhere by an alias (*); write it out there")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for inner in pair:
                _refuse_aliases(inner, label, seen)
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            _refuse_aliases(inner, label, seen)


def _plain(loader: Any, node: Any, path: PathKey, lines: dict[PathKey, int], label: Path | str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise Fault(label, key_node.start_mark.line + 1, f"the key {key!r} is not a word; put it in quotes")
            at = (*path, key)
            if key in result:
                raise Fault(label, key_node.start_mark.line + 1,
                            f"the key '{key}' stands twice in one mapping (first on line {lines[at]}); keep one")
            result[key] = _plain(loader, value_node, at, lines, label)
            lines[at] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, index), lines, label) for index, item in enumerate(node.value)]
    # Dates stay text: the checks read them themselves, and say what is wrong with one.
    if node.tag not in _SCALARS:
        return node.value
    return loader.construct_object(node, deep=True)
