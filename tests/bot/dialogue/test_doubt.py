"""A slip that changes what is computed is asked about, and the answer goes on where the question stopped."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.heard import Doubt, Heard

CONFERENCE = Doubt("会意", "会议", "activity:academic_conference")


class Doubting:
    """A conversation in which the first message holds a doubtful repair."""

    def __init__(self, talk: Any) -> None:
        self.talk = talk

    def say(self, text: str, *doubts: Doubt, intent: str = "ask_hours") -> dict[str, Any]:
        found = tuple(self.talk.find(text, date(2025, 6, 1)))
        heard = Heard(text, ((intent, 0.9),), found, "xj-city", "2025-06-01", doubts=doubts)
        result, self.talk.frame = self.talk.dialogue.respond(heard, self.talk.frame)
        return dict(result)


@pytest.fixture
def doubting(talk: Callable[..., Any]) -> Doubting:
    return Doubting(talk())


def test_it_is_asked_with_two_buttons_and_nothing_is_computed(doubting: Doubting) -> None:
    result = doubting.say("全国会议三天算几个学时", CONFERENCE)
    assert result["status"] == "need_info" and result["decision"]["outcome"] is None
    assert "会意" in result["text"] and "会议" in result["text"]
    assert [button["text"] for button in result["buttons"]] == ["是", "不是"]
    assert result["ask_for"] == ["activity"]


@pytest.mark.parametrize("yes", ["是", "对", "嗯", "是的"])
def test_yes_answers_the_message_that_waits(doubting: Doubting, yes: str) -> None:
    doubting.say("全国会议三天算几个学时", CONFERENCE)
    result = doubting.say(yes, intent="affirm")
    assert result["decision"]["hours"] == 36


def test_no_asks_for_other_words_and_forgets(doubting: Doubting) -> None:
    doubting.say("全国会议三天算几个学时", CONFERENCE)
    result = doubting.say("不是", intent="deny")
    assert result["status"] == "need_info" and result["decision"]["outcome"] is None
    assert doubting.say("是", intent="affirm")["decision"]["outcome"] is None


def test_another_question_leaves_it_behind(doubting: Doubting) -> None:
    doubting.say("全国会议三天算几个学时", CONFERENCE)
    assert doubting.say("全国性学术讲座五天算几个学时")["decision"]["hours"] == 60
    assert doubting.say("是", intent="affirm")["decision"]["outcome"] is None


@pytest.mark.parametrize("intent", ["greet", "out_of_scope", "thanks"])
def test_small_talk_is_not_questioned(doubting: Doubting, intent: str) -> None:
    assert "会意" not in doubting.say("会议", CONFERENCE, intent=intent)["text"]


def test_what_was_not_understood_as_it_is_not_questioned(doubting: Doubting) -> None:
    result = doubting.say("公需科目一年多少学时", CONFERENCE, intent="ask_requirement")
    assert result["decision"]["outcome"] == "hours"
