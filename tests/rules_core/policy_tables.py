"""The policy tables of `tests/policy/*.yml` (their form: tests/policy/README.md): read, asked, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from policy_kb.addresser.quotes import squeeze
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.facts import FACTS
from rules_core.question import Question, read_question

FOLDER = Path(__file__).resolve().parents[1] / "policy"
HEADER = {"region", "question", "year", "today", "defaults", "cases"}
KEYS = {"says", "facts", "activities", "gives", "cites", "no_cites", "caveats", "no_caveats", "names", "not", "short",
        "table", "region", "question", "year", "today", "day", "birth", "relief", "record", "open", "by_year"}
GIVES = {"outcome", "hours", "public", "professional", "rule", "asks", "not_covered"}
#: What may be left out of `gives` where the file has no defaults: an activity's hours are all 专业科目.
_ABSENT = object()


@dataclass(frozen=True)
class Case:
    """One case with its question; `where` is file and description, for people."""

    where: str
    raw: Mapping[str, Any]
    gives: Mapping[str, Any]
    question: Question
    today: date


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Every case of every table. Raises ValueError for a key that the form does not have."""
    for path in sorted(folder.glob("*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        _refuse_unknown(path.name, table, HEADER)
        for raw in table["cases"]:
            where = f"{path.name}: {raw.get('says')}"
            _refuse_unknown(where, raw, KEYS)
            _refuse_unknown(where, raw["gives"], GIVES)
            shared = {key: table[key] for key in ("region", "question", "year", "today") if key in table}
            gives = {**table.get("defaults", {}), **raw["gives"]}
            if gives["outcome"] is None:
                gives = {"hours": None, "public": None, "professional": None} | gives
            yield _case(where, {**shared, **raw}, gives)


def _refuse_unknown(where: str, found: Mapping[str, Any], accepted: set[str]) -> None:
    strange = set(found) - accepted
    if strange:
        raise ValueError(f"{where}: unknown key {sorted(strange)[0]!r}; accepted: {', '.join(sorted(accepted))}")


def _case(where: str, raw: Mapping[str, Any], gives: Mapping[str, Any]) -> Case:
    person, activities = {}, [dict(a) for a in raw.get("activities", [])]
    for name, value in (raw.get("facts") or {}).items():
        if FACTS[name].scope == "person" or raw["question"] != "hours":
            person[name] = value
        else:
            activities = activities or [{}]
            activities[0][name] = value
    asked = {key: raw[key] for key in ("question", "region", "year", "birth", "relief", "record") if key in raw}
    if "day" in raw:
        asked["day"] = str(raw["day"])
    question = read_question({**asked, "person": person, "activities": activities})
    return Case(where, raw, gives, question, date.fromisoformat(str(raw["today"])))


def ask(case: Case, book: RuleBook) -> Decision:
    """The decision of the rules core."""
    return decide(case.question, book, case.today)


def differences(case: Case, decision: Decision) -> list[str]:
    """Where the decision is not what the table says."""
    found = _outcome(case, decision) + _amounts(case, decision)
    for clause, words in (case.raw.get("cites") or {}).items():
        quotes = [squeeze(c.quote) for c in decision.citations if c.clause == clause]
        if not any(squeeze(words) in quote for quote in quotes):
            found.append(f"does not cite {clause} 「{words}」 but {[(c.clause, c.quote) for c in decision.citations]}")
    for words in case.raw.get("no_cites", []):
        found += [f"cites 「{c.quote}」" for c in decision.citations if squeeze(words) == squeeze(c.quote)]
    caveats = "".join(decision.caveats)
    found += [f"no caveat says {words!r}: {caveats!r}" for words in case.raw.get("caveats", []) if words not in caveats]
    found += [f"a caveat says {words!r}" for words in case.raw.get("no_caveats", []) if words in caveats]
    named = f"{decision.detail}"
    found += [f"does not name {words!r}: {named}" for words in case.raw.get("names", []) if words not in named]
    winners = {decision.rule, *(part.rule for part in decision.parts)} if decision.outcome != "not_met" else {
        decision.rule}
    found += [f"is decided by {rule}" for rule in case.raw.get("not", []) if rule in winners]
    if "table" in case.raw:
        table = {row["year"]: {k: v for k, v in row.items() if k != "year"} for row in decision.detail.get("table", [])}
        if table != case.raw["table"]:
            found.append(f"table {table}")
    lacking: dict[int, list[str]] = {}
    for cell in decision.detail.get("open", []):
        lacking.setdefault(cell["year"], []).append(cell["subject"])
    if lacking != case.raw.get("open", {}):
        found.append(f"asks for the record of {lacking}")
    if decision.detail.get("by_year", {}) != case.raw.get("by_year", {}):
        found.append(f"by year {decision.detail.get('by_year')}")
    return found


def _outcome(case: Case, decision: Decision) -> list[str]:
    gives, found = case.gives, []
    if decision.outcome != gives["outcome"]:
        found.append(f"outcome {decision.outcome!r}, not {gives['outcome']!r} (rule {decision.rule})")
    if list(decision.ask_for) != gives.get("asks", []):
        found.append(f"asks for {list(decision.ask_for)}, not {gives.get('asks', [])}")
    if decision.detail.get("not_covered") != gives.get("not_covered"):
        found.append(f"not covered: {decision.detail.get('not_covered')!r}, not {gives.get('not_covered')!r}")
    if "rule" in gives and decision.rule != gives["rule"]:
        found.append(f"rule {decision.rule}, not {gives['rule']}")
    return found


def _amounts(case: Case, decision: Decision) -> list[str]:
    wanted = {"hours": case.gives.get("hours", _ABSENT), "public": case.gives.get("public", _ABSENT),
              "professional": case.gives.get("professional", _ABSENT)}
    if case.gives["outcome"] == "hours" and wanted["public"] is _ABSENT and wanted["professional"] is _ABSENT:
        wanted |= {"public": 0, "professional": wanted["hours"]}
    got = {"hours": decision.hours, **{s: decision.by_subject.get(s) for s in ("public", "professional")}}
    found = [f"{name} {got[name]}, not {'stated in the table' if value is _ABSENT else value}"
             for name, value in wanted.items()
             if value is _ABSENT or got[name] != (None if value is None else Fraction(str(value)))]
    if "short" in case.raw and decision.detail.get("short") != Fraction(str(case.raw["short"])):
        found.append(f"short of {decision.detail.get('short')}, not {case.raw['short']}")
    return found
