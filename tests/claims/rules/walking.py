"""Every way to fill in an activity that the form of a region offers, as far as answers tell ways apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from drafts import TODAY

from claims.rules.asking import OF_ACTIVITY
from claims.rules.form import reference_form
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS, exact_number

REGIONS = ("xj-city", "bt", "xj-aks", "nm-hhht")
NUMBERS: dict[str, tuple[Any, ...]] = {
    "days": (3, "1/2", 9), "months": (1, "5/2", 13), "hours": (4, 45), "subjects": (1, 3),
}


def filled(kb: KnowledgeBase, region: str,
           kind: str = "recognition") -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(facts of the activity, facts of the person): the facts that the form asks for, with every kind of answer."""
    for one in reference_form(kb, region, kind, TODAY)["activities"]:
        names = [fact["name"] for fact in one["facts"]]
        for values in _answers(kb, names):
            facts = dict(zip(names, values))
            person = {name: facts.pop(name) for name in names
                      if FACTS[name].scope == "person" and name not in OF_ACTIVITY}
            # Who is still in a post has no last day; test_gate_full_year.py.
            person.pop("still_in_post", None)
            yield {"activity": one["id"], **facts}, person


def start_of(facts: dict[str, Any]) -> str:
    """The first day of an activity that ends on 28 February 2025: so many months before, or in the same month."""
    months = exact_number(facts.get("months"))
    if months is None:
        return "2025-02-03"
    year, month = divmod(2025 * 12 + 2 - int(months), 12)
    first = date(year, month + 1, 1)
    return (first if months.denominator == 1 else first - timedelta(days=1)).isoformat()


def _answers(kb: KnowledgeBase, names: list[str]) -> Iterator[tuple[Any, ...]]:
    """Each fact goes through its answers while the others stay at their first; then all at their last."""
    choices = [_choices(kb, name) for name in names]
    first = tuple(values[0] for values in choices)
    yield first
    for place, values in enumerate(choices):
        for value in values[1:]:
            yield (*first[:place], value, *first[place + 1:])
    yield tuple(values[-1] for values in choices)


def _choices(kb: KnowledgeBase, name: str) -> tuple[Any, ...]:
    spec = FACTS[name]
    if spec.type == "bool":
        return True, False
    if spec.type == "term":
        return tuple(term.id for term in kb.terms.values() if term.kind == name)
    return NUMBERS[name]
