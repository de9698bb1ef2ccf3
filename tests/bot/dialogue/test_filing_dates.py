"""The days of activities: which are of which, and whether a length fits in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Callable

import pytest

from bot.dialogue.event_dates import Span, whens
from bot.dialogue.filing_cues import CLAIM_NUMBER, COUNTED, FILES, FUTURE
from bot.nlu.quantity_finder import quantity_entities

TODAY = date(2025, 11, 21)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("7月3号到6号", [["2025-07-03", "2025-07-06"]]),
        ("昨天", [["2025-11-20", None]]),
        ("去年12月20号到22号", [["2024-12-20", "2024-12-22"]]),
        ("5月6、8、10日", [["2025-05-06", "2025-05-10"]]),
        ("上个月", []),
        ("5月", []),
        ("10月15号到13号", []),
        ("2月30号", []),
        ("3天", []),
    ],
)
def test_days_that_a_message_names(text: str, days: list[list[Any]]) -> None:
    assert [when[:2] for when in whens(text, quantity_entities(text, TODAY))] == days


@pytest.mark.parametrize(
    ("span", "days", "short", "longer"),
    [
        (Span(date(2025, 7, 3), date(2025, 7, 5)), Fraction(3), False, False),
        (Span(date(2025, 7, 3), date(2025, 7, 5)), Fraction(5, 2), False, False),
        (Span(date(2025, 7, 3), date(2025, 7, 5)), Fraction(4), True, False),
        (Span(date(2025, 7, 3), date(2025, 7, 5)), Fraction(2), False, True),
        (Span(date(2025, 7, 3), date(2025, 7, 9), listed=True), Fraction(3), False, False),
        (Span(date(2025, 7, 3), None), Fraction(3), False, False),
    ],
)
def test_whether_a_length_goes_with_the_days(span: Span, days: Fraction, short: bool, longer: bool) -> None:
    assert (span.too_short_for(days), span.longer_than(days)) == (short, longer)


@pytest.mark.parametrize(
    ("span", "over"),
    [
        (Span(date(2025, 11, 19), date(2025, 11, 21)), True),
        (Span(date(2025, 11, 20), date(2025, 11, 22)), False),
        (Span(date(2025, 11, 19), None), True),
        (Span(date(2025, 11, 20), None), False),
    ],
)
def test_an_activity_is_over_on_its_last_day(span: Span, over: bool) -> None:
    assert span.is_over(TODAY, Fraction(3)) is over


BOTH = [("2025-10-13", "2025-10-15"), ("2025-10-20", "2025-10-21")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("10月13号到15号的全国会议和10月20号到21号的高校培训班", ""),
        ("全国会议3天和高校培训班2天，培训班是10月20号到21号", "10月13号到15号"),
        ("全国会议3天和高校培训班2天", "会议10月13号到15号，培训班10月20号到21号"),
        ("全国会议3天和高校培训班2天", "培训班是10月20号到21号，会议10月13号到15号"),
    ],
)
def test_which_days_are_of_which_activity(talk: Callable[..., Any], first: str, second: str) -> None:
    chat = talk("xj-city", TODAY.isoformat())
    reply = chat.say(f"帮我报{first}", "file_claim")
    reply = chat.say(second, "inform") if second else reply
    assert [(a.get("start"), a.get("end")) for a in reply["form"]["activities"]] == BOTH
    assert reply["decision"]["hours"] == 52


@pytest.mark.parametrize(
    "text",
    ["那就报吧", "报上去", "帮我报上去", "把这个报了吧", "就按这个申报", "这个也一起报", "还是报吧", "好，就按4天报"],
)
def test_it_is_to_be_done(text: str) -> None:
    assert FILES.search(text)


@pytest.mark.parametrize(
    "text", ["不报了", "报名了", "那就不报了吧", "申报中级要什么条件", "材料报备一下", "把报告发我一下"]
)
def test_it_is_not_to_be_done(text: str) -> None:
    assert not FILES.search(text)


@pytest.mark.parametrize(
    ("text", "counts"), [("报两个", True), ("报2个月的进修", False), ("申报2019年", False), ("报三五天", False)]
)
def test_how_many_are_to_be_filed(text: str, counts: bool) -> None:
    assert bool(COUNTED.search(text)) is counts


@pytest.mark.parametrize(
    ("text", "comes"), [("下周的会", True), ("打算去参加", True), ("上周的会", False), ("前天的会", False)]
)
def test_it_is_to_come(text: str, comes: bool) -> None:
    assert bool(FUTURE.search(text)) is comes


@pytest.mark.parametrize(
    ("text", "number"), [("R261121-7KQ3批了没", True), ("r261121-7kq3", True), ("2025-07-03", False)]
)
def test_the_number_of_a_claim(text: str, number: bool) -> None:
    assert bool(CLAIM_NUMBER.search(text)) is number
