"""From a YAML tree to strict structs, with faults that name file, line and the accepted keys."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

import msgspec

from policy_kb.yamltree import Fault, Tree
from rules_core import model as core

T = TypeVar("T")

_PATH = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"unknown field `(\w+)`")


def to_struct(tree: Tree, path: tuple[str | int, ...], value: Any, type_: type[T]) -> T:
    """`value`, which stands at `path` of the tree, as `type_`. Raises Fault."""
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        raise explain(tree, path, value, type_, str(error)) from None


def explain(tree: Tree, path: tuple[str | int, ...], value: Any, type_: Any, message: str) -> Fault:
    """A schema error as a fault with its line and, for an unknown key, the keys that are accepted there."""
    text, _, where = message.partition(" - at `$")
    inner: list[str | int] = [m.group(1) or int(m.group(2)) for m in _PATH.finditer(where) if m.group(1) or m.group(2)]
    unknown = _UNKNOWN.search(text)
    at = [*path, *inner, *([unknown.group(1)] if unknown else [])]
    owner = f"'{value['id']}': " if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
    if unknown:
        keys = accepted_keys(type_, value, inner)
        text = f"unknown key '{unknown.group(1)}'; accepted keys: {', '.join(keys)}"
    else:
        text = text.replace("Object missing required field", "missing key").replace("`", "'")
        if where:
            text += f" (at {where.strip('`.')})"
    return Fault(tree.file, tree.line(*at), owner + text)


def accepted_keys(type_: Any, value: Any, path: list[str | int]) -> list[str]:
    """The keys of the struct that stands at `path` inside `type_`."""
    for key in path:
        type_ = _inside(type_, value, key)
        value = value[key] if isinstance(value, (dict, list)) else None
    type_ = _choose(type_, value)
    if not (isinstance(type_, type) and issubclass(type_, msgspec.Struct)):
        return []
    config = type_.__struct_config__
    return [*([config.tag_field] if config.tag_field else []), *type_.__struct_encode_fields__]


def _inside(type_: Any, value: Any, key: str | int) -> Any:
    type_ = _choose(type_, value)
    if isinstance(key, int):
        args = get_args(type_)
        return args[0] if args else Any
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        for info in msgspec.structs.fields(type_):
            if info.encode_name == key:
                return info.type
    return Any


def _choose(type_: Any, value: Any) -> Any:
    """Of a union, the member that the value is meant for (by its tag)."""
    args = get_args(type_)
    if not args or getattr(type_, "__origin__", None) is list:
        return type_
    structs = [a for a in args if isinstance(a, type) and issubclass(a, msgspec.Struct)]
    tagged = [a for a in structs if isinstance(value, dict) and a.__struct_config__.tag == value.get("kind")]
    return (tagged or structs or [type_])[0]


EFFECT_KINDS = tuple(a.__struct_config__.tag for a in get_args(core.Effect))
