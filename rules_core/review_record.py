"""A table of years × subjects beside a person's record: what is done, and what is missing in each cell.

A surplus in one cell never fills another: the notices demand each subject of each year.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import msgspec

from rules_core.decision import SUBJECTS, Decision, Operand, Step, plain, total_of
from rules_core.effects.requirements import CHINESE_SUBJECT
from rules_core.record import Record


class Cell(msgspec.Struct, frozen=True):
    """One subject of one year that is demanded with hours; `missing` is None where the record lacks it."""

    year: int
    subject: str
    missing: Operand | None


def left_over(rule: str, clause: str, label: str, required: Operand, done: Operand) -> Step:
    """Required less done, never below zero, as a step; `label` says of what (公需科目)."""
    whole, had = required.value, done.value
    left = max(whole - had, Fraction(0))
    text = (f"{label}：{plain(whole)} − {plain(had)} = {plain(left)} 学时" if had <= whole else
            f"{label}：已完成 {plain(had)} 学时，达到 {plain(whole)} 学时，还差 0 学时")
    return Step(rule, clause, text, "difference" if had <= whole else "shortfall", (required, done), left)


def with_record(decision: Decision, record: Record, wanted: Sequence[str] = SUBJECTS) -> tuple[Decision, list[Cell]]:
    """The decision with `done_…` and `missing_…` in each row of its table, for the subjects that the row demands, and
    a step for each cell that can be computed; beside it the cells that are demanded with hours.

    `missing_…` is None where the record lacks the cell, and where the text leaves the hours of it open.
    """
    origins = decision.detail.get("origins", {})
    trace = list(decision.trace)
    cells: list[Cell] = []
    table = []
    for row in decision.detail["table"]:
        new = dict(row)
        for subject in [s for s in wanted if s in row]:
            done = record.get(row["year"], {}).get(subject)
            new[f"done_{subject}"], new[f"missing_{subject}"] = done, None
            origin = origins.get((row["year"], subject))
            if origin is None:
                continue
            missing = None
            if done is not None:
                label = f"{row['year']} 年{CHINESE_SUBJECT[subject]}"
                step = left_over(decision.rule or "", _clause(origin, trace), label, Operand(row[subject], origin),
                                 Operand(done, f"record:{row['year']}:{subject}"))
                missing = Operand(step.result or Fraction(0), f"step:{len(trace)}")
                new[f"missing_{subject}"] = missing.value
                trace.append(step)
            cells.append(Cell(row["year"], subject, missing))
        table.append(new)
    return decision.with_(trace=tuple(trace), detail={**decision.detail, "table": table}), cells


def without_origins(decision: Decision) -> Decision:
    """The decision without what only the computation needs."""
    parts = tuple(without_origins(part) for part in decision.parts)
    if "origins" not in decision.detail:
        return decision.with_(parts=parts) if parts else decision
    return decision.with_(parts=parts, detail={k: v for k, v in decision.detail.items() if k != "origins"})


def _clause(origin: str, trace: Sequence[Step]) -> str:
    """The clause that a cell's hours are printed in."""
    kind, _, name = origin.partition(":")
    return name if kind == "quote" else trace[int(name)].clause


def all_missing(decision: Decision, cells: Sequence[Cell], wanted: Sequence[str]) -> Decision:
    """What is missing in all, by subject and in total, as `hours`; the record is asked for while a cell is open."""
    known = [(cell.subject, cell.missing) for cell in cells if cell.missing is not None]
    if len(known) < len(cells):
        lacking = [{"year": cell.year, "subject": cell.subject} for cell in cells if cell.missing is None]
        return Decision(None, year=decision.year, rule=decision.rule, ask_for=("record",), losers=decision.losers,
                        detail={"open": lacking})
    by: dict[str, Fraction | None] = dict.fromkeys(SUBJECTS)
    by.update({s: total_of([hours.value for of, hours in known if of == s]) for s in wanted})
    total = total_of([hours.value for _, hours in known])
    parts = "、".join(f"{CHINESE_SUBJECT[s]} {plain(by[s] or Fraction(0))}" for s in wanted)
    step = Step(decision.rule or "", decision.trace[-1].clause, f"合计还差 {plain(total)} 学时（{parts}）", "sum",
                tuple(hours for _, hours in known), total)
    detail: dict[str, Any] = {**decision.detail, "remaining": True}
    return decision.with_(outcome="hours", hours=total, by_subject=by, trace=(*decision.trace, step), detail=detail)
