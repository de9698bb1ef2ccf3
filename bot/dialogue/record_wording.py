"""What is missing, in words: the conclusion in one or two lines, and the table of years × subjects.

Every figure comes from the decision's table; an amount that the person gave without a figure is shown in words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Iterable, Mapping, Optional

from bot.dialogue.frame import Frame
from bot.dialogue.record import MET, Done, figure
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import SUBJECTS, Decision, Step, plain

Rows = list[Mapping[str, Any]]
Told = Mapping[tuple[int, str], str]
CHINESE = {"public": "公需科目", "professional": "专业科目"}
YEAR, SUBJECT, REQUIRED, DONE, MISSING = "年度", "科目", "要求", "已完成", "还差"
#: More missing cells than this are told by subject; the table has each.
_MOST_LISTED = 3


def rows_of(decision: Decision) -> Rows:
    """The rows of a decision's table; none where it has no table."""
    return list(decision.detail.get("table", ()))


def has_figures(decision: Decision) -> bool:
    """Whether the table of a decision holds hours, of a demand or of a record."""
    return any(isinstance(row.get(key), Fraction) for row in rows_of(decision) for key in row)


def has_record(decision: Decision) -> bool:
    """Whether the table of a decision holds hours done."""
    return any(row.get(f"done_{subject}") is not None for row in rows_of(decision) for subject in SUBJECTS)


def table_of(kb: KnowledgeBase, decision: Decision, told: Told) -> Optional[dict[str, list[Any]]]:
    """The table as columns and rows of text, for a page to show; None where there is none."""
    rows = rows_of(decision)
    if not rows:
        return None
    lines = [line for row in rows for line in _lines(kb, row, told)]
    columns = [YEAR, SUBJECT, REQUIRED, DONE, MISSING] if has_record(decision) else [YEAR, SUBJECT, REQUIRED]
    return {"columns": columns, "rows": [line[: len(columns)] for line in lines]}


def _lines(kb: KnowledgeBase, row: Mapping[str, Any], told: Told) -> Iterable[list[str]]:
    """A row of the decision, a line for each subject."""
    year = str(row["year"])
    if row.get("not_demanded"):
        yield [year, "", kb.words["cell_not_demanded"], "", ""]
        return
    subjects = [s for s in SUBJECTS if s in row]
    if not subjects:
        name = "cell_not_covered" if row.get("not_covered") else "cell_no_figure"
        yield [year, "", kb.words[name], "", ""]
    for subject in subjects:
        required = row[subject]
        done, missing = row.get(f"done_{subject}"), row.get(f"missing_{subject}")
        wanted = kb.words["cell_certificate"] if required is None else plain(required)
        if row.get("open"):
            wanted = kb.words["cell_open"].format(hours=wanted)
        met = told.get((row["year"], subject)) == MET
        had = kb.words["cell_met"] if met else plain(done) if done is not None else ""
        yield [year, CHINESE[subject], wanted, had, plain(missing) if missing is not None else ""]


def table_lines(decision: Decision, table: Optional[Mapping[str, Any]]) -> list[str]:
    """The table as lines of text, where the answer above and its workings do not say the same."""
    if table is None or (DONE not in table["columns"] and not any(row.get("open") for row in rows_of(decision))):
        return []
    found = []
    for year, subject, required, *rest in table["rows"]:
        done, missing = (*rest, "", "")[:2]
        cells = ((REQUIRED, required), (DONE, done), (MISSING, missing))
        told = [f"{name} {value}" if value[0].isdigit() else value for name, value in cells if value]
        found.append(f"· {year} 年{subject}：{'，'.join(told)}" if subject else f"· {year} 年：{required}")
    return found


def missing_of(decision: Decision) -> list[tuple[int, str, Fraction]]:
    """The cells in which something is missing."""
    return [
        (row["year"], subject, row[f"missing_{subject}"])
        for row in rows_of(decision)
        for subject in SUBJECTS
        if row.get(f"missing_{subject}") and not row.get("open")
    ]


def listed(decision: Decision) -> str:
    """2021 年专业科目 18 学时、2022 年…; by subject where that is too long."""
    cells = missing_of(decision)
    if len(cells) > _MOST_LISTED:
        return "、".join(f"{CHINESE[s]} {plain(h)} 学时" for s, h in decision.by_subject.items() if h is not None)
    return "、".join(f"{year} 年{CHINESE[subject]} {plain(hours)} 学时" for year, subject, hours in cells)


