"""`xueshi kb readings`: how the text was read, what else was possible, and which answers would change."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from policy_kb.knowledge import KnowledgeBase
from policy_kb.reading_examples import ask, gives, told, told_as_stated
from policy_kb.reading_uses import Rests, resting
from rules_core.model import Alternative, Example, Reading
from xueshi.failure import Failure

HELP = "each reading of the text, its alternatives, and which answers would change"
#: So many rules are listed with what they are about; of more the ids alone, until one reading is asked for.
_FEW = 8


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi kb readings`."""
    parser.add_argument("id", nargs="?", metavar="ID", help="one reading, as in half-days; all where left out")
    parser.add_argument("--json", action="store_true", help="the same as JSON")


def run(kb: KnowledgeBase, options: argparse.Namespace) -> int:
    """Print the readings; exit 1 for an unknown id."""
    chosen = _chosen(kb, options.id)
    rests = resting(kb)
    if options.json:
        print(json.dumps({"readings": [_plain(kb, reading, rests[reading.id]) for reading in chosen],
                          "counts": _counts(kb, rests)}, ensure_ascii=False, indent=2))
        return 0
    for reading in chosen:
        print("\n".join(_lines(kb, reading, rests[reading.id], whole=options.id is not None)) + "\n")
    counts = _counts(kb, rests)
    print(f"readings: {counts['readings']}, confirmed: {counts['confirmed']}; rules that show one of their own: "
          f"{counts['rules_resting']} of {counts['rules']}")
    return 0


def _chosen(kb: KnowledgeBase, name: str | None) -> Sequence[Reading]:
    readings = kb.book.readings
    if name is None:
        return list(readings.values())
    if name not in readings:
        close = get_close_matches(name, readings, n=1)
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        raise Failure(f"no reading has the id {name!r}{hint}; readings: {', '.join(readings)}")
    return [readings[name]]


def _lines(kb: KnowledgeBase, reading: Reading, rests: Rests, whole: bool) -> Iterator[str]:
    clause = f"  {reading.clause}" if reading.clause else ""
    yield f"{reading.id}{clause}  [{reading.used_by}]  {kb.origins['readings', reading.id]}"
    yield f"  question: {reading.question}"
    yield f"  taken: {reading.reading}"
    yield f"  told: {_told(kb, reading)}"
    if reading.example is not None:
        yield f"  example: {reading.example.says}"
        yield f"    answered: {_answered(kb, reading.example)}"
    else:
        yield f"  no example: {reading.no_example}"
    for alternative in reading.alternatives:
        yield from _alternative_lines(kb, alternative)
    yield from _resting_lines(kb, rests, whole)
    yield f"  decided by: {reading.decided_by}; confirmed by: {reading.confirmed_by or 'nobody yet'}"


def _told(kb: KnowledgeBase, reading: Reading) -> str:
    if reading.sentence:
        return f"{kb.words[reading.sentence]}  (the answer itself: words.{reading.sentence})"
    return reading.caveat or f"nothing: {reading.unsaid}"


def _answered(kb: KnowledgeBase, example: Example) -> str:
    """What the example is answered now, with what its file states where that is something else."""
    decision = ask(example, kb.book, kb.terms)
    stated = "" if gives(decision, example.gives) else f" (its file states {told_as_stated(example.gives)})"
    return told(decision) + stated


def _alternative_lines(kb: KnowledgeBase, alternative: Alternative) -> Iterator[str]:
    yield f"  or: {alternative.reading}"
    if alternative.example is not None:
        yield f"    example: {alternative.example.says}"
        yield f"    answered: {_answered(kb, alternative.example)}"
    if alternative.example_gives is not None:
        same = " (no change)" if alternative.no_change else ""
        yield f"    would be: {told_as_stated(alternative.example_gives)}{same}, {alternative.because}"


def _resting_lines(kb: KnowledgeBase, rests: Rests, whole: bool) -> Iterator[str]:
    count = f"{len(rests.rules)} of {len(kb.book.rules)} rules"
    if rests.lookups:
        count += f", {len(rests.lookups)} of {len(kb.lookups)} answers in words"
    if rests.places:
        count += ", and what is not listed in " + "、".join(kb.book.jurisdictions[p].name for p in rests.places)
    yield f"  answers that would change: {count}"
    if whole or len(rests.rules) <= _FEW:
        for name in rests.rules:
            rule = kb.book.rules[name].rule
            yield f"    {name}  {rule.clause}  {rule.about}"


def _plain(kb: KnowledgeBase, reading: Reading, rests: Rests) -> dict[str, Any]:
    return {
        "id": reading.id, "clause": reading.clause, "question": reading.question, "reading": reading.reading,
        "told": {"caveat": reading.caveat or None, "sentence": reading.sentence, "unsaid": reading.unsaid},
        "used_by": reading.used_by, "at": kb.origins["readings", reading.id],
        "example": _plain_example(kb, reading.example), "no_example": reading.no_example,
        "alternatives": [{"reading": other.reading, "example": _plain_example(kb, other.example),
                          "example_gives": other.example_gives, "because": other.because,
                          "no_change": other.no_change} for other in reading.alternatives],
        "would_change": {
            "rules": [{"id": name, "clause": kb.book.rules[name].rule.clause, "about": kb.book.rules[name].rule.about}
                      for name in rests.rules],
            "lookups": list(rests.lookups), "not_listed_in": list(rests.places)},
        "decided_by": reading.decided_by, "confirmed_by": reading.confirmed_by,
    }


def _plain_example(kb: KnowledgeBase, example: Example | None) -> dict[str, Any] | None:
    if example is None:
        return None
    return {"says": example.says, "question": example.question, "gives": example.gives,
            "answered": told(ask(example, kb.book, kb.terms))}


def _counts(kb: KnowledgeBase, rests: dict[str, Rests]) -> dict[str, int]:
    readings = kb.book.readings
    shown = {name for reading, one in rests.items() if readings[reading].used_by == "rules" for name in one.rules}
    return {"readings": len(readings), "confirmed": sum(1 for r in readings.values() if r.confirmed_by),
            "rules": len(kb.book.rules), "rules_resting": len(shown), "lookups": len(kb.lookups)}
