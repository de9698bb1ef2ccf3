"""Declared silences: what a notice has no rule for, with the clause that shows it (policy_kb/data/silences.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy_kb.clauses import Notice
from policy_kb.knowledge import HeldSilence, KnowledgeBase
from policy_kb.model import Term
from policy_kb.quotes import digits_not_in
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.conditions import Condition, ConditionError, OneOf, leaves, read_condition
from rules_core.facts import FACTS
from rules_core.terms import TermTree

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_silences(sources: Sources, tree: TermTree, notices: Mapping[str, Notice]) -> tuple[HeldSilence, ...]:
    """The silences whose conditions can be read; the faults of all go to `sources.faults`."""
    found = []
    for entry in sources.of("silences"):
        silence = entry.value
        sources.faults += _faults(entry, notices)
        try:
            condition = read_condition(silence.when, tree)
        except ConditionError as error:
            sources.faults.append(entry.fault(str(error), error.where))
            continue
        sources.faults += _of_another_kind(entry, condition, sources.values("terms"))
        found.append(HeldSilence(silence, silence.clause.partition("#")[0], condition))
    return tuple(found)


def silences_on(kb: KnowledgeBase, jurisdiction: str, year: int, answers: str,
                facts: Mapping[str, Any]) -> list[HeldSilence]:
    """What is declared of a question that no rule answers, the nearest notice first."""
    return [held for period in kb.book.periods(jurisdiction, year) for held in kb.silences
            if held.document in period.documents and held.silence.answers == answers
            and held.condition.test(facts) is not False]


def _faults(entry: Entry, notices: Mapping[str, Notice]) -> Iterator[Fault]:
    """The clause is there; the reason is in Chinese, and states no number that its clause does not hold."""
    clause, why = entry.value.clause, entry.value.why
    notice = notices.get(clause.partition("#")[0])
    known = notice is not None and clause in notice
    if not known:
        yield entry.fault(f"stands on {clause}, which is no clause of a held notice", "clause")
    if not _CHINESE.search(why):
        yield entry.fault("its 'why' is not in Chinese; people read it beside the answer", "why")
    strange = digits_not_in(notice.clause_text(clause), why) if notice is not None and known else []
    if strange:
        yield entry.fault(f"its 'why' states {', '.join(strange)}, which {clause} does not hold", "why")


def _of_another_kind(entry: Entry, condition: Condition, terms: Mapping[str, Term]) -> Iterator[Fault]:
    for leaf in leaves(condition):
        if isinstance(leaf, OneOf) and FACTS[leaf.fact].type == "term":
            for name in leaf.written:
                if terms[name].kind != leaf.fact:
                    yield entry.fault(f"compares '{leaf.fact}' with the term '{name}', which is of the kind "
                                      f"'{terms[name].kind}'", "when")
