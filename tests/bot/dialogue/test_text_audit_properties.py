"""Whatever is asked, the sentences made of the decision state no figure without an origin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules_core.test_properties import TODAYS, questions

from bot.dialogue.asking import ask
from bot.dialogue.frame import Frame
from bot.dialogue.record_wording import table_of
from bot.dialogue.result import result, with_summary, with_table
from bot.dialogue.wording import Wording
from bot.evaluation.alterations import one_more
from bot.evaluation.recorder import Taken
from bot.evaluation.text_audit import TextAudit
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision, plain
from rules_core.facts import FACTS, FactError
from rules_core.question import Question

NAMES = {"public": "公需", "professional": "专业"}
profile = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def audit() -> TextAudit:
    return TextAudit(load())


@cache
def wording() -> Wording:
    return Wording(audit().kb)


def stated(question: Question) -> Iterator[str]:
    """The question's numbers as a person states them."""
    for facts in (question.person, *question.activities):
        numbers = {fact: value for fact, value in facts.items() if FACTS[fact].type == "number"}
        yield from (f"{plain(value)}{FACTS[fact].unit}" for fact, value in numbers.items())
        yield from (f"{value}年" for fact, value in facts.items() if FACTS[fact].type == "year")
    if question.birth is not None:
        yield "".join(f"{part}{unit}" for part, unit in zip(question.birth, "年月日") if part is not None) + "出生"
    if question.year is not None:
        yield f"{question.year}年"
    for year, cells in question.record.items():
        yield f"{year}年" + "，".join(f"{NAMES[subject]}{plain(hours)}学时" for subject, hours in cells.items())
    if question.day is not None:
        yield f"{question.day.year}年{question.day.month}月{question.day.day}日"


def answered(question: Question, decision: Decision) -> dict[str, Any]:
    """The RESULT of a decision, as the dialogue makes it."""
    activities = [dict(activity) for activity in question.activities]
    if decision.ask_for:
        record = {str(year): {s: str(hours) for s, hours in cells.items()} for year, cells in question.record.items()}
        told = [(year, subject) for year, cells in question.record.items() for subject in cells]
        frame = Frame(region=question.jurisdiction, activities=activities, record=record, told=told)
        return ask(audit().kb, wording(), frame, decision, "ask_hours")
    table = table_of(audit().kb, decision, {})
    told = wording().decision(decision, activities, question.person, table)
    return with_table(table, with_summary(told, result(
        "answered", told.text, intent="ask_hours", region=question.jurisdiction, year=decision.year, decision=decision,
        citations=[(c.clause, c.quote) for c in decision.citations])))


def decided(question: Question, today: date) -> Decision | None:
    try:
        decision = decide(question, audit().kb.book, today)
    except FactError:
        return None
    return None if decision.detail.get("not_covered") else decision


@profile
@given(questions(), TODAYS)
def test_every_figure_has_an_origin(question: Question, today: date) -> None:
    decision = decided(question, today)
    if decision is not None:
        taken = [Taken(question, today, decision)]
        assert audit().faults(answered(question, decision), stated(question), today, taken) == []


@settings(profile, max_examples=60)
@given(questions(), TODAYS, st.randoms(use_true_random=False))
def test_a_figure_one_higher_is_found(question: Question, today: date, random: Any) -> None:
    """Nothing else is stated than the question's own facts, so that no altered figure of the first lines has an origin
    by chance: hours, limits, fractions, years and days of the decision."""
    decision = decided(question, today)
    if decision is None or decision.ask_for:
        return
    answer = answered(question, decision)
    altered = list(one_more(answer["summary"].split("\n")[0]))
    if altered:
        taken = [Taken(question, today, decision)]
        changed = {**answer, "summary": random.choice(altered)}
        assert audit().faults(changed, stated(question), today, taken), changed["summary"]
