"""The closed list of facts that a question can hold. No fact has a default: what is not stated is unknown.

A fact's *values* (which activities, levels, posts there are) are data, in the knowledge base's terms; its *name and
type* are code, because an effect consumes it. Two scopes: `activity` facts belong to one activity, `person` facts to
the person who asks and hold for every activity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any, Literal

FactType = Literal["term", "number", "bool", "year"]
Scope = Literal["activity", "person"]


@dataclass(frozen=True)
class FactSpec:
    """One fact: its name in questions and `ask_for`, its type, whose it is, its unit and Chinese name."""

    name: str
    type: FactType
    scope: Scope
    chinese: str
    unit: str = ""
    doc: str = ""


_SPECS = (
    FactSpec("activity", "term", "activity", "继续教育活动", doc="kind of continuing education"),
    FactSpec("level", "term", "activity", "活动级别", doc="national, provincial, prefecture …"),
    FactSpec("organizer", "term", "activity", "主办单位", doc="who held the activity"),
    FactSpec("days", "number", "activity", "天数", "天"),
    FactSpec("months", "number", "activity", "月数", "个月", doc="whole or part months of study or of a post"),
    FactSpec("hours", "number", "activity", "学时数", "学时", doc="hours taught, or published by the organizer"),
    FactSpec("subjects", "number", "activity", "门数", "门", doc="examination papers passed"),
    FactSpec("presented", "bool", "activity", "是否宣读或报告论文"),
    FactSpec("degree_obtained", "bool", "activity", "是否已取得学历学位"),
    FactSpec("passed", "bool", "activity", "是否考试合格"),
    FactSpec("course_subject", "term", "activity", "科目", doc="public (公需) or professional (专业) course"),
    FactSpec("recorded", "bool", "activity", "是否事前备案", doc="whether the training was filed beforehand (备案)"),
    FactSpec("on_platform", "bool", "activity", "是否在平台内报名", doc="whether enrolled on the official platform"),
    FactSpec("in_region", "bool", "activity", "是否在本自治区内", doc="whether it took place in the autonomous region"),
    FactSpec("year", "year", "activity", "活动年份", "年", doc="the question's year where not stated"),
    FactSpec("still_in_post", "bool", "person", "是否仍在岗"),
    FactSpec("gender", "term", "person", "性别"),
    FactSpec("age", "number", "person", "年龄", "周岁", doc="full years on the day of the review"),
    FactSpec("title_level", "term", "person", "职称级别", doc="level applied for, or of the examination"),
    FactSpec("purpose", "term", "person", "办理事项", doc="title_review, title_confirmation, promotion"),
    FactSpec("degree", "term", "person", "学历学位"),
    FactSpec("sector", "term", "person", "单位性质", doc="non_public, grassroots, public_institution …"),
    FactSpec("occupation", "term", "person", "人员类别", doc="teacher, health staff, skilled worker …"),
    FactSpec("transferred", "term", "person", "由党政机关转任", doc="same_year or earlier_year"),
    FactSpec("transfer_year", "year", "person", "转任年份", "年", doc="year of the move from a government organ"),
    FactSpec("frontline", "bool", "person", "疫情防控一线医疗救治"),
    FactSpec("done_public", "number", "person", "已完成公需学时", "学时"),
    FactSpec("done_professional", "number", "person", "已完成专业学时", "学时"),
    FactSpec("done_total", "number", "person", "已完成学时合计", "学时", doc="both subjects, where not said of which"),
)

FACTS: Mapping[str, FactSpec] = {spec.name: spec for spec in _SPECS}

Facts = Mapping[str, Any]


class FactError(ValueError):
    """A fact that no rule may be computed from; `field` names it, the message says what is accepted."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


