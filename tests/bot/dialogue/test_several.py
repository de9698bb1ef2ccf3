"""Messages that ask several questions: all are answered, none is guessed."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.responder import Dialogue
from bot.evaluation.recorder import recorded
from bot.evaluation.text_audit import TextAudit

Start = Callable[..., Any]

# region, message, intents of its questions, what the whole decides, words that the text holds
BOTH: list[tuple[str, str, list[str], tuple[str, Any], list[str]]] = [
    ("xj-city", "每年要学多少学时？网址是什么？", ["ask_requirement", "ask_platform"], ("hours", 90), ["xjzcsq.com"]),
    ("xj-city", "高校培训班5天算多少学时，需要什么证明材料", ["ask_hours", "ask_evidence"], ("hours", 40), ["结业证"]),
    ("xj-city", "登记表交到哪里？另外高研班3天给多少学时", ["ask_procedure", "ask_hours"], ("hours", 36), ["审核"]),
    (
        "xj-city",
        "全国会议3天多少学时？每年要求多少学时？",
        ["ask_hours", "ask_requirement"],
        ("hours", 36),
        ["90 学时"],
    ),
    ("nm-hhht", "评中级看哪几年？评初级又看哪年？", ["ask_review", "ask_review"], ("hours", 210), ["90 学时"]),
    (
        "xj",
        "今年要学多少学时？公需单独几个？",
        ["ask_requirement", "ask_requirement"],
        ("hours", 90),
        ["公需科目不少于 30"],
    ),
    ("xj-city", "高研班3天给多少学时？养老金怎么领？", ["ask_hours", "out_of_scope"], ("hours", 36), ["养老金怎么领"]),
]


@pytest.mark.parametrize(("region", "text", "parts", "decided", "words"), BOTH)
def test_both_are_answered(
    talk: Start, region: str, text: str, parts: list[str], decided: tuple[str, Any], words: list[str]
) -> None:
    reply = talk(region, "2022-06-01").say(text, parts[0], parts=parts)
    assert (reply["status"], reply["decision"]["outcome"], reply["decision"]["hours"]) == ("answered", *decided)
    assert all(word in reply["text"] for word in words)
    assert len(reply["parts"]) == 2 and reply["summary"].count("关于“") == 2
    cited = [c["clause"] for part in reply["parts"] for c in part["citations"]]
    assert {c["clause"] for c in reply["citations"]} == set(cited)


@pytest.mark.parametrize(("region", "text", "parts", "decided", "words"), BOTH)
def test_every_figure_has_its_origin(
    dialogue: Dialogue, talk: Start, region: str, text: str, parts: list[str], decided: object, words: object
) -> None:
    with recorded() as record:
        reply = talk(region, "2022-06-01").say(text, parts[0], parts=parts)
    audit = TextAudit(dialogue.kb)
    assert audit.faults(reply, [text], date(2022, 6, 1), tuple(record.taken)) == []
    wrong = {**reply, "text": reply["text"].replace("学时", "学时另加 7 学时", 1)}
    assert audit.faults(wrong, [text], date(2022, 6, 1), tuple(record.taken))


def test_what_is_asked_twice_is_answered_once(talk: Start) -> None:
    reply = talk("bt").say("平台打不开了找谁？热线是多少？", "ask_platform", parts=["ask_platform", "ask_contact"])
    assert "关于“" not in reply["text"] and "400-806-8255" in reply["text"]


@pytest.mark.parametrize(
    ("text", "intent", "hours"),
    [
        ("换成自治区级的呢？另外要交什么材料", "inform", 30),
        ("要是5天呢？还有要交什么材料", "ask_hours?", 60),
    ],
)
def test_a_follow_up_beside_another_question(talk: Start, text: str, intent: str, hours: int) -> None:
    chat = talk()
    chat.say("全国性学术会议3天给多少学时")
    reply = chat.say(text, "ask_evidence", parts=[intent, "ask_evidence"])
    assert reply["decision"]["hours"] == hours and "证明材料" in reply["text"] and len(reply["parts"]) == 2


def test_what_is_asked_for_without_a_word_of_asking(talk: Start) -> None:
    reply = talk("bt").say("网址给我一个，打不开的话该找哪个电话", "ask_contact", parts=["ask_platform", "ask_contact"])
    assert all(word in reply["text"] for word in ("xjbt.yxlearning.com", "400-806-8255"))


def test_the_same_kind_is_one_question(talk: Start) -> None:
    text = "公需课要几学时，专业课又要几学时"
    reply = talk("xj").say(text, "ask_requirement", parts=["ask_requirement", "ask_requirement"])
    assert (reply["decision"]["hours"], "parts" in reply) == (90, False)


@pytest.mark.parametrize(
    ("text", "second"),
    [("高研班3天给多少学时，数字是多少", "out_of_scope"), ("评中级看哪几年，总数多少", "ask_requirement")],
)
def test_what_leans_on_the_first_question_is_none_of_its_own(talk: Start, text: str, second: str) -> None:
    first = "ask_hours" if "高研班" in text else "ask_review"
    reply = talk("nm-hhht", "2022-06-01").say(text, first, parts=[first, second])
    assert "parts" not in reply and reply["status"] == "answered"


def test_what_nothing_is_found_for_belongs_to_the_first(talk: Start) -> None:
    text = "学术讲座要留什么证明材料，月亮上能登记吗"
    reply = talk().say(text, "ask_evidence", parts=["ask_evidence", "ask_deadline"])
    assert "parts" not in reply and reply["decision"]["outcome"] == "lookup"


def test_an_unsure_question_behind_a_comma_belongs_to_the_first(talk: Start) -> None:
    text = "学术会议有没有学时，给几个"
    reply = talk().say(text, parts=["ask_hours", "ask_ways?"])
    assert reply["ask_for"][0] == "level" and "parts" not in reply


def test_an_unsure_question_of_its_own_is_left_for_its_own_turn(talk: Start) -> None:
    text = "全国学术会议3天给多少学时？另外有效期多久？"
    reply = talk().say(text, parts=["ask_hours", "ask_deadline?"])
    assert reply["decision"]["hours"] == 36
    assert reply["buttons"][-1] == {"title": "有效期多久", "text": "有效期多久"}
    assert "“有效期多久”" in reply["text"]


def test_what_misses_a_fact_comes_last_and_is_taken_up(talk: Start) -> None:
    chat = talk()
    reply = chat.say("培训班5天多少学时？要交什么材料？", parts=["ask_hours", "ask_evidence"])
    assert (reply["status"], reply["ask_for"][0]) == ("need_info", "organizer")
    assert reply["buttons"] and reply["text"].endswith("请问是谁举办的？")
    assert "结业证" in reply["text"]
    assert chat.say("大学办的", "inform")["decision"]["hours"] == 40


def test_questions_wait_for_the_place(talk: Start) -> None:
    chat = talk(region=None)
    asked = chat.say("每年要多少学时？平台网址是什么？", "ask_requirement", parts=["ask_requirement", "ask_platform"])
    assert (asked["ask_for"], asked["text"].count("？")) == (["region"], 1)
    reply = chat.say("我在兵团", "inform")
    assert reply["decision"]["hours"] == 90 and "xjbt.yxlearning.com" in reply["text"]
    assert not chat.frame["waiting"]


def test_a_place_in_the_second_question_is_that_of_both(talk: Start) -> None:
    reply = talk(region=None).say(
        "每年要多少学时？兵团的平台网址是什么？", "ask_requirement", parts=["ask_requirement", "ask_platform"]
    )
    assert (reply["own_region"], reply["decision"]["hours"]) == ("bt", 90)


def test_a_follow_up_goes_on_with_the_figure(talk: Start) -> None:
    chat = talk()
    chat.say("高研班3天给多少学时？登记表交到哪里？", parts=["ask_hours", "ask_procedure"])
    assert chat.say("那5天呢", "inform")["decision"]["hours"] == 60
    clauses = chat.say("依据哪一条", "ask_clause")["citations"]
    assert clauses and all(c["clause"].startswith("xj-city-2022") for c in clauses)
