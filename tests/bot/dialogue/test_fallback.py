"""A message that was not clearly understood: choices, then clauses as printed, then a person; and never in a circle."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Callable, Optional

import pytest

from bot.dialogue.heard import Heard
from bot.dialogue.responder import Dialogue
from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase

Ranking = tuple[tuple[str, float], ...]
#: Two kinds of question that lead to two answers, and neither is likelier by much.
EITHER: Ranking = (("ask_evidence", 0.40), ("ask_responsible", 0.35), ("ask_deadline", 0.15))
SURE: Ranking = (("ask_hours", 0.97), ("out_of_scope", 0.03))


@dataclass
class Unsure:
    """A conversation with the classifier's ranking of each message."""

    dialogue: Dialogue
    find: Callable[..., Any]
    region: Optional[str] = "xj-city"
    frame: Optional[dict[str, Any]] = None

    def say(self, text: str, ranking: Ranking = EITHER) -> dict[str, Any]:
        entities = tuple(self.find(text, date(2025, 6, 1)))
        heard = Heard(text, ranking, json.loads(json.dumps(entities, default=str)), self.region, "2025-06-01")
        reply, frame = self.dialogue.respond(replace(heard, entities=tuple(heard.entities)), self.frame)
        self.frame = json.loads(json.dumps(frame))
        return json.loads(json.dumps(reply))

    def titles(self, reply: dict[str, Any]) -> list[str]:
        return [button["title"] for button in reply["buttons"]]


@pytest.fixture
def unsure(dialogue: Dialogue, entities: Any) -> Callable[..., Unsure]:
    return lambda region="xj-city": Unsure(dialogue, entities, region)


def test_choices_are_offered(unsure: Callable[..., Unsure]) -> None:
    talk = unsure()
    reply = talk.say("我们单位学时登记的那一摊")
    assert (reply["status"], reply["ask_for"]) == ("need_info", ["intent"])
    assert reply["decision"]["outcome"] is None and not reply["citations"]
    titles = talk.titles(reply)
    assert 2 <= len(titles) <= 5 and titles[-1] == "都不是"
    assert all(button["title"] == button["text"] for button in reply["buttons"])
    assert reply["own_region"] == "xj-city"


def test_the_activity_is_in_the_choices(unsure: Callable[..., Unsure]) -> None:
    ranking = (("ask_evidence", 0.40), ("ask_hours", 0.38))
    titles = unsure().titles(unsure().say("全国学术会议，就是那个", ranking))
    assert any("全国性学术会议" in title and "学时" in title for title in titles)


@pytest.mark.parametrize("take", [lambda titles: titles[1], lambda titles: "2", lambda titles: "第二个"])
def test_a_choice_is_understood_for_sure(unsure: Callable[..., Unsure], take: Any) -> None:
    """Whatever the classifier makes of its words, and with the facts of the first message."""
    talk = unsure()
    titles = talk.titles(talk.say("我们单位学时登记的那一摊"))
    reply = talk.say(take(titles), (("greet", 0.99),))
    assert reply["status"] == "answered" and reply["intent"] == "ask_responsible"
    assert talk.frame is not None and not talk.frame["unsure"]


def test_the_facts_stay_for_a_question_that_is_typed(unsure: Callable[..., Unsure]) -> None:
    talk = unsure()
    assert talk.say("全国学术会议，就是那个", (("ask_evidence", 0.40), ("ask_hours", 0.38)))["ask_for"] == ["intent"]
    reply = talk.say("3天算多少学时", SURE)
    assert reply["decision"]["outcome"] == "hours" and reply["decision"]["hours"] == 36


def test_none_of_these_shows_clauses_as_printed(unsure: Callable[..., Unsure], kb: KnowledgeBase) -> None:
    talk = unsure()
    talk.say("我们单位学时登记的那一摊")
    reply = talk.say("都不是", (("deny", 0.9),))
    assert reply["decision"]["outcome"] == "not_listed" and reply["decision"]["hours"] is None
    assert 1 <= len(reply["citations"]) <= 3
    for citation in reply["citations"]:
        text = kb.clause_text(citation["clause"])
        assert text is not None and count_quote(text, citation["quote"]) and citation["quote"] in reply["text"]
    assert "没有据此计算" in reply["text"] and "2021-07-28" in reply["text"]


def test_after_the_clauses_comes_a_person(unsure: Callable[..., Unsure]) -> None:
    talk = unsure("xj-aks")
    assert talk.say("我们单位学时登记的那一摊")["ask_for"] == ["intent"]
    shown = talk.say("我们单位学时登记的那一摊啊")
    assert shown["decision"]["outcome"] == "not_listed" and shown["citations"]
    reply = talk.say("我们单位学时登记的那一摊呀")
    assert reply["status"] == "handoff"
    assert "阿克苏地区人力资源和社会保障局" in reply["text"] and "2282697" in reply["text"]
    assert talk.titles(reply) == ["转人工"]
    # And from there anew, not on and on.
    assert talk.say("我们单位学时登记的那一摊")["ask_for"] == ["intent"]


