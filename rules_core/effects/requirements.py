"""Effects on what is required in a year: the yearly requirement, exemption from it, 视同完成."""

from __future__ import annotations

from fractions import Fraction

from rules_core.decision import Decision, Operand, plain, ratio, total_of
from rules_core.effects.context import Context
from rules_core.figures import annual_figure
from rules_core.model import DeemedComplete, Exempt, Requirement

CHINESE_SUBJECT = {"public": "公需科目", "professional": "专业科目"}


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
        context.read(*part.readings)
        name = CHINESE_SUBJECT[part.subject]
        if part.share is not None:
            share = Fraction(part.share)
            text = f"{name}：{plain(total)} 学时 × {ratio(share)} = {plain(figure.hours)} 学时"
        else:
            text = f"{name}不少于 {plain(figure.hours)} 学时"
        steps[part.subject] = context.step(text, "sum" if part.share is None else "product", figure.factors,
                                           figure.hours, figure.clause)
        by[part.subject] = figure.hours
    hours = by.get(wanted, total)
    if hours is None:
        return context.finish("not_listed")
    return context.finish("hours", hours=hours, by_subject=by, detail={"steps": steps})


def exempt(context: Context, effect: Exempt) -> Decision:
    """The requirement does not apply."""
    context.cite(effect.quote)
    context.step("符合规定情形，不要求继续教育学时")
    return context.finish("exempt")


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
        context.step(f"视同完成{effect.of_year}{CHINESE_SUBJECT[subject]} {plain(figure.value)} 学时", "sum", (figure,),
                     figure.value, clause)
    total = total_of([h for h in by.values() if h is not None])
    return context.finish("deemed_complete", hours=total, by_subject=by,
                          detail={"subjects": list(effect.subjects), "of_year": effect.of_year})
