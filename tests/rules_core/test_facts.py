"""What a question may state, and what is said of a statement that cannot be computed from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest

from rules_core.facts import FACTS, LIMITS, FactError, check_facts, schema
from rules_core.question import KEYS, Question, read_day, read_question


@pytest.mark.parametrize(("facts", "clean"), [
    ({"days": 3}, {"days": F(3)}),
    ({"days": 0.5}, {"days": F(1, 2)}),
    ({"days": 0.1}, {"days": F(1, 10)}),
    ({"days": "7.5"}, {"days": F(15, 2)}),
    ({"days": " 1/2 "}, {"days": F(1, 2)}),
    ({"days": F(3, 2)}, {"days": F(3, 2)}),
    ({"days": None, "presented": False}, {"presented": False}),
    ({"activity": "academic_conference"}, {"activity": "academic_conference"}),
    ({"done_public": 0}, {"done_public": F(0)}),
    ({"year": 2021, "transfer_year": "2019"}, {"year": 2021, "transfer_year": 2019}),
    ({"transfer_year": 1949, "year": 2100.0}, {"transfer_year": 1949, "year": 2100}),
])
def test_facts_are_made_exact(facts: dict[str, Any], clean: dict[str, Any]) -> None:
    assert check_facts(facts) == clean


@pytest.mark.parametrize(("facts", "field", "message"), [
    ({"dayz": 3}, "dayz", "unknown fact 'dayz'; known facts: activity, level,"),
    ({"days": -3}, "days", "days must be above 0 and at most 366, not -3"),
    ({"days": 0}, "days", "days must be above 0 and at most 366, not 0"),
    ({"days": 367}, "days", "days must be above 0 and at most 366, not 367"),
    ({"days": True}, "days", "days takes a number, not True"),
    ({"days": "三"}, "days", "days takes a number, not '三'"),
    ({"days": "1/0"}, "days", "days takes a number, not '1/0'"),
    ({"days": "1e999999999"}, "days", "days takes a number, not '1e999999999'"),
    ({"days": float("nan")}, "days", "days takes a number, not nan"),
    ({"days": float("inf")}, "days", "days takes a number, not inf"),
    ({"days": 10**5000}, "days", "days must be above 0 and at most 366, not a number of more than 18 digits"),
    ({"days": [1]}, "days", "days takes a number, not [1]"),
    ({"days": "9" * 400}, "days", "days takes a number, not '99999"),
    ({"subjects": 1.5}, "subjects", "subjects takes a whole number, not 1.5"),
    ({"age": 49.5}, "age", "age takes a whole number, not 49.5"),
    ({"age": 13}, "age", "age must be 14 to 120, not 13"),
    ({"age": 121}, "age", "age must be 14 to 120, not 121"),
    ({"presented": 1}, "presented", "presented takes true or false, not 1"),
    ({"transfer_year": 1948}, "transfer_year", "transfer_year must be 1949 to 2100, not 1948"),
    ({"transfer_year": 2101}, "transfer_year", "transfer_year must be 1949 to 2100, not 2101"),
    ({"year": 2021.5}, "year", "year takes a year as a whole number, not 2021.5"),
    ({"year": "今年"}, "year", "year takes a year as a whole number, not '今年'"),
    ({"year": True}, "year", "year takes a year as a whole number, not True"),
    ({"presented": "yes"}, "presented", "presented takes true or false, not 'yes'"),
    ({"level": ""}, "level", "level takes the id of a term, not ''"),
    ({"level": ["national"]}, "level", "level takes the id of a term, not ['national']"),
    ({7: 3}, "7", "unknown fact 7; known facts:"),
])
def test_a_fact_that_cannot_be_used_is_refused(facts: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(FactError) as error:
        check_facts(facts)
    assert error.value.field == field
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_the_bounds_themselves_are_accepted(name: str) -> None:
    low, high = LIMITS[name]
    assert check_facts({name: high}) == {name: F(high)}
    if name not in ("days", "months", "hours", "subjects"):
        assert check_facts({name: low}) == {name: F(low)}


def test_a_whole_question() -> None:
    question = read_question({"question": "review", "region": "nm-hhht", "year": 2022, "person": {"gender": "male"},
                              "birth": "1972-02-29", "day": date(2022, 2, 28), "relief": True, "activities": []})
    assert question == Question("review", "nm-hhht", 2022, {"gender": "male"}, (), (1972, 2, 29), True,
                                date(2022, 2, 28))


@pytest.mark.parametrize(("birth", "read"), [
    (1967, (1967, None, None)), ("1967", (1967, None, None)), ("1975-03", (1975, 3, None)),
    (date(1972, 2, 29), (1972, 2, 29)), (None, None)])
def test_births(birth: Any, read: Any) -> None:
    assert read_question({"birth": birth}).birth == read


@pytest.mark.parametrize(("raw", "field", "message"), [
    ([], "question", f"a question is a mapping with the keys {', '.join(KEYS)}"),
    ({"regoin": "bt"}, "regoin", f"unknown key 'regoin'; accepted: {', '.join(KEYS)}"),
    ({"question": "howmany"}, "question", "question takes hours, requirement, review, remaining, not 'howmany'"),
    ({"question": []}, "question", "question takes hours, requirement, review, remaining, not []"),
    ({"year": "2025"}, "year", "year takes a whole number, not '2025'"),
    ({"year": True}, "year", "year takes a whole number, not True"),
    ({"year": 1948}, "year", "year must be 1949 to 2100, not 1948"),
    ({"year": 2101}, "year", "year must be 1949 to 2100, not 2101"),
    ({"activities": {}}, None, None),
    ({"activities": {"activity": "exam"}}, "activities", "activities takes a list of mappings of facts"),
    ({"activities": ["exam"]}, "activities", "activities takes a list of mappings of facts"),
    ({"person": ["male"]}, "person", "person takes a mapping of facts; facts: activity,"),
    ({"region": 65}, "region", "region takes the id of a jurisdiction, not 65"),
    ({"relief": "yes"}, "relief", "relief takes true or false, not 'yes'"),
    ({"day": "1.6.2022"}, "day", "day takes a day as YYYY-MM-DD, not '1.6.2022'"),
    ({"birth": "29.2.1972"}, "birth", "birth takes YYYY, YYYY-MM or YYYY-MM-DD, not '29.2.1972'"),
    ({"birth": "1972-02-30"}, "birth", "birth is no day of the calendar: 1972-2-30"),
    ({"birth": "1973-02-29"}, "birth", "birth is no day of the calendar: 1973-2-29"),
    ({"birth": "1972-13"}, "birth", "birth is no day of the calendar: 1972-13"),
    ({"birth": "1899"}, "birth", "birth takes a year from 1900 to 2100"),
    ({"birth": "1-2-3-4"}, "birth", "birth takes YYYY"),
    ({"birth": "-5"}, "birth", "birth takes YYYY"),
    ({"person": {"age": "old"}}, "age", "age takes a number, not 'old'"),
])
def test_a_question_that_cannot_be_read_is_refused(raw: Any, field: str | None, message: str | None) -> None:
    if message is None:
        assert read_question(raw).activities == ()
        return
    with pytest.raises(FactError) as error:
        read_question(raw)
    assert error.value.field == field
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("birth", [(1972, 2, 30), (1972, 0, None), (1972, None, 5), (10**9, 1, 1)])
def test_a_birth_built_in_code_is_checked_too(birth: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(FactError, match="birth"):
        Question("review", birth=birth).checked()


def test_days() -> None:
    assert read_day("today", "2025-06-01") == date(2025, 6, 1)
    assert read_day("today", None) is None


def test_the_schema_names_every_fact() -> None:
    printed = schema()
    assert list(printed) == list(FACTS)
    assert printed["days"] == {"type": "number", "scope": "activity", "unit": "天", "chinese": "天数", "doc": None}
