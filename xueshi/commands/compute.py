"""The rules core alone: a question as facts in YAML or JSON, its decision as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_terms import refuse_unknown_terms, terms_of, with_implied_facts
from policy_kb.yamltree import Fault, parse_tree
from rules_core.decide import decide
from rules_core.decision import SUBJECTS, to_json
from rules_core.decision_schema import decision_schema
from rules_core.facts import YEARS, FactError, schema
from rules_core.question import Answers, read_day, read_question
from rules_core.record import HOURS
from xueshi.knowledge import knowledge
from xueshi.failure import Failure

_EXAMPLE = """a question:
  question: hours            # hours, requirement, review or remaining
  region: xj-city
  year: 2025                 # the year of today where left out
  activities: [{activity: academic_conference, level: national, days: 3}]   # and year, where it is another
  dates: [2025-05-03]        # the day of each activity; left out, a notice answers for the whole of its first year
  recognised: [{rule: bt.conference, hours: 18}]   # hours already credited; year, where it is another
  person: {}                 # gender, age, title_level, purpose, sector, transfer_year, done_public …
  birth: 1972-02-29          # YYYY, YYYY-MM or YYYY-MM-DD
  day: 2025-09-01            # of the review; today where left out
  relief: false              # whether the question is about being spared hours
  record: {2021: {public: 30, professional: 42}}   # hours done, for review and remaining
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi compute`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLE
    parser.add_argument("file", nargs="?", metavar="FILE", help="the question, YAML or JSON; - is standard input")
    parser.add_argument(
        "--schema",
        nargs="?",
        const="question",
        choices=["question", "decision"],
        help="print the facts that a question takes, as JSON, or the JSON Schema of the decision",
    )
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day to answer for; the question's own, else today")


def run(options: argparse.Namespace) -> int:
    """Decide; exit 0 whatever the outcome, 1 for a question that cannot be read, 2 for a wrong call."""
    if (options.file is None) is (options.schema is None):
        print(
            "xueshi compute: give either FILE (- is standard input) or --schema; see xueshi compute --help",
            file=sys.stderr,
        )
        return 2
    try:
        today = read_day("--today", options.today)
    except FactError as error:
        print(f"xueshi compute: {error}", file=sys.stderr)
        return 2
    if options.schema:
        _print(decision_schema() if options.schema == "decision" else _schema(knowledge()))
        return 0
    raw = _read(options.file)
    kb = knowledge()
    try:
        question = read_question(raw)
        refuse_unknown_terms(question, kb.terms)
        today = today or read_day("today", raw.get("today")) or date.today()
        decision = decide(with_implied_facts(question, kb.terms), kb.book, today)
    except FactError as error:
        raise Failure(str(error)) from None
    _print(to_json(decision, full=True))
    return 0


def _read(name: str) -> Any:
    """The question as plain data. Raises Failure for a file that is no YAML or JSON."""
    shown = "standard input" if name == "-" else name
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise Failure(f"cannot read {shown}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Failure(f"{shown} is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        # YAML, or JSON that is broken: the YAML reader names the line.
        pass
    try:
        return parse_tree(text, shown, whole_keys=True).value
    except (Fault, RecursionError) as fault:
        raise Failure(str(fault) if isinstance(fault, Fault) else f"{shown} is nested too deeply") from None


def _schema(kb: KnowledgeBase) -> dict[str, Any]:
    facts = schema()
    for name, fact in facts.items():
        if fact["type"] == "term":
            fact["terms"] = terms_of(kb.terms, name)
    return {
        "question": {
            "question": list(get_args(Answers)),
            "region": {j.id: j.name for j in kb.book.jurisdictions.values()},
            "year": "whole number; the year of today where left out",
            "activities": "list of facts, one for each",
            "dates": "list of days as YYYY-MM-DD, one for each activity, or null",
            "recognised": "list of {rule, hours, year}: what was credited before",
            "person": "facts of the person",
            "birth": "YYYY, YYYY-MM or YYYY-MM-DD",
            "day": "YYYY-MM-DD, the day of the review; today where left out",
            "relief": "true or false",
            "record": f"for review and remaining: year → {', '.join(SUBJECTS)} → hours done; what is left out is not "
                      f"known; years {YEARS[0]} to {YEARS[1]}, hours {HOURS[0]} to {HOURS[1]}",
            "today": "YYYY-MM-DD",
        },
        "facts": facts,
    }


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
