"""What must hold of a rule's conditions and of the exceptions between rules."""

from __future__ import annotations

from collections.abc import Iterator

from policy_kb.model import Term
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.book import CompiledRule, RuleBook
from rules_core.conditions import OneOf, leaves
from rules_core.facts import FACTS
from rules_core.model import Fixed, Rate


def check_conditions(sources: Sources, book: RuleBook) -> list[Fault]:
    """A fact is compared with terms of its own kind."""
    faults = []
    terms: dict[str, Term] = sources.values("terms")
    for entry in sources.of("rules"):
        compiled = book.rules.get(entry.value.id)
        if compiled is None:
            continue
        for fact, name in dict.fromkeys(_compared(compiled)):
            term = terms.get(name)
            if term is not None and term.kind != fact:
                faults.append(entry.fault(f"compares '{fact}' with the term '{name}', which is of the kind "
                                          f"'{term.kind}'", "when"))
    return faults


def _compared(compiled: CompiledRule) -> Iterator[tuple[str, str]]:
    noted = (condition for condition, _, _ in compiled.notes)
    conditions = (compiled.condition, compiled.bonus_condition, *compiled.office_conditions, *noted)
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, OneOf) and FACTS[leaf.fact].type == "term":
                yield from ((leaf.fact, name) for name in leaf.written)
    effect = compiled.rule.effect
    by = effect.by if isinstance(effect, (Rate, Fixed)) else None
    if isinstance(effect, (Rate, Fixed)) and by is not None and by in FACTS and FACTS[by].type == "term":
        yield from ((by, name) for cell in effect.cells for name in cell.is_)


def check_exceptions(sources: Sources, book: RuleBook) -> list[Fault]:
    """An exception defeats rules that answer the same question in the same place; no chain of them runs in a ring."""
    faults = []
    for entry in sources.of("rules"):
        own = book.rules.get(entry.value.id)
        for name in entry.value.exception_to:
            other = book.rules.get(name)
            if own is None or other is None:
                continue
            if (own.jurisdiction, own.rule.answers) != (other.jurisdiction, other.rule.answers):
                faults.append(entry.fault(
                    f"is an exception to '{name}', which answers '{other.rule.answers}' in '{other.jurisdiction}', "
                    f"not '{own.rule.answers}' in '{own.jurisdiction}'; a rule defeats only rules beside it",
                    "exception_to"))
        ring = _ring(entry, sources)
        if ring:
            faults.append(entry.fault(f"defeats itself: {' → '.join(ring)}; take one out of 'exception_to'",
                                      "exception_to"))
    return faults


def _ring(entry: Entry, sources: Sources) -> list[str]:
    """The shortest chain of exceptions that leads from a rule back to itself; told once, at its first rule by name."""
    start: str = entry.value.id
    rules = sources.entries["rules"]
    chains = [[start]]
    seen = {start}
    while chains:
        chain = chains.pop(0)
        for name in rules[chain[-1]].value.exception_to if chain[-1] in rules else []:
            if name == start:
                return [*chain, start] if start == min(chain) else []
            if name not in seen:
                seen.add(name)
                chains.append([*chain, name])
    return []
