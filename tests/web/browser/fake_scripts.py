"""What the fake service says. None of it is computed: answers, figures and notices are fixtures for the page's tests.

The conference answer repeats the shape in section 4 of the contract; the long names and texts are there to be long.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

CONFERENCE = "参加三天全国性学术会议算多少学时"
LEVEL_MISSING = "学术会议四天能算多少学时"
MARKUP = "<img src=x onerror=alert(1)> **加粗** <b>粗</b>"
SLOW = "请慢慢想"
RECORD = "评副高还差多少学时"
SAID_PLACE = "我在呼和浩特"
SAID_PLACE_SLOWLY = "我在呼和浩特，请慢慢想"
SAID_ELSEWHERE = "我是深圳的"
NOTHING = "什么也别说"

REGIONS: list[Json] = [
    {"id": "xj", "name": "新疆维吾尔自治区", "held": True, "documents": ["xj-2021"]},
    {"id": "xj-city", "name": "新疆某市（通知原文未载明市名）", "held": True, "documents": ["xj-city-2022"]},
    {"id": "xj-aks", "name": "阿克苏地区", "held": True, "documents": ["aks-2025"]},
    {"id": "bt", "name": "新疆生产建设兵团", "held": True, "documents": ["bt-2019"]},
    {"id": "nm", "name": "内蒙古自治区", "held": False, "documents": []},
    {"id": "nm-hhht", "name": "呼和浩特市", "held": True, "documents": ["hhht-2022"]},
]

_TITLE = "关于进一步做好专业技术人员继续教育相关工作的通知"
CLAUSES: dict[str, Json] = {
    "xj-city-2022#附件3/4": {
        "document_title": _TITLE,
        "text": "4.参加学术会议、学术讲座：国际性、全国性学术会议每天按12学时予以认定（此处为测试用的示意文字）。\n"
        "<script>条款原文只作文字显示</script>",
    },
    "xj-city-2022#附件3": {
        "document_title": _TITLE,
        "text": "附件3 继续教育专业科目学时认定标准（测试用的示意文字）。",
    },
}


def result(text: str, **fields: Any) -> Json:
    """One RESULT of section 4 with the usual empty fields."""
    base: Json = {
        "status": "answered",
        "intent": "ask_hours",
        "text": text,
        "region": None,
        "year": None,
        "decision": None,
        "citations": [],
        "ask_for": [],
        "buttons": [],
    }
    return {**base, **fields}


CAVEATS = ("“一次最多认定1年的学时”按专业科目一年 60 学时理解", "通知没有写明适用的年份，按现行有效作答")


def _record() -> Json:
    conclusion = "申报副高职称还差 18 学时：2021 年专业科目 18 学时。"
    decision = {"outcome": "hours", "hours": 18, "by_subject": {"public": 0, "professional": 18}}
    return result(
        conclusion,
        summary=conclusion,
        notes=["如果属于以下情形，规定不同，请告诉我：从党政机关转任。", "您说已经修满的科目，按达到要求计。"],
        decision={**decision, "trace": [], "caveats": ["您说已经修满的科目，按达到要求计"]},
        citations=[{"clause": "xj-city-2022#附件3", "quote": "继续教育专业科目学时认定标准"}],
        table={
            "columns": ["年度", "科目", "要求", "已完成", "还差"],
            "rows": [["2021", "公需科目", "30", "已修满", "0"], ["2021", "专业科目", "60", "42", "18"]],
        },
    )


def _conference(days: int) -> Json:
    hours = days * 12
    annex, clause = "xj-city-2022#附件3", "xj-city-2022#附件3/4"
    conclusion = f"参加 {days} 天全国性学术会议，可以认定专业科目 {hours} 学时。"
    return result(
        f"{conclusion}\n说明：{CAVEATS[0]}。\n说明：{CAVEATS[1]}。",
        summary=conclusion,
        notes=[f"{caveat}。" for caveat in CAVEATS],
        region="xj-city",
        year=2025,
        decision={
            "outcome": "hours",
            "hours": hours,
            "by_subject": {"public": 0, "professional": hours},
            "trace": [
                {"rule": "fake.rate", "text": f"{days} 天 × 12 学时/天 = {hours} 学时", "clause": clause},
                {"rule": "fake.cap", "text": f"{hours} 学时没有超过一次最多 60 学时的上限", "clause": annex},
            ],
            "caveats": list(CAVEATS),
        },
        citations=[
            {"clause": clause, "quote": "每天按12学时予以认定"},
            {"clause": annex, "quote": "继续教育专业科目学时认定标准"},
        ],
    )


SCRIPTS: dict[str, list[Json]] = {
    CONFERENCE: [_conference(3)],
    LEVEL_MISSING: [
        result(
            "请问是哪一级的学术会议？",
            status="need_info",
            ask_for=["level"],
            buttons=[
                {"title": title, "text": f"是{title}的"} for title in ("国际或全国", "自治区级", "地州市级", "不清楚")
            ],
        )
    ],
    "是国际或全国的": [_conference(4)],
    MARKUP: [result(f"您说的是：{MARKUP}", status="out_of_scope", intent="out_of_scope")],
    SLOW: [result("想好了。", status="chitchat", intent="help")],
    NOTHING: [],
    RECORD: [_record()],
    SAID_PLACE: [result("好的，呼和浩特市。", status="chitchat", own_region="nm-hhht")],
    SAID_PLACE_SLOWLY: [result("好的，呼和浩特市。", status="chitchat", own_region="nm-hhht")],
    SAID_ELSEWHERE: [result("没有收录深圳的通知。", status="not_covered", own_region=None)],
}


def replies(text: str) -> list[Json]:
    """The script for `text`, or an echo that nobody takes for an answer."""
    return SCRIPTS.get(text, [result(f"（测试用假服务）收到：{text}", status="chitchat", intent="help")])
