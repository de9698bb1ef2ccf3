"""How long loading takes: `python benchmarks/knowledge_load.py [--counties 5000] [--processes 9]`; it asserts no time.

The project's five notices are loaded in fresh processes, imports apart, and again and again in this one. Then thousands
of made-up counties (benchmarks/generated) are written as files and laid over them: seconds and memory of the load, one
answer a county compared with the generator's own figures (one that differs ends the run with 1), and the time of a
decision beside that of the five notices alone.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.contenders import core  # noqa: E402
from benchmarks.contenders.mix import MIX  # noqa: E402
from benchmarks.generated.answers import TODAY, Asked, asked_of, difference  # noqa: E402
from benchmarks.generated.files import write_counties  # noqa: E402
from benchmarks.measuring.machine import about, memory  # noqa: E402
from benchmarks.measuring.rounds import Work, in_turn, ratio  # noqa: E402
from policy_kb.loader import DATA, load  # noqa: E402
from rules_core.book import RuleBook  # noqa: E402
from rules_core.decide import decide  # noqa: E402

#: Counties beside the five notices, for the time of the same kind of questions in a small knowledge base.
FEW = 20
_FRESH = """
import json, time
start = time.perf_counter()
from policy_kb.loader import load
imported, used = time.perf_counter(), time.process_time()
load(folders=None)
print(json.dumps([imported - start, time.perf_counter() - imported, time.process_time() - used]))
"""


def five_notices(processes: int) -> None:
    """Print the load of the project's own notices."""
    runs = [json.loads(subprocess.run([sys.executable, "-c", _FRESH], cwd=ROOT, check=True, capture_output=True,
                                      text=True).stdout) for _ in range(processes)]
    imports, loads, used = zip(*runs, strict=True)
    print(f"five notices, {processes} fresh processes: load {_spread(loads)}, of it processor time {_spread(used)}; "
          f"import of the loader before it {_spread(imports)}")
    again = []
    for _ in range(processes):
        start = time.process_time()
        load(folders=None)
        again.append(time.process_time() - start)
    print(f"five notices, again in one process: processor time {_spread(again)}")


def _spread(seconds: Sequence[float]) -> str:
    return f"median {statistics.median(seconds):.3f} s (from {min(seconds):.3f} to {max(seconds):.3f})"


def thousands(folder: Path, many: int, rounds: int) -> int:
    """Print the load of the counties; 1 where an answer differs from the generator's figures."""
    small = folder / "few"
    write_counties(small, FEW)
    few = load(folders=[DATA, small]).book
    counties = write_counties(folder / "many", many)
    before, start, used = memory(), time.perf_counter(), time.process_time()
    kb = load(folders=[DATA, folder / "many"])
    seconds, used, grown = time.perf_counter() - start, time.process_time() - used, memory() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{many} generated notices beside the five ({len(kb.book.rules)} rules, {len(kb.lookups)} answers in words): "
          f"load {seconds:.1f} s, of it processor time {used:.1f} s, {grown:.0f} MB more memory, {peak:.0f} MB at most")
    asked = [asked_of(one) for one in counties]
    wrong = [line for one in asked if (line := difference(one, decide(one.question, kb.book, TODAY))) is not None]
    print(f"one answer a county: {len(asked) - len(wrong)} of {len(asked)} are what the generator's figures say")
    for line in wrong[:10]:
        print(f"  {line}", file=sys.stderr)
    decision_times(few, kb.book, asked, rounds)
    return 1 if wrong else 0


def decision_times(few: RuleBook, book: RuleBook, asked: list[Asked], rounds: int) -> None:
    """Print the time of a decision in the small and the large knowledge base, the same questions in turn."""
    alone = load(folders=None).book
    mix = [core.prepare(case) for case in MIX]
    shuffled = [one.question for one in asked]
    random.Random(0).shuffle(shuffled)
    near = [one.question for one in asked[:FEW]] * max(1, len(shuffled) // FEW)
    times = in_turn({
        "five": Work(core.run(alone), mix), "five among many": Work(core.run(book), mix),
        "few": Work(lambda question: decide(question, few, TODAY), near),
        "many": Work(lambda question: decide(question, book, TODAY), shuffled),
    }, rounds, 0.05)
    for words, one, two in (
            (f"the same {len(mix)} questions on the five notices", "five among many", "five"),
            (f"questions on {len(shuffled)} counties in random order, beside {FEW} counties", "many", "few")):
        print(f"a decision, {words}: {statistics.median(times[one]):.1f} µs among {len(asked)} notices, "
              f"{statistics.median(times[two]):.1f} µs without them: {ratio(times[one], times[two]):.2f} times")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the load of the knowledge base.")
    parser.add_argument("--counties", type=int, default=5000, help="generated notices (5000)")
    parser.add_argument("--processes", type=int, default=9, help="fresh processes for the five notices (9)")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of the decisions (15)")
    chosen = parser.parse_args()
    print(f"{about('PyYAML', 'msgspec')}")
    five_notices(chosen.processes)
    with tempfile.TemporaryDirectory() as folder:
        return thousands(Path(folder), chosen.counties, chosen.rounds)


if __name__ == "__main__":
    sys.exit(main())
