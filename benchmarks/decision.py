"""How long a complete decision takes: `python benchmarks/decision.py [--rounds 21] [--seconds 0.05]`.

Two things are printed; no time is asserted. First `decide` beside a dictionary dispatch written by hand, zen-engine and
openfisca-core on the same questions, in one process, in turn, with answers compared beforehand: an answer that differs
ends the run with 1. Then `decide` alone over every case of the policy tables (tests/policy). The garbage collector is
on, as in the service, unless a line says that it is off.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "rules_core")]

from policy_tables import cases  # noqa: E402

from benchmarks.contenders import core, dispatch, openfisca, zen  # noqa: E402
from benchmarks.contenders.mix import MIX, Answer  # noqa: E402
from benchmarks.measuring.machine import about, on_one_core  # noqa: E402
from benchmarks.measuring.rounds import Work, in_turn, ratio  # noqa: E402
from policy_kb.loader import load  # noqa: E402
from rules_core.book import RuleBook  # noqa: E402
from rules_core.decide import decide  # noqa: E402

BY_OBJECT = f"{zen.NAME}, decision object"


def contenders(book: RuleBook) -> dict[str, tuple[Any, Work]]:
    """Each contender's module and its work on the mix, by name."""
    runs = {core.NAME: (core, core.run(book)), dispatch.NAME: (dispatch, dispatch.run),
            zen.NAME: (zen, zen.run_by_key()), BY_OBJECT: (zen, zen.run_decision()),
            openfisca.NAME: (openfisca, openfisca.run())}
    return {name: (module, Work(run, [module.prepare(case) for case in MIX])) for name, (module, run) in runs.items()}


def differences(found: dict[str, tuple[Any, Work]]) -> list[str]:
    """Where a contender does not answer what the dispatch by hand answers."""
    wrong = []
    by_hand = found[dispatch.NAME][1]
    for index, case in enumerate(MIX):
        expected = dispatch.read(by_hand.run(by_hand.inputs[index]))
        for name, (module, work) in found.items():
            result = work.run(work.inputs[index])
            answer: Answer = module.read(result, expected) if module is core else module.read(result)
            wanted, got = (_compared(one, cited=module is not openfisca) for one in (expected, answer))
            if got != wanted or not answer.trace:
                wrong.append(f"{case.name}: {name} answers {got}, not {wanted}")
    return wrong


def _compared(answer: Answer, cited: bool) -> tuple[Any, ...]:
    return (*(str(hours) for hours in (answer.hours, answer.public, answer.professional)),
            *((answer.clause, answer.quote) if cited else ()))


def beside_each_other(book: RuleBook, rounds: int, seconds: float) -> int:
    """Print the comparison; 1 where an answer differs."""
    found = contenders(book)
    wrong = differences(found)
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        return 1
    print(f"{len(MIX)} questions, answered alike by all; median of {rounds} rounds")
    works = {name: work for name, (_, work) in found.items()}
    works[f"{core.NAME}, collector off"] = replace(works[core.NAME], collector=False)
    times = in_turn(works, rounds, seconds)
    print(f"{'':44}{'µs':>9}{'÷ dispatch':>12}{'÷ decide':>10}  gives")
    for name, figures in times.items():
        gives = found[name][0].GIVES if name in found else ""
        print(f"{name:44}{statistics.median(figures):9.2f}{ratio(figures, times[dispatch.NAME]):12.1f}"
              f"{ratio(figures, times[core.NAME]):10.2f}  {gives}")
    return 0


def every_case(book: RuleBook, rounds: int) -> None:
    """Print `decide` over the policy tables."""
    tables = {case.where: Work(lambda case: decide(case.question, book, case.today), [case] * 10) for case in cases()}
    found = {where: statistics.median(figures) for where, figures in in_turn(tables, rounds, 0.0).items()}
    ordered = sorted(found.values())
    high = statistics.quantiles(ordered, n=20)[-1]
    print(f"decide over the {len(ordered)} cases of the policy tables: mean {statistics.mean(ordered):.1f} µs, median "
          f"{statistics.median(ordered):.1f}, 95th percentile {high:.1f}; the longest:")
    for where in sorted(found, key=lambda name: -found[name])[:3]:
        print(f"  {found[where]:6.1f} µs  {where}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the rules core beside other engines.")
    parser.add_argument("--rounds", type=int, default=21, help="rounds counted (21)")
    parser.add_argument("--seconds", type=float, default=0.05, help="time for each contender in a round (0.05)")
    chosen = parser.parse_args()
    print(f"{about('zen-engine', 'openfisca-core')}; {on_one_core()}")
    book = load(folders=None).book
    code = beside_each_other(book, chosen.rounds, chosen.seconds)
    if code == 0:
        every_case(book, chosen.rounds)
    return code


if __name__ == "__main__":
    sys.exit(main())
