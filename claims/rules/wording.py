"""What a person is told of a decision on a draft: in sentences, with no figure but those of the decision."""

from __future__ import annotations

from collections.abc import Iterable

from claims.rules.chains import who_to_ask
from claims.rules.deciding import Part
from claims.rules.draft import Draft
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import reference
from rules_core.decision import Decision, plain
from rules_core.effects.requirements import CHINESE_SUBJECT

#: What may be filed as recognition, each with what it comes to where there is no figure.
CLAIMABLE = frozenset({"hours", "deemed_complete", "recognized", "set_elsewhere"})


def told(kb: KnowledgeBase, decision: Decision) -> str:
    """What an activity comes to, with its clause."""
    if decision.outcome is None or not decision.trace:
        return "还不能算出结果"
    last = decision.trace[-1]
    if decision.outcome == "per_prior_policy":
        return f"按原政策执行；{'；'.join(step.text for step in decision.trace)}（依据{reference(kb, last.clause)}）"
    if decision.outcome == "hours":
        by = [f"{CHINESE_SUBJECT[subject]} {plain(hours)} 学时"
              for subject, hours in decision.by_subject.items() if hours]
        said = "、".join(by) if by else f"{plain(decision.hours or 0)} 学时"
        said = f"可认定{said}"
        if decision.hours == 0 and "capped_from" in decision.detail:
            said = "本年度这类活动的学时已经认定到上限，不再增加学时"
    elif decision.outcome == "deemed_complete":
        subjects = "、".join(CHINESE_SUBJECT[subject] for subject in decision.detail["subjects"])
        said = f"视同完成{decision.detail['of_year']}{subjects}"
    else:
        said = last.text
    return f"{said}（依据{reference(kb, last.clause)}）"


def told_together(kb: KnowledgeBase, whole: Decision | None, parts: Iterable[Decision]) -> str:
    """The decision on a draft in words."""
    ones = tuple(parts)
    if len(ones) == 1:
        return told(kb, ones[0]) + "。"
    lines = [f"第 {index + 1} 项：{told(kb, part)}" for index, part in enumerate(ones)]
    if whole is not None and whole.hours is not None:
        lines.append(f"合计 {plain(whole.hours)} 学时")
    return "；".join(lines) + "。" if lines else ""


def refusal(kb: KnowledgeBase, draft: Draft, part: Part) -> str | None:
    """Why an activity cannot be claimed, and what to do; None where it can, as far as it is known."""
    decision, region = part.decision, draft.region or ""
    where = f"第 {part.index + 1} 项活动：" if len(draft.activities) > 1 else ""
    if part.not_taken is not None:
        return f"{where}{part.not_taken.text}（依据{reference(kb, part.not_taken.clause or '')}）。"
    if decision.detail.get("not_covered"):
        return f"{where}收录的通知不管这个时间的学习，不能在这里申报。{who_to_ask(kb, region)}"
    if part.changing:
        return (f"{where}活动期间换了新的通知，前后的标准不一样，通知没有写明怎么算，不能在这里申报。"
                f"{who_to_ask(kb, region)}")
    outcome = decision.outcome
    wanted = CLAIMABLE if draft.kind == "recognition" else {"per_prior_policy"}
    if outcome is None or outcome in wanted or (outcome == "set_by_organizer" and part.asks):
        return None
    if outcome == "per_prior_policy":
        exemption = kb.chains.get((region, "exemption"))
        known = {**draft.person, **draft.activities[part.index]}
        reviewed = exemption is not None and any(exemption.steps(known))
        mend = "请改为申报“免试”。" if reviewed else who_to_ask(kb, region)
        return f"{where}这项工作按原政策执行，不认定学时。{mend}{_basis(kb, decision)}"
    if draft.kind == "exemption":
        if exemption_begins_later(kb, draft):
            return exemption_begins_later(kb, draft)
        return f"通知没有把这一项列为免试。算学时的，请改为申报“学时认定”；有疑问{who_to_ask(kb, region)}"
    if decision.rule is None:
        return f"{where}收录的通知没有规定这种活动怎么认定，不能在这里申报。{who_to_ask(kb, region)}"
    return f"{where}{decision.trace[-1].text}，不能申报。{_basis(kb, decision)}{who_to_ask(kb, region)}"


def exemption_begins_later(kb: KnowledgeBase, draft: Draft) -> str | None:
    """That the notice which exempts was not in force in the year; None where it was, or where there is none."""
    chain = kb.chains.get((draft.region or "", "exemption"))
    for _, steps in chain.ways if chain is not None else ():
        document = kb.book.documents[steps[0].clause.partition("#")[0]]
        if document.in_force_from and draft.year is not None and int(document.in_force_from[:4]) > draft.year:
            return (f"《{document.title}》自 {document.in_force_from} 起施行，{draft.year} 年度还没有施行，"
                    "那时的免试不能在这里申报。"
                    f"{who_to_ask(kb, draft.region or '')}")
    return None


def no_office(kb: KnowledgeBase, region: str) -> str:
    """What is said of a post that the notice leaves to the older policy without naming who reviews it."""
    return f"通知只写明这项工作按原政策执行，没有写明免试由谁审核，不能在这里申报。{who_to_ask(kb, region)}"


def _basis(kb: KnowledgeBase, decision: Decision) -> str:
    """The words that the decision rests on, as printed."""
    if not decision.citations:
        return ""
    cited = decision.citations[0]
    return f"{reference(kb, cited.clause)}：“{cited.quote}”。"
