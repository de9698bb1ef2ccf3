"""No figure reaches a person without an origin: real answers pass the audit, the same answers made wrong do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

import msgspec
import pytest

from bot.dialogue.frame import Frame
from bot.dialogue.responder import Dialogue
from bot.evaluation.alterations import interchanged, one_more
from bot.evaluation.recorder import Taken, recorded
from bot.evaluation.text_audit import TextAudit, text_faults
from policy_kb.knowledge import KnowledgeBase

#: Region, day, and the turns with their intents: an answer of each kind.
CONVERSATIONS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("xj-city", "2025-06-01", (("参加三天全国性学术会议算多少学时", "ask_hours"), ("不对，是四天半", "correct"))),
    ("xj-city", "2025-06-01", (("7月3号到6号去大学的培训班，能认多少学时", "ask_hours"), ("依据哪一条", "ask_clause"))),
    ("xj-city", "2025-06-01", (("进修两个礼拜的大学培训班，给多少学时", "ask_hours"),)),
    ("xj-city", "2025-06-01", (("去德国的大学进修半年，最多认多少学时", "ask_hours"),)),
    ("xj-city", "2025-06-01", (("给继续教育班讲了8个学时的课，能算多少", "ask_hours"),)),
    ("xj-city", "2025-06-01", (("参加学术会议能算几学时", "ask_hours"), ("全国的", "inform"), ("三五天吧", "inform"))),
    ("xj-city", "2025-06-01", (("一年要多少学时", "ask_requirement"),)),
    ("xj-city", "2025-06-01", (("公需学了20，专业45学时，还差多少", "ask_remaining"),)),
    ("xj-city", "2025-06-01", (("我在南疆支教，学时怎么算", "ask_hours"),)),
    ("xj-city", "2025-06-01", (("继续教育证明有哪几种", "ask_certificate"),)),
    ("xj-city", "2025-06-01", (("通知从什么时候起施行", "ask_deadline"),)),
    ("xj-city", "2025-06-01", (("国家级会议参加了-3天，算多少学时", "ask_hours"),)),
    ("xj", "2023-02-01", (("2024年每年要学多少学时", "ask_requirement"),)),
    ("xj-aks", "2026-03-01", (("评职称要传哪几年的证书", "ask_review"), ("联系电话多少", "ask_contact"))),
    ("xj-aks", "2025-06-01", (("当年没学完能补学吗", "ask_makeup"), ("我要转人工", "handoff"))),
    ("bt", "2019-06-01", (("国家级学术会议4天宣读了论文，兵团级会议3天也宣读了论文，一共多少学时", "ask_hours"),)),
    ("bt", "2025-06-01", (("驻村满十三个月了，学时还要补吗", "ask_hours"), ("那要是八个月呢", "inform"))),
    ("nm-hhht", "2022-06-01", (("男的，1970年5月出生，评副高学时能减吗", "ask_exemption"),)),
    ("nm-hhht", "2022-06-01", (("女，44岁，评副高有减免没有", "ask_exemption"),)),
    ("nm-hhht", "2022-06-01", (("评中级要多少学时", "ask_review"), ("男，56岁，1980年3月出生，要吗", "ask_review"))),
    ("nm-hhht", "2022-06-01", (
        ("评副高还差多少学时", "ask_remaining"), ("2021年公需30，2020年公需都齐了", "inform"),
        ("2022年公需20专业都齐了", "inform"), ("2021年专业差18", "inform"))),
    ("nm-hhht", "2022-06-01", (("2021年从政府机关转到事业单位，评中级，2022年公需20，专业45，还差多少",
                                "ask_remaining"),)),
    ("nm-hhht", "2022-06-01", (("女，45岁，评中级，2020年公需10，2021年公需5专业20，2022年都没学，还差多少",
                                "ask_remaining"),)),
    ("xj", "2024-06-01", (("2019年公需30专业60，2022年公需20专业60，一共还差多少", "ask_remaining"),)),
    ("nm-hhht", "2022-06-01", (("兵团和呼市每年要求的学时哪个多", "compare"),)),
    ("xj", "2025-06-01", (("今年拢共才攒了64个学时，还缺多少", "ask_remaining"), ("公需占了24", "inform"))),
    ("bt", "2019-06-01", (("全年一共修了97个学时，够了吗", "ask_remaining"),)),
    ("xj-city", "2025-06-01", (
        ("专业课去了4天自治区级学术会议，又过了一门职称考试，还缺多少", "ask_remaining"),
        ("还有半天全国性的学术会议", "inform"))),
    ("xj-city", "2025-06-01", (("公需学了21学时，专业参加了3天全国性学术会议，还差多少", "ask_remaining"),)),
    ("bt", "2025-06-01", (("专业学了18学时，另外过了职称外语，还差几个", "ask_remaining"),)),
    ("nm-hhht", "2022-06-01", (("评副高，2021年专业差14个学时，其他都齐了，还差多少", "ask_remaining"),)),
)


@dataclass(frozen=True)
class Answer:
    """One answer of a conversation with all that it was audited with."""

    result: dict[str, Any]
    stated: tuple[str, ...]
    today: date
    taken: tuple[Taken, ...]

    def faults(self, audit: TextAudit, **changes: Any) -> list[str]:
        return audit.faults({**self.result, **changes}, self.stated, self.today, self.taken)


@pytest.fixture(scope="session")
def audit(kb: KnowledgeBase) -> TextAudit:
    return TextAudit(kb)


Hold = Callable[..., list[Answer]]


@pytest.fixture
def hold(talk: Callable[..., Any]) -> Hold:
    """Every answer of a conversation, `hold(region, today, (text, intent), …)`."""

    def answers(region: str, today: str, *turns: tuple[str, str]) -> list[Answer]:
        conversation, found = talk(region, today), []
        with recorded() as record:
            for text, intent in turns:
                stated = (*(found[-1].stated if found else ()), text)
                result = conversation.say(text, intent)
                found.append(Answer(result, stated, date.fromisoformat(today), tuple(record.drain())))
        return found

    return answers


@pytest.fixture
def answers(hold: Hold) -> list[Answer]:
    """Every answer of the conversations above."""
    return [answer for region, today, turns in CONVERSATIONS for answer in hold(region, today, *turns)]


def test_real_answers_pass(answers: list[Answer], audit: TextAudit) -> None:
    assert {a.stated: found for a in answers if (found := a.faults(audit))} == {}
    outcomes = {a.result["decision"]["outcome"] for a in answers}
    assert outcomes >= {"hours", "reduced", "not_met", "deemed_complete", "per_prior_policy", "lookup", None}


@pytest.mark.parametrize(("alter", "every", "bar"), [(one_more, 1, 0.99), (interchanged, 8, 0.98)])
def test_a_figure_made_wrong_is_found(answers: list[Answer], audit: TextAudit, alter: Callable[[str], Iterator[str]],
                                      every: int, bar: float) -> None:
    """What is not found became another figure that has an origin: the article of another clause with the same words."""
    missed, tried = [], 0
    for answer in answers:
        for key in ("text", "summary"):
            for text in islice(alter(answer.result.get(key, "")), 0, None, every):
                tried += 1
                if not answer.faults(audit, **{key: text}):
                    missed.append(text)
        for note in answer.result.get("notes", ()):
            for text in islice(alter(note), 0, None, every):
                tried += 1
                if not answer.faults(audit, notes=[text]):
                    missed.append(text)
    assert tried > 300
    assert len(missed) <= (1 - bar) * tried, f"{len(missed)} of {tried}: {missed}"


@pytest.fixture
def conference(hold: Hold) -> Answer:
    answer = hold("xj-city", "2025-06-01", ("参加6天全国性学术会议算多少学时", "ask_hours"))[-1]
    assert "算下来是 72 学时" in answer.result["text"]
    return answer


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("专业科目 60 学时", "专业科目 ６１ 学时", "６１ has no origin"),
    ("专业科目 60 学时", "专业科目六十一学时", "六十一 has no origin"),
    ("专业科目 60 学时", "专业科目 72 学时", "72 has no origin"),
    ("专业科目 60 学时", "专业科目 60.5 学时", "60.5 has no origin"),
    ("算下来是 72 学时", "算下来是 60 学时", "60 has no origin"),
    ("6天全国性", "12天全国性", "12 has no origin"),
    ("6 天 × 12 学时/天 = 72", "6 天 × 12 学时/天 = 60", "72"),
    ("附件3第4项", "附件3第5项", "3 has no origin"),
    ("每天按 12 学时", "每天按 60 学时", "60 has no origin"),
    ("2022-05-06，", "2022-05-07，", "2022-05-07 has no origin"),
    ("。\n", "。另外每年还可以加 12 学时。\n", "12 has no origin"),
    ("。\n", "。另外还可以再减三分之一。\n", "三分之一 has no origin"),
    ("。\n", "。有效期两年。\n", "两 has no origin"),
    ("。\n", "。按半天计。\n", "半 has no origin"),
    ("。\n", "。最多 50% 有效。\n", "50 has no origin"),
    ("。\n", "。要求“每月按 60 学时”。\n", "60 has no origin"),
])
def test_what_is_made_wrong_is_named(conference: Answer, audit: TextAudit, old: str, new: str, fault: str) -> None:
    text = conference.result["text"]
    assert old in text
    found = conference.faults(audit, text=text.replace(old, new, 1))
    assert any(fault in line for line in found), found


def test_the_two_subjects_may_not_change_places(hold: Hold, audit: TextAudit) -> None:
    answer = hold("bt", "2019-06-01", ("一年要多少学时", "ask_requirement"))[-1]
    text = answer.result["text"]
    right, wrong = "公需科目不少于 30 学时、专业科目不少于 60 学时", "公需科目不少于 60 学时、专业科目不少于 30 学时"
    assert right in text
    wrong = text.replace(right, wrong)
    assert answer.faults(audit) == [] and len(answer.faults(audit, text=wrong)) == 2


def test_hours_that_the_core_did_not_decide(conference: Answer, audit: TextAudit) -> None:
    wrong = {**conference.result["decision"], "hours": 61}
    assert any("of no decision that the rules core took" in line for line in conference.faults(audit, decision=wrong))
    alone = replace(conference, taken=())
    assert any("of no decision that the rules core took" in line for line in alone.faults(audit))


@pytest.mark.parametrize(("stated", "fault"), [
    ("参加5天全国性学术会议算多少学时", "the fact days = 6 was never said"),
    ("参加16天全国性学术会议算多少学时", "the fact days = 6 was never said"),
])
def test_a_fact_that_nobody_stated(conference: Answer, audit: TextAudit, stated: str, fault: str) -> None:
    assert fault in replace(conference, stated=(stated,)).faults(audit)


def test_a_year_and_a_birth_date_that_nobody_stated(hold: Hold, audit: TextAudit) -> None:
    of_2024 = hold("xj", "2023-02-01", ("2024年每年要学多少学时", "ask_requirement"))[-1]
    assert "the year 2024 was never said" in replace(of_2024, stated=("每年要学多少学时",)).faults(audit)
    born = hold("nm-hhht", "2022-06-01", ("男，1970年5月出生，评副高学时能减吗", "ask_exemption"))[-1]
    assert "the 1970 of the birth date was never said" in replace(born, stated=("男，评副高学时能减吗",)).faults(audit)


def test_a_caveat_is_audited_too(hold: Hold, audit: TextAudit) -> None:
    answer = hold("bt", "2025-06-01", ("国家级学术会议2天没宣读论文，算多少学时", "ask_hours"))[-1]
    decision, text = answer.result["decision"], answer.result["text"]
    caveat = next(c for c in decision["caveats"] if "2019年度" in c)
    wrong = caveat.replace("2019年度", "2018年度", 1)
    caveats = [wrong if c == caveat else c for c in decision["caveats"]]
    told = replace(answer.taken[-1], decision=answer.taken[-1].decision.with_(caveats=tuple(caveats)))
    changed = {"decision": {**decision, "caveats": caveats}, "text": text.replace(caveat, wrong),
               "notes": [note.replace(caveat, wrong) for note in answer.result["notes"]]}
    found = replace(answer, taken=(told,)).faults(audit, **changed)
    assert found == [f"2018 has no origin ({wrong})"]


def test_a_quote_that_the_clause_does_not_hold(conference: Answer, audit: TextAudit) -> None:
    citations = [{**c, "quote": c["quote"].replace("12", "20")} for c in conference.result["citations"]]
    text = conference.result["text"].replace("每天按 12 学时", "每天按 20 学时")
    found = conference.faults(audit, citations=citations, text=text)
    assert any(line.startswith("xj-city-2022#附件3/4 does not hold") for line in found)


def test_buttons_state_no_figure_of_their_own(conference: Answer, audit: TextAudit) -> None:
    found = conference.faults(audit, buttons=[{"title": "按 10 学时算", "text": "6天"}])
    assert found == ["10 has no origin (按 10 学时算)"]


def test_the_summary_is_audited(conference: Answer, audit: TextAudit) -> None:
    summary = conference.result["summary"].replace("60 学时", "62 学时", 1)
    assert conference.faults(audit, summary=summary)[0].startswith("62 has no origin")


def test_notes_are_audited(hold: Hold, audit: TextAudit) -> None:
    answer = hold("bt", "2025-06-01", ("国家级学术会议2天没宣读论文，算多少学时", "ask_hours"))[-1]
    note = answer.result["notes"][-1]
    wrong = note.replace("2019年度", "2018年度", 1)
    assert answer.faults(audit) == []
    assert answer.faults(audit, notes=[wrong])[0].startswith("2018 has no origin")
    assert answer.faults(audit, notes=["满 60 周岁的不同。"]) == ["60 has no origin (满 60 周岁的不同。)"]


RECORD = ("评副高，2020年公需30，2021年公需30专业42，2022年公需20专业60，还差多少", "ask_remaining")


def test_every_cell_of_a_table_is_audited(hold: Hold, audit: TextAudit) -> None:
    answer = hold("nm-hhht", "2022-06-01", RECORD)[-1]
    table = answer.result["table"]
    assert answer.faults(audit) == [] and ["2021", "专业科目", "60", "42", "18"] in table["rows"]
    for at, row in enumerate(table["rows"]):
        for column, cell in enumerate(row):
            rows = [list(other) for other in table["rows"]]
            rows[at][column] = str(int(cell) + 1) if cell.isdecimal() else "其他科目"
            assert answer.faults(audit, table={**table, "rows": rows}), rows[at]
    assert answer.faults(audit, table={**table, "rows": table["rows"][:-1]}) == [
        "the table has 4 rows, the decision 5"]
    assert replace(answer, taken=()).faults(audit)[-1] == "the table is of no decision of this turn"


@pytest.mark.parametrize(("old", "new"), [
    ("2021 年专业科目 18 学时", "2022 年专业科目 18 学时"),
    ("2021 年专业科目 18 学时", "2021 年公需科目 18 学时"),
    ("2021 年专业科目 18 学时", "2021 年专业科目 42 学时"),
    ("2021 年专业科目：要求 60，已完成 42，还差 18", "2021 年专业科目：要求 60，已完成 18，还差 42"),
    ("2021 年专业科目：要求 60，已完成 42，还差 18", "2020 年专业科目：要求 60，已完成 42，还差 18"),
])
def test_amounts_of_a_record_keep_their_place(hold: Hold, audit: TextAudit, old: str, new: str) -> None:
    answer = hold("nm-hhht", "2022-06-01", RECORD)[-1]
    text = answer.result["text"]
    assert old in text and answer.faults(audit, text=text.replace(old, new, 1))


@pytest.mark.parametrize(("old", "new"), [
    ("已记下：2021 年公需科目 30 学时", "已记下：2022 年公需科目 30 学时"),
    ("已记下：2021 年公需科目 30 学时", "已记下：2021 年专业科目 30 学时"),
    ("已记下：2021 年公需科目 30 学时", "已记下：2021 年公需科目 20 学时"),
    ("还需要知道：2020 年公需科目", "还需要知道：2021 年公需科目"),
])
def test_what_is_read_back_is_what_was_said(hold: Hold, audit: TextAudit, old: str, new: str) -> None:
    answer = hold("nm-hhht", "2022-06-01", ("评副高还差多少学时", "ask_remaining"), ("2021年公需30", "inform"))[-1]
    text = answer.result["text"]
    assert answer.faults(audit) == [] and old in text
    assert answer.faults(audit, text=text.replace(old, new, 1))


def test_hours_done_that_nobody_stated(hold: Hold, audit: TextAudit) -> None:
    answer = hold("nm-hhht", "2022-06-01", RECORD)[-1]
    other = replace(answer, stated=(RECORD[0].replace("42", "41"),))
    assert "the record of 2021 professional = 42 was never said" in other.faults(audit)


def test_a_failed_turn_speaks_of_no_policy(kb: KnowledgeBase) -> None:
    failed = {"status": "error", "text": "这条消息有 2,345 个字，一次最多 2,000 个字，没有处理。"}
    assert text_faults(failed, kb, ["…"], date(2025, 6, 1)) == []


def test_every_answer_in_words_passes(dialogue: Dialogue, audit: TextAudit) -> None:
    """Each lookup of the notices, shown as the dialogue shows it; its lead states what its quotes state."""
    lookups, found = dialogue.answering.lookups, {}
    for held in audit.kb.lookups:
        for year in (2019, 2022, 2025):
            answer = lookups.answer([held], Frame(region=held.jurisdiction), year, "ask_policy")
            if strange := audit.faults(answer, [], date(year, 6, 1)):
                found[held.lookup.id] = strange
    assert found == {}


def test_a_lead_with_a_figure_of_its_own(kb: KnowledgeBase, dialogue: Dialogue) -> None:
    held = next(h for h in kb.lookups if "两年" in str(h.lookup.lead) and h.document == "xj-city-2022")
    lead = str(held.lookup.lead).replace("两年", "三年")
    wrong = replace(held, lookup=msgspec.structs.replace(held.lookup, lead=lead))
    other = replace(kb, lookups=tuple(wrong if h is held else h for h in kb.lookups))
    answer = dialogue.answering.lookups.answer([wrong], Frame(region="xj-city"), 2025, "ask_hours")
    assert text_faults(answer, other, [], date(2025, 6, 1)) == [f"三 has no origin ({lead})"]


def test_recording_changes_nothing_and_ends(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    from bot.dialogue import answering
    from rules_core.decide import decide

    question = "参加三天全国性学术会议算多少学时"
    plain = talk().say(question)
    with recorded() as record:
        noted = talk().say(question)
        taken = record.drain()
        assert record.taken == []
    assert noted == plain and answering.decide is decide
    assert taken[-1].decision.hours == Fraction(36)
    assert decide(taken[-1].question, kb.book, taken[-1].today) == taken[-1].decision