#: The first and the last year that a question may speak of.
YEARS = (1949, 2100)
#: Amounts outside these bounds are refused, not computed: no event of one year can have them.
LIMITS: Mapping[str, tuple[int, int]] = {
    "days": (0, 366), "months": (0, 600), "hours": (0, 10_000), "subjects": (0, 50), "age": (14, 120),
    "done_public": (0, 10_000), "done_professional": (0, 10_000), "done_total": (0, 10_000), "year": YEARS,
    "transfer_year": YEARS,
}
_POSITIVE = frozenset({"days", "months", "hours", "subjects"})
_WHOLE = frozenset({"subjects", "age"})
_WRITTEN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6}|/0*[1-9][0-9]{0,5})?")


def check_facts(facts: Facts) -> dict[str, Any]:
    """The facts with numbers made exact (`Fraction`); `None` values are dropped.

    A year is an int. Raises FactError for an unknown name, a wrong type, or an amount that is negative, zero or absurd.
    """
    clean: dict[str, Any] = {}
    for name, value in facts.items():
        spec = FACTS.get(name)
        if spec is None:
            raise FactError(str(name), f"unknown fact {shown(name)}; known facts: {', '.join(FACTS)}")
        if value is None:
            continue
        clean[name] = _typed(spec, value)
    return clean


def _typed(spec: FactSpec, value: Any) -> Any:
    if spec.type == "term":
        if not isinstance(value, str) or not value:
            raise FactError(spec.name, f"{spec.name} takes the id of a term, not {shown(value)}")
        return value
    if spec.type == "bool":
        if not isinstance(value, bool):
            raise FactError(spec.name, f"{spec.name} takes true or false, not {shown(value)}")
        return value
    if spec.type == "year":
        return checked_year(spec.name, value)
    exact = exact_number(value)
    if exact is None:
        raise FactError(spec.name, f"{spec.name} takes a number, not {shown(value)}")
    low, high = LIMITS.get(spec.name, (0, 10**9))
    size = exact.numerator if exact.denominator == 1 else exact
    if not low <= size <= high or (not size and spec.name in _POSITIVE):
        bounds = f"above 0 and at most {high}" if spec.name in _POSITIVE else f"{low} to {high}"
        raise FactError(spec.name, f"{spec.name} must be {bounds}, not {shown(value)}")
    if spec.name in _WHOLE and exact.denominator != 1:
        raise FactError(spec.name, f"{spec.name} takes a whole number, not {shown(value)}")
    return exact


def checked_year(field: str, value: Any) -> int:
    """A year as an int. Raises FactError for `field` where it is no whole number from 1949 to 2100."""
    exact = exact_number(value)
    if exact is None or exact.denominator != 1:
        raise FactError(field, f"{field} takes a year as a whole number, not {shown(value)}")
    if not YEARS[0] <= exact <= YEARS[1]:
        raise FactError(field, f"{field} must be {YEARS[0]} to {YEARS[1]}, not {shown(value)}")
    return int(exact)


def exact_number(value: Any) -> Fraction | None:
    """The number as stated; None for anything else, an exponent among it (1e999999999 would never end)."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, float) and isfinite(value):
        return Fraction(repr(value)) if abs(value) < 10**9 else Fraction(value)
    if isinstance(value, str) and _WRITTEN.fullmatch(value.strip()):
        return Fraction(value.strip())
    return None


def shown(value: Any) -> str:
    """The value as a message can hold it: a very long one is named by its kind."""
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool) and abs(Fraction(value)) >= 10**18:
        return "a number of more than 18 digits"
    text = str(value) if isinstance(value, (int, float, Fraction)) else repr(value)
    return text if len(text) <= 60 else text[:60] + "…"


def schema() -> dict[str, Any]:
    """What `xueshi compute --schema` prints: each fact with type, scope, unit and Chinese name."""
    return {
        spec.name: {"type": spec.type, "scope": spec.scope, "unit": spec.unit or None,
                    "chinese": spec.chinese, "doc": spec.doc or None}
        for spec in _SPECS
    }
