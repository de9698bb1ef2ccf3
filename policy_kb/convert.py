"""From a YAML tree to strict structs, with faults that name file, line and what is accepted there."""

from __future__ import annotations

import re
import types
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from policy_kb.yamltree import Fault, Tree

T = TypeVar("T")

_PATH = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"unknown field `(\w+)`")
_MISSING = re.compile(r"missing required field `(\w+)`")
_EXPECTED = re.compile(r"Expected `([^`]+)`")
_WORDS = {"object": "a mapping of keys", "array": "a list", "str": "text", "int": "a whole number",
          "float": "a number", "bool": "true or false", "null": "nothing"}


def to_struct(tree: Tree, path: tuple[str | int, ...], value: Any, type_: type[T]) -> T:
    """`value`, which stands at `path` of the tree, as `type_`. Raises Fault."""
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        raise explain(tree, path, value, type_, str(error)) from None


def explain(tree: Tree, path: tuple[str | int, ...], value: Any, type_: Any, message: str) -> Fault:
    """A schema error as a fault with its line, and with the keys or values that are accepted there."""
    text, _, where = message.partition(" - at `$")
    inner = [m.group(1) or int(m.group(2)) for m in _PATH.finditer(where) if m.group(1) or m.group(2)]
    unknown, missing, expected = _UNKNOWN.search(text), _MISSING.search(text), _EXPECTED.search(text)
    owner = f"'{value['id']}': " if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
    place = f" in '{'.'.join(str(k) for k in inner if isinstance(k, str))}'" if inner else ""
    if unknown:
        keys = accepted_keys(type_, value, inner)
        close = get_close_matches(unknown.group(1), keys, n=1)
        hint = f" (did you mean '{close[0]}'?)" if close else ""
        text = f"unknown key '{unknown.group(1)}'{place}{hint}; accepted keys: {', '.join(keys)}"
        inner = [*inner, unknown.group(1)]
    elif missing:
        name = missing.group(1)
        values = accepted_values(type_, value, [*inner, name])
        text = f"the key '{name}' is missing{place}" + (f"; accepted: {', '.join(values)}" if values else "")
    elif expected:
        words = [word for word in expected.group(1).split(" | ") if word != "null"]
        wanted = " or ".join(_WORDS.get(word, word) for word in words if not (word == "int" and "float" in words))
        subject = f"'{inner[-1]}'" if inner and isinstance(inner[-1], str) else "an entry" + place
        text = f"{subject} takes {wanted}, not {_shown(_at(value, inner))}"
    elif values := accepted_values(type_, value, inner):
        text = f"'{inner[-1]}' is {_shown(_at(value, inner))}{_in(inner)}; accepted: {', '.join(values)}"
    else:
        text = text.replace("`", "'") + place
    return Fault(tree.file, tree.line(*path, *inner), owner + text)


def accepted_keys(type_: Any, value: Any, path: list[str | int]) -> list[str]:
    """The keys of the struct that stands at `path` inside `type_`."""
    struct = _choose(*_walk(type_, value, path))
    if not (isinstance(struct, type) and issubclass(struct, msgspec.Struct)):
        return []
    tag = struct.__struct_config__.tag_field
    return [*([tag] if tag else []), *struct.__struct_encode_fields__]


def accepted_values(type_: Any, value: Any, path: list[str | int]) -> list[str]:
    """The values of a closed choice at `path`: the words of a literal, or the kinds of a tagged union's members."""
    holder, _ = _walk(type_, value, path[:-1])
    tags = [s.__struct_config__.tag for s in _structs(holder) if path and s.__struct_config__.tag_field == path[-1]]
    if tags:
        return [str(tag) for tag in tags]
    at, _ = _walk(type_, value, path)
    return [str(v) for member in (at, *get_args(at)) if get_origin(member) is Literal for v in get_args(member)]


def _walk(type_: Any, value: Any, path: list[str | int]) -> tuple[Any, Any]:
    for key in path:
        type_ = _inside(type_, value, key)
        value = _at(value, [key])
    return type_, value


def _at(value: Any, path: list[str | int]) -> Any:
    for key in path:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


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
    if get_origin(type_) not in (Union, types.UnionType):
        return type_
    structs = _structs(type_)
    tagged = [s for s in structs if isinstance(value, dict) and s.__struct_config__.tag == value.get("kind")]
    return (tagged or structs or [a for a in get_args(type_) if a is not type(None)])[0]


def _structs(type_: Any) -> list[Any]:
    members = get_args(type_) if get_origin(type_) in (Union, types.UnionType) else (type_,)
    return [m for m in members if isinstance(m, type) and issubclass(m, msgspec.Struct)]


def _in(path: list[str | int]) -> str:
    names = [str(key) for key in path[:-1] if isinstance(key, str)]
    return f" in '{'.'.join(names)}'" if names else ""


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f"'{value}'" if isinstance(value, str) else str(value).lower()
