"""Score conversations with expected outcomes through the real agent: passes, wrong numbers, time of a turn."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from xueshi.failure import Failure

#: The project's own sets, in a checkout.
OWN = Path(__file__).resolve().parents[2] / "tests" / "golden"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi eval`."""
    parser.add_argument(
        "sets", nargs="*", type=Path, metavar="CASES.jsonl", help="the project's own sets where left out"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--failed", action="store_true", help="list the conversations that do not pass")


def run(options: argparse.Namespace) -> int:
    """Exit 1 where a number is wrong."""
    from xueshi.agent import CommandAgent

    files = options.sets or sorted(OWN.glob("*.jsonl"))
    if not files:
        raise Failure(f"no sets in {OWN}; name files of conversations")
    with CommandAgent() as agent:
        figures = [_score(agent, file, options.failed) for file in files]
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        for line in figures:
            print(
                "{set:20} {passed:4} of {cases:4} pass ({share:.1%})  wrong numbers {wrong_numbers}  "
                "turn p50 {p50_ms:.0f} ms, p95 {p95_ms:.0f} ms".format(**line)
            )
    return 1 if any(line["wrong_numbers"] for line in figures) else 0


def _score(agent: Any, file: Path, list_failed: bool) -> dict[str, Any]:
    from bot.evaluation.scorer import faults, squeeze
    from policy_kb.addresser.store import TEXTS

    sources = {path.stem: squeeze(path.read_text(encoding="utf-8")) for path in TEXTS.glob("*.txt")}
    try:
        cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise Failure(f"cannot read {file}: {error}") from None
    passed = wrong = 0
    times: list[float] = []
    for number, case in enumerate(cases, start=1):
        turn: dict[str, Any] = {}
        for text in case["turns"]:
            began = time.perf_counter()
            turn = agent.say(f"{file.stem}-{number}", text, case.get("region"), case["today"])
            times.append((time.perf_counter() - began) * 1000)
        found, is_wrong = faults(case["expect"], turn, sources)
        passed += not found
        wrong += is_wrong
        if found and list_failed:
            print(f"{case['id']}  {' / '.join(case['turns'])}\n    " + "\n    ".join(found))
        if number % 50 == 0 or number == len(cases):
            print(f"\r{file.stem}: {number} of {len(cases)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {
        "set": file.stem, "cases": len(cases), "passed": passed, "share": passed / max(1, len(cases)),
        "wrong_numbers": wrong, "p50_ms": statistics.median(times),
        "p95_ms": statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
    }  # fmt: skip
