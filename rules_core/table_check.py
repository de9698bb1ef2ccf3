"""Proof-reading the tables of a decision: each cell, each missing hour and each year's sum worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rules_core.decision import SUBJECTS, Decision
from rules_core.record import Record


def table_faults(decision: Decision, record: Record) -> Iterator[str]:
    """Cells that are not the record's, amounts missing that do not follow or have no step, a total of other cells."""
    rows = decision.detail.get("table") or []
    missing = list(_missing(rows, decision))
    for row in rows:
        for subject in SUBJECTS:
            name = f"{row['year']} {subject}"
            stated = record.get(row["year"], {}).get(subject)
            if f"done_{subject}" in row and row[f"done_{subject}"] != stated:
                yield f"{name}: done {row[f'done_{subject}']}, the record has {stated}"
            left = row.get(f"missing_{subject}")
            if left is None:
                continue
            if stated is None or row.get(subject) is None or row.get("open"):
                yield f"{name}: {left} missing of what is not known"
            elif left != max(row[subject] - stated, Fraction(0)):
                yield f"{name}: {left} missing, not {row[subject]} less {stated}"
            elif f"record:{row['year']}:{subject}" not in missing:
                yield f"{name}: no step says what is missing"
    if decision.detail.get("remaining") and rows and decision.hours is not None:
        yield from _total_faults(decision, rows)


def _missing(rows: Sequence[Mapping[str, Any]], decision: Decision) -> Iterator[str]:
    """The cells of the record that a step takes from what is demanded, with the result that the table shows."""
    shown = {f"record:{row['year']}:{s}": row.get(f"missing_{s}") for row in rows for s in SUBJECTS}
    for step in decision.trace:
        if step.op in ("difference", "shortfall"):
            yield from (o.origin for o in step.operands[1:] if shown.get(o.origin) == step.result)


def _total_faults(decision: Decision, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row.get("not_covered") or row.get("outcome") or row.get("open"):
            yield f"{row['year']} is not certain, but there is a total"
    for subject, hours in decision.by_subject.items():
        cells = [row for row in rows if subject in row]
        if hours is None:
            continue
        if any(row.get(f"missing_{subject}") is None for row in cells):
            yield f"a total of {subject} leaves a year out"
        elif hours != sum((row[f"missing_{subject}"] for row in cells), Fraction(0)):
            yield f"{subject}: {hours} in all is not the sum of the years"
    if decision.hours != sum((h for h in decision.by_subject.values() if h is not None), Fraction(0)):
        yield f"{decision.hours} in all is not the sum of the subjects"


def year_faults(parts: Sequence[Decision], shown: Mapping[int, Mapping[str, Fraction | None]]) -> Iterator[str]:
    """What the parts of each year sum to, where they are of several years, against what is shown."""
    years = {part.year for part in parts}
    if len(years) < 2 and shown:
        yield "sums by year of one year"
    if len(years) > 1 and set(shown) != years:
        yield f"sums of the years {sorted(shown)}, not of the parts' years"
        return
    for year, sums in shown.items():
        own = [part for part in parts if part.year == year]
        if sums.get("hours") != sum((part.hours or Fraction(0) for part in own), Fraction(0)):
            yield f"{year}: {sums.get('hours')} is not the sum of the year"
        for subject in SUBJECTS:
            amounts = [part.by_subject.get(subject) for part in own]
            whole = None if None in amounts else sum((a for a in amounts if a is not None), Fraction(0))
            if sums.get(subject) != whole:
                yield f"{year}: {sums.get(subject)} of {subject} is not the sum of the year"
