"""Behind an answer stands what to do next, in words that a clause holds; what is still missing needs none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase

STEPS = [
    ("xj-city", "科研院所的培训班4天算多少学时", "ask_hours", "培训证、结业证或合格证"),
    ("xj-city", "地州市级学术会议2天,高研班2天,一共算多少", "ask_hours", "研修班颁发的"),
    ("bt", "兵团级学术会议2天没读论文算多少", "ask_hours", "通过专技平台计入"),
    ("nm-hhht", "去外地参加论坛两天算多少学时", "ask_hours", "属地人力资源社会保障部门核定"),
    ("xj-aks", "发明专利算多少学时", "ask_hours", "继续教育专业科目学时认定"),
    ("xj", "培训班两天算多少学时", "ask_hours", "请咨询自治区人力资源和社会保障厅"),
    ("bt", "每年要多少学时", "ask_requirement", "告诉我各科目已经完成多少学时"),
    ("nm-hhht", "评中级要多少学时", "ask_review", "告诉我各年度、各科目已经完成多少学时"),
]
NONE = [
    ("nm-hhht", "女,52岁,评副高还要学时吗", "ask_exemption"),
    ("bt", "支教6个月算多少学时", "ask_hours"),
    ("bt", "公需学了10学时还差多少", "ask_remaining"),
    ("xj-city", "三天学术会议算多少学时", "ask_hours"),
]


def today(region: str) -> str:
    return "2022-06-01" if region == "nm-hhht" else "2025-06-01"


@pytest.mark.parametrize(("region", "text", "intent", "says"), STEPS)
def test_the_next_step_is_told(talk: Callable[..., Any], region: str, text: str, intent: str, says: str) -> None:
    result = talk(region, today(region)).say(text, intent)
    step = next(note for note in result["notes"] if note.startswith("接下来："))
    assert says in step and step in result["text"].split("\n") and "接下来" not in result["summary"]


@pytest.mark.parametrize(("region", "text", "intent"), NONE)
def test_no_step_where_there_is_none(talk: Callable[..., Any], region: str, text: str, intent: str) -> None:
    assert "接下来" not in talk(region, today(region)).say(text, intent)["text"]


def test_a_step_rests_on_words_that_are_cited(talk: Callable[..., Any]) -> None:
    cited = talk("xj-city").say("讲课10课时算多少学时")["citations"]
    assert any("备课记录" in citation["quote"] for citation in cited)


def test_every_step_rests_on_a_quote_of_its_clause(kb: KnowledgeBase) -> None:
    for held in (held for held in kb.lookups if held.lookup.step):
        for part in held.lookup.answer:
            assert count_quote(kb.clause_text(part.clause or "") or "", part.quote)
