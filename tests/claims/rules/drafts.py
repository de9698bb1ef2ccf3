"""Made-up drafts for the tests of the gate. Nobody of this name exists; the ID number is made from its own checksum."""

from __future__ import annotations

from datetime import date
from typing import Any

from stdnum.cn import ric

TODAY = date(2026, 7, 1)


def id_number(born: str = "19900505", order: str = "002", place: str = "650102") -> str:
    """A number with a right checksum: a woman's where the order is even."""
    digits = f"{place}{born}{order}"
    return digits + ric.calc_check_digit(digits + "0")


def person(**changed: Any) -> dict[str, Any]:
    """Personal fields for both forms."""
    return {"name": "古丽·某某", "gender": "女", "birth": "1990-05", "id_number": id_number(), "phone": "13812345678",
            "education": "本科", "degree": "学士", "graduation": "2012 年某大学农学专业", "title": "农艺师",
            "work_start": "2012-08", "applied_title": "高级农艺师", "reason": "驻村两年"} | changed


def conference(**changed: Any) -> dict[str, Any]:
    """Three days of a national conference in May 2025."""
    return {"activity": "academic_conference", "level": "national", "days": 3, "title": "某学术年会",
            "organizer_name": "某学会", "start": "2025-05-06", "end": "2025-05-08"} | changed


def draft(**changed: Any) -> dict[str, Any]:
    """A complete recognition claim in the city."""
    return {"kind": "recognition", "region": "xj-city", "year": 2025, "title_level": "middle", "organisation": 1,
            "activities": [conference()], "personal": person()} | changed
