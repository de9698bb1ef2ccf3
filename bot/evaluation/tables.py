"""Tables of years × subjects: which figures a cell, a line of the table, and a sentence about it may state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Optional

from bot.evaluation.amounts import SUBJECTS, shown, subject_before
from policy_kb.stated_figures import Figure, figures_in
from rules_core.decision import Decision

_REQUIRED, _DONE, _MISSING = "要求", "已完成", "还差"
_LABEL = re.compile(f"{_REQUIRED}|{_DONE}|{_MISSING}")
_YEARS = re.compile(r"\d{4}(?:、\d{4})* ?年")
_ITEM = re.compile(r"[、，。；：]")


@dataclass(frozen=True)
class TableLine:
    """One year of a table, or one subject of it, with the amounts of its columns."""

    year: int
    subject: Optional[str]
    amounts: Mapping[str, Optional[Fraction]]

    def accounts_for(self, figure: Figure, line: str) -> bool:
        """Whether a figure of this line of text is the year, or the amount of the column named before it."""
        labels = _LABEL.findall(line[: figure.start])
        return figure.value in (shown(self.amounts.get(labels[-1])) if labels else {Fraction(self.year)})

    def strange(self, columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
        """What a row of the RESULT's table states that this line does not hold."""
        named = dict(zip(columns, cells))
        told = (named.pop("年度", ""), named.pop("科目", ""))
        wanted = (str(self.year), f"{SUBJECTS[self.subject]}科目" if self.subject else "")
        if told != wanted:
            yield f"the table has the row {told}, the decision {wanted}"
        for column, text in named.items():
            for figure in figures_in(text):
                if figure.value not in shown(self.amounts.get(column)):
                    yield f"{text} has no origin ({self.year} {wanted[1]}, {column})"


def lines_of(decision: Decision) -> list[TableLine]:
    """The lines of a decision's table, in their order."""
    found = []
    for row in decision.detail.get("table") or ():
        subjects: list[Optional[str]] = [s for s in SUBJECTS if s in row]
        for subject in subjects or [None]:
            amounts = {
                label: row.get(f"{prefix}{subject}")
                for label, prefix in ((_REQUIRED, ""), (_DONE, "done_"), (_MISSING, "missing_"))
            }
            found.append(TableLine(row["year"], subject, amounts if subject else {}))
    return found


def table_faults(table: Mapping[str, Any], decision: Decision) -> list[str]:
    """What the table of a RESULT states that is not the decision's."""
    lines = lines_of(decision)
    if len(lines) != len(table["rows"]):
        return [f"the table has {len(table['rows'])} rows, the decision {len(lines)}"]
    return [fault for line, cells in zip(lines, table["rows"]) for fault in line.strange(table["columns"], cells)]


def year_is_told(figure: Figure, text: str, decision: Decision) -> bool:
    """Whether a year, or the list of years that it stands in, is one of the table: of a subject that is demanded, or
    all the years of which the same is so."""
    for match in _YEARS.finditer(text):
        if match.start() <= figure.start < match.end():
            years = [int(f.value) for f in figures_in(match.group())]
            item = _ITEM.split(text[match.end() :])[0]
            if len(years) == 1 and any(word in item for word in SUBJECTS.values()):
                return any(line.year == years[0] and line.subject for line in lines_of(decision))
            return years in _groups(decision.detail["table"])
    return False


def _groups(rows: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Years that a sentence may name together."""
    kinds = (
        lambda row: True,
        lambda row: row.get("not_covered") or row.get("outcome") == "not_listed",
        lambda row: row.get("not_covered") or row.get("outcome"),
        lambda row: row.get("open"),
        lambda row: not row.get("open") and not row.get("not_demanded"),
        lambda row: not row.get("open") and any(row.get(f"missing_{s}") is not None for s in SUBJECTS),
    )
    return [[row["year"] for row in rows if kind(row)] for kind in kinds]


def missing_in(decision: Decision, text: str, at: int) -> set[Fraction]:
    """The hours that a place in a sentence about the table may state: missing in the year and subject named with it,
    missing of the subject in all, or of everything."""
    item = _ITEM.split(text[:at])[-1]
    subject = subject_before(item, len(item))
    years = [int(f.value) for f in figures_in(item) if f.unit == "年"]
    lines = [line for line in lines_of(decision) if subject is None or line.subject == subject]
    if years:
        return shown(*(line.amounts[_MISSING] for line in lines if line.year == years[-1]))
    if subject is None or decision.by_subject.get(subject) is not None:
        return shown(decision.by_subject[subject] if subject else decision.hours)
    return shown(sum((line.amounts[_MISSING] or Fraction(0) for line in lines), Fraction(0)))
