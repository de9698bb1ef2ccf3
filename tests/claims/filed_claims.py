"""Made-up claims with their events, as the store gives them, for tests of what is printed and shown."""

from __future__ import annotations

from datetime import datetime, timezone
from fractions import Fraction
from typing import Any

from claims.filing.stored import ClaimEvent, StoredClaim, seal_personal
from claims.sealing.keyring import new_ring
from claims.sealing.sealer import Sealer

SEALER = Sealer(new_ring())

PERSONAL = {
    "name": "𠮷㼆䶮",
    "gender": "女",
    "birth": "1985-03",
    "id_number": "650102198503124528",
    "phone": "13900000000",
    "education": "大学本科",
    "degree": "工学学士",
    "graduation": "2007年7月新疆大学土木工程专业",
    "title": "工程师",
}
CONFERENCE = {
    "activity": "academic_conference",
    "level": "national",
    "days": "3",
    "presented": True,
    "title": "某某水利学术年会",
    "organizer_name": "某某水利学会",
    "start": "2025-03-01",
    "end": "2025-03-03",
    "certificate": "SL-2025-017",
}
CITY_STEPS = [
    {"role": "employer_reviewer", "office": "所在单位", "clause": "xj-city-2022#二/2",
     "quote": "专业技术人员所在单位负责", "organisation": 1, "organisation_name": "某某水利勘测设计院",
     "region": "xj-city", "kind": "review"},
    {"role": "hr_authority", "office": "职称办公室", "clause": "xj-city-2022#二/2", "quote": "审验核准",
     "organisation": 2, "organisation_name": "某某市职称办公室", "region": "xj-city", "kind": "review"},
]
AKS_STEPS = [
    {"role": "employer_reviewer", "office": "用人单位", "clause": "aks-2025#五/p2", "quote": "用人单位审核",
     "organisation": 1, "organisation_name": "某某县人民医院", "region": "xj-aks", "kind": "review"},
    {"role": "industry_authority", "office": "地区行业主管部门", "clause": "aks-2025#五/p2",
     "quote": "地区行业主管部门复核", "organisation": 2, "organisation_name": "某某地区卫生健康委员会",
     "region": "xj-aks", "kind": "review"},
    {"role": "industry_authority", "office": "自治区行业主管部门", "clause": "aks-2025#五/p2",
     "quote": "由自治区行业主管部门认定", "organisation": 3, "organisation_name": "某某自治区卫生健康委员会",
     "region": "xj", "kind": "review"},
]
BT_STEPS = [
    {"role": "employer_reviewer", "office": "用人单位", "clause": "bt-2019#一/一", "quote": "用人单位初审",
     "organisation": 1, "organisation_name": "某某师某某团医院", "region": "bt", "kind": "review"},
    {"role": "industry_authority", "office": "行业主管部门", "clause": "bt-2019#一/一", "quote": "行业主管部门复审",
     "organisation": 2, "organisation_name": "某某师卫生健康委员会", "region": "bt", "kind": "review"},
    {"role": "hr_authority", "office": "人力资源社会保障部门", "clause": "bt-2019#一/一",
     "quote": "人力资源社会保障部门抽审", "organisation": 3, "organisation_name": "某某师人力资源和社会保障局",
     "region": "bt", "kind": "spot_check"},
]


_NOW = datetime(2025, 6, 1, 16, 30, tzinfo=timezone.utc)
"""Which is the next day in China."""


def made_up_claim(**changes: Any) -> StoredClaim:
    """A claim that nobody filed. changes: columns, and `personal` in clear."""
    values: dict[str, Any] = {
        "id": 1, "number": "R250601-7K3M9QX2", "verify_code": "0123456789ABCDEFGHJKMNPQRS", "kind": "recognition",
        "region": "xj-city", "year": 2025, "title_level": "middle", "state": "submitted", "step": 0,
        "steps": tuple(CITY_STEPS), "applicant": 1, "organisation": 1, "posting_office": None, "waiting_at": 1,
        "facts": {"activities": [CONFERENCE], "person": {}}, "personal_sealed": None, "id_number_index": None,
        "decision": None, "kb_digest": None, "computed_hours": Fraction(36), "recognised_hours": None, "reason": None,
        "returned_field": None, "basis": None, "version": 2, "created_at": _NOW, "updated_at": _NOW,
        "submitted_at": _NOW, "decided_at": None,
    }
    said = changes.pop("personal", PERSONAL)
    sealed = seal_personal(SEALER, values["number"], said)
    return StoredClaim(**{**values, "personal_sealed": sealed, **changes}, sealer=SEALER)


def event(action: str, step: int | None = None, **changes: Any) -> ClaimEvent:
    """Something that was done to it."""
    values: dict[str, Any] = {
        "id": 1, "claim": 1, "at": _NOW, "actor_kind": "account", "actor": 1, "organisation": 1, "action": action,
        "state_from": "submitted", "state_to": "under_review", "step": step, "reason": None, "field": None,
        "basis": None, "facts": None, "decision": None, "kb_digest": None, "computed_hours": Fraction(36),
        "recognised_hours": None, "version": 3,
    }
    return ClaimEvent(**{**values, **changes})


SUBMITTED = event("submit")


def approved(step: int, hours: Fraction | None = None, reason: str | None = None, **changes: Any) -> ClaimEvent:
    """An office said yes."""
    return event("approve", step, reason=reason, recognised_hours=hours, **changes)
