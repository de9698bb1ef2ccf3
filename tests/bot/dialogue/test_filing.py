"""Claims filled in by talking. Whole conversations through the real agent stand in tests/golden/filing.jsonl; here the
turns on the way: what is asked, what is kept, what is given up. The intent is given; the facts are heard."""

from __future__ import annotations

import json
from typing import Any, Callable

import pytest

from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase

TODAY = "2025-11-21"


@pytest.fixture
def chat(talk: Callable[..., Any]) -> Callable[..., Any]:
    return lambda region="xj-city", today=TODAY: talk(region, today)


def asked(reply: dict[str, Any]) -> tuple[str, str, list[str]]:
    return reply["status"], reply["intent"], reply["ask_for"]


def test_one_question_after_the_other_and_the_form_at_the_end(chat: Callable[..., Any], kb: KnowledgeBase) -> None:
    say = chat("bt").say
    assert asked(say("帮我报一个学术会议", "file_claim")) == ("need_info", "file_claim", ["level"])
    assert say("全国的", "inform")["ask_for"][0] == "days"
    assert say("三天", "inform")["ask_for"][0] == "presented"
    dates = say("没有读论文", "inform")
    assert asked(dates) == ("need_info", "file_claim", ["dates"]) and "form" not in dates
    card = say("10月13号到15号", "inform")
    assert (card["status"], card["intent"], card["decision"]["hours"]) == ("form", "file_claim", 18)
    assert card["form"] == {
        "kind": "recognition", "region": "bt", "year": 2025, "title_level": None, "person": {},
        "activities": [{"activity": "academic_conference", "level": "national", "days": 3, "presented": False,
                        "start": "2025-10-13", "end": "2025-10-15"}],
    }  # fmt: skip
    assert json.loads(json.dumps(card["form"])) == card["form"]
    assert all(count_quote(kb.clause_text(c["clause"]) or "", c["quote"]) for c in card["citations"])
    assert card["citations"][-1]["clause"] == "bt-2019#附件/p1" and "链接" in card["text"]


@pytest.mark.parametrize(
    ("region", "activity", "papers"),
    [
        ("xj-city", "高校培训班3天", "需提供举办单位发放的培训证、结业证或合格证等相关证明材料"),
        ("xj-city", "全国学术会议3天", "需提供参加讲座、会议的相关证明材料"),
        ("xj-aks", "全国学术会议3天", "按要求上传相关佐证材料"),
        ("nm-hhht", "高研班3天", "可依据相关证书"),
        ("nm-hhht", "培训班3天", "没有逐项写明"),
    ],
)
def test_the_papers_are_those_of_the_clause_that_counts_it(
    chat: Callable[..., Any], region: str, activity: str, papers: str
) -> None:
    assert papers in chat(region).say(f"帮我报{activity}，10月13号到15号", "file_claim")["text"]


def test_nothing_is_filed_where_no_notice_names_who_reviews_it(chat: Callable[..., Any]) -> None:
    reply = chat("xj").say("帮我申报学时", "file_claim")
    assert reply["status"] == "answered" and "form" not in reply and "没有写明学时认定由谁审核" in reply["text"]


def test_what_the_chain_does_not_take(chat: Callable[..., Any]) -> None:
    reply = chat("xj-aks").say("帮我报公需科目的网课", "file_claim")
    assert "form" not in reply and "自动登记学时" in reply["text"]
    assert "aks-2025#五/p1" in [citation["clause"] for citation in reply["citations"]]


