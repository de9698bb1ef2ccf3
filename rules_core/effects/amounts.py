"""Effects that end in hours of one activity: a rate, a fixed figure, a multiple of hours taught, a published figure."""

from __future__ import annotations

from fractions import Fraction

from rules_core.conditions import unknown_facts
from rules_core.decision import Decision, Operand, plain
from rules_core.effects.context import Context, unit_name
from rules_core.model import Cell, Fixed, Multiple, Rate, SetByOrganizer

_FACT_OF_UNIT = {"day": "days", "month": "months", "subject": "subjects"}
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
    figure, quote, clause = _figure(context, effect)
    if effect.bonus is not None:
        for unknown in unknown_facts(context.compiled.bonus_condition, context.facts):
            context.cite(quote, clause)
            return missing(context, unknown)
    used = Fraction(amount)
    if effect.unit == "month" and used.denominator != 1:
        used = Fraction(int(used))
        context.read("whole-months")
    if effect.unit == "day" and used.denominator != 1:
        context.read("half-days")
    if used == 0:
        return _part_of_month(context, effect)
    context.cite(quote, clause)
    origin = f"fact:{fact}" if used == amount else f"whole:{fact}"
    unit = unit_name(effect.unit)
    per = {"day": "天", "month": "月", "subject": "门"}[effect.unit]
    total = used * figure
    at = context.step(f"{plain(used)} {unit} × {plain(figure)} 学时/{per} = {plain(total)} 学时", "product",
                      (Operand(used, origin), Operand(figure, f"quote:{clause}")), total, clause)
    return credited(context, _with_bonus(context, effect, total, at))


def _part_of_month(context: Context, effect: Rate) -> Decision:
    """Less than one whole month: the text has no rule for it."""
    _, quote, clause = _figure(context, effect)
    context.cite(quote, clause)
    context.step("不足一个月，原文没有规定折算办法", clause=clause)
    return context.finish("not_listed", detail={"reason": "part_of_month"})


def _figure(context: Context, effect: Rate | Fixed) -> tuple[Fraction, str, str]:
    if effect.by is None:
        assert effect.hours is not None and effect.quote is not None
        return Fraction(str(effect.hours)), effect.quote, context.clause
    cell = effect.cells[context.compiled.cells[context.facts[effect.by]]]
    return _cell(context, cell)


def _cell(context: Context, cell: Cell) -> tuple[Fraction, str, str]:
    return Fraction(str(cell.hours)), cell.quote, cell.clause or context.clause


def _with_bonus(context: Context, effect: Rate, total: Fraction, at: int) -> Fraction:
    bonus = effect.bonus
    if bonus is None or context.compiled.bonus_condition.test(context.facts) is not True:
        return total
    index = context.compiled.bonus_cells[context.facts[bonus.by]] if bonus.by else 0
    extra, quote, clause = _cell(context, bonus.cells[index])
    context.cite(quote, clause)
    whole = total + extra
    text = f"宣读、报告论文另加 {plain(extra)} 学时：{plain(total)} + {plain(extra)} = {plain(whole)} 学时"
    operands = (Operand(total, f"step:{at}"), Operand(extra, f"quote:{clause}"))
    context.step(text, "sum", operands, whole, clause)
    return whole


def fixed(context: Context, effect: Fixed) -> Decision:
    """A figure that does not depend on length."""
    figure, quote, clause = _figure(context, effect)
    context.cite(quote, clause)
    context.step(f"按规定计 {plain(figure)} 学时", "sum", (Operand(figure, f"quote:{clause}"),), figure, clause)
    return credited(context, figure)


def multiple(context: Context, effect: Multiple) -> Decision:
    """Hours taught × the multiple."""
    taught = context.facts.get("hours")
    if taught is None:
        return missing(context, "hours")
    times = Fraction(str(effect.times))
    total = taught * times
    context.cite(effect.quote)
    context.step(f"授课 {plain(taught)} 学时 × {plain(times)} 倍 = {plain(total)} 学时", "product",
                 (Operand(taught, "fact:hours"), Operand(times, f"quote:{context.clause}")), total)
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
        by.update({"public": Fraction(0), "professional": Fraction(0), subject: total})
    return context.finish("hours", hours=total, by_subject=by)


def missing(context: Context, fact: str) -> Decision:
    """No outcome yet: this fact is needed."""
    return context.finish("", ask_for=(fact,)).with_(outcome=None)
