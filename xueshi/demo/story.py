"""What has happened in the trial so far: a claim in every state, each filed and decided on by the service itself."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from claims.actors import Applicant, Grant, Staff
from claims.evidence.store import take
from claims.evidence.upload import Upload, prepare
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.sealing.sealer import Sealer
from xueshi.demo.offices import OFFICES, PEOPLE, Somebody

_OFFICE = {office.key: office for office in OFFICES}
_ROLES = {"employer": "employer_reviewer", "industry_authority": "industry_authority", "hr_authority": "hr_authority",
          "posting_office": "posting_office"}


@dataclass(frozen=True)
class Told:
    """A claim. who: key of a person. done: (office, action, what is said with it) in their order; the office `-` is the
    applicant. level: of the person's title.
    """

    who: str
    region: str
    activity: Mapping[str, Any]
    done: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    level: str = "middle"
    kind: str = "recognition"
    submitted: bool = True
    person: Mapping[str, Any] = field(default_factory=dict)


def _conference(title: str, month: int, days: int, level: str = "national", **more: Any) -> dict[str, Any]:
    return {"activity": "academic_conference", "level": level, "days": days, "presented": False, "title": title,
            "organizer_name": "演示学会", "month": month, **more}


_VILLAGE = {"activity": "village_stationing"}
_Done = tuple[tuple[str, str, Mapping[str, Any]], ...]
_CITY: _Done = (("city-employer", "approve", {}), ("city-hr", "approve", {}))
_BT: _Done = (("bt-employer", "approve", {}), ("bt-industry", "approve", {}))

STORY = (
    Told("jia", "xj-city", _conference("演示水利学术年会", 1, 3), submitted=False),
    Told("jia", "xj-city", _conference("演示灌区技术研讨会", 2, 2)),
    Told("yi", "xj-city", _conference("演示全国水利大会", 1, 3), _CITY),
    Told("yi", "xj-city", _conference("演示节水论坛", 2, 1), (
        ("city-employer", "return", {"reason": "请补充会议通知", "field": "evidence"}),)),
    Told("bing", "xj-city", _conference("演示材料会议", 1, 2), (
        ("city-employer", "approve", {}), ("city-hr", "reject", {"reason": "演示：证明材料与活动不符"}))),
    Told("bing", "xj-city", _conference("演示测量会议", 3, 1), (("-", "withdraw", {}),)),
    Told("ding", "xj-city", _VILLAGE, kind="exemption", person={"still_in_post": True}),
    Told("wu", "bt", _conference("演示教学年会", 1, 2), (("bt-employer", "approve", {}),)),
    Told("ji", "bt", _conference("演示课程研讨会", 1, 2), (*_BT, ("bt-hr", "draw", {}))),
    Told("geng", "bt", _conference("演示德育论坛", 2, 2), (*_BT, ("bt-hr", "draw", {}), ("bt-hr", "pass", {}))),
    Told("xin", "bt", _conference("演示实验教学会", 3, 2), (
        *_BT, ("bt-hr", "draw", {}), ("bt-hr", "revoke", {"reason": "演示：抽审时未能提供原件"}))),
    Told("ren", "xj-aks", _conference("演示临床学术会", 1, 2), (
        ("aks-employer", "approve", {}), ("aks-health", "approve", {})), level="senior"),
    Told("gui", "xj-aks", _conference("演示护理学术会", 2, 2), (("aks-employer", "approve", {}),)),
    Told("zi", "nm-hhht", _conference("演示建筑学术会", 1, 2, recorded=True, in_region=True)),
)


@dataclass(frozen=True)
class Teller:
    """Tells the story on one database. offices: id by key. reviewers: account by the key of its office."""

    filing: Filing
    sealer: Sealer
    evidence: Path
    offices: Mapping[str, int]
    reviewers: Mapping[str, int]
    now: datetime
    today: date

    def tell(self, connection: Connection, told: Told, who: Applicant) -> Upload:
        """File one claim and do what was done to it; its evidence is to be settled after the commit, or discarded.

        Raises Refused, the evidence already discarded.
        """
        claim = self.filing.create(connection, who, self.draft(told), now=self.now, today=self.today)
        upload = prepare(self.sealer, self.evidence, _picture(claim.number), "演示证明.png")
        try:
            take(connection, self.sealer, who, claim.number, upload, 0, now=self.now)
            if told.submitted:
                claim = self.filing.submit(connection, who, claim.number, claim.version, now=self.now, today=self.today)
            for office, action, said in told.done:
                claim = self._do(connection, who, claim, office, action, said)
        except BaseException:
            upload.discard()
            raise
        return upload

    def draft(self, told: Told) -> dict[str, Any]:
        """The DRAFT of a claim: of this year, or of the last one while this one is young."""
        year = self.today.year if self.today.month > 3 else self.today.year - 1
        activity = dict(told.activity)
        month = activity.pop("month", None)
        if month is not None:
            activity |= {"start": f"{year}-{month:02}-10", "end": f"{year}-{month:02}-{9 + activity['days']:02}"}
        else:
            activity |= {"start": f"{year}-01-10"}
        person = somebody(told.who)
        personal = {name: value for name, value in person.personal.items()
                    if told.kind == "exemption" or name not in ("work_start", "applied_title", "reason")}
        return {"kind": told.kind, "region": told.region, "year": year, "title_level": told.level,
                "organisation": self.offices[person.office], "activities": [activity], "person": dict(told.person),
                "posting_office": self.offices["city-posting"] if told.kind == "exemption" else None,
                "personal": personal}

    def _do(self, connection: Connection, who: Applicant, claim: StoredClaim, office: str, action: str,
            said: Mapping[str, Any]) -> StoredClaim:
        if office == "-":
            return self.filing.withdraw(connection, who, claim.number, claim.version, now=self.now)
        of = _OFFICE[office]
        staff = Staff(self.reviewers[office], (Grant(_ROLES[of.kind], self.offices[office], of.region),))
        return self.filing.act(connection, staff, claim.number, action, version=claim.version, now=self.now,
                               today=self.today, **said)


def somebody(key: str) -> Somebody:
    """The person of a key."""
    return next(person for person in PEOPLE if person.key == key)


def _picture(number: str) -> bytes:
    """A proof that proves nothing: a picture with the claim's number, so that no two are the same file."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (480, 240), "white")
    ImageDraw.Draw(picture).text((40, 110), f"DEMO {number}", fill="black")
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()