def test_where_no_clause_is_near_a_person_is_named_at_once(unsure: Callable[..., Unsure]) -> None:
    talk = unsure("bt")
    assert talk.say("学时那一块我搞不清楚")["ask_for"] == ["intent"]
    reply = talk.say("都不是", (("deny", 0.9),))
    assert reply["status"] == "handoff" and "0991-2890468" in reply["text"] and reply["decision"]["outcome"] is None


def test_a_message_that_is_understood_ends_it(unsure: Callable[..., Unsure]) -> None:
    talk = unsure()
    talk.say("我们单位学时登记的那一摊")
    assert talk.say("3天全国性学术会议算多少学时", SURE)["decision"]["hours"] == 36
    assert talk.say("我们单位学时登记的那一摊")["ask_for"] == ["intent"]


def test_a_no_without_an_offer_is_a_no(unsure: Callable[..., Unsure]) -> None:
    assert unsure().say("都不是", (("deny", 0.95),))["status"] == "chitchat"


def test_without_a_place_the_place_is_asked_first(unsure: Callable[..., Unsure]) -> None:
    talk = unsure(None)
    assert talk.say("我们单位学时登记的那一摊")["ask_for"] == ["region"]
    reply = talk.say("阿克苏", (("inform", 0.95),))
    assert reply["ask_for"] == ["intent"] and reply["region"] == "xj-aks"
    assert talk.say("1", (("inform", 0.9),))["status"] == "answered"


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        # A figure question is complete.
        ("全国性学术会议3天能算多少学时", (("ask_hours", 0.45), ("ask_evidence", 0.40))),
        # An answer in words is asked for as the notice's is.
        ("参加学术会议登记学时要什么证明", (("ask_evidence", 0.45), ("ask_procedure", 0.40))),
        # Sure.
        ("我们单位学时登记的那一摊", (("ask_evidence", 0.80), ("ask_responsible", 0.15))),
        # One answer whichever is meant.
        ("女，51岁，评副高还要学时吗", (("ask_review", 0.5), ("ask_exemption", 0.45))),
    ],
)
def test_nothing_is_offered_where_it_is_clear(unsure: Callable[..., Unsure], text: str, ranking: Ranking) -> None:
    region = "nm-hhht" if "岁" in text else "xj-city"
    assert unsure(region).say(text, ranking)["ask_for"] != ["intent"]


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("这附近的游泳馆周末人多不多", (("ask_deadline", 0.4), ("ask_platform", 0.35), ("out_of_scope", 0.2))),
        ("冰箱不制冷了怎么修", (("ask_procedure", 0.9), ("out_of_scope", 0.1))),
        ("跑车一年要多少保养费", (("ask_requirement", 0.98), ("out_of_scope", 0.02))),
        ("一年要喝几箱牛奶", (("ask_requirement", 0.98), ("out_of_scope", 0.02))),
    ],
)
def test_what_says_nothing_of_ours_gets_no_facts(unsure: Callable[..., Unsure], text: str, ranking: Ranking) -> None:
    reply = unsure("bt").say(text, ranking)
    assert reply["status"] in ("out_of_scope", "need_info") and reply["decision"]["hours"] is None
    assert not reply["citations"]


@pytest.mark.parametrize(
    "text", ["每年要学多少", "全年的标准是多少", "2025年要求多少", "我们一年得修多少", "公需课和专业课一年各多少"]
)
def test_a_bare_question_on_the_year_is_answered(unsure: Callable[..., Unsure], text: str) -> None:
    reply = unsure("bt").say(text, (("ask_requirement", 0.97), ("out_of_scope", 0.03)))
    assert reply["decision"]["outcome"] == "hours"


@pytest.mark.parametrize(("region", "text"), [("bt", "那前年呢"), ("nm-hhht", "正高"), ("nm-hhht", "工程师")])
def test_a_year_or_a_title_alone_is_no_question_yet(unsure: Callable[..., Unsure], region: str, text: str) -> None:
    talk = unsure(region)
    reply = talk.say(text, (("inform", 0.99),))
    assert reply["ask_for"] == ["intent"] and reply["decision"]["hours"] is None
    assert talk.say(reply["buttons"][0]["text"], (("deny", 0.9),))["decision"]["outcome"] == "hours"


def test_a_question_of_the_field_without_a_lookup_shows_clauses(unsure: Callable[..., Unsure]) -> None:
    reply = unsure("nm-hhht").say("继续教育基地的教室面积有要求吗", (("ask_base", 0.4), ("out_of_scope", 0.1)))
    assert reply["status"] == "answered" and reply["citations"]


def test_a_frame_of_before_is_read(unsure: Callable[..., Unsure]) -> None:
    talk = unsure()
    talk.say("3天全国性学术会议算多少学时", SURE)
    assert talk.frame is not None
    talk.frame["unsure"] = {"an older": "shape"}
    assert talk.say("5天呢", (("inform", 0.95),))["decision"]["hours"] == 60
