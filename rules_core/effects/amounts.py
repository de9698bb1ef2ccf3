"""Effects that end in hours of one activity: a rate, a fixed figure, a multiple of hours taught, a published figure."""

from __future__ import annotations

from fractions import Fraction

from rules_core.conditions import unknown_facts
from rules_core.decision import Decision, Operand, plain, product_of, total_of
from rules_core.effects.context import Context
from rules_core.figures import Figure
from rules_core.model import Bonus, Fixed, Multiple, Rate, SetByOrganizer

#: The unit of a rate as people count it, and as they say "for each".
UNITS = {"day": ("天", "天"), "month": ("个月", "月"), "subject": ("门", "门")}
_FACT_OF_UNIT = {"day": "days", "month": "months", "subject": "subjects"}
_NONE = Fraction(0)
#: So many days may be a whole month: how many months they were is asked.
_SHORTEST_MONTH = 28


def rate(context: Context, effect: Rate) -> Decision:
    """Units × figure, plus a bonus once for the event. A part of a month earns nothing: the text is silent on it."""
    fact = _FACT_OF_UNIT[effect.unit]
    amount = context.facts.get(fact)
    if amount is None:
        if effect.unit == "month" and context.facts.get("days", _SHORTEST_MONTH) < _SHORTEST_MONTH:
            return _part_of_month(context, effect)
        return missing(context, fact)
    figure = _figure(context, effect)
    if effect.bonus is not None:
        for unknown in unknown_facts(context.compiled.bonus_condition, context.facts):
            context.note(figure.citation)
            return missing(context, unknown)
    used = amount
    if amount.denominator != 1:
        if effect.unit == "month":
            used = Fraction(int(amount))
            context.read("whole-months")
        elif effect.unit == "day":
            context.read("half-days")
    if not used:
        return _part_of_month(context, effect)
    context.note(figure.citation)
    origin = f"fact:{fact}" if used == amount else f"whole:{fact}"
    unit, per = UNITS[effect.unit]
    total = product_of(used, figure.value)
    at = context.step(f"{plain(used)} {unit} × {plain(figure.value)} 学时/{per} = {plain(total)} 学时", "product",
                      (Operand(used, origin), figure.operand), total, figure.citation.clause)
    if effect.bonus is not None:
        total = _with_bonus(context, effect.bonus, total, at)
    return credited(context, total)


def _part_of_month(context: Context, effect: Rate) -> Decision:
    """Less than one whole month: the text has no rule for it."""
    context.read("whole-months")
    citation = _figure(context, effect).citation
    context.note(citation)
    context.step("不足一个月，原文没有规定折算办法", clause=citation.clause)
    return context.finish("not_listed", detail={"reason": "part_of_month"})


def _figure(context: Context, effect: Rate | Fixed) -> Figure:
    compiled = context.compiled
    found = compiled.figure if effect.by is None else compiled.cells[context.facts[effect.by]]
    assert found is not None
    return found


def _with_bonus(context: Context, bonus: Bonus, total: Fraction, at: int) -> Fraction:
    compiled = context.compiled
    if compiled.bonus_condition.test(context.facts) is not True:
        return total
    extra = compiled.bonus_cells[context.facts[bonus.by]] if bonus.by else compiled.bonus_figure
    assert extra is not None
    context.note(extra.citation)
    context.read(*bonus.readings)
    whole = total_of((total, extra.value))
    text = f"宣读、报告论文另加 {plain(extra.value)} 学时：{plain(total)} + {plain(extra.value)} = {plain(whole)} 学时"
    context.step(text, "sum", (Operand(total, f"step:{at}"), extra.operand), whole, extra.citation.clause)
    return whole


def fixed(context: Context, effect: Fixed) -> Decision:
    """A figure that does not depend on length."""
    figure = _figure(context, effect)
    context.note(figure.citation)
    context.step(f"按规定计 {plain(figure.value)} 学时", "sum", (figure.operand,), figure.value, figure.citation.clause)
    return credited(context, figure.value)


def multiple(context: Context, effect: Multiple) -> Decision:
    """Hours taught × the multiple."""
    taught = context.facts.get("hours")
    if taught is None:
        return missing(context, "hours")
    times = context.compiled.figure
    assert times is not None
    total = product_of(taught, times.value)
    context.note(times.citation)
    context.step(f"授课 {plain(taught)} 学时 × {plain(times.value)} 倍 = {plain(total)} 学时", "product",
                 (Operand(taught, "fact:hours"), times.operand), total)
    return credited(context, total)


def set_by_organizer(context: Context, effect: SetByOrganizer) -> Decision:
    """The published figure as it stands; asked for while it is not stated."""
    context.cite(effect.quote)
    published = context.facts.get("hours")
    if published is None:
        context.step(f"学时数由{effect.who}确定")
        return context.finish("set_by_organizer", ask_for=("hours",), detail={"who": effect.who})
    context.step(f"{effect.who}确定或公布 {plain(published)} 学时，照此计入", "sum",
                 (Operand(published, "fact:hours"),), published)
    return credited(context, published).with_(detail={"who": effect.who})


def credited(context: Context, total: Fraction) -> Decision:
    """`hours`, to the rule's subject; null by subject where the text does not say which."""
    subject = context.compiled.rule.subject
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    if subject is not None:
        by = {"public": _NONE, "professional": _NONE, subject: total}
    return context.finish("hours", hours=total, by_subject=by)


def missing(context: Context, fact: str) -> Decision:
    """No outcome yet: this fact is needed."""
    return context.finish("", ask_for=(fact,)).with_(outcome=None)
