"""Turns a second and answer times: `xueshi serve` against Rasa's standard processes, same model, same actions.

    python benchmarks/chat_throughput.py [--people 1,8,32] [--rounds 3] [--xueshi-url URL] [--json FILE]

Both run at once on this machine and are loaded in turn, round by round, so that a busy moment of the machine strikes
both. Each person holds a conversation of ten turns through HTTP and waits for every answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.standard_rasa.load import Round, Say, run_round, to_rasa, to_xueshi  # noqa: E402
from benchmarks.standard_rasa.servers import PROJECT, standard_rasa, xueshi  # noqa: E402

MODEL = PROJECT / "models" / "xueshi.tar.gz"


@dataclass(frozen=True)
class Row:
    """Medians over the rounds of one service under one load."""

    service: str
    people: int
    rate: float
    p50: float
    p95: float


def row(service: str, rounds: list[Round]) -> Row:
    """The medians of some rounds."""
    return Row(
        service,
        rounds[0].people,
        statistics.median(r.rate for r in rounds),
        statistics.median(r.percentile(0.5) for r in rounds),
        statistics.median(r.percentile(0.95) for r in rounds),
    )


def measure(services: dict[str, Say], loads: list[int], rounds: int) -> list[Row]:
    """Load the services in turn; one round of each load beforehand is not counted."""
    rows: list[Row] = []
    for people in loads:
        done: dict[str, list[Round]] = {name: [] for name in services}
        for number in range(rounds + 1):
            for name, say in services.items():
                result = asyncio.run(run_round(say, people))
                if number:
                    done[name].append(result)
                print(f"  {name}, {people} at once: {result.rate:.0f} turns/s", file=sys.stderr, flush=True)
        rows += [row(name, results) for name, results in done.items()]
    return rows


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table, with the ratio of the two services' rates."""
    lines = ["| service | conversations at once | turns/s | p50 ms | p95 ms | ratio |", "|---|---|---|---|---|---|"]
    base = {r.people: r.rate for r in rows if r.service == "standard Rasa"}
    for r in rows:
        ratio = f"{r.rate / base[r.people]:.1f}×"
        lines.append(f"| {r.service} | {r.people} | {r.rate:.0f} | {r.p50:.0f} | {r.p95:.0f} | {ratio} |")
    return "\n".join(lines)


def main() -> int:
    """Start what is needed, measure, print."""
    parser = argparse.ArgumentParser(description="Compare the service's throughput with standard Rasa's.")
    parser.add_argument("--people", default="1,8,32", help="conversations at once (1,8,32)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds counted for each load (3)")
    parser.add_argument("--model", type=Path, default=MODEL, help="the model file (models/xueshi.tar.gz)")
    parser.add_argument("--xueshi-url", help="a service that runs already, with XUESHI_RATE_PER_MINUTE=0")
    parser.add_argument("--json", type=Path, help="also write the rows there")
    chosen = parser.parse_args()
    if not chosen.model.is_file():
        print(f"{chosen.model} is missing: run `xueshi train`", file=sys.stderr)
        return 1
    loads = [int(people) for people in chosen.people.split(",")]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        standard = stack.enter_context(standard_rasa(folder, chosen.model))
        services = {"standard Rasa": to_rasa(standard.url)}
        own = None
        if not chosen.xueshi_url:
            own = stack.enter_context(xueshi(folder, chosen.model))
        services["xueshi"] = to_xueshi(chosen.xueshi_url or own.url)  # type: ignore[union-attr]
        rows = measure(services, loads, chosen.rounds)
        print(table(rows))
        for service in (standard, own):
            if service is not None:
                ready, memory = service.ready_seconds, service.memory()
                print(f"{service.name}: ready in {ready:.1f} s, {memory:.0f} MB after the load")
    if chosen.json:
        chosen.json.write_text(json.dumps([vars(r) for r in rows], indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