def test_an_interruption_is_answered_and_changes_nothing(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报全国会议3天", "file_claim")
    other = talk.say("要是自治区级的5天算多少")
    assert (other["intent"], other["decision"]["hours"]) == ("ask_hours", 50) and "继续申报" in other["text"]
    assert {"title": "继续申报", "text": "继续申报"} in other["buttons"]
    assert talk.say("继续申报", "file_claim")["ask_for"] == ["dates"]
    card = talk.say("10月13号到15号", "inform")
    assert card["form"]["activities"][0]["level"] == "national" and card["decision"]["hours"] == 36


def test_the_answer_to_the_pending_question_goes_on(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报学术会议3天", "file_claim")
    assert talk.say("那要什么材料", "ask_evidence")["decision"]["outcome"] == "lookup"
    assert talk.say("全国的", "inform")["ask_for"] == ["dates"]


def test_another_place_asked_about_in_between_is_not_that_of_the_claim(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报学术会议3天", "file_claim")
    talk.say("公需课每年多少学时", "ask_requirement")
    assert talk.say("那兵团呢", "inform")["region"] == "bt"
    reply = talk.say("继续申报", "file_claim")
    assert (reply["region"], reply["own_region"]) == ("xj-city", "xj-city")


def test_where_somebody_belongs_is_that_of_the_claim(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报学术会议3天", "file_claim")
    talk.say("公需课每年多少学时", "ask_requirement")
    talk.say("我是兵团的", "inform")
    assert talk.say("继续申报", "file_claim")["region"] == "bt"


def test_given_up_it_is_forgotten(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报学术会议3天", "file_claim")
    reply = talk.say("算了不报了", "deny")
    assert (reply["status"], reply["intent"]) == ("chitchat", "file_claim") and talk.frame["filing"] == {}
    assert "继续申报" not in talk.say("学时不足能补学吗", "ask_makeup")["text"]


@pytest.mark.parametrize(
    ("days", "ask_for", "said"),
    [
        ("10月13号到16号", "days", "3 天"),
        ("10月13号到14号", "dates", "没有这么多天"),
        ("10月15号到13号", "dates", "早于"),
        ("上个月", "dates", "上个月"),
    ],
)
def test_days_that_do_not_go_with_the_length(chat: Callable[..., Any], days: str, ask_for: str, said: str) -> None:
    talk = chat()
    talk.say("帮我报全国会议3天", "file_claim")
    reply = talk.say(days, "inform")
    assert asked(reply) == ("need_info", "file_claim", [ask_for]) and said in reply["text"]


def test_a_length_that_was_confirmed_is_not_asked_again(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报全国会议3天", "file_claim")
    talk.say("10月13号到16号", "inform")
    card = talk.say("3天", "inform")
    assert (card["status"], card["decision"]["hours"]) == ("form", 36)
    assert card["form"]["activities"][0]["end"] == "2025-10-16"


def test_days_may_be_left_to_the_form(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报全国会议3天", "file_claim")
    card = talk.say("记不清了", "inform")
    assert card["status"] == "form" and {"start", "end"}.isdisjoint(card["form"]["activities"][0])


@pytest.mark.parametrize("when", ["下周", "下个月要开", "明天"])
def test_what_is_still_to_come_is_not_filed(chat: Callable[..., Any], when: str) -> None:
    reply = chat().say(f"帮我报{when}的全国会议3天", "file_claim")
    assert reply["status"] == "answered" and "form" not in reply and "还没有结束" in reply["text"]
    assert reply["decision"]["hours"] is None


def test_the_notice_in_force_on_the_day_decides(chat: Callable[..., Any]) -> None:
    """The city's notice holds from 1 July 2022; before, the region's notice leaves the figure to others."""
    outcomes = []
    for days in ("2022年7月4号到6号", "2022年6月6号到8号"):
        card = chat().say(f"帮我报{days}的全国学术会议3天", "file_claim")
        assert card["form"]["year"] == 2022
        outcomes.append((card["decision"]["outcome"], card["decision"]["hours"]))
    assert outcomes == [("hours", 36), ("set_elsewhere", None)]


def test_an_exemption_asks_for_the_post_and_whether_it_goes_on(chat: Callable[..., Any]) -> None:
    talk = chat()
    first = talk.say("我要申请免试", "file_claim")
    assert first["ask_for"] == ["post"] and "南疆学前教育支教" in [button["text"] for button in first["buttons"]]
    second = talk.say("支教", "inform")
    assert second["ask_for"] == ["still_in_post"] and len(second["buttons"]) == 2
    card = talk.say(second["buttons"][0]["text"], "inform")
    assert (card["form"]["kind"], card["form"]["person"]) == ("exemption", {"still_in_post": True})
    assert "xj-city-2022#附件2/注/1" in [citation["clause"] for citation in card["citations"]]


def test_of_the_person_only_what_a_rule_looks_at_goes_along(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("我是女的，46岁，评副高，公需学了30学时，还差多少学时", "ask_remaining")
    card = talk.say("帮我报全国会议3天，10月13号到15号", "file_claim")
    assert card["form"]["person"] == {} and card["form"]["title_level"] == "associate_senior"


def test_personal_fields_are_for_the_form(chat: Callable[..., Any]) -> None:
    talk = chat()
    talk.say("帮我报全国会议3天", "file_claim")
    reply = talk.say("我叫张三，身份证号是", "inform")
    assert "张三" not in reply["text"] and "form" not in reply
    assert "张三" not in json.dumps(talk.frame, ensure_ascii=False)


def test_a_number_of_a_claim_is_never_said_back(chat: Callable[..., Any]) -> None:
    reply = chat().say("R261121-7KQ3M4批了没", "out_of_scope")
    assert (reply["status"], reply["intent"]) == ("login_required", "claim_status")
    assert "7KQ3M4" not in json.dumps(reply, ensure_ascii=False)


def test_the_same_turns_give_the_same_frames(chat: Callable[..., Any]) -> None:
    turns = [
        ("帮我报两个：全国会议3天和自治区级讲座1天", "file_claim"),
        ("10月13号到15号", "inform"),
        ("5天算多少", "ask_hours"),
        ("继续申报", "file_claim"),
        ("10月20号", "inform"),
        ("第二个不报了", "out_of_scope"),
    ]
    talks = [chat(), chat()]
    for text, intent in turns:
        assert talks[0].say(text, intent) == talks[1].say(text, intent)
    assert json.dumps(talks[0].frame) == json.dumps(talks[1].frame)
    assert [a["activity"] for a in talks[0].results[-1]["form"]["activities"]] == ["academic_conference"]
