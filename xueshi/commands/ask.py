"""Ask one question, or a batch of conversations, through the whole path: Rasa NLU, dialogue, rules core."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Iterator

from xueshi.agent import CommandAgent
from xueshi.failure import Failure


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi ask`."""
    parser.add_argument("question", nargs="?", help="the question, in Chinese")
    parser.add_argument("--region", help="id of the person's region (xj, xj-city, xj-aks, bt, nm, nm-hhht)")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day to answer for; today where left out")
    parser.add_argument("--json", action="store_true", help="print the RESULT as JSON")
    parser.add_argument("--batch", metavar="FILE", type=Path, help="conversations, one JSON object a line")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="where a batch's results go; standard output where left out"
    )


def run(options: argparse.Namespace) -> int:
    """Answer; exit 0, also where an answer is that nothing is known."""
    if (options.question is None) == (options.batch is None):
        print("xueshi ask: give either a QUESTION or --batch FILE; see xueshi ask --help", file=sys.stderr)
        return 2
    if options.batch is not None:
        return _batch(options)
    today = options.today or date.today().isoformat()
    line = {"id": "1", "region": options.region, "today": today, "turns": [options.question]}
    with _Asker() as asker:
        fault = asker.fault(line)
        if fault is not None:
            print(f"xueshi ask: {fault}", file=sys.stderr)
            return 2
        turn = asker.conversation(line, "ask")[0]
    print(json.dumps(turn, ensure_ascii=False, indent=2) if options.json else turn["text"])
    if not options.json and turn["buttons"]:
        print("  " + " / ".join(b["title"] for b in turn["buttons"]))
    return 0


def _batch(options: argparse.Namespace) -> int:
    try:
        lines = [text for text in options.batch.read_text(encoding="utf-8").splitlines() if text.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"cannot read {options.batch}: {error}") from None
    out = options.out.open("w", encoding="utf-8") if options.out else sys.stdout
    try:
        with _Asker() as asker:
            for number, answer in enumerate(asker.batch(lines), start=1):
                print(json.dumps(answer, ensure_ascii=False), file=out)
                if number % 20 == 0 or number == len(lines):
                    print(f"\r{number} of {len(lines)} conversations", end="", file=sys.stderr, flush=True)
    finally:
        if options.out:
            out.close()
    print(file=sys.stderr)
    return 0


class _Asker(CommandAgent):
    """The agent, with what a batch line may hold."""

    def fault(self, line: Any) -> str | None:
        """What is wrong with a batch line, or None."""
        if not isinstance(line, dict):
            return "a line is a JSON object with id, region, today, turns"
        region, today, turns = line.get("region"), line.get("today"), line.get("turns")
        if region is not None and region not in self.kb.book.jurisdictions:
            return f"unknown region {region!r}; regions: {', '.join(self.kb.book.jurisdictions)}"
        try:
            date.fromisoformat(str(today))
        except ValueError:
            return f"'today' is {today!r}; write a date as YYYY-MM-DD"
        if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
            return "'turns' takes a list of texts, at least one"
        return None

    def conversation(self, line: dict[str, Any], key: str) -> list[dict[str, Any]]:
        """One RESULT a turn."""
        return [self.say(key, text, line.get("region"), line["today"]) for text in line["turns"]]

    def batch(self, lines: list[str]) -> Iterator[dict[str, Any]]:
        """One result line for each line, in their order; a bad line gets a result of status error."""
        for number, text in enumerate(lines, start=1):
            try:
                line = json.loads(text)
            except json.JSONDecodeError as error:
                yield _bad(None, f"line {number} is not JSON: {error.msg}", 1)
                continue
            fault = self.fault(line)
            if fault is not None:
                turns = line.get("turns") if isinstance(line, dict) else None
                yield _bad(
                    line.get("id") if isinstance(line, dict) else None,
                    f"line {number}: {fault}",
                    len(turns) if isinstance(turns, list) and turns else 1,
                )
                continue
            yield {"id": line.get("id"), "turns": self.conversation(line, f"batch-{number}")}


def _bad(key: Any, message: str, turns: int) -> dict[str, Any]:
    from bot.dialogue.result import result

    return {"id": key, "turns": [result("error", message) for _ in range(turns)]}
