"""Turns and what they change: asking, filling, correcting, following up. The intent is given; the facts are heard."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.wording import Wording
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.question import Question


def outcome(result: dict[str, Any]) -> tuple[str | None, Any]:
    return result["decision"]["outcome"], result["decision"]["hours"]


def test_one_missing_fact_at_a_time_with_buttons(talk: Callable[..., Any]) -> None:
    chat = talk(region=None)
    first = chat.say("全国学术会议4天能算多少学时")
    assert (first["status"], first["ask_for"]) == ("need_info", ["region"])
    assert {"title": "新疆生产建设兵团", "text": "新疆生产建设兵团"} in first["buttons"]
    second = chat.say("我在兵团", "inform")
    assert (second["status"], second["ask_for"][0]) == ("need_info", "presented")
    assert outcome(chat.say("没有读论文", "inform")) == ("hours", 24)


def test_a_button_says_what_its_fact_needs(talk: Callable[..., Any]) -> None:
    chat = talk()
    asked = chat.say("学术讲座两天能算多少学时")
    for button in asked["buttons"]:
        again = talk()
        again.say("学术讲座两天能算多少学时")
        assert again.say(button["text"], "inform")["decision"]["outcome"] == "hours", button


@pytest.mark.parametrize(
    ("second", "intent", "hours"),
    [
        ("那三天呢", "inform", 36),
        ("说错了,是地州级的", "correct", 16),
        ("不是2天是5天", "correct", 60),
        ("还有高研班1天", "inform", 36),
        ("改成半天", "correct", 6),
        ("那自治区级的呢", "inform", 20),
    ],
)
def test_follow_ups(talk: Callable[..., Any], second: str, intent: str, hours: float) -> None:
    chat = talk()
    assert outcome(chat.say("全国学术会议2天")) == ("hours", 24)
    assert outcome(chat.say(second, intent)) == ("hours", hours)


def test_digression_and_return(talk: Callable[..., Any]) -> None:
    chat = talk()
    chat.say("全国学术会议2天算几学时")
    assert chat.say("学时不足能补学吗", "ask_makeup")["decision"]["outcome"] == "lookup"
    assert outcome(chat.say("刚才那个会要是自治区级的呢", "inform")) == ("hours", 20)


def test_yearly_pool_over_two_turns(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    assert outcome(chat.say("国家级会议5天我宣读了论文")) == ("hours", 36)
    assert outcome(chat.say("今年还开过一个兵团级会议2天没读论文,一共呢")) == ("hours", 40)


def test_review_with_missing_sex(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    asked = chat.say("我54岁参评要学时吗", "ask_review")
    assert asked["ask_for"][0] == "gender" and asked["decision"]["hours"] is None
    assert chat.say("男", "inform")["decision"]["outcome"] == "reduced"


def test_no_sex_is_asked_where_it_does_not_matter(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    assert chat.say("我57岁参评要学时吗", "ask_review")["decision"]["outcome"] == "exempt"


def test_vague_amount_is_asked_about(talk: Callable[..., Any]) -> None:
    chat = talk()
    result = chat.say("全国会议三五天算多少")
    assert (result["status"], result["ask_for"][0]) == ("need_info", "days") and "三五天" in result["text"]
    assert outcome(chat.say("4", "out_of_scope")) == ("hours", 48)


def test_conflicting_days_are_asked_about_then_taken(talk: Callable[..., Any]) -> None:
    chat = talk()
    result = chat.say("会议开了3天还是5天来着,自治区级")
    assert (result["status"], result["ask_for"]) == ("need_info", ["days"])
    assert outcome(chat.say("是5天", "inform")) == ("hours", 50)


@pytest.mark.parametrize("text", ["全国会议-3天算多少", "全国会议100000天算多少", "7月6号到7月3号的全国会议算多少"])
def test_absurd_amounts_get_a_clear_question(talk: Callable[..., Any], text: str) -> None:
    chat = talk()
    result = chat.say(text)
    assert result["status"] == "need_info" and result["decision"]["hours"] is None
    assert outcome(chat.say("全国会议3天算多少")) == ("hours", 36)


def test_not_covered_places_and_years(talk: Callable[..., Any]) -> None:
    assert talk(None).say("深圳的继续教育一年要多少学时", "ask_requirement")["status"] == "not_covered"
    assert talk("nm").say("今年要多少学时", "ask_requirement")["status"] == "not_covered"
    assert talk("xj").say("2019年要多少学时", "ask_requirement")["status"] == "not_covered"
    later = talk("bt").say("2027年要多少学时", "ask_requirement")
    assert later["decision"]["hours"] == 90 and any("2019" in c for c in later["decision"]["caveats"])


def test_clause_of_the_last_answer(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    nothing = chat.say("依据哪一条", "ask_clause")
    assert nothing["status"] == "chitchat"
    chat.say("国家级学术会议2天,我报告了论文")
    result = chat.say("依据哪一条", "ask_clause")
    assert {c["clause"] for c in result["citations"]} == {"bt-2019#附件/二/四"}


def test_comparison_mixes_no_figures(talk: Callable[..., Any]) -> None:
    result = talk("xj-city").say("全国学术会议3天没读论文,兵团和阿克苏哪个算得多", "compare")
    assert result["decision"]["hours"] is None
    assert {c["clause"].split("#")[0] for c in result["citations"]} == {"bt-2019", "aks-2025"}


def test_reset_forgets_all_but_the_place(talk: Callable[..., Any]) -> None:
    chat = talk(None)
    chat.say("我在兵团,国家级会议2天没读论文")
    chat.say("换个问题", "reset")
    assert chat.frame["activities"] == [] and chat.frame["region"] == "bt"


def test_handoff_gives_a_way_to_a_person(talk: Callable[..., Any]) -> None:
    result = talk("xj-aks").say("我要找人工客服", "handoff")
    assert result["status"] == "handoff" and "2282697" in result["text"]


def test_a_broken_frame_begins_anew(talk: Callable[..., Any]) -> None:
    chat = talk()
    chat.frame = {"old": "shape"}
    assert outcome(chat.say("全国会议3天算多少")) == ("hours", 36)


def test_same_question_same_bytes(talk: Callable[..., Any]) -> None:
    assert talk().say("全国会议3天算多少") == talk().say("全国会议3天算多少")


def test_a_correction_within_a_correction_means_the_last_word(talk: Callable[..., Any]) -> None:
    chat = talk()
    assert outcome(chat.say("全国会议三天,不,是三百天,不对是3天", "correct")) == ("hours", 36)


def test_an_impossible_birth_date_is_refused_and_forgotten(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    refused = chat.say("男,1967年2月29日出生,评高级要学时吗", "ask_review")
    assert refused["status"] == "need_info" and "birth" not in refused["text"]
    assert chat.say("1967年2月28日出生", "inform")["decision"]["outcome"] == "exempt"


def test_statements_against_each_other_are_named_in_words(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    asked = chat.say("国家级会议2天,我没有宣读论文,不过我上台报告了论文,多少学时")
    assert asked["ask_for"] == ["presented"] and "没有宣读论文、宣读或报告论文" in asked["text"]
    assert outcome(chat.say(asked["buttons"][0]["text"], "inform")) == ("hours", 12)


def test_what_is_not_met_shows_by_how_much_and_what_applies_instead(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("女，44岁，评副高有减免没有", "ask_exemption")
    assert outcome(result) == ("not_met", None)
    workings = next(line for line in result["text"].splitlines() if line.startswith("算法"))
    own = result["decision"]["trace"][0]["text"]
    assert own in workings and "合计 210 学时" in workings


@pytest.mark.parametrize("text", ["4天", "自治区级的", "没上去念论文", "两门", "国家部委办的，4天"])
def test_a_detail_without_a_question_asks_for_the_activity(talk: Callable[..., Any], text: str) -> None:
    result = talk().say(text, "inform")
    assert (result["status"], result["decision"]["hours"]) == ("need_info", None)
    assert result["ask_for"] == ["activity"]


def test_a_place_alone_is_kept_and_the_question_asked_for(talk: Callable[..., Any]) -> None:
    chat = talk(region=None)
    first = chat.say("兵团的", "inform")
    assert (first["status"], first["region"], first["decision"]["hours"]) == ("chitchat", "bt", None)
    assert chat.say("一年要多少学时", "ask_requirement")["region"] == "bt"


def test_the_figure_asked_for_in_a_sum_belongs_to_its_part(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    asked = chat.say("参加兵团级学术会议3天没读论文，还参加了师市继续教育基地的培训班")
    assert (asked["decision"]["outcome"], asked["ask_for"]) == ("set_by_organizer", ["hours"])
    assert outcome(chat.say("20", "inform")) == ("hours", 32)


def test_a_subject_that_is_done_is_not_that_of_the_training_beside_it(talk: Callable[..., Any]) -> None:
    result = talk().say("公需学完了，又参加了大学办的5天培训班，能算多少学时")
    assert outcome(result) == ("hours", 40) and result["decision"]["by_subject"]["professional"] == 40


@pytest.mark.parametrize("region", ["xj", "xj-aks", "nm-hhht", "bt"])
def test_a_public_course_counts_to_its_own_subject(region: str) -> None:
    kb = load()
    course = {"activity": "remote_training", "course_subject": "public"}
    question = Question("hours", region, 2025, activities=(course,))
    decision = decide(question, kb.book, date(2025, 6, 1))
    said = Wording(kb).decision(decision, [{"activity": "remote_training"}]).text
    assert decision.outcome == "recognized" and "公需科目学时" in said.split("。")[0]
