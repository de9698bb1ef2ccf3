"""Every quote of a rule or lookup with the clause it must stand in and where in the entry it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from policy_kb.model import Lookup
from rules_core.model import Rule


def quotes_of(entry: Any) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """(clause, quote, path inside the entry) for a Rule or Lookup, threshold quotes in conditions included."""
    clause = entry.clause if isinstance(entry, Rule) else ""
    raw = msgspec.to_builtins(entry)
    yield from _walk(raw, clause, ())


def _walk(value: Any, clause: str, path: tuple[Any, ...]) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    if isinstance(value, dict):
        own = value.get("clause") if path else None
        here = own or clause
        if isinstance(value.get("quote"), str):
            yield here, value["quote"], path
        for key, inner in value.items():
            yield from _walk(inner, clause, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, clause, (*path, index))


def clauses_of(entry: Any) -> set[str]:
    """Every clause that a rule or lookup speaks of."""
    found = {clause for clause, _, _ in quotes_of(entry)}
    if isinstance(entry, Rule):
        found.add(entry.clause)
        form = getattr(entry.effect, "form_clause", None)
        if form:
            found.add(form)
    return {c for c in found if c}


__all__ = ["Lookup", "clauses_of", "quotes_of"]
