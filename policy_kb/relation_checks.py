"""Levels that both speak: each pair of rules that meet has one declared relation, which can be what it says.

A relation is declared on the rule of the lower level, after a person has read both clauses: where two jurisdictions
differ, the machine never decides which of them is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policy_kb.checks import nearest
from policy_kb.quotes import quotes_of
from policy_kb.relation_kinds import fitting, misfit
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import plain
from rules_core.meeting import Meeting, meetings
from rules_core.model import Relation
from rules_core.quoted_numbers import numbers_in

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
#: Numbers as words state them; a numeral counts where it is a share or stands before a measure (统一 states none).
_STATED = re.compile(rf"\d+(?:[./]\d+)?|{_NUMERAL}分之{_NUMERAL}|"
                     rf"{_NUMERAL}(?=个?(?:学时|课时|天|日|月|年|门|倍|周?岁))")


def check_relations(sources: Sources, book: RuleBook) -> list[Fault]:
    """Relations that are lacking, and those that cannot be; the rules themselves are taken to be sound."""
    met = {(meeting.lower.id, meeting.higher.id): meeting for meeting in meetings(book)}
    of_rule: dict[str, list[Meeting]] = {}
    for meeting in met.values():
        of_rule.setdefault(meeting.lower.id, []).append(meeting)
    faults: list[Fault] = []
    for entry in sources.of("rules"):
        lower = book.rules.get(entry.value.id)
        if lower is None:
            continue
        seen: set[str] = set()
        for index, relation in enumerate(lower.rule.relations):
            for message, *path in _of_relation(sources, book, lower, relation, met, seen):
                faults.append(entry.fault(message, "relations", index, *path))
        faults += [entry.fault(_lacking(sources, book, meeting)) for meeting in of_rule.get(lower.id, ())
                   if meeting.higher.id not in seen]
    return faults


def _lacking(sources: Sources, book: RuleBook, meeting: Meeting) -> str:
    lower, higher = meeting.lower, meeting.higher
    there: Entry = sources.entries["rules"][higher.id]
    facts = ", ".join(f"{name}: {_shown(value)}" for name, value in meeting.facts.items())
    return (f"({lower.rule.clause}) and '{higher.id}' ({higher.rule.clause}, {there.tree.file}:"
            f"{there.tree.line(*there.path)}) of '{higher.jurisdiction}' above both answer"
            f"{f' for {{{facts}}}' if facts else ''}, and nothing says how they stand to each other. Read both clauses "
            f"and add here 'relations: [{{to: [{higher.id}], kind: KIND}}]' with KIND one of "
            f"{', '.join(fitting(book, lower, higher))} (diverges also takes 'why', in Chinese, shown to the person)")


def _of_relation(sources: Sources, book: RuleBook, lower: CompiledRule, relation: Relation,
                 met: dict[tuple[str, str], Meeting], seen: set[str]) -> Iterator[tuple[Any, ...]]:
    if not relation.to:
        yield "names no rule; list the ids of rules of a level above, as in 'to: [xj.training]'", "to"
    rules = []
    for at, name in enumerate(relation.to):
        higher = book.rules.get(name)
        if name in seen:
            yield f"its relation to '{name}' stands twice; keep one", "to", at
            continue
        seen.add(name)
        wrong = (f"relates to '{name}', which no file defines{nearest(name, book.rules)}" if higher is None
                 else _misplaced(book, lower, higher, met))
        if wrong is not None:
            yield wrong, "to", at
        elif higher is not None:
            rules.append(higher)
            objection = misfit(book, relation.kind, lower, higher)
            if objection is not None:
                others = [kind for kind in fitting(book, lower, higher) if kind != relation.kind]
                yield (f"cannot be what it says: it {relation.kind} '{name}' ({higher.rule.clause}), but {objection}; "
                       f"accepted: {', '.join(others)}"), "kind"
    yield from _of_words(sources, lower, rules, relation)


def _misplaced(book: RuleBook, lower: CompiledRule, higher: CompiledRule,
               met: dict[tuple[str, str], Meeting]) -> str | None:
    """Why the two can have no relation; None where they meet."""
    above = book.chain(lower.jurisdiction)[1:]
    if higher.jurisdiction not in above:
        levels = f"the levels above it: {', '.join(above)}" if above else "no level is above it"
        return (f"relates to '{higher.id}' of '{higher.jurisdiction}', which is not above '{lower.jurisdiction}' "
                f"({levels})")
    if higher.rule.answers != lower.rule.answers:
        return (f"relates to '{higher.id}', which answers '{higher.rule.answers}', not '{lower.rule.answers}'; "
                "take it out")
    if (lower.id, higher.id) not in met:
        return (f"({lower.rule.clause}) relates to '{higher.id}' ({higher.rule.clause}), but the two never meet: no "
                "facts and no year let each win on its own level; take it out")
    return None


def _of_words(sources: Sources, lower: CompiledRule, rules: list[CompiledRule],
              relation: Relation) -> Iterator[tuple[Any, ...]]:
    why = relation.why or ""
    if relation.kind == "diverges" and not _CHINESE.search(why):
        yield "diverges, but does not say how; add 'why', in Chinese: it is shown to the person as a caveat", "why"
    held = {number for rule in (lower, *rules) for _, quote, _ in quotes_of(rule.rule) for number in numbers_in(quote)}
    strange = [words for words in _STATED.findall(why) if not numbers_in(words) & held]
    if strange:
        yield f"its 'why' states {', '.join(strange)}, which no quote of the rules that it speaks of holds", "why"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return plain(value) if isinstance(value, Fraction) else str(value)
