"""What is still missing of one year's requirement: by subject, or of both together where only a total is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.decision import SUBJECTS, Decision, Operand, joined, total_of
from rules_core.done_hours import BOTH, Done, Parts, Sheet, activities_of, contradicting, credits_all, done_hours
from rules_core.effects.requirements import CHINESE_SUBJECT
from rules_core.review import DecideOne
from rules_core.review_record import left_over


def wanted_subjects(person: Mapping[str, Any]) -> tuple[str, ...]:
    """The subjects asked about: one, where the person limited the question to it."""
    subject = person.get("course_subject")
    return (subject,) if subject in SUBJECTS else SUBJECTS


def of_one_year(book: RuleBook, year: int, person: Mapping[str, Any], periods: Sequence[Period], decide_one: DecideOne,
                credited: Decision | None = None) -> Decision:
    """The year's requirement less what is done: done_public and done_professional, and what the activities credit.

    `credited` is the decision on the activities; it stands as it is where it gives no hours. With activities the
    subjects that nothing is known of are left out, in `detail["unknown"]`; without, they are asked for. done_total
    gives what is missing of both together at least: where one subject has hours too many, more is missing in the other.
    Where the total is reached, how much is of which subject is asked (`detail["total_met"]`).
    """
    needed = decide_one(book, "requirement", {k: v for k, v in person.items() if k != "course_subject"}, year, periods,
                        False)
    if needed.outcome != "hours":
        return needed
    wanted = wanted_subjects(person)
    required = {s: h for s in wanted if (h := needed.by_subject.get(s)) is not None}
    if len(required) < len(wanted):
        return needed.with_(outcome="not_listed", hours=None, detail={**needed.detail, "remaining": True})
    parts = activities_of(credited)
    if credited is not None and not credits_all(parts):
        return credited
    wrong = contradicting(person)
    if wrong:
        return _asking(needed, wrong[:1], contradicts=list(wrong))
    base = _with_activities(needed, parts, year)
    start = len(base.trace) - len(needed.trace)
    done = done_hours(person, parts, year, Sheet(needed.rule or "", base.trace, base.detail["steps"], start))
    base = base.with_(trace=(*base.trace, *done.steps))
    if done.total is not None and len(wanted) > 1:
        return _of_total(base, done.total, start)
    unknown = [s for s in wanted if s not in done.by]
    if unknown and (not parts or len(unknown) == len(wanted)):
        return _asking(needed, tuple(f"done_{s}" for s in unknown))
    return _by_subject(base, done, [s for s in wanted if s in done.by], unknown)


def _with_activities(needed: Decision, parts: Parts, year: int) -> Decision:
    """The requirement behind what the activities credit, as one trace."""
    trace = joined((*(part.trace for part in parts), needed.trace))
    start = len(trace) - len(needed.trace)
    steps = {subject: start + at for subject, at in needed.detail["steps"].items()}
    caveats = (*(c for part in parts for c in part.caveats), *_other_years(parts, year), *needed.caveats)
    citations = (*(c for part in parts for c in part.citations), *needed.citations)
    return needed.with_(trace=trace, parts=tuple(parts), citations=tuple(dict.fromkeys(citations)),
                        caveats=tuple(dict.fromkeys(caveats)),
                        losers=(*(lost for part in parts for lost in part.losers), *needed.losers),
                        detail={**needed.detail, "remaining": True, "steps": steps})


def _asking(needed: Decision, facts: Sequence[str], **detail: Any) -> Decision:
    return Decision(None, year=needed.year, ask_for=tuple(facts), losers=needed.losers, rule=needed.rule, detail=detail)


def _by_subject(base: Decision, done: Done, subjects: Sequence[str], unknown: Sequence[str]) -> Decision:
    by: dict[str, Fraction | None] = dict.fromkeys(SUBJECTS)
    steps = list(base.trace)
    for subject in subjects:
        at = base.detail["steps"][subject]
        required = base.trace[at]
        assert required.result is not None
        step = left_over(base.rule or "", required.clause, CHINESE_SUBJECT[subject],
                         Operand(required.result, f"step:{at}"), done.by[subject])
        by[subject] = step.result
        steps.append(step)
    detail = {**base.detail, "unknown": list(unknown)} if unknown else base.detail
    return base.with_(hours=total_of(h for h in by.values() if h is not None), by_subject=by, trace=tuple(steps),
                      detail=detail)


def _of_total(base: Decision, total: Operand, at: int) -> Decision:
    """What is missing of both subjects together; step `at` is the year's total. A total that is reached says nothing of
    either subject: these are asked for."""
    required = base.trace[at]
    assert required.result is not None and required.result == base.hours
    if total.value >= required.result:
        return _asking(base, tuple(f"done_{s}" for s in SUBJECTS), total_met=True)
    step = left_over(base.rule or "", required.clause, BOTH, Operand(required.result, f"step:{at}"), total)
    return base.with_(hours=step.result, by_subject=dict.fromkeys(SUBJECTS), trace=(*base.trace, step),
                      detail={**base.detail, "of_total": True})


def _other_years(parts: Parts, year: int) -> tuple[str, ...]:
    """That what was done in another year is not counted."""
    years = dict.fromkeys(part.year for part in parts if part.year != year)
    return tuple(f"{other} 年的活动不计入 {year} 年" for other in years)
