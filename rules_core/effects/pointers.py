"""Effects without arithmetic: the text counts, refuses, refers elsewhere, or keeps an older policy."""

from __future__ import annotations

from fractions import Fraction

from rules_core.decision import Decision, Operand, plain
from rules_core.effects.amounts import credited
from rules_core.effects.context import Context
from rules_core.effects.requirements import CHINESE_SUBJECT
from rules_core.model import (
    InWords,
    NotListed,
    NotMet,
    NotRecognized,
    PerPriorPolicy,
    Recognized,
    Reduced,
    ReferenceOnly,
    SetElsewhere,
)


def set_elsewhere(context: Context, effect: SetElsewhere) -> Decision:
    """The figure stands in documents that are not held, or is set by an authority; what the text keeps is given."""
    context.cite(effect.quote)
    for pointer in effect.pointers:
        context.cite(pointer.quote, pointer.clause)
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    if effect.figures:
        for subject in effect.keeps:
            kept = context.annual(effect.figures, subject)
            by[subject] = kept.value
            context.step(f"{CHINESE_SUBJECT[subject]}不少于 {plain(kept.value)} 学时", "sum", (kept,), kept.value,
                         context.clause_of(kept))
    titles = [context.book.documents[d].title for d in effect.documents]
    # Where documents set the figure, the last pointer is the clause that names them.
    clause = effect.pointers[-1].clause if effect.documents and effect.pointers else None
    context.step("具体学时由" + "、".join([*([effect.authority] if effect.authority else []), *titles]) + "确定",
                 clause=clause)
    return context.finish("set_elsewhere", by_subject=by,
                          detail={"documents": list(effect.documents), "authority": effect.authority,
                                  "keeps": list(effect.keeps)})


def per_prior_policy(context: Context, effect: PerPriorPolicy) -> Decision:
    """按原政策执行: the form, and each office that may be the right one as far as the facts go."""
    context.cite(effect.quote)
    if effect.form_clause and effect.form:
        context.step(f"填报《{effect.form}》", clause=effect.form_clause)
    offices = []
    for office, condition in zip(effect.offices, context.compiled.office_conditions):
        if condition.test(context.facts) is False:
            continue
        clause = context.cite(office.quote, office.clause)
        context.step(f"审核：{office.office}", clause=clause)
        offices.append(office.office)
    return context.finish("per_prior_policy", detail={"form": effect.form, "offices": offices})


def reference_only(context: Context, effect: ReferenceOnly) -> Decision:
    """学时作为评审参考因素, also where a reduction would apply to the same person."""
    context.cite(effect.quote)
    if any(isinstance(other.rule.effect, Reduced) and other.condition.test(context.facts) is True
           for other in context.selection.defeated):
        context.read("sector-before-reduction")
    context.step("继续教育学时作为评审参考因素")
    return context.finish("reference_only")


def recognized(context: Context, effect: Recognized) -> Decision:
    """Counted; the text gives no ratio or none is needed. Hours that count as stated are credited."""
    context.cite(effect.quote)
    stated = context.facts.get("hours") if effect.as_stated else None
    if stated is not None:
        context.step(f"培训 {plain(stated)} 学时，照此计入", "sum", (Operand(stated, "fact:hours"),), stated)
        return credited(context, stated)
    context.step(f"可以计入，{effect.said}")
    return context.finish("recognized", detail={"subject": context.compiled.rule.subject, "said": effect.said})


def not_recognized(context: Context, effect: NotRecognized) -> Decision:
    """The text refuses it."""
    context.cite(effect.quote)
    context.step("按原文规定不予认可")
    return context.finish("not_recognized")


def not_met(context: Context, effect: NotMet) -> Decision:
    """A condition of the text that these facts do not meet."""
    context.cite(effect.quote)
    context.step("不符合原文规定的条件")
    return context.finish("not_met")


def not_listed(context: Context, effect: NotListed) -> Decision:
    """What the text lists does not reach these facts; its words are cited, no figure is given."""
    context.cite(effect.quote)
    context.step("原文没有规定这种情形")
    return context.finish("not_listed")


def in_words(context: Context, effect: InWords) -> Decision:
    """The clause answers in words."""
    context.cite(effect.quote)
    context.step(context.compiled.rule.about)
    return context.finish("lookup")
