"""Conversations about hours still missing: records over several turns, corrections, open cells, and no record at all.

Worked out by hand from hhht-2022#二/一 (high and middle: 2020 公需, 2021 and 2022 both; junior: 2022), 二/二, 三/一 and
三/七, and each year's 公需 30 and 专业 60 of the notices named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

HHHT, AKS, CITY, XJ, BT = "nm-hhht", "xj-aks", "xj-city", "xj", "bt"
DAY = {HHHT: "2022-06-01", AKS: "2025-06-01", CITY: "2025-06-01", XJ: "2023-06-01", BT: "2025-06-01"}
FULL = "2020年公需30,2021年公需30专业42,2022年公需30专业60,评副高还差多少?"


@dataclass(frozen=True)
class Case:
    """Turns ("text#intent", the intent ask_remaining where none is written) and what the last answer is."""

    region: str
    turns: tuple[str, ...]
    hours: float | None = None
    outcome: str | None = "hours"
    public: float | None = None
    professional: float | None = None
    asks: str | None = None
    open: tuple[tuple[int, str], ...] = ()
    says: str = ""


def missing(region: str, *turns: str, public: float = 0, professional: float = 0) -> Case:
    return Case(region, turns, public + professional, "hours", public, professional)


def asking(region: str, *turns: str, open: tuple[tuple[int, str], ...], says: str = "") -> Case:
    return Case(region, turns, None, None, asks="record", open=open, says=says)


P20, P21, Q21, P22, Q22 = (
    (2020, "public"), (2021, "public"), (2021, "professional"), (2022, "public"), (2022, "professional"),
)  # fmt: skip
ALL = (P20, P21, Q21, P22, Q22)

CASES = [
    # A whole record in one sentence.
    missing(HHHT, FULL, professional=18),
    missing(HHHT, "评中级,2020年公需20,2021年都修满了,2022年公需30专业45.5,还差多少", public=10, professional=14.5),
    missing(HHHT, "评正高,2020到2022年公需每年30,专业每年50,够不够", professional=20),
    missing(HHHT, "评中级,公需2020年30,2021年30,2022年20,专业2021年60,2022年40,还差多少", public=10, professional=20),
    missing(HHHT, "2020年公需30、2021年公需30专业60、2022年公需30专业80,能评副高吗#ask_review"),
    missing(HHHT, "2020年公需90,2021年都没学,2022年都齐了,评副高还差多少", public=30, professional=60),
    missing(HHHT, "评副高,2020年公需三十学时,2021年三十课时公需,六十课时专业,2022年一分没有,还差几个学时",
            public=30, professional=60),
    missing(HHHT, "硕士认定中级,2021年公需20,专业差5,2022年都修完了,还缺多少", public=10, professional=5),
    missing(HHHT, "公需修完了,专业课才30,评初级还差几个学时", professional=30),
    # A third of each cell: 10 and 20.
    missing(HHHT, "男52岁评高级,2020年公需5,2021年都齐了,2022年公需10专业0,还差多少", public=5, professional=20),
    # Over several turns.
    missing(HHHT, "评副高还差多少学时", "2020年公需30#inform", "2022年呢?公需30,专业50#inform",
            "21年专业课差了10个#inform", "公需都齐了#inform", professional=20),
    missing(HHHT, "评副高要哪几年的学时#ask_review", "2020年公需30,2021年公需30专业42,2022年都齐了#inform",
            professional=18),
    missing(HHHT, FULL, "那评正高呢#inform", professional=18),
    missing(HHHT, FULL, "那评初级呢#inform"),
    missing(HHHT, "2022年公需30专业45,还差多少", "那评初级呢#ask_review", "还差多少", professional=15),
    missing(HHHT, "评副高还差多少", "要什么材料#ask_evidence", "2020到2022年都齐了#inform"),
    # Corrections.
    missing(HHHT, FULL, "不对,2021年专业是48#correct", professional=12),
    missing(HHHT, FULL, "2021年专业改成60#correct"),
    missing(HHHT, FULL, "那2021年专业要是55呢#inform", professional=5),
    missing(HHHT, FULL, "说错了,2022年专业一点没学#correct", professional=78),
    missing(HHHT, FULL, "不对,2021年专业是48#correct", "应该是50#correct", professional=10),
    missing(HHHT, FULL, "不对,专业是48#correct", "2021年的#inform", professional=12),
    missing(HHHT, FULL, "不对,2021年专业没修完#correct", "45#inform", professional=15),
    # Answers to the question for open cells.
    missing(HHHT, "2020年公需30,2021年公需30,2022年公需30专业60,评中级差多少", "60#out_of_scope"),
    missing(HHHT, "2020年公需30,2021年公需30,2022年公需30专业60,评中级差多少", "差12#inform", professional=12),
    missing(HHHT, "2020年公需30,2021年公需30,2022年公需30专业60,评中级差多少", "齐了#affirm"),
    missing(HHHT, "2020年公需20,2021年专业50,2022年专业60,评中级差多少", "都是30#inform", public=10, professional=10),
    missing(HHHT, "2020年公需20,2021年专业50,2022年专业60,评中级差多少", "公需都齐了#inform",
            public=10, professional=10),
    missing(HHHT, "2020年公需30,2021年公需30,2022年公需30,评中级差多少", "42和60#inform", professional=18),
    missing(HHHT, "评副高还差多少", "都没学#deny", public=90, professional=120),
    missing(HHHT, "评初级还差多少", "公需30专业45#inform", professional=15),
    # Cells that nobody stated are asked for, never taken as nothing.
    asking(HHHT, "评副高还差多少", open=ALL,
           says="还需要知道：2020 年公需科目、2021 年公需科目和专业科目、2022 年公需科目和专业科目各完成了多少学时？"),
    asking(HHHT, "我2021年只学了公需30个学时,2022年都齐了,评中级还差多少", open=(P20, Q21)),
    asking(HHHT, "评副高,公需30专业60,还差多少", open=(P20, P21, Q21), says="已记下：2022 年公需科目 30 学时"),
    asking(HHHT, "评副高,2021年90学时,2022年60学时,2020年公需30,还差多少", open=(P21, Q21, P22, Q22)),
    asking(HHHT, "评副高,2021年公需大概30,专业42,2020和2022年都齐了,还差多少", open=(P21,)),
    asking(HHHT, "2020年公需30,2021年公需20专业60,2022年都齐了,评副高差多少", "不对,2021年公需没修完#correct",
           open=(P21,)),
    asking(HHHT, "评副高还差多少", "30#out_of_scope", open=ALL),
    asking(HHHT, "男52岁评高级,2020年公需20,2021年公需都齐了专业差10,2022年都没学,还差多少", open=(Q21,)),
    asking(HHHT, "评副高,2021年专业差100,其余每年都齐了,还差多少", open=(Q21,)),
    Case(HHHT, (FULL, "不对,专业是48#correct"), None, None, asks="record", says="哪一年"),
    Case(HHHT, (FULL, "不对,是45#correct"), None, None, asks="record", says="哪一年、哪个科目"),
    Case(HHHT, ("评职称还差多少,2021年公需30",), None, None, asks="title_level"),
    # One year, as before; 齐了 and 差 of it.
    missing(HHHT, "公需修完了,专业才30,今年还差多少", professional=30),
    missing(HHHT, "今年公需的30弄完了,专业课目前45,还差几个", professional=15),
    missing(HHHT, "我今年专业还差10个学时,公需学完了,一共差多少", professional=10),
    Case(CITY, ("我专业科目已经认了36学时,今年还差多少才达标",), 24, professional=24),
    missing(CITY, "今年还差多少", "公需30#inform", "都齐了#inform"),
    missing(CITY, "今年还差多少", "公需一分没学#inform", "专业差15#inform", public=30, professional=15),
    missing(CITY, "公需没学,专业满了,今年还要学多少", public=30),
    missing(XJ, "2021年公需20专业60,还差多少", "2022年呢?公需30,专业50#inform", professional=10),
    missing(HHHT, FULL, "今年还差多少"),
    missing(HHHT, "2021年公需30专业48,评副高还差多少", "今年还差多少", "公需30专业40#inform", professional=20),
    # Several years without a review.
    missing(XJ, "2021年公需30专业42,2022年公需20专业60,还差多少", public=10, professional=18),
    Case(XJ, ("2021年公需30,2022年公需20,还差多少",), 10, public=10),
    Case(XJ, ("2020年公需30专业42,2022年公需30专业50,还差多少",), None, "not_listed", says="2020 年没有收录"),
    missing(CITY, "评副高,2023年公需30专业50,2024年公需30专业60,还差多少", professional=10),
    # Certificates are demanded, the hours are those of each year.
    missing(AKS, "评副高,2021到2024年都齐了,2025年公需30专业20,还差多少", professional=40),
    Case(AKS, ("评职称要传哪几年的证书#ask_review",), None, "lookup"),
    Case(AKS, ("评副高要多少学时#ask_review",), None, "lookup", says="没有写学时数"),
    # What is demanded is asked, nothing is recorded.
    Case(HHHT, ("2022年要求90学时吗#ask_requirement",), 90, public=30, professional=60),
    asking(HHHT, "2022年公需30专业60对吗#ask_requirement", "评初级还差多少", open=(P22, Q22)),
    asking(HHHT, "通知说2022年公需30,专业60#ask_requirement", "评初级还差多少", open=(P22, Q22)),
    asking(HHHT, "评初级还差多少", "2022年要求公需30专业60吗#ask_requirement", "评初级还差多少", open=(P22, Q22)),
    Case(HHHT, ("2020年公需没学,能补学吗#ask_makeup",), None, "not_listed"),
    Case(HHHT, ("报副高,2020那年的专业课我没学,影响评审吗#ask_review",), 210, public=90, professional=120),
    # Somebody else's hours are not mixed with those told before.
    asking(HHHT, "2022年公需30专业45,评初级还差多少", "我同事评初级还差多少", open=(P22, Q22)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "|".join(case.turns))
def test_conversation(talk: Callable[..., Any], case: Case) -> None:
    chat = talk(case.region, DAY[case.region])
    for turn in case.turns:
        text, _, intent = turn.partition("#")
        chat.say(text, intent or "ask_remaining")
    last, decision = chat.results[-1], chat.results[-1]["decision"]
    assert (decision["outcome"], decision["hours"]) == (case.outcome, case.hours), last["text"]
    if case.hours is not None:
        assert decision["by_subject"] == {"public": case.public, "professional": case.professional}
    assert last["ask_for"][:1] == ([case.asks] if case.asks else [])
    if case.open:
        assert [(cell["year"], cell["subject"]) for cell in chat.frame["open"]] == list(case.open)
    assert case.says in last["text"]


def test_there_are_enough_conversations() -> None:
    assert len(CASES) >= 60


def test_a_button_says_the_year_that_was_asked(talk: Callable[..., Any]) -> None:
    chat = talk(HHHT, DAY[HHHT])
    chat.say(FULL, "ask_remaining")
    asked = chat.say("不对,专业是48", "correct")
    assert [button["title"] for button in asked["buttons"]] == ["2020 年", "2021 年", "2022 年"]
    assert chat.say(asked["buttons"][1]["text"], "inform")["decision"]["hours"] == 12


def test_the_frame_keeps_and_forgets_the_record(talk: Callable[..., Any]) -> None:
    chat = talk(HHHT, DAY[HHHT])
    chat.say("2021年公需30,专业差10,2022年都齐了,评副高还差多少", "ask_remaining")
    assert chat.frame["record"] == {
        "2021": {"public": "30", "professional": "short:10"},
        "2022": {"public": "met", "professional": "met"},
    }
    chat.say("换个问题", "reset")
    assert chat.frame["record"] == {} and chat.frame["open"] == []


def test_the_year_of_the_question_is_not_a_year_of_the_record(talk: Callable[..., Any]) -> None:
    chat = talk(HHHT, DAY[HHHT])
    chat.say(FULL, "ask_remaining")
    assert chat.say("今年要多少学时", "ask_requirement")["year"] == 2022
