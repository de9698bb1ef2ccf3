"""Effects on what is required: the yearly requirement, the years of a review, relief from them, 视同完成."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any, Optional

from rules_core.decision import Decision, Operand, plain
from rules_core.effects.context import Context
from rules_core.model import DeemedComplete, Exempt, Reduced, RequiredYears, Requirement

CHINESE_SUBJECT = {"public": "公需科目", "professional": "专业科目"}


def requirement(context: Context, effect: Requirement) -> Decision:
    """Yearly minimum hours, in all and by subject; of one subject where the question names it."""
    total = Fraction(str(effect.total.hours))
    wanted = context.facts.get("course_subject")
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    if wanted not in by:
        clause = context.cite(effect.total.quote, effect.total.clause)
        context.step(f"每年累计不少于 {plain(total)} 学时", "sum", (Operand(total, f"quote:{clause}"),), total, clause)
    for part in effect.subjects:
        if wanted in by and part.subject != wanted:
            continue
        clause = context.cite(part.quote, part.clause)
        name = CHINESE_SUBJECT[part.subject]
        if part.share is not None:
            share = Fraction(part.share)
            hours = total * share
            context.step(f"{name}：{plain(total)} 学时 × {share.numerator}/{share.denominator} = {plain(hours)} 学时",
                         "product", (Operand(total, f"quote:{clause}"), Operand(share, f"quote:{clause}")), hours,
                         clause)
        else:
            hours = Fraction(str(part.hours))
            context.step(f"{name}不少于 {plain(hours)} 学时", "sum", (Operand(hours, f"quote:{clause}"),), hours,
                         clause)
        by[part.subject] = hours
    return context.finish("hours", hours=by[wanted] if wanted in by else total, by_subject=by)


def required_years(context: Context, effect: RequiredYears) -> Decision:
    """The table of years × subjects of a review, and its total."""
    figures = context.annual(effect.figures)
    table: list[dict[str, Any]] = []
    sums = {"public": Fraction(0), "professional": Fraction(0)}
    operands = []
    for year in effect.years:
        context.cite(year.quote, year.clause)
        row: dict[str, Any] = {"year": year.year}
        for subject in year.subjects:
            hours, clause, quote = figures[subject]
            context.cite(quote, clause)
            row[subject] = hours
            sums[subject] += hours
            operands.append(Operand(hours, f"quote:{clause}"))
        table.append(row)
        parts = "、".join(f"{CHINESE_SUBJECT[s]} {plain(row[s])} 学时" for s in year.subjects)
        context.step(f"{year.year} 年：{parts}", "sum", tuple(operands[-len(year.subjects):]),
                     sum((row[s] for s in year.subjects), Fraction(0)), year.clause)
    total = sums["public"] + sums["professional"]
    context.step(f"合计 {plain(total)} 学时（公需科目 {plain(sums['public'])}、专业科目 {plain(sums['professional'])}）",
                 "sum", tuple(operands), total)
    return context.finish("hours", hours=total, by_subject=dict(sums), detail={"table": table})


def exempt(context: Context, effect: Exempt) -> Decision:
    """The requirement does not apply."""
    context.cite(effect.quote)
    context.step("符合规定情形，不要求继续教育学时")
    return context.finish("exempt")


def reduced(context: Context, effect: Reduced) -> Decision:
    """A fraction of the requirement excepted from, each subject of each year rounded up; no hours while that is open."""
    fraction, step = Fraction(effect.fraction), Fraction(effect.step)
    clause = context.cite(effect.quote)
    share = f"{fraction.numerator}/{fraction.denominator}"
    base = context.relieve() if context.relieve else None
    if base is None or base.hours is None:
        context.step(f"要求完成规定学时的 {share}")
        return context.finish("reduced", detail={"fraction": share})
    context.citations += [c for c in base.citations if c not in context.citations]
    sums = {"public": Fraction(0), "professional": Fraction(0)}
    table = []
    operands = []
    for row in base.detail["table"]:
        new: dict[str, Any] = {"year": row["year"]}
        for subject in ("public", "professional"):
            if subject in row:
                new[subject] = Fraction(ceil(row[subject] * fraction / step)) * step
                sums[subject] += new[subject]
                context.step(f"{row['year']} 年{CHINESE_SUBJECT[subject]}：{plain(row[subject])} × {share} = "
                             f"{plain(new[subject])} 学时", "ceil_step",
                             (Operand(row[subject], f"rule:{base.rule}"), Operand(fraction, f"quote:{clause}"),
                              Operand(step, "reading:third-by-subject")), new[subject])
                operands.append(Operand(new[subject], f"step:{len(context.steps) - 1}"))
        table.append(new)
    total = sums["public"] + sums["professional"]
    context.step(f"合计 {plain(total)} 学时（公需科目 {plain(sums['public'])}、专业科目 {plain(sums['professional'])}）",
                 "sum", tuple(operands), total)
    context.read("third-by-subject")
    return context.finish("reduced", hours=total, by_subject=dict(sums),
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
        context.step(f"在岗 {plain(have)} 个月，{minimum.quote}的条件已满足", clause=at)
    figures = context.annual(effect.figures)
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    for subject in effect.subjects:
        hours, where, quote = figures[subject]
        context.cite(quote, where)
        by[subject] = hours
        context.step(f"视同完成当年{CHINESE_SUBJECT[subject]} {plain(hours)} 学时", "sum",
                     (Operand(hours, f"quote:{where}"),), hours, clause)
    total = sum((h for h in by.values() if h is not None), Fraction(0))
    return context.finish("deemed_complete", hours=total, by_subject=by, detail={"subjects": list(effect.subjects)})
