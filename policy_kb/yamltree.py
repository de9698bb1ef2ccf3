"""YAML with places: plain values, and for each value the line it stands on. Duplicate keys are refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from policy_kb.fault import Fault
from policy_kb.yamlvalues import PathKey, read_values

__all__ = ["Fault", "PathKey", "Tree", "parse_tree", "read_tree"]

#: Lines of paths of so many keys (a section, an entry of it) are noted at once; those below when one is asked for.
_ENTRY = 2


@dataclass(frozen=True)
class Tree:
    """A file's values with the line of each path into them, e.g. ("rules", 2, "effect").

    `heads` are the lines of sections and entries; the rest is read from `text` again for the first fault below one.
    """

    file: Path
    value: Any
    heads: dict[PathKey, int]
    text: str = field(repr=False)

    @cached_property
    def _lines(self) -> dict[PathKey, int]:
        # What keys the text may have was settled when it was read first.
        return read_values(self.text, self.file, None, whole_keys=True)[1]

    def places(self) -> Tree:
        """The lines alone, for entries that have been read."""
        return replace(self, value=None)

    def line(self, *path: str | int) -> int | None:
        """The line of a path, or of the nearest part of it that is there."""
        key = tuple(path)
        lines = self.heads if key in self.heads else self._lines
        while key and key not in lines:
            key = key[:-1]
        return lines.get(key)


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


def parse_tree(text: str, shown: Path | str, whole_keys: bool = False) -> Tree:
    """Read the text of one file, which is named `shown`. Raises Fault for unreadable YAML and duplicate keys.

    With `whole_keys` a key may be a whole number (a year); it is read as text.
    """
    try:
        value, heads = read_values(text, shown, _ENTRY, whole_keys)
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
    return Tree(Path(shown), value, heads, text)