def aim(kb: KnowledgeBase, person: Mapping[str, Any]) -> str:
    """What the person is after: 申报副高职称, 职称认定; empty where only years are asked about."""
    level = person.get("title_level")
    if person.get("purpose") == "title_review" and level:
        return kb.words["aim_review"].format(level=kb.term_name(level))
    return kb.term_name(person["purpose"]) if person.get("purpose") else ""


def conclusion(kb: KnowledgeBase, decision: Decision, person: Mapping[str, Any], contact: str, base: str) -> str:
    """What is missing of a review or of several years, in at most two lines.

    Where the text leaves a year open there is no total: what is certain is told, then what is not. `base` is what is
    said of such an outcome without a table.
    """
    rows = rows_of(decision)
    words = kb.words
    if decision.outcome in ("hours", "reduced"):
        about = aim(kb, person) or words["aim_years"]
        if not decision.hours:
            return words["record_done"].format(about=about)
        return words["record_missing"].format(about=about, hours=plain(decision.hours), list=listed(decision))
    if all(row.get(subject) is None for row in rows for subject in SUBJECTS) and any(
        s in r for r in rows for s in SUBJECTS
    ):
        subjects = "、".join(CHINESE[s] for s in SUBJECTS if any(s in row for row in rows))
        return words["certificates"].format(years=_years(rows), subjects=subjects)
    lines = []
    cells = missing_of(decision)
    certain = [
        row for row in rows if any(row.get(f"missing_{s}") is not None for s in SUBJECTS) and not row.get("open")
    ]
    if cells:
        lines.append(words["record_certain"].format(list=listed(decision.with_(by_subject=_sums(cells)))))
    elif certain:
        lines.append(words["record_certain_done"].format(years=_years(certain)))
    uncertain = [row for row in rows if row.get("not_covered") or row.get("outcome") == "not_listed"]
    open_rows = [row for row in rows if row.get("open")]
    if uncertain:
        lines.append(words["record_uncertain"].format(years=_years(uncertain), contact=contact))
    if open_rows:
        lines.append(words["record_open"].format(years=_years(open_rows), contact=contact))
    first = "" if decision.outcome == "not_listed" else base
    if open_rows:
        asked = [row for row in rows if not row.get("open") and not row.get("not_demanded")]
        first = words["by_transfer"].format(years=_years(asked)) if asked else base
    return "\n".join([first + line for line in lines[:1]] + lines[1:]) or base


def _years(rows: Rows) -> str:
    return "、".join(str(row["year"]) for row in rows)


def _sums(cells: list[tuple[int, str, Fraction]]) -> dict[str, Optional[Fraction]]:
    return {
        s: sum((h for _, of, h in cells if of == s), Fraction(0))
        for s in SUBJECTS
        if any(of == s for _, of, _ in cells)
    }


def question_lines(kb: KnowledgeBase, cells: Iterable[Mapping[str, Any]]) -> str:
    """The question for open cells, year by year: 还需要知道：2021 年专业科目、2022 年公需科目各完成了多少学时？"""
    by_year: dict[int, list[str]] = {}
    for cell in cells:
        by_year.setdefault(cell["year"], []).append(CHINESE[cell["subject"]])
    named = "、".join(f"{year} 年{'和'.join(subjects)}" for year, subjects in by_year.items())
    several = sum(len(subjects) for subjects in by_year.values()) > 1
    return kb.words["ask_record" if several else "ask_record_one"].format(cells=named)


def told_back(kb: KnowledgeBase, frame: Frame) -> str:
    """What this message added to the record: 已记下：2022 年公需科目 30 学时. Empty where it added nothing."""
    if not frame.just_told:
        return ""
    cells = [(y, s, frame.record.get(str(y), {}).get(s)) for y, s in frame.told]
    named = [f"{y} 年{amount_in_words(Done(y, s, amount), ' ')}" for y, s, amount in cells if amount is not None]
    return kb.words["record_kept"].format(list="、".join(named)) if named else ""


def amount_in_words(done: Done, space: str = "") -> str:
    """An amount as a person would write it, so that a button can say it again (专业科目42学时)."""
    name = CHINESE.get(done.subject or "", "")
    amount = done.amount or ""
    if amount == MET:
        return f"{name}都齐了"
    hours = figure(amount)
    less = "" if hours is not None else "差"
    value = hours if hours is not None else Fraction(amount.partition(":")[2])
    return f"{name}{less}{space}{plain(value)}{space}学时"


def steps_beside_table(decision: Decision) -> list[Step]:
    """The steps that a table with a record does not show itself: how a figure of it came about."""
    if not has_record(decision):
        return list(decision.trace)
    return [step for step in decision.trace if step.op == "ceil_step"]
