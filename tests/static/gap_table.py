"""docs/gaps.md: `.venv/bin/python tests/static/gap_table.py > docs/gaps.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fact_values import OTHER
from gap_search import KINDS, YEARS, Gaps, cells
from left_out import left_out
from rule_faults import RULE_FAULTS

from policy_kb.knowledge import HeldSilence, KnowledgeBase
from policy_kb.loader import load
from rules_core.conditions import AllOf, AnyOf, Condition, OneOf, read_condition
from rules_core.facts import FACTS
from rules_core.model import Rate

HEAD = """# Gaps: what the notices have no rule for

Made by `.venv/bin/python tests/static/gap_table.py > docs/gaps.md`; a test compares it with the rules as they are.

A gap is a set of fully stated facts for which no rule answers, neither of the place's own notices nor of those above
it: the outcome `not_listed`. A fact has a term of the vocabulary (organizer, degree, sector, occupation and transfer
also "some other" that has no name in it), yes or no, or an amount within the bounds that `xueshi compute` accepts.

The solver z3 searches all of them, for every place, kind of question and year from {first} to {last}. It finds none
but those declared below (`policy_kb/data/silences.yml`), each with the clause that shows that the text is silent;
every one of them is met by a question, which the rules core answers with `not_listed`. A place and year for which no
notice answers is `not_covered`, not a gap. No gap is declared away where the text has a rule: those stand under
"Faults of the rules".
"""


def markdown(kb: KnowledgeBase) -> str:
    """The whole document."""
    every = [Gaps(kb, cell) for cell in cells(kb)]
    faults = [(fault.place, fault.answers, _words(kb, read_condition(fault.when, kb.book.terms)), f"`{fault.clause}`")
              for fault in RULE_FAULTS]
    parts = [
        HEAD.format(first=YEARS[0], last=YEARS[-1]),
        "## Place × kind × years",
        "How many declared silences a question meets; – is none: every question is answered.",
        _table(("place", "years", *KINDS), _overview(kb, every)),
        "## The gaps",
        "`open in`: where and when this notice is the nearest. Where one above it answers too, that one is silent as\n"
        "well, and has a silence of its own.",
        _table(("silence", "kind", "no rule for", "why", "clause", "open in", "met by"), _gaps(kb, every)),
        "## Terms that a table of figures leaves out",
        "Which rules answer for a term that has no figure of its own.",
        _table(("rule", "term", "answered by"), _left_out(kb)),
        "## Rules that say that the text stops",
        "They win, and answer `not_listed` with the clause.",
        _table(("rule", "clause", "for"), _stops(kb)),
        "## Faults of the rules",
        "Gaps for which the text has a rule that is not carried yet." if faults else "None is known.",
        _table(("place", "kind", "no rule for", "the text has it in"), faults) if faults else "",
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _overview(kb: KnowledgeBase, every: list[Gaps]) -> Iterator[tuple[str, ...]]:
    for place in kb.book.jurisdictions.values():
        mine = [gaps for gaps in every if gaps.cell.place == place.id]
        without = [year for year in YEARS if not any(year in gaps.cell.years for gaps in mine)]
        if without:
            yield (place.name, _span(without), *["not covered"] * len(KINDS))
        for years in dict.fromkeys(gaps.cell.years for gaps in mine):
            counts = {g.cell.answers: len(_met(g)) for g in mine if g.cell.years == years}
            yield (place.name, _span(years), *(str(counts.get(kind) or "–") for kind in KINDS))


def _gaps(kb: KnowledgeBase, every: list[Gaps]) -> Iterator[tuple[str, ...]]:
    where: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for gaps in every:
        for held, facts in _met(gaps):
            name = f"{kb.book.jurisdictions[gaps.cell.place].name} {_span(gaps.cell.years)}"
            where.setdefault(held.silence.id, []).append(name)
            first.setdefault(held.silence.id, _facts(gaps.shortest(facts, held.condition)))
    for held in kb.silences:
        silence = held.silence
        yield (f"`{silence.id}`", silence.answers, _words(kb, held.condition), silence.why, f"`{silence.clause}`",
               "；".join(where.get(silence.id, ())), first.get(silence.id, ""))


def _met(gaps: Gaps) -> list[tuple[HeldSilence, dict[str, Any]]]:
    """The silences of the nearest notice that a gap meets, each with its first witness."""
    return [(held, facts) for held in gaps.silences[0] if (facts := gaps.witness(gaps.met(held.condition))) is not None]


def _left_out(kb: KnowledgeBase) -> Iterator[tuple[str, ...]]:
    for one in left_out(kb):
        answered = [f"`{name}`" for name in one.rules] + [f"silence `{name}`" for name in one.silences]
        yield f"`{one.rule}`", kb.term_name(one.term), ", ".join(answered)


def _stops(kb: KnowledgeBase) -> Iterator[tuple[str, ...]]:
    for rule in kb.book.rules.values():
        effect = rule.rule.effect
        if effect.__struct_config__.tag == "not_listed":
            yield f"`{rule.id}`", f"`{rule.rule.clause}`", _words(kb, rule.condition)
        elif isinstance(effect, Rate) and effect.unit == "month":
            yield f"`{rule.id}`", f"`{rule.rule.clause}`", f"{_words(kb, rule.condition)}；不足一个月"


def _words(kb: KnowledgeBase, condition: Condition) -> str:
    """The condition in Chinese."""
    if isinstance(condition, (AllOf, AnyOf)):
        parts = [_words(kb, part) for part in condition.parts]
        return ("；" if isinstance(condition, AllOf) else " 或 ").join(parts) or "所有情形"
    fact = FACTS[condition.fact].chinese
    if isinstance(condition, OneOf):
        names = "、".join({True: "是", False: "否"}.get(value) or kb.term_name(value) for value in condition.written)
        return f"{fact}：{names}{'以外' if condition.negated else ''}"
    low = f"满 {condition.at_least}" if condition.at_least is not None else ""
    high = f"不满 {condition.below}" if condition.below is not None else ""
    return f"{fact}：{low}{high} {FACTS[condition.fact].unit}"


def _facts(facts: Mapping[str, Any]) -> str:
    """Facts as `xueshi compute` takes them; a value that no term names as "some other"."""
    def shown(value: Any) -> str:
        if value == OTHER:
            return "some other"
        return str(value).lower() if isinstance(value, bool) else str(value)
    return ", ".join(f"{fact}: {shown(value)}" for fact, value in facts.items()) or "any question"


def _span(years: Iterable[int]) -> str:
    every = list(years)
    return str(every[0]) if len(every) == 1 else f"{every[0]}–{every[-1]}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(markdown(load()))

