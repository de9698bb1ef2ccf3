"""Effects on what is required: the yearly requirement, the years of a review, relief from them, 视同完成."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from rules_core.decision import Decision, Operand, plain
from rules_core.effects.context import Context
from rules_core.figures import annual_figure
from rules_core.model import DeemedComplete, Exempt, Reduced, RequiredYears, Requirement

CHINESE_SUBJECT = {"public": "公需科目", "professional": "专业科目"}
#: The reading that says how a fraction of the requirement is rounded.
ROUNDING = "third-by-subject"


def requirement(context: Context, effect: Requirement) -> Decision:
    """Yearly minimum hours, in all and by subject; of one subject where the question names it (`not_listed` where the
    text has no figure for it)."""
    total = Fraction(str(effect.total.hours))
    wanted = str(context.facts.get("course_subject"))
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    steps: dict[str, int] = {}
    if wanted not in by:
        clause = context.cite(effect.total.quote, effect.total.clause)
        context.step(f"每年累计不少于 {plain(total)} 学时", "sum", (Operand(total, f"quote:{clause}"),), total, clause)
    for part in effect.subjects:
        if wanted in by and part.subject != wanted:
            continue
        figure = annual_figure(context.book, context.compiled.id, part.subject)
        for citation in figure.citations:
            context.cite(citation.quote, citation.clause)
        name = CHINESE_SUBJECT[part.subject]
        if part.share is not None:
            share = Fraction(part.share)
            text = f"{name}：{plain(total)} 学时 × {share.numerator}/{share.denominator} = {plain(figure.hours)} 学时"
        else:
            text = f"{name}不少于 {plain(figure.hours)} 学时"
        steps[part.subject] = context.step(text, "sum" if part.share is None else "product", figure.factors,
                                           figure.hours, figure.clause)
        by[part.subject] = figure.hours
    hours = by.get(wanted, total)
    if hours is None:
        return context.finish("not_listed")
    return context.finish("hours", hours=hours, by_subject=by, detail={"steps": steps})


def required_years(context: Context, effect: RequiredYears) -> Decision:
    """The table of years × subjects of a review, and its total."""
    table: list[dict[str, Any]] = []
    credits: list[_Credit] = []
    for year in effect.years:
        context.cite(year.quote, year.clause)
        row: dict[str, Any] = {"year": year.year}
        for subject in year.subjects:
            figure = context.annual(effect.figures, subject)
            row[subject] = figure.value
            credits.append((subject, figure))
        table.append(row)
        parts = "、".join(f"{CHINESE_SUBJECT[s]} {plain(row[s])} 学时" for s in year.subjects)
        context.step(f"{year.year} 年：{parts}", "sum", tuple(o for _, o in credits[-len(year.subjects):]),
                     sum((row[s] for s in year.subjects), Fraction(0)), year.clause)
    by = _by_subject(credits)
    return context.finish("hours", hours=_total(context, credits), by_subject=by, detail={"table": table})


#: Hours of one subject in one year, with their origin.
_Credit = tuple[str, Operand]


def _by_subject(credits: list[_Credit]) -> dict[str, Fraction]:
    return {name: sum((o.value for s, o in credits if s == name), Fraction(0)) for name in CHINESE_SUBJECT}


def _total(context: Context, credits: list[_Credit]) -> Fraction:
    """Write the sum of all, by subject in words, and return it."""
    by = _by_subject(credits)
    total = sum(by.values(), Fraction(0))
    parts = "、".join(f"{CHINESE_SUBJECT[name]} {plain(hours)}" for name, hours in by.items())
    context.step(f"合计 {plain(total)} 学时（{parts}）", "sum", tuple(o for _, o in credits), total)
    return total


def exempt(context: Context, effect: Exempt) -> Decision:
    """The requirement does not apply."""
    context.cite(effect.quote)
    context.step("符合规定情形，不要求继续教育学时")
    return context.finish("exempt")


def reduced(context: Context, effect: Reduced) -> Decision:
    """A fraction of the requirement excepted from, each subject of each year rounded up; no hours while that is open.

    Raises TypeError where the rule excepted from demands no years (refused at load).
    """
    fraction, step = Fraction(effect.fraction), Fraction(effect.step)
    clause = context.cite(effect.quote)
    share = f"{fraction.numerator}/{fraction.denominator}"
    base = context.relieve() if context.relieve else None
    if base is None or base.hours is None:
        context.step(f"要求完成规定学时的 {share}", "state", (Operand(fraction, f"quote:{clause}"),))
        return context.finish("reduced", detail={"fraction": share})
    excepted = context.book.rules[base.rule or ""].rule.effect
    if not isinstance(excepted, RequiredYears):
        raise TypeError(f"{base.rule} demands no years")
    context.citations += [c for c in base.citations if c not in context.citations]
    table = []
    credits: list[_Credit] = []
    for row in base.detail["table"]:
        new: dict[str, Any] = {"year": row["year"]}
        for subject in (s for s in CHINESE_SUBJECT if s in row):
            whole = context.annual(excepted.figures, subject)
            part = Fraction(ceil(whole.value * fraction / step)) * step
            at = context.step(f"{row['year']} 年{CHINESE_SUBJECT[subject]}：{plain(whole.value)} × {share} = "
                              f"{plain(part)} 学时", "ceil_step",
                              (whole, Operand(fraction, f"quote:{clause}"), Operand(step, f"reading:{ROUNDING}")), part)
            new[subject] = part
            credits.append((subject, Operand(part, f"step:{at}")))
        table.append(new)
    total = _total(context, credits)
    context.read(ROUNDING)
    return context.finish("reduced", hours=total, by_subject=_by_subject(credits),
                          detail={"table": table, "fraction": share, "base": base.rule})


def deemed_complete(context: Context, effect: DeemedComplete) -> Decision:
    """视同完成, or `not_met` with what is missing where the clause sets a minimum (满一年)."""
    clause = context.cite(effect.quote)
    minimum = effect.minimum
    if minimum is not None:
        need = Fraction(str(minimum.at_least))
        have = context.facts.get(minimum.fact)
        if have is None:
            return context.finish("", ask_for=(minimum.fact,)).with_(outcome=None)
        at = context.cite(minimum.quote, minimum.clause)
        if have < need:
            context.step(f"要求{minimum.quote}；现有 {plain(have)} 个月，还差 {plain(need - have)} 个月", "difference",
                         (Operand(need, f"quote:{at}"), Operand(have, f"fact:{minimum.fact}")), need - have, at)
            return context.finish("not_met", detail={"fact": minimum.fact, "need": need, "have": have,
                                                     "short": need - have, "threshold": minimum.quote})
        context.step(f"在岗 {plain(have)} 个月，{minimum.quote}的条件已满足", "state",
                     (Operand(have, f"fact:{minimum.fact}"), Operand(need, f"quote:{at}")), clause=at)
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    for subject in effect.subjects:
        figure = context.annual(effect.figures, subject)
        by[subject] = figure.value
        context.step(f"视同完成当年{CHINESE_SUBJECT[subject]} {plain(figure.value)} 学时", "sum", (figure,),
                     figure.value, clause)
    total = sum((h for h in by.values() if h is not None), Fraction(0))
    return context.finish("deemed_complete", hours=total, by_subject=by, detail={"subjects": list(effect.subjects)})
