"""Score conversations with expected outcomes through the real agent (passes, wrong numbers, figures without an origin,
time of a turn), then labelled utterances (what is understood of each, and whether it is answered rightly)."""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xueshi.agent import CommandAgent
from xueshi.failure import Failure

if TYPE_CHECKING:
    from bot.evaluation.recorder import Record
    from bot.evaluation.text_audit import TextAudit

#: The project's own sets, in a checkout: conversations, and labelled utterances.
TESTS = Path(__file__).resolve().parents[2] / "tests"
OWN = (TESTS / "golden", TESTS / "nlu" / "evaluation")
Case = Mapping[str, Any]


class _Agent(CommandAgent):
    """The command's agent, which can also be asked what its NLU makes of a text."""

    def parse(self, text: str, today: str) -> dict[str, Any]:
        """Intent ranking and entities; no conversation is touched."""
        return asyncio.run(self._host.parse(text, today))


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi eval`."""
    parser.add_argument(
        "sets", nargs="*", type=Path, metavar="CASES.jsonl", help="the project's own sets where left out"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures and every utterance to a file")
    parser.add_argument("--failed", action="store_true", help="list what does not pass: what was expected, and got")


def run(options: argparse.Namespace) -> int:
    """Exit 1 where a number is wrong, or where a figure of an answer cannot be proved."""
    from bot.evaluation.recorder import recorded
    from bot.evaluation.text_audit import TextAudit

    files = options.sets or [file for folder in OWN for file in sorted(folder.glob("*.jsonl"))]
    if not files:
        raise Failure(f"no sets in {TESTS}; name files of conversations or of utterances")
    sets = [(file.stem, _read(file)) for file in files]
    utterances = [(name, cases) for name, cases in sets if "turns" not in cases[0]]
    with _Agent() as agent:
        with recorded() as record:
            audit = TextAudit(agent.kb)
            talks = [
                _score(agent, audit, record, name, cases, options.failed) for name, cases in sets if "turns" in cases[0]
            ]
        understood = _understand(agent, utterances, options.failed) if utterances else None
    if options.json:
        told = {"conversations": talks, "understanding": understood}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    wrong = any(line["wrong_numbers"] or line["audit_faults"] for line in talks)
    return 1 if wrong or (understood and understood["wrong_numbers"]) else 0


def _read(file: Path) -> Sequence[Case]:
    """The cases of a file, at least one. Raises Failure."""
    from bot.evaluation.scorer import read_lines

    try:
        cases = read_lines(file)
    except (OSError, ValueError) as error:
        raise Failure(f"cannot read {file}: {error}") from None
    if not cases or not all(isinstance(case, dict) and ("turns" in case or "text" in case) for case in cases):
        raise Failure(f"{file} holds no cases: one JSON object a line, with `turns` or with `text`")
    return cases


def _score(
    agent: _Agent, audit: TextAudit, record: Record, name: str, cases: Sequence[Case], list_failed: bool
) -> dict[str, Any]:
    """The figures of a set of conversations, printed as one line."""
    from bot.evaluation.conversation import audit_faults, converse
    from bot.evaluation.scorer import faults, read_sources

    sources = read_sources()
    passed = wrong = unproved = 0
    times: list[float] = []
    for number, case in enumerate(_told(name, cases), start=1):
        turns = converse(agent.say, record, case, f"{name}-{number}")
        times += [turn.seconds * 1000 for turn in turns]
        found, is_wrong = faults(case["expect"], turns[-1].result if turns else {}, sources)
        audited = list(audit_faults(audit, turns, date.fromisoformat(case["today"])))
        passed += not found
        wrong += is_wrong
        unproved += len(audited)
        if list_failed and (found or audited):
            print(f"{case['id']}  {' / '.join(case['turns'])}\n    " + "\n    ".join([*found, *audited]))
    line: dict[str, Any] = {
        "set": name, "cases": len(cases), "passed": passed, "share": passed / max(1, len(cases)),
        "wrong_numbers": wrong, "audit_faults": unproved, "p50_ms": statistics.median(times),
        "p95_ms": statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
    }  # fmt: skip
    print(
        "{set:20} {passed:4} of {cases:4} pass ({share:.1%})  wrong numbers {wrong_numbers}  "
        "audit faults {audit_faults}  turn p50 {p50_ms:.0f} ms, p95 {p95_ms:.0f} ms".format(**line)
    )
    return line


def _understand(agent: _Agent, sets: Sequence[tuple[str, Sequence[Case]]], list_failed: bool) -> dict[str, Any]:
    """The figures of labelled utterances, of all sets together, printed as a table."""
    from bot.evaluation.scorer import read_sources
    from bot.evaluation.understanding import see
    from bot.evaluation.understanding_figures import failed, figures
    from bot.evaluation.understanding_report import failures, report

    name, cases = ", ".join(name for name, _ in sets), [case for _, cases in sets for case in cases]
    seen = list(see(agent, _told(name, cases), agent.kb, read_sources()))
    told = figures(seen)
    print("\n".join(["", *report(name, told)]))
    if list_failed:
        print("\n".join(["", *failures(failed(seen))]))
    return {**told, "records": [one.record() for one in seen]}


def _told(name: str, cases: Sequence[Case]) -> Iterator[Case]:
    """The cases, with a line on stderr that tells how far they are."""
    for number, case in enumerate(cases, start=1):
        yield case
        if number % 50 == 0 or number == len(cases):
            print(f"\r{name}: {number} of {len(cases)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
