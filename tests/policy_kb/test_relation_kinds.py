"""Which kinds of relation the machine allows between two rules, effect by effect."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from policy_kb.relation_kinds import fitting, misfit
from rules_core.book import RuleBook, build_book, compile_rule
from rules_core.model import Document, Effect, Jurisdiction, Rule
from rules_core.terms import TermTree

TERMS = TermTree({"town": None, "state": None, "land": None})
PLACES = {"land": Jurisdiction(id="land", name="州"), "town": Jurisdiction(id="town", name="镇", parent="land")}
DOCUMENTS = {f"{place}-1": Document(id=f"{place}-1", title="通知", jurisdiction=place, applies_from_year=2020)
             for place in PLACES}
DAYS = {"kind": "rate", "unit": "day", "hours": 8, "quote": "8"}
TABLE = {"kind": "rate", "unit": "day", "by": "level", "cells": [{"is": ["town"], "hours": 4, "quote": "4"},
                                                                 {"is": ["state"], "hours": 6, "quote": "6"}]}
LESS = {**TABLE, "cells": [{"is": ["town"], "hours": 3, "quote": "3"}, {"is": ["state"], "hours": 6, "quote": "6"}]}
BONUS = {**DAYS, "bonus": {"when": {"presented": True}, "cells": [{"is": [], "hours": 2, "quote": "2"}]}}
YEAR = {"kind": "requirement", "total": {"hours": 90, "quote": "90"},
        "subjects": [{"subject": "public", "hours": 30, "quote": "30"},
                     {"subject": "professional", "share": "2/3", "quote": "2/3"}]}
MORE = {**YEAR, "total": {"hours": 120, "quote": "120"}}
DEEMED = {"kind": "deemed_complete", "subjects": ["public"], "figures": "year", "quote": "视同",
          "minimum": {"fact": "months", "at_least": 12, "quote": "12"}}
LATER = {**DEEMED, "minimum": {"fact": "months", "at_least": 18, "quote": "18"}}
REVIEW = {"kind": "required_years", "figures": "year", "years": [
    {"year": year, "subjects": ["public", "professional"], "quote": str(year)} for year in (2021, 2022)]}
ONE_YEAR = {**REVIEW, "years": REVIEW["years"][1:]}
ELSEWHERE = {"kind": "set_elsewhere", "documents": ["one"], "quote": "按规定"}
TWO = {**ELSEWHERE, "documents": ["one", "two"]}
EXEMPT, REFUSED = {"kind": "exempt", "quote": "不要求"}, {"kind": "not_recognized", "quote": "不认可"}
UNMET, COUNTED = {"kind": "not_met", "quote": "合格的"}, {"kind": "recognized", "quote": "计入"}


def _rule(name: str, effect: dict[str, Any], caps: tuple[dict[str, Any], ...] = (), subject: Any = None) -> Rule:
    raw = {"id": name, "clause": f"{name}-1#一", "answers": "hours", "about": name, "caps": list(caps), "when": {},
           "subject": subject, "effect": effect}
    return msgspec.convert(raw, Rule)


def _book(lower: Rule, higher: Rule) -> RuleBook:
    year = Rule(id="year", clause="land-1#二", answers="requirement", about="要求",
                effect=msgspec.convert(YEAR, Effect))
    compiled = [compile_rule(rule, DOCUMENTS[rule.clause.partition("#")[0]], TERMS) for rule in (lower, higher, year)]
    return build_book(PLACES, DOCUMENTS, TERMS, {}, compiled, {})


@pytest.mark.parametrize(("lower", "higher", "kinds"), [
    (DAYS, DAYS, ["repeats", "narrows"]),
    ({**DAYS, "hours": 6, "quote": "6"}, DAYS, ["narrows"]),
    ({**DAYS, "hours": 9, "quote": "9"}, DAYS, []),
    ({**DAYS, "unit": "month"}, DAYS, ["narrows"]),           # not comparable: the clauses decide
    (BONUS, DAYS, []), (DAYS, BONUS, ["narrows"]), (BONUS, BONUS, ["repeats", "narrows"]),
    (TABLE, TABLE, ["repeats", "narrows"]), (LESS, TABLE, ["narrows"]), (TABLE, LESS, []),
    (YEAR, YEAR, ["repeats", "narrows"]), (MORE, YEAR, ["narrows"]), (YEAR, MORE, []),
    (REVIEW, REVIEW, ["repeats", "narrows"]), (ONE_YEAR, REVIEW, ["narrows"]), (EXEMPT, REVIEW, []),
    (DEEMED, DEEMED, ["repeats", "narrows"]), (LATER, DEEMED, ["narrows"]), (DEEMED, LATER, []),
    (ELSEWHERE, ELSEWHERE, ["repeats", "details", "narrows"]), (TWO, ELSEWHERE, ["details", "narrows"]),
    (DAYS, ELSEWHERE, ["details", "narrows"]), (DAYS, COUNTED, ["details", "narrows"]),
    (UNMET, ELSEWHERE, ["narrows"]), (UNMET, UNMET, ["repeats", "narrows"]), (UNMET, REFUSED, ["narrows"]),
    (DAYS, REFUSED, []), (DAYS, UNMET, []), (COUNTED, COUNTED, ["repeats", "details", "narrows"]),
])
def test_the_kinds_that_can_be(lower: dict[str, Any], higher: dict[str, Any], kinds: list[str]) -> None:
    """`diverges` always can; the rest as the effects and figures allow."""
    book = _book(_rule("town", lower), _rule("land", higher))
    assert fitting(book, book.rules["town"], book.rules["land"]) == [*kinds, "diverges"]


LIMIT = {"scope": "per_event", "hours": 40, "quote": "40"}


@pytest.mark.parametrize(("lower", "higher", "kinds"), [
    ((LIMIT,), (LIMIT,), ["repeats", "narrows"]), ((LIMIT,), (), ["narrows"]), ((), (LIMIT,), []),
    (({**LIMIT, "hours": 30, "quote": "30"},), (LIMIT,), ["narrows"]),
    (({**LIMIT, "hours": 50, "quote": "50"},), (LIMIT,), []),
])
def test_a_limit_is_a_figure_too(lower: tuple[dict[str, Any], ...], higher: tuple[dict[str, Any], ...],
                                 kinds: list[str]) -> None:
    book = _book(_rule("town", DAYS, lower), _rule("land", DAYS, higher))
    assert fitting(book, book.rules["town"], book.rules["land"]) == [*kinds, "diverges"]


def test_the_same_hours_of_another_subject_are_no_repetition() -> None:
    book = _book(_rule("town", DAYS, subject="public"), _rule("land", DAYS, subject="professional"))
    assert misfit(book, "repeats", book.rules["town"], book.rules["land"]) == \
        "subject is 'public' here and 'professional' there"
