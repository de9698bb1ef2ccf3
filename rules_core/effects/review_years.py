"""Effects on what a title review demands: years and subjects in hours, a fraction of them, certificates, 按转任年限.

Each gives `detail["table"]`, a row for each year: the hours of a subject that it demands, None where the text names no
hours; `not_demanded` or `open` (the text does not say) where it depends on the person. `detail["origins"]` holds, by
year and subject, where the hours of a cell come from; `rules_core.review` uses it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from rules_core.decision import Decision, Operand, plain, ratio, total_of
from rules_core.effects.context import Context
from rules_core.effects.requirements import CHINESE_SUBJECT
from rules_core.model import ByTransferYear, Reduced, RequiredCertificates, RequiredYear, RequiredYears

#: The reading that says how a fraction of the requirement is rounded.
ROUNDING = "third-by-subject"

#: Year, subject, and its hours with their origin.
_Cell = tuple[int, str, Operand]


def required_years(context: Context, effect: RequiredYears) -> Decision:
    """The table of years × subjects of a review, and its total."""
    table: list[dict[str, Any]] = []
    cells: list[_Cell] = []
    for year in effect.years:
        row, own = _demanded(context, effect, year, context.clause)
        table.append(row)
        cells += own
    by = _by_subject(cells)
    return context.finish("hours", hours=_total(context, cells, by), by_subject=by,
                          detail={"table": table, "origins": _origins(cells)})


def _demanded(context: Context, effect: RequiredYears, year: RequiredYear,
              clause: str) -> tuple[dict[str, Any], list[_Cell]]:
    """The row of one year that a rule of `clause` demands, written as a step."""
    clause = context.cite(year.quote, year.clause or clause)
    cells: list[_Cell] = [(year.year, s, context.annual(effect.figures, s)) for s in year.subjects]
    context.step(f"{year.year} 年：{_listed(cells)}", "sum", tuple(hours for _, _, hours in cells),
                 total_of([hours.value for _, _, hours in cells]), clause)
    return _row(cells), cells


def _row(cells: list[_Cell]) -> dict[str, Any]:
    return {"year": cells[0][0], **{subject: hours.value for _, subject, hours in cells}}


def _listed(cells: list[_Cell]) -> str:
    return "、".join(f"{CHINESE_SUBJECT[subject]} {plain(hours.value)} 学时" for _, subject, hours in cells)


def _by_subject(cells: list[_Cell]) -> dict[str, Fraction]:
    return {name: total_of([hours.value for _, s, hours in cells if s == name]) for name in CHINESE_SUBJECT}


def _origins(cells: list[_Cell]) -> dict[tuple[int, str], str]:
    return {(year, subject): hours.origin for year, subject, hours in cells}


def _total(context: Context, cells: list[_Cell], by: Mapping[str, Fraction]) -> Fraction:
    """Write the sum of all, by subject in words, and return it."""
    total = total_of(by.values())
    parts = "、".join(f"{CHINESE_SUBJECT[name]} {plain(hours)}" for name, hours in by.items())
    context.step(f"合计 {plain(total)} 学时（{parts}）", "sum", tuple(hours for _, _, hours in cells), total)
    return total


def reduced(context: Context, effect: Reduced) -> Decision:
    """A fraction of the requirement excepted from, each subject of each year rounded up; no hours while that is open.

    Raises TypeError where the rule excepted from demands no years (refused at load).
    """
    stated, step = context.compiled.figure, context.compiled.step
    assert stated is not None and step is not None
    fraction = stated.value
    context.note(stated.citation)
    share = ratio(fraction)
    base = context.relieve() if context.relieve else None
    if base is None or base.hours is None:
        context.step(f"要求完成规定学时的 {share}", "state", (stated.operand,))
        return context.finish("reduced", detail={"fraction": share})
    excepted = _excepted(context, base)
    context.read(*context.book.rules[base.rule or ""].rule.readings)
    context.citations += [c for c in base.citations if c not in context.citations]
    table: list[dict[str, Any]] = []
    cells: list[_Cell] = []
    rounded: dict[Fraction, Fraction] = {}
    rounding = Operand(step, f"reading:{ROUNDING}")
    for row in base.detail["table"]:
        own: list[_Cell] = []
        for subject in (s for s in CHINESE_SUBJECT if s in row):
            whole = context.annual(excepted.figures, subject)
            if whole.value not in rounded:
                rounded[whole.value] = ceil(whole.value * fraction / step) * step
            part = rounded[whole.value]
            at = context.step(f"{row['year']} 年{CHINESE_SUBJECT[subject]}：{plain(whole.value)} × {share} = "
                              f"{plain(part)} 学时", "ceil_step",
                              (whole, stated.operand, rounding), part)
            own.append((row["year"], subject, Operand(part, f"step:{at}")))
        table.append(_row(own))
        cells += own
    by = _by_subject(cells)
    total = _total(context, cells, by)
    context.read(ROUNDING)
    return context.finish("reduced", hours=total, by_subject=by,
                          detail={"table": table, "fraction": share, "base": base.rule, "origins": _origins(cells)})


def _excepted(context: Context, base: Decision) -> RequiredYears:
    effect = context.book.rules[base.rule or ""].rule.effect
    if not isinstance(effect, RequiredYears):
        raise TypeError(f"{base.rule} demands no years")
    return effect


def required_certificates(context: Context, effect: RequiredCertificates) -> Decision:
    """The years and subjects whose certificates are demanded; no hours."""
    context.cite(effect.quote)
    table: list[dict[str, Any]] = []
    for year in effect.years:
        clause = context.cite(year.quote, year.clause)
        subjects = "、".join(CHINESE_SUBJECT[subject] for subject in year.subjects)
        context.step(f"{year.year} 年：{subjects}的合格证书", clause=clause)
        table.append({"year": year.year, **dict.fromkeys(year.subjects)})
    return context.finish("lookup", detail={"table": table})


def by_transfer_year(context: Context, effect: ByTransferYear) -> Decision:
    """按转任年限要求: years before the transfer are not demanded, years after it are.

    Whether the year of the transfer counts the text does not say, so there is no total: its row is `open`. Where a
    fraction (按年龄减少) would apply as well, the text does not say how the two combine: no row is given.
    """
    context.cite(effect.quote)
    context.step(context.compiled.rule.about)
    moved = context.facts.get("transfer_year")
    base = context.relieve() if moved is not None and context.relieve else None
    winner = context.book.rules[base.rule or ""].rule if base is not None else None
    if moved is None or winner is None or not isinstance(winner.effect, RequiredYears):
        return context.finish("lookup")
    if all(year.year < moved for year in winner.effect.years):
        # A review of a later year than the clause speaks of: the printed years would read as nothing owed.
        context.read(*winner.readings)
        context.step("列明的年度都在转任之前；转任以后的年度要求哪些，原文没有写明，请向人社部门核实")
        return context.finish("lookup")
    at = Operand(Fraction(moved), "fact:transfer_year")
    if any(isinstance(rule.rule.effect, Reduced) and rule.condition.test(context.facts) is True
           for rule in context.selection.defeated):
        context.step("同时符合减少学时的规定，两条怎样合用，原文没有写明，请向人社部门核实")
        return context.finish("lookup")
    context.read(*winner.readings)
    table: list[dict[str, Any]] = []
    cells: list[_Cell] = []
    for year in winner.effect.years:
        if year.year > moved:
            row, own = _demanded(context, winner.effect, year, winner.clause)
            cells += own
        elif year.year < moved:
            context.cite(year.quote, year.clause or winner.clause)
            row = {"year": year.year, "not_demanded": True}
            context.step(f"{year.year} 年在转任（{moved} 年）之前，不要求", "state", (at,))
        else:
            context.cite(year.quote, year.clause or winner.clause)
            own = [(year.year, s, context.annual(winner.effect.figures, s)) for s in year.subjects]
            row = {**_row(own), "open": True}
            context.step(f"{year.year} 年是转任当年：转任当年算不算在内，原文没有写明，请向人社部门核实"
                         f"（算在内的：{_listed(own)}）", "state", (at, *(hours for _, _, hours in own)))
        table.append(row)
    return context.finish("lookup", detail={"table": table, "origins": _origins(cells)})
