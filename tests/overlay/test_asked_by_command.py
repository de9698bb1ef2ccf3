"""A made-up county's notice, laid over from a folder outside the repository and asked through `xueshi ask`: its rates,
its ages, its deadline, its new words; other places answer as before; nothing is trained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import TODAY, batch, state_of_the_model, xueshi

#: Conversation → region and turns; each turn with outcome, hours and a clause that it must cite.
ASKED: dict[str, tuple[str | None, list[tuple[str, str | None, float | None, str | None]]]] = {
    "a place that no notice of the project names, and a word that none has": (None, [
        ("我在清河县，田间学校去了三天折多少学时", "hours", 21, "qh-2025#二/二"),
        ("那5天呢", "hours", 35, "qh-2025#二/二"),
        ("不对，是两天半", "hours", 17.5, "qh-2025#二/二"),
        ("学术会议8天呢", "hours", 30, "qh-2025#二/一"),
    ]),
    "another of its words, and a fact that has to be asked": ("qh", [
        ("参加岗位练兵算多少学时", None, None, None),
        ("县级的", "hours", 10, "qh-2025#二/三"),
        ("地区级的呢", "hours", 20, "qh-2025#二/三"),
    ]),
    "its own requirement": (None, [("清河县一年要多少学时", "hours", 72, "qh-2025#一/p1")]),
    "its own multiple": ("qh", [("给培训班讲课10学时算多少", "hours", 15, "qh-2025#二/四")]),
    "its own ages": ("qh", [
        ("男59岁评职称还要学时吗", "exempt", None, "qh-2025#三/一"),
        ("那55岁呢", "reduced", 72, "qh-2025#三/四"),
        ("40岁呢", "not_met", None, "qh-2025#三/四"),
    ]),
    "its own deadline": ("qh", [("学时申报几号截止", "lookup", None, "qh-2025#三/二")]),
    "a figure that it hands to a document not held": ("qh", [
        ("发表论文一篇算多少", "set_elsewhere", None, "qh-2025#二/六"),
    ]),
    "its word in a place that does not have it": ("bt", [("田间学校去了三天折多少学时", "not_listed", None, None)]),
    "another place": ("xj-city", [("全国学术会议3天", "hours", 36, "xj-city-2022#附件3/4")]),
    "another place, then the county": ("xj-city", [
        ("全国学术会议3天", "hours", 36, "xj-city-2022#附件3/4"),
        ("那我在清河县呢", "hours", 15, "qh-2025#二/一"),
    ]),
}
TURNS = [(name, at, *turn) for name, (_, turns) in ASKED.items() for at, turn in enumerate(turns)]


@pytest.fixture(scope="module")
def answers(model: None, outside: Path) -> Iterator[dict[str, list[Any]]]:
    before = state_of_the_model()
    assert before, "no model: run make setup"
    yield batch({name: (region, [turn[0] for turn in turns]) for name, (region, turns) in ASKED.items()},
                outside / "qinghe", outside)
    assert state_of_the_model() == before, "asking wrote to models/"


@pytest.mark.parametrize(("name", "at", "text", "outcome", "hours", "clause"), TURNS,
                         ids=[f"{name}: {text}" for name, _, text, *_ in TURNS])
def test_a_turn(answers: dict[str, list[Any]], name: str, at: int, text: str, outcome: str | None, hours: float | None,
                clause: str | None) -> None:
    result = answers[name][at]
    assert (result["decision"]["outcome"], result["decision"]["hours"]) == (outcome, hours), result["text"]
    assert clause is None or clause in [citation["clause"] for citation in result["citations"]]


def test_what_is_missing_is_asked_for(answers: dict[str, list[Any]]) -> None:
    result = answers["another of its words, and a fact that has to be asked"][0]
    assert (result["status"], result["ask_for"]) == ("need_info", ["level"])


def test_every_figure_is_cited_from_the_countys_text(answers: dict[str, list[Any]]) -> None:
    result = answers["its own requirement"][0]
    assert [(c["clause"], c["quote"]) for c in result["citations"]] == [
        ("qh-2025#一/p1", "累计不少于72学时"), ("qh-2025#一/p1", "公需科目不少于24学时"),
        ("qh-2025#一/p1", "专业科目不少于48学时")]
    assert result["decision"]["by_subject"] == {"public": 24, "professional": 48}
    assert "《关于做好清河县2025年专业技术人员继续教育工作的通知》（清河县，2025-01-10）" in result["text"]


def test_other_places_answer_as_without_the_folder(answers: dict[str, list[Any]], outside: Path) -> None:
    run = xueshi("ask", "全国学术会议3天", "--region", "xj-city", "--today", TODAY, "--json", cwd=outside)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == answers["another place"][0]


def test_one_question_with_the_folder_named_by_the_environment(model: None, outside: Path) -> None:
    before = state_of_the_model()
    words = ("田间学校去了三天折多少学时", "--region", "qh", "--today", TODAY)
    run = xueshi("ask", *words, cwd=outside, kb=outside / "qinghe")
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, "3天田间学校实训可计 21 学时。"), run.stderr
    assert state_of_the_model() == before


def test_without_the_folder_the_county_is_not_known(model: None, outside: Path) -> None:
    run = xueshi("ask", "田间学校去了三天折多少学时", "--region", "qh", "--today", TODAY, cwd=outside)
    assert (run.returncode, run.stdout) == (2, "")
    assert "unknown region 'qh'; regions: xj, xj-city" in run.stderr


def test_nothing_is_left_in_the_folder(answers: dict[str, list[Any]], outside: Path) -> None:
    left = sorted(path.name for path in (outside / "qinghe").rglob("*") if path.is_file())
    assert left == ["kb.yml", "qh-2025.txt", "rules.yml"]
