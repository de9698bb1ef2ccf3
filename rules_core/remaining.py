"""What is still missing of a requirement: required less done, by subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.decision import Decision, Operand, Step, plain
from rules_core.question import Question

#: `decide._decide_one`: (book, what is asked, facts, year, periods, relief), passed in so that no import is circular.
DecideOne = Callable[[RuleBook, str, Mapping[str, Any], int, Sequence[Period], bool], Decision]


def remaining(question: Question, book: RuleBook, year: int, person: Mapping[str, Any],
              periods: Sequence[Period], decide_one: DecideOne) -> Decision:
    """What is still missing of the year's requirement, by subject: required less done, never below zero."""
    needed = decide_one(book, "requirement", {k: v for k, v in person.items() if k != "course_subject"}, year, periods,
                        False)
    if needed.outcome != "hours":
        return needed
    wanted = str(person.get("course_subject"))
    subjects = [wanted] if wanted in ("public", "professional") else ["public", "professional"]
    required = {s: h for s in subjects if (h := needed.by_subject.get(s)) is not None}
    if len(required) < len(subjects):
        return needed.with_(outcome="not_listed", hours=None, detail={**needed.detail, "remaining": True})
    missing = tuple(f"done_{s}" for s in subjects if f"done_{s}" not in person)
    if missing:
        return Decision(None, year=year, ask_for=missing, losers=needed.losers, rule=needed.rule)
    by: dict[str, Fraction | None] = {"public": None, "professional": None}
    steps = list(needed.trace)
    names = {"public": "公需科目", "professional": "专业科目"}
    for subject, whole in required.items():
        done = person[f"done_{subject}"]
        left = max(whole - done, Fraction(0))
        by[subject] = left
        text = (f"{names[subject]}：{plain(whole)} − {plain(done)} = {plain(left)} 学时" if done <= whole else
                f"{names[subject]}：已完成 {plain(done)} 学时，达到 {plain(whole)} 学时，还差 0 学时")
        at = needed.detail["steps"][subject]
        steps.append(Step(needed.rule or "", needed.trace[at].clause, text,
                          "difference" if done <= whole else "shortfall",
                          (Operand(whole, f"step:{at}"), Operand(done, f"fact:done_{subject}")), left))
    total = sum((h for h in by.values() if h is not None), Fraction(0))
    return needed.with_(hours=total, by_subject=by, trace=tuple(steps), detail={**needed.detail, "remaining": True})
