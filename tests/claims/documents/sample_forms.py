"""Filled-in forms for the tests and the measurement."""

from __future__ import annotations

from datetime import date
from typing import Any

from claims.documents.form_data import AuthorityOpinion, ExemptionForm, Opinion, RegistrationForm

RARE = "㙘䶮𠮷喆镕犇骉"
PERSON: dict[str, Any] = {
    "claim_number": "XJ-2025-000123",
    "verify_url": "https://xueshi.example.cn/verify/7f3a9c1e5b2d4860",
    "issued": date(2025, 6, 1),
    "name": RARE,
    "gender": "女",
    "birth": (1985, 3),
    "id_number": "650102198503124528",
    "education": "大学本科",
    "degree": "工学学士",
    "graduation": "2007年7月新疆大学土木工程专业",
    "employer": "某某水利水电勘测设计研究院有限责任公司第二分公司",
    "title": "高级工程师",
}
REGISTRATION = RegistrationForm(
    **PERSON,
    organisers=("某某土木工程学会",),
    total_hours=36,
    times_and_ways=("2025年3月10日至12日　参加全国性学术会议",),
    employer_opinion=Opinion("材料真实、完整，同意申报。", "某某水利水电勘测设计研究院", date(2025, 6, 2)),
    authority_opinion=AuthorityOpinion(2025, 36, 24, "某某市职称办公室", date(2025, 6, 9)),
)
EXEMPTION = ExemptionForm(
    **PERSON,
    work_start=(2007, 8),
    applied_title="正高级工程师",
    reason="参加驻村工作。\n附派驻文件一份。",
    opinion=Opinion("情况属实，同意。", "某某县驻村工作领导小组办公室", date(2025, 6, 10)),
)
BLANK = RegistrationForm(**PERSON, organisers=("甲",), times_and_ways=("乙",), total_hours=36)
