"""Every quote of a rule or lookup with the clause it must stand in and where in the entry it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from policy_kb.model import Lookup
from rules_core.model import Rule


Path = tuple[Any, ...]

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def digits_not_in(held: str, said: str) -> list[str]:
    """The numbers in digits that `said` states and the words `held` do not."""
    known = _DIGITS.findall(held)
    return [number for number in _DIGITS.findall(said) if number not in known]


def quotes_of(entry: Any) -> Iterator[tuple[str, str, Path]]:
    """(clause, quote, path inside the entry) for a Rule or Lookup, threshold quotes in conditions included."""
    clause = entry.clause if isinstance(entry, Rule) else ""
    for node, path in mappings_of(entry):
        quote = node.get("quote")
        if isinstance(quote, str):
            yield (node.get("clause") if path else None) or clause, quote, path


def mappings_of(entry: Any) -> list[tuple[dict[str, Any], Path]]:
    """Every mapping inside an entry with its path, the entry itself first, each before what it holds."""
    found: list[tuple[dict[str, Any], Path]] = []
    _collect(msgspec.to_builtins(entry), (), found)
    return found


def _collect(value: Any, path: Path, found: list[tuple[dict[str, Any], Path]]) -> None:
    if isinstance(value, dict):
        found.append((value, path))
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, (dict, list)):
            _collect(inner, (*path, key), found)


def clauses_of(entry: Any) -> set[str]:
    """Every clause that a rule or lookup speaks of."""
    return clauses_beside(entry, (clause for clause, _, _ in quotes_of(entry)))


def clauses_beside(entry: Any, quoted: Iterable[str]) -> set[str]:
    """The clauses that an entry's quotes stand in, and those that it names besides."""
    found = set(quoted)
    if isinstance(entry, Rule):
        found.add(entry.clause)
        form = getattr(entry.effect, "form_clause", None)
        if form:
            found.add(form)
    return {c for c in found if c}


__all__ = ["Lookup", "clauses_beside", "clauses_of", "mappings_of", "quotes_of"]
