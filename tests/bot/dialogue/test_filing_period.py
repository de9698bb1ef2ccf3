"""A week or month that is said first, and its days afterwards. 21 November 2025 is a Friday."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.filing_period import period_in, within

TODAY = "2025-11-21"


@pytest.mark.parametrize(
    ("turns", "days"),
    [
        (("帮我把上周的全国会议3天报上去", "周一到周三"), ("2025-11-10", "2025-11-12")),
        (("帮我把上上周的全国会议3天报上去", "星期三到星期五"), ("2025-11-05", "2025-11-07")),
        (("帮我把这周的全国会议3天报上去", "周一到周三"), ("2025-11-17", "2025-11-19")),
        (("帮我把上个月的全国会议3天报上去", "5号到7号"), ("2025-10-05", "2025-10-07")),
        (("帮我把9月的全国会议3天报上去", "5号到7号"), ("2025-09-05", "2025-09-07")),
        (("帮我把去年9月的全国会议3天报上去", "5号到7号"), ("2024-09-05", "2024-09-07")),
        (("帮我把全国会议3天报上去", "上周", "周一到周三"), ("2025-11-10", "2025-11-12")),
        # Corrected after the form is there; days that say themselves when they were.
        (("帮我把上周的全国会议3天报上去", "周一到周三", "不对，是周二到周四"), ("2025-11-11", "2025-11-13")),
        (("帮我把上周的全国会议3天报上去", "10月13号到15号"), ("2025-10-13", "2025-10-15")),
        (("帮我把上个月的全国会议3天报上去", "11月3号到5号"), ("2025-11-03", "2025-11-05")),
    ],
)
def test_the_days_are_those_of_what_was_said_before(
    talk: Callable[..., Any], turns: tuple[str, ...], days: tuple[str, str]
) -> None:
    say = talk("xj-city", TODAY).say
    *_, reply = [say(turn, "file_claim" if not at else "correct" if "不对" in turn else "inform")
                 for at, turn in enumerate(turns)]  # fmt: skip
    activity = reply["form"]["activities"][0]
    assert (activity["start"], activity["end"]) == days


def test_the_week_outlives_the_question_for_the_region(talk: Callable[..., Any]) -> None:
    say = talk(None, TODAY).say
    assert say("帮我把上周的全国会议3天报上去", "file_claim")["ask_for"] == ["region"]
    say("兵团", "inform")
    say("没有宣读论文", "inform")
    activity = say("周一到周三", "inform")["form"]["activities"][0]
    assert (activity["start"], activity["end"]) == ("2025-11-10", "2025-11-12")


def test_a_day_that_the_month_does_not_have_is_asked_for_again(talk: Callable[..., Any]) -> None:
    say = talk("xj-city", "2025-10-21").say
    say("帮我把9月的全国会议3天报上去", "file_claim")
    assert say("29号到31号", "inform")["ask_for"] == ["dates"]
    assert within(["month", "2025-09-01"], ["2025-10-29", "2025-10-31", False, False, None], "29号到31号") is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("上周的会", ["week", "2025-11-10"]),
        ("上周三的会", None),
        ("上周的会和9月的培训", None),
        ("12月的会", ["month", "2024-12-01"]),
        ("今年12月的会", ["month", "2025-12-01"]),
        ("去年的会", None),
        ("13月", None),
    ],
)
def test_the_period_that_a_message_names(text: str, period: list[str] | None) -> None:
    assert period_in(text, date.fromisoformat(TODAY)) == period
