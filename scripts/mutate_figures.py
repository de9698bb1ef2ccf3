"""Change every figure of the rules by one and see that a policy table notices: a figure that no case checks survives.

    python scripts/mutate_figures.py [RULE …]      # all rules, or those named; exit 1 where a figure survives

Nothing is written: the rules are changed in memory, one figure at a time, and asked the cases of tests/policy. Changed
are hours, multiples, thresholds (`at_least`, `below`), shares and fractions, years, and the years that a document
answers for. A `step` of rounding is a reading, not a figure of a text, and has its test in the made-up county.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "rules_core")]

from policy_tables import Case, ask, cases, differences  # noqa: E402

from policy_kb.loader import assemble, kb_folders  # noqa: E402
from policy_kb.sources import Sources, read_sources  # noqa: E402
from rules_core.book import RuleBook, build_book, compile_rule  # noqa: E402
from rules_core.model import Document, Rule  # noqa: E402

FIGURES = ("hours", "times", "share", "fraction", "at_least", "below", "years", "year")
YEARS = ("applies_from_year", "applies_to_years", "in_force_from")


@dataclass(frozen=True)
class Mutant:
    """A book with one figure changed, and what was changed in words."""

    owner: str
    change: str
    book: RuleBook


def changed(value: Any) -> Iterator[Any]:
    """The figure one more and one less; of a fraction (2/3) its parts."""
    if isinstance(value, str) and "/" in value:
        over, under = (int(part) for part in value.split("/"))
        yield from (f"{over + 1}/{under}", f"{over}/{under + 1}")
        if over > 1:
            yield f"{over - 1}/{under}"
        if under > 2:
            yield f"{over}/{under - 1}"
    elif isinstance(value, str) and value[:4].isdecimal():
        yield from (f"{int(value[:4]) + step}{value[4:]}" for step in (1, -1))
    elif isinstance(value, list):
        yield from ([year + step for year in value] for step in (1, -1))
    else:
        yield from (value + step for step in (1, -1) if value + step > 0)


def places(value: Any, names: Sequence[str], path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every figure below `value` with the path to it."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        scalar = isinstance(inner, (int, float, str)) and not isinstance(inner, bool)
        if key in names and (scalar or (isinstance(inner, list) and inner and isinstance(inner[0], int))):
            yield (*path, key), inner
        else:
            yield from places(inner, names, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of `value` with `new` at `path`."""
    whole = copy.deepcopy(value)
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return whole


def mutants(sources: Sources, book: RuleBook, wanted: Sequence[str]) -> Iterator[Mutant]:
    """Every change of one figure."""
    for name, entry in sources.entries["rules"].items():
        if wanted and name not in wanted:
            continue
        raw = msgspec.to_builtins(entry.value)
        for path, value in places(raw, FIGURES):
            for new in changed(value):
                rule = msgspec.convert(replaced(raw, path, new), Rule)
                document = book.documents[book.rules[name].document]
                yield Mutant(name, f"{'.'.join(map(str, path))}: {value} → {new}",
                             _with_rule(book, compile_rule(rule, document, book.terms)))
    for name, entry in sources.entries["documents"].items():
        if (wanted and name not in wanted) or not entry.value.held:
            continue
        raw = msgspec.to_builtins(entry.value)
        for path, value in places(raw, YEARS):
            for new in changed(value):
                document = msgspec.convert(replaced(raw, path, new), Document)
                yield Mutant(name, f"{path[-1]}: {value} → {new}", build_book(
                    book.jurisdictions, {**book.documents, name: document}, book.terms, book.readings,
                    book.rules.values(), book.small_domains))


def _with_rule(book: RuleBook, rule: Any) -> RuleBook:
    return build_book(book.jurisdictions, book.documents, book.terms, book.readings,
                      {**book.rules, rule.id: rule}.values(), book.small_domains)


def survives(mutant: Mutant, tables: Sequence[Case]) -> bool:
    """Whether no case notices the change; the cases of the rule itself are asked first."""
    near = [case for case in tables if case.gives.get("rule") == mutant.owner]
    return not any(_notices(case, mutant.book) for case in (*near, *(case for case in tables if case not in near)))


def _notices(case: Case, book: RuleBook) -> bool:
    try:
        return bool(differences(case, ask(case, book)))
    except (ArithmeticError, AssertionError, LookupError, RuntimeError, TypeError, ValueError):
        # A rule that cannot be carried out any more is noticed too.
        return True


def main() -> int:
    """Print the survivors; exit 1 where there is one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="RULE", help="ids of rules or documents; all where left out")
    options = parser.parse_args()
    sources = read_sources(kb_folders())
    kb = assemble(sources)
    if kb is None or sources.faults:
        print(*sources.faults, sep="\n")
        return 2
    tables = list(cases())
    faulty = [case.where for case in tables if differences(case, ask(case, kb.book))]
    if faulty:
        print("the tables fail before anything is changed:", *faulty, sep="\n  ")
        return 2
    count, left = 0, []
    for mutant in mutants(sources, kb.book, options.names):
        count += 1
        if survives(mutant, tables):
            left.append(mutant)
            print(f"survives: {mutant.owner}  {mutant.change}")
    print(f"{count} changes, {len(left)} survive")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
