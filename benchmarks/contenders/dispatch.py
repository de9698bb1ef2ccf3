"""A hand-written dictionary dispatch of the same rules, as a good programmer would write it for these questions alone.

A dictionary by place and activity leads to a small function; its figures stand in the code. It returns the hours, in
all and by subject, the clause, the words of the clause that state the figure, and a trace in words, one line for the
product and one for a limit.

It does **not**: check facts or look for missing ones; look at other rules than the one, say why they lost, or notice
that two apply; go up to a higher level or back to an earlier year; state where an operand comes from; cite the words of
a limit; give caveats; hold a fact exact that is not whole. It knows 12 of the rules of two notices.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from benchmarks.contenders.mix import Answer, Case

NAME = "dictionary dispatch by hand"
GIVES = "hours by subject, one citation, trace in words"

Facts = dict[str, Any]


class Result(NamedTuple):
    """Hours in all and by subject, with the clause, its words, and the trace."""

    hours: int
    by_subject: dict[str, int]
    clause: str
    quote: str
    trace: list[str]


_CITY, _CORPS = "xj-city-2022#附件3", "bt-2019#附件/二"
_YEAR = 60


def _rate(amount: int, figure: int, unit: str, clause: str, quote: str, limit: int | None = None) -> Result:
    hours = amount * figure
    trace = [f"{amount} {unit} × {figure} 学时 = {hours} 学时"]
    if limit is not None:
        kept = min(hours, limit)
        trace.append(f"一次最多认定 {limit} 学时：{hours} 学时按 {kept} 学时计")
        hours = kept
    return Result(hours, {"public": 0, "professional": hours}, clause, quote, trace)


def _fixed(hours: int, clause: str, quote: str) -> Result:
    return Result(hours, {"public": 0, "professional": hours}, clause, quote, [f"按规定计 {hours} 学时"])


_CITY_CONFERENCE = {
    "national": (12, "参加全国性（国际性）学术讲座、学术会议的，每天按 12 学时予以认定"),
    "international": (12, "参加全国性（国际性）学术讲座、学术会议的，每天按 12 学时予以认定"),
    "provincial": (10, "自治区级区域性学术讲座（会议）每天按 10 学时予以认定"),
    "prefecture": (8, "地州市级区域性学术讲座（会议）每天按 8 学时予以认定"),
}


def _city_conference(facts: Facts) -> Result:
    figure, quote = _CITY_CONFERENCE[facts["level"]]
    return _rate(facts["days"], figure, "天", f"{_CITY}/4", quote, _YEAR)


def _city_class(facts: Facts) -> Result:
    return _rate(facts["days"], 8, "天", f"{_CITY}/1", "每天按 8 学时认定", _YEAR)


def _city_seminar(facts: Facts) -> Result:
    if facts.get("organizer") in ("university", "research_institute"):
        return _city_class(facts)
    return _rate(facts["days"], 12, "天", f"{_CITY}/3", "每天按 12 学时予以认定", _YEAR)


def _city_further_study(facts: Facts) -> Result:
    return _rate(facts["months"], 60, "个月", f"{_CITY}/5", "每月按 60 学时予以认定", 2 * _YEAR)


def _city_teaching(facts: Facts) -> Result:
    return _rate(facts["hours"], 2, "学时", f"{_CITY}/6", "可获得所授课程时的 2 倍学时")


def _city_exam(facts: Facts) -> Result:
    return _rate(facts["subjects"], 30, "门", f"{_CITY}/7", "经考试合格者，当年每门可按 30 学时予以登记")


def _city_degree(_facts: Facts) -> Result:
    return _fixed(60, f"{_CITY}/2", "可在学习结束后一次性按 60 学时予以认定")


def _city_requirement(_facts: Facts) -> Result:
    return Result(90, {"public": 30, "professional": 60}, "xj-city-2022#一/1", "每年累计应不少于90学时",
                  ["每年累计不少于 90 学时", "公需科目不少于 30 学时", "专业科目：90 学时 × 2/3 = 60 学时"])


_CORPS_CONFERENCE = {
    "national": (6, "根据实际天数按每天6学时确定"),
    "provincial": (4, "根据实际天数按每天4学时确定"),
}


def _corps_conference(facts: Facts) -> Result:
    figure, quote = _CORPS_CONFERENCE[facts["level"]]
    days = facts["days"]
    hours = days * figure
    trace = [f"{days} 天 × {figure} 学时 = {hours} 学时"]
    if facts["presented"]:
        trace.append(f"宣读、报告论文另加 {figure} 学时：{hours} + {figure} = {hours + figure} 学时")
        hours += figure
    kept = min(hours, 40)
    trace.append(f"全年合计最多计入 40 学时：{hours} 学时按 {kept} 学时计")
    return Result(kept, {"public": 0, "professional": kept}, f"{_CORPS}/四", quote, trace)


_TITLE_EXAM = {"senior": 40, "middle": 35, "junior": 30}


def _corps_title_exam(facts: Facts) -> Result:
    return _fixed(_TITLE_EXAM[facts["title_level"]], f"{_CORPS}/五",
                  "通过全国高、中、初级专业技术资格考试的，专业科目分别计完成当年专业科目40学时、35学时、30学时")


def _corps_licence_exam(_facts: Facts) -> Result:
    return _fixed(40, f"{_CORPS}/五", "通过全国执业资格或职业水平考试的计完成当年专业科目40学时")


def _corps_requirement(_facts: Facts) -> Result:
    return Result(90, {"public": 30, "professional": 60}, "bt-2019#一/三",
                  "专业技术人员每年须累计完成不少于 90 学时的继续教育任务",
                  ["每年累计不少于 90 学时", "公需科目不少于 30 学时", "专业科目不少于 60 学时"])


RULES: dict[str, dict[str, Callable[[Facts], Result]]] = {
    "xj-city": {
        "academic_conference": _city_conference,
        "training_class": _city_class,
        "advanced_seminar": _city_seminar,
        "further_study": _city_further_study,
        "teaching": _city_teaching,
        "qualification_exam": _city_exam,
        "degree_education": _city_degree,
        "requirement": _city_requirement,
    },
    "bt": {
        "academic_conference": _corps_conference,
        "title_exam": _corps_title_exam,
        "licence_exam": _corps_licence_exam,
        "requirement": _corps_requirement,
    },
}


def prepare(case: Case) -> tuple[str, str, Facts]:
    """Place, activity (or `requirement`) and facts."""
    return case.region, case.facts.get("activity", case.asks), case.facts


def run(question: tuple[str, str, Facts]) -> Result:
    """One answer."""
    place, activity, facts = question
    return RULES[place][activity](facts)


def read(result: Result) -> Answer:
    """The result in the shape that is compared."""
    by = result.by_subject
    return Answer(Fraction(result.hours), Fraction(by["public"]), Fraction(by["professional"]), result.clause,
                  result.quote, result.trace)
