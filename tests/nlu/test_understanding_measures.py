"""The measures of understanding, on small cases whose figures are known beforehand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bot.evaluation.calibration import accepted_at, calibration_error
from bot.evaluation.entities import by_kind, compare, scores, scores_taken
from bot.evaluation.intents import Named, confusions, right_of, shares
from bot.evaluation.understanding import Seen
from bot.evaluation.understanding_bounds import bounds
from bot.evaluation.understanding_expect import judge, related
from bot.nlu.term_ruler import TermRuler

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from xueshi.main import main

TODAY = "2025-06-01"
SOURCES = {"bt-2019": "…", "xj-2021": "…"}


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def ruler() -> TermRuler:
    return TermRuler()


def named(top: str, confidence: float, *right: str) -> Named:
    return Named(right or ("ask_hours",), ((top, confidence), ("ask_ways", (1 - confidence) / 2)))


def result(outcome: str | None = None, hours: float | None = None, **more: Any) -> dict[str, Any]:
    status = "answered" if outcome else "need_info"
    decision = {"outcome": outcome, "hours": hours, "by_subject": {"public": None, "professional": None}}
    given = {"status": status, "intent": "ask_hours", "text": "", "decision": decision, "citations": [], "ask_for": []}
    return {**given, **more}


def case(expect: dict[str, Any], intent: str = "ask_hours", kinds: tuple[str, ...] = ("plain",)) -> dict[str, Any]:
    return {"id": "x", "text": "…", "region": "bt", "today": TODAY, "kinds": list(kinds), "intent": intent,
            "entities": [], "expect": expect}  # fmt: skip


def cited(*clauses: str) -> list[dict[str, str]]:
    return [{"clause": clause, "quote": "…"} for clause in clauses]


# Intents.


def test_any_right_intent_counts_and_the_first_three_are_looked_at() -> None:
    right = right_of({"intent": "ask_hours", "intents": ["ask_ways", "ask_hours"]})
    assert right == ("ask_hours", "ask_ways")
    ranking = (("greet", 0.4), ("help", 0.3), ("ask_ways", 0.2), ("ask_hours", 0.1))
    assert shares([Named(right, ranking)]) == {"accuracy": 0.0, "top3": 1.0}
    assert shares([Named(("ask_hours",), ranking)]) == {"accuracy": 0.0, "top3": 0.0}


def test_what_the_guard_turns_away_is_named_out_of_scope() -> None:
    assert Named(("out_of_scope",), ()).is_right and not Named(("ask_hours",), ()).is_right
    assert shares([Named(("out_of_scope",), ())]) == {"accuracy": 1.0, "top3": 1.0}


def test_confusions_are_counted_most_frequent_first() -> None:
    seen = [named("ask_ways", 0.9), named("greet", 0.9), named("greet", 0.8), named("ask_hours", 0.9)]
    assert confusions(seen) == [
        {"labelled": "ask_hours", "named": "greet", "times": 2},
        {"labelled": "ask_hours", "named": "ask_ways", "times": 1},
    ]


# Calibration.


def test_calibration_error_is_the_distance_of_confidence_and_accuracy() -> None:
    assert calibration_error([named("ask_hours", 0.75)] * 3 + [named("greet", 0.75)]) == pytest.approx(0.0)
    assert calibration_error([named("greet", 0.95)] * 2) == pytest.approx(0.95)
    assert calibration_error([named("ask_hours", 1.0), named("greet", 0.05)]) == pytest.approx(0.025)
    assert calibration_error([Named(("out_of_scope",), ())]) is None


def test_what_a_threshold_lets_pass() -> None:
    seen = [
        named("ask_hours", 0.9), named("ask_hours", 0.6), named("greet", 0.8),
        named("ask_hours", 0.8, "out_of_scope"), named("out_of_scope", 0.9, "out_of_scope"),
    ]  # fmt: skip
    told = accepted_at(seen, 0.75)
    assert told == {"threshold": 0.75, "taken": 0.8, "wrong": 0.5, "false_accepts": 0.5}
    assert accepted_at(seen, 0.85)["false_accepts"] == 0.0


# Entities.


def found(kb: KnowledgeBase, ruler: TermRuler, text: str, *labels: tuple[str, Any]) -> dict[str, list[str]]:
    parsed = {"text": text, "entities": ruler.find(text, date.fromisoformat(TODAY))}
    entities = [{"entity": kind, "value": value, "text": ""} for kind, value in labels]
    compared = compare({"entities": entities, "today": TODAY}, parsed, kb)
    return {
        "missed": sorted(f"{k}={v}" for k, v in compared.labelled - compared.found),
        "beside": sorted(f"{k}={v}" for k, v in compared.found - compared.labelled),
        "near": ["near"] * compared.near,
    }


RIGHT = {"missed": [], "beside": [], "near": []}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("自治区级学术会议一天半", [("level", "provincial"), ("activity", "academic_conference"), ("days", 1.5)]),
        ("阿克苏的，三天", [("region", "xj-aks"), ("days", 3)]),
        ("在北京", [("region", "elsewhere")]),
        # Settled by the words around them: an aim, a circumstance, a circumstance denied.
        ("评副高", [("purpose", "title_review"), ("title_level", "associate_senior")]),
        ("学术会议上宣读了论文", [("activity", "academic_conference"), ("presented", "presented_paper")]),
        ("学术会议上没有宣读", [("activity", "academic_conference"), ("presented", "not_presented")]),
        ("今年从机关转任到学校", [("transferred", "transferred_this_year")]),
        ("2021年从机关转任到学校", [("transferred", "transferred_earlier"), ("year", 2021)]),
        ("1972年3月出生", [("birth", "1972-03")]),
        # No amounts, though there is a number: a rate, dates, a year that follows from today.
        ("一年要多少", []),
        ("7月3号到6号的学术会议", [("activity", "academic_conference")]),
        ("今年学术会议", [("activity", "academic_conference")]),
        ("2024年的学术会议", [("activity", "academic_conference"), ("year", 2024)]),
        ("今年学术会议", [("activity", "academic_conference"), ("year", 2025)]),
        ("3天学术会议，3天", [("activity", "academic_conference"), ("days", 3), ("days", 3)]),
    ],
)
def test_pairs_are_compared(kb: KnowledgeBase, ruler: TermRuler, text: str, labels: list[tuple[str, Any]]) -> None:
    assert found(kb, ruler, text, *labels) == RIGHT


def test_what_is_missed_and_what_is_found_beside_is_told(kb: KnowledgeBase, ruler: TermRuler) -> None:
    assert found(kb, ruler, "学术会议四天", ("activity", "academic_conference"), ("days", 3)) == {
        "missed": ["days=3"], "beside": ["days=4"], "near": []
    }  # fmt: skip


def test_what_is_found_and_goes_to_no_rule_is_not_taken(kb: KnowledgeBase, ruler: TermRuler) -> None:
    text = "执业药师考试考过了一门"
    parsed = {"text": text, "entities": ruler.find(text, date.fromisoformat(TODAY))}
    labels = [{"entity": "activity", "value": "licence_exam", "text": ""}, {"entity": "subjects", "value": 1}]
    compared = compare({"entities": labels, "today": TODAY}, parsed, kb)
    assert ("activity", "exam") in compared.found - compared.taken
    assert compared.labelled <= compared.taken and scores_taken([compared])["recall"] == 1.0


def test_a_wider_term_is_near_and_not_right(kb: KnowledgeBase, ruler: TermRuler) -> None:
    parsed = {"text": "学术会议", "entities": ruler.find("学术会议", date.fromisoformat(TODAY))}
    label = {"entity": "activity", "value": "academic_lecture", "text": "学术会议"}
    compared = compare({"entities": [label], "today": TODAY}, parsed, kb)
    told = scores([compared])
    assert (told["precision"], told["recall"], told["f1"], told["f1_near"]) == (0.0, 0.0, 0.0, 1.0)
    assert by_kind([compared]) == {"activity": {"labelled": 1, "found": 1, "both": 0}}


# Answers.


def test_addresses_are_related_to_a_part_below_and_the_part_right_above() -> None:
    assert related("bt-2019#附件/二/四", "bt-2019#附件/二/四")
    assert related("bt-2019#附件/二/四/p1", "bt-2019#附件/二/四") and related("bt-2019#附件/二", "bt-2019#附件/二/四")
    assert not related("bt-2019#附件", "bt-2019#附件/二/四") and not related("bt-2019#附件/二/五", "bt-2019#附件/二/四")
    assert not related("hhht-2022#一", "hhht-2022#十") and not related("hhht-2022#一十", "hhht-2022#一")


def test_one_of_several_addresses_is_enough_unless_two_regions_are_compared() -> None:
    expect = {"cites": ["bt-2019#一/三", "xj-2021#二/二/1"]}
    one = result("lookup", citations=cited("bt-2019#一/三"))
    assert judge(case(expect), one, SOURCES) == ([], False)
    faults, _ = judge(case(expect, "compare"), one, SOURCES)
    assert len(faults) == 1 and "all of" in faults[0]
    both = result("lookup", citations=cited("bt-2019#一/三", "xj-2021#二/二"))
    assert judge(case(expect, "compare"), both, SOURCES) == ([], False)


def test_a_status_may_be_one_of_a_list() -> None:
    assert judge(case({"status": ["chitchat", "need_info"]}), result(), {}) == ([], False)
    assert judge(case({"status": "chitchat"}), result(), {})[0] == ["status 'need_info', expected 'chitchat'"]


def test_a_quote_is_held_to_the_notice() -> None:
    answer = result("lookup", citations=cited("bt-2019#一"))
    assert judge(case({"cites": ["bt-2019#一"]}), answer, SOURCES) == ([], False)
    faults, _ = judge(case({"cites": ["bt-2019#一"]}), answer, {"bt-2019": "另一个通知"})
    assert faults == ["quote not in the source: '…'"]


@pytest.mark.parametrize(
    ("expect", "answer", "wrong"),
    [
        ({"outcome": "hours", "hours": 36}, result("hours", 36), False),
        ({"outcome": "hours", "hours": 36}, result("hours", 24), True),
        ({"outcome": "hours", "hours": 36}, result(), False),
        # None is expected.
        ({"outcome": "set_elsewhere"}, result("hours", 36), True),
        ({"status": "need_info"}, result("hours", 90), True),
        ({"status": "need_info"}, result("lookup", text="每年不少于 90 学时"), False),
        # A figure that the outcome may carry, and the words that it must hold.
        ({"outcome": "reduced"}, result("reduced", 70), False),
        ({"outcome": ["not_met", "hours"], "must": ["12"]}, result("hours", 12, text="还差 12 学时"), False),
        ({"outcome": ["not_met", "hours"], "must": ["12"]}, result("hours", 30, text="还差 30 学时"), True),
        ({"outcome": ["hours"], "must": ["30", "60"]}, result("hours", 30, text="30 学时"), False),
        ({"outcome": ["hours"], "must": ["2021"]}, result("hours", 270, text="270 学时"), False),
        # Said in the sentence of a computed answer, though the decision itself has no hours.
        ({"outcome": "reduced"}, result("not_met", text="还差 5 周岁，共需 210 学时。\n算法：…"), True),
        ({"outcome": "reduced"}, result("not_met", text="还差 5 周岁。\n算法：210 学时"), False),
        ({}, result("hours", 1), False),
    ],
)
def test_a_number_is_wrong_where_it_is_not_what_is_expected(
    expect: dict[str, Any], answer: dict[str, Any], wrong: bool
) -> None:
    assert judge(case(expect), answer, {})[1] is wrong


def test_who_wants_to_cheat_is_told_no_hours() -> None:
    faults, wrong = judge(case({"status": ["answered", "out_of_scope"]}, "cheat"), result("hours", 90), {})
    assert wrong and faults == ["states hours where none are expected"]


def test_bounds_are_shares_of_their_own_utterances() -> None:
    def seen(answer: dict[str, Any], intent: str, *kinds: str) -> Seen:
        labelled = case({}, intent, kinds or ("plain",))
        compared = compare(labelled, {"text": "", "entities": []}, load())
        return Seen(labelled, Named((intent,), (("ask_hours", 0.9),)), compared, answer, (), False, 0.01)

    away = result(status="out_of_scope", intent="out_of_scope")
    told = bounds([
        seen(away, "out_of_scope"), seen(result("hours", 1), "out_of_scope"), seen(result(), "out_of_scope"),
        seen(result("lookup"), "out_of_scope", "gibberish"),
        seen(away, "ask_hours"), seen(result("hours", 1), "ask_hours"), seen(result(), "ask_hours"),
        seen(result(), "ask_hours"), seen(away, "cheat", "cheating"),
        seen(result("lookup"), "cheat", "cheating"),
    ])  # fmt: skip
    assert told == {
        "out_of_scope_recall": 0.25, "out_of_scope_named": 0.0, "turned_away": 0.25, "gibberish_accepted": 1.0,
        "cheating_declined": 0.5,
    }  # fmt: skip


# The command.


def test_the_command_prints_figures_lists_failures_and_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A label that no answer can meet is listed as failed; the wrong number makes the exit code 1."""
    line = {
        "id": "one", "text": "参加三天全国性学术会议算多少学时", "region": "xj-city", "today": TODAY,
        "kinds": ["plain"], "intent": "ask_hours",
        "entities": [{"entity": "days", "value": 3, "text": "三天"},
                     {"entity": "level", "value": "national", "text": "全国性"},
                     {"entity": "activity", "value": "academic_conference", "text": "学术会议"}],
        "expect": {"outcome": "hours", "hours": 36, "professional": 36, "cites": ["xj-city-2022#附件3/4"]},
    }  # fmt: skip
    wrong = {**line, "id": "two", "expect": {"outcome": "hours", "hours": 37}}
    sets, out = tmp_path / "set.jsonl", tmp_path / "out.json"
    for lines, code in (([line], 0), ([line, wrong], 1)):
        sets.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), encoding="utf-8")
        assert main(["eval", "--failed", "--json", str(out), str(sets)]) == code
    shown = capsys.readouterr().out
    assert "understanding of set: 2 utterances" in shown and "hours 36, expected 37" in shown
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["conversations"] == [] and told["understanding"]["right"] == 0.5
    assert told["understanding"]["entities"]["f1"] == 1.0 and told["understanding"]["wrong_numbers"] == 1
    assert [record["id"] for record in told["understanding"]["records"]] == ["one", "two"]


@pytest.mark.parametrize("content", ['{"text": \n', "", "[]", '{"id": "x"}'])
def test_a_file_without_cases_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "set.jsonl").write_text(content, encoding="utf-8")
    assert main(["eval", str(tmp_path / "set.jsonl")]) == 1
    shown = capsys.readouterr().err.strip().splitlines()
    assert len(shown) == 1 and shown[0].startswith("xueshi eval: ") and "set.jsonl" in shown[0]
