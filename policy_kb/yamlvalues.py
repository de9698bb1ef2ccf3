"""The plain values of a YAML text, with the lines that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from policy_kb.fault import Fault

_TAG = "tag:yaml.org,2002:"
_TEXT = f"{_TAG}str"
_SCALARS = frozenset(f"{_TAG}{name}" for name in ("null", "bool", "int", "float", "str"))
_TAGS = {yaml.ScalarNode: _TEXT, yaml.SequenceNode: f"{_TAG}seq", yaml.MappingNode: f"{_TAG}map"}
#: What a number, a truth or a date begins with; any other word is text.
_NOT_ONLY_TEXT = frozenset(yaml.SafeLoader.yaml_implicit_resolvers)
PathKey = tuple[str | int, ...]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, which decides the tag of most words by their first character."""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Nothing: no tag depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing, likewise."""

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        """The tag of a value that is written without one."""
        if kind is yaml.ScalarNode and implicit[0] and value[:1] in _NOT_ONLY_TEXT:
            return str(super().resolve(kind, value, implicit))
        return _TAGS[kind]


def read_values(text: str, label: Path | str, depth: int | None,
                whole_keys: bool = False) -> tuple[Any, dict[PathKey, int]]:
    """The values, and the lines of the paths of at most `depth` keys; None is all paths.

    Raises Fault and yaml.YAMLError. With `whole_keys` a key may be a whole number; it is read as text.
    """
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if "*" in text:
            _refuse_aliases(node, label, set())
        walk = _Walk(loader, label, depth, whole_keys)
        return walk.plain(node, ()), walk.lines
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


@dataclass
class _Walk:
    """Turns nodes into plain values and notes the lines of their paths."""

    loader: Any
    label: Path | str
    depth: int | None
    whole_keys: bool = False
    lines: dict[PathKey, int] = field(default_factory=dict)

    def plain(self, node: Any, path: PathKey | None) -> Any:
        """The value of a node; `path` is None where its line is not wanted."""
        kind = type(node)
        if path is not None:
            self.lines[path] = node.start_mark.line + 1
        if kind is yaml.ScalarNode:
            # Dates stay text: the checks read them themselves, and say what is wrong with one.
            if node.tag == _TEXT or node.tag not in _SCALARS:
                return node.value
            return self.loader.construct_object(node, deep=True)
        below = path if path is not None and (self.depth is None or len(path) < self.depth) else None
        if kind is yaml.SequenceNode:
            if below is None:
                return [self.plain(item, None) for item in node.value]
            return [self.plain(item, (*below, index)) for index, item in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in result:
                first = next(one for one, _ in node.value if self._key(one) == key)
                raise Fault(self.label, key_node.start_mark.line + 1, f"the key '{key}' stands twice in one mapping "
                            f"(first on line {first.start_mark.line + 1}); keep one")
            at = None if below is None else (*below, key)
            result[key] = self.plain(value_node, at)
            if at is not None:
                self.lines[at] = key_node.start_mark.line + 1
        return result

    def _key(self, node: Any) -> str:
        key = node.value if node.tag == _TEXT else self.loader.construct_object(node, deep=True)
        if self.whole_keys and type(key) is int:
            return str(key)
        if not isinstance(key, str):
            raise Fault(self.label, node.start_mark.line + 1, f"the key {key!r} is not a word; put it in quotes")
        return key
