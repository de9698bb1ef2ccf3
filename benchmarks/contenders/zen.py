"""zen-engine: the same rules as one JDM decision table, with its trace on.

A row of the table gives amount, figure, bonus, limit, clause and quote; an expression node multiplies and limits. All
of the mix can be expressed. The answer has clause and quote as plain columns; the trace is the engine's: input, output
and matching row of each node. No check of facts, no caveats, no losers, no origin of an operand.

There are two ways to call it: `engine.evaluate(key, …)` with the content behind a loader, which the engine keeps ready,
and `engine.create_decision(content).evaluate(…)`, the one that its introduction shows. Both are measured.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import zen

from benchmarks.contenders.mix import Answer, Case

NAME = "zen-engine, traced"
GIVES = "hours by subject, one citation, trace of its nodes"

_INPUTS = ("region", "activity", "level", "organizer", "title_level")
_OUTPUTS = ("amount", "figure", "bonus", "limit", "public", "clause", "quote")
_KEY = "hours"
_TRACE: Any = {"trace": True}
_NONE = "null"
_CITY, _CORPS = "xj-city-2022#附件3", "bt-2019#附件/二"


def _row(region: str, activity: str, amount: str, figure: int, clause: str, quote: str, *, limit: int | None = None,
         bonus: str = "0", public: int = 0, **tests: str) -> dict[str, str]:
    """A row: `amount` and `bonus` are expressions, `tests` are the words of the other columns, by commas."""
    wanted = {"region": region, "activity": activity, **tests}
    row = {name: ", ".join(f'"{word}"' for word in wanted.get(name, "").split()) for name in _INPUTS}
    return row | {"amount": amount, "figure": str(figure), "bonus": bonus, "public": str(public),
                  "limit": _NONE if limit is None else str(limit), "clause": f'"{clause}"', "quote": f'"{quote}"'}


_EXAM = "通过全国高、中、初级专业技术资格考试的，专业科目分别计完成当年专业科目40学时、35学时、30学时"
_ROWS = (
    _row("xj-city", "academic_conference", "days", 12, f"{_CITY}/4",
         "参加全国性（国际性）学术讲座、学术会议的，每天按 12 学时予以认定", limit=60, level="national international"),
    _row("xj-city", "academic_conference", "days", 10, f"{_CITY}/4",
         "自治区级区域性学术讲座（会议）每天按 10 学时予以认定", limit=60, level="provincial"),
    _row("xj-city", "academic_conference", "days", 8, f"{_CITY}/4",
         "地州市级区域性学术讲座（会议）每天按 8 学时予以认定", limit=60, level="prefecture"),
    _row("xj-city", "training_class advanced_seminar", "days", 8, f"{_CITY}/1", "每天按 8 学时认定", limit=60,
         organizer="university research_institute"),
    _row("xj-city", "advanced_seminar", "days", 12, f"{_CITY}/3", "每天按 12 学时予以认定", limit=60),
    _row("xj-city", "further_study", "months", 60, f"{_CITY}/5", "每月按 60 学时予以认定", limit=120),
    _row("xj-city", "teaching", "hours", 2, f"{_CITY}/6", "可获得所授课程时的 2 倍学时"),
    _row("xj-city", "qualification_exam", "subjects", 30, f"{_CITY}/7", "经考试合格者，当年每门可按 30 学时予以登记"),
    _row("xj-city", "degree_education", "1", 60, f"{_CITY}/2", "可在学习结束后一次性按 60 学时予以认定"),
    _row("xj-city", "requirement", "1", 90, "xj-city-2022#一/1", "每年累计应不少于90学时", public=30),
    _row("bt", "academic_conference", "days", 6, f"{_CORPS}/四", "根据实际天数按每天6学时确定", limit=40,
         bonus="presented ? 6 : 0", level="national"),
    _row("bt", "academic_conference", "days", 4, f"{_CORPS}/四", "根据实际天数按每天4学时确定", limit=40,
         bonus="presented ? 4 : 0", level="provincial"),
    _row("bt", "title_exam", "1", 40, f"{_CORPS}/五", _EXAM, title_level="senior"),
    _row("bt", "title_exam", "1", 35, f"{_CORPS}/五", _EXAM, title_level="middle"),
    _row("bt", "title_exam", "1", 30, f"{_CORPS}/五", _EXAM, title_level="junior"),
    _row("bt", "licence_exam", "1", 40, f"{_CORPS}/五", "通过全国执业资格或职业水平考试的计完成当年专业科目40学时"),
    _row("bt", "requirement", "1", 90, "bt-2019#一/三", "专业技术人员每年须累计完成不少于 90 学时的继续教育任务",
         public=30),
)


def model() -> dict[str, Any]:
    """The rules as JDM."""
    columns = {kind: [{"id": name, "name": name, "field": name} for name in names]
               for kind, names in (("inputs", _INPUTS), ("outputs", _OUTPUTS))}
    table = {"hitPolicy": "first", **columns, "rules": [{"_id": f"r{i}", **row} for i, row in enumerate(_ROWS)]}
    amounts = {"raw": "amount * figure + bonus", "hours": "limit == null ? $.raw : min([$.raw, limit])",
               "professional": "$.hours - public"}
    expressions = [{"id": key, "key": key, "value": value} for key, value in amounts.items()]
    nodes = [
        {"id": "facts", "type": "inputNode", "name": "facts"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "amounts", "type": "expressionNode", "name": "amounts",
         "content": {"passThrough": True, "expressions": expressions}},
        {"id": "answer", "type": "outputNode", "name": "answer"},
    ]
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"{one}-{two}", "sourceId": one, "targetId": two, "type": "edge"} for one, two in zip(ids, ids[1:])]
    return {"nodes": nodes, "edges": edges}


def prepare(case: Case) -> dict[str, Any]:
    """The context that the engine is given."""
    return {"region": case.region, "activity": case.asks, **case.facts}


def run_by_key() -> Callable[[dict[str, Any]], Any]:
    """One evaluation of the content that the engine keeps."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {_KEY: model()}}})
    return lambda context: engine.evaluate(_KEY, context, _TRACE)


def run_decision() -> Callable[[dict[str, Any]], Any]:
    """One evaluation of a decision object."""
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(model())))
    return lambda context: decision.evaluate(context, _TRACE)


def read(response: Any) -> Answer:
    """The response in the shape that is compared."""
    result = response["result"]
    hours, public, professional = (Fraction(str(result[name])) for name in ("hours", "public", "professional"))
    return Answer(hours, public, professional, result["clause"], result["quote"], response["trace"])
