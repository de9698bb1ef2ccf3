"""A made-up world for tests of filing: organisations of every region, people, reviewers, drafts that can be filed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Applicant, Grant, Staff
from claims.evidence.store import take
from claims.evidence.upload import Upload
from claims.filing.applicant_record import id_number_index
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.people import organisations
from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import accounts, applicants, audit_log, claim_events
from policy_kb.knowledge import KnowledgeBase

NOW = datetime(2026, 11, 21, 2, tzinfo=timezone.utc)
TODAY = date(2026, 11, 21)
REGIONS = ("xj-city", "bt", "xj-aks", "nm-hhht")
ROLES = {"employer": "employer_reviewer", "industry": "industry_authority", "hr": "hr_authority",
         "posting": "posting_office"}
#: (key, kind, region, parent's key); an employer of each region under its authorities.
TREE = [
    ("xj:industry", "industry_authority", "xj", None),
    *((f"{region}:hr", "hr_authority", region, None) for region in REGIONS),
    *((f"{region}:industry", "industry_authority", region, "xj:industry" if region == "xj-aks" else f"{region}:hr")
      for region in REGIONS),
    *((f"{region}:employer", "employer", region, f"{region}:industry") for region in REGIONS),
    ("xj-city:posting", "posting_office", "xj-city", None),
]


def id_number(serial: int, birth: str = "19850312") -> str:
    """A made-up ID number with a right check character; an odd serial is a man's."""
    body = f"{650102 + serial // 1000}{birth}{serial % 1000:03d}"
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11
    return body + "10X98765432"[rest]


def personal(serial: int, **changes: str) -> dict[str, str]:
    """The personal fields of 附件1; an odd serial is a man's."""
    return {"name": "古丽·测试", "gender": "男" if serial % 2 else "女", "birth": "1985-03",
            "id_number": id_number(serial), "phone": f"139{serial:08d}", "education": "本科", "degree": "学士",
            "graduation": "2007年7月新疆大学土木工程专业", "title": "工程师", **changes}


def conference(start: str = "2026-03-02", days: int = 3, level: str = "national", **changes: Any) -> dict[str, Any]:
    """An academic conference; `days` from `start` on, within one month."""
    end = f"{start[:8]}{int(start[8:]) + days - 1:02d}"
    return {"activity": "academic_conference", "level": level, "days": days, "presented": False, "title": "学术年会",
            "organizer_name": "某某学会", "organizer": "association", "start": start, "end": end, **changes}


@dataclass
class World:
    """Everything of one database. organisation: id by key (`bt:hr`). Times stand still unless a test says so."""

    database: Database
    sealer: Sealer
    filing: Filing
    kb: KnowledgeBase
    organisation: dict[str, int] = field(default_factory=dict)
    made: int = 0
    now: datetime = NOW
    today: date = TODAY

    def build(self) -> World:
        """Make the organisations."""
        def work(connection: Connection) -> None:
            for key, kind, region, parent in TREE:
                made = organisations.create(
                    connection, self.sealer, "system", places=self.kb.book.jurisdictions, now=self.now,
                    name=f"测试{key.replace(':', '')}单位", kind=kind, region=region,
                    parent=self.organisation[parent] if parent else None)
                self.organisation[key] = made.id
        self.database.write_now(work)
        return self

    def applicant(self) -> Applicant:
        """A new person without any record."""
        def work(connection: Connection) -> int:
            found = connection.execute(applicants.insert().values(version=1, created_at=self.now))
            return int(found.inserted_primary_key[0])
        return Applicant(self.database.write_now(work))

    def staff(self, key: str, own_serial: int | None = None) -> Staff:
        """A new account that reviews at an organisation (`bt:hr`). own_serial: of the reviewer's own ID number."""
        region, place = key.split(":")
        index = None if own_serial is None else id_number_index(self.sealer, id_number(own_serial))
        self.made += 1

        def work(connection: Connection) -> int:
            found = connection.execute(accounts.insert().values(
                login=f"reviewer{self.made}-{secrets.token_hex(3)}", display_name="审核人", password_hash="-",
                must_change=False, active=True, failures=0, id_number_index=index, version=1, created_at=self.now))
            return int(found.inserted_primary_key[0])
        grant = Grant(ROLES[place], self.organisation[key], region)
        return Staff(self.database.write_now(work), (grant,), index)

    def draft(self, region: str = "bt", serial: int = 1, **changes: Any) -> dict[str, Any]:
        """A DRAFT that can be filed once it has evidence."""
        return {"kind": "recognition", "region": region, "year": 2026, "title_level": "middle",
                "organisation": self.organisation[f"{region}:employer"], "activities": [conference()],
                "person": {}, "personal": personal(serial), **changes}

    def exemption(self, serial: int = 1, **changes: Any) -> dict[str, Any]:
        """附件2 for somebody who is still in the village."""
        own = personal(serial, work_start="2008-07", applied_title="高级工程师", reason="驻村工作")
        post = {"activity": "village_stationing", "start": "2025-03-01"}
        return self.draft("xj-city", serial, **{
            "kind": "exemption", "posting_office": self.organisation["xj-city:posting"], "activities": [post],
            "person": {"still_in_post": True}, "personal": own, **changes})

    def write(self, name: str, *arguments: Any, **named: Any) -> Any:
        """A function of Filing in a transaction of its own, at the world's time."""
        function = getattr(self.filing, name)
        if name not in ("withdraw", "reveal", "editable"):
            named.setdefault("today", self.today)
        if name != "editable":
            named.setdefault("now", self.now)
        return self.database.write_now(lambda connection: function(connection, *arguments, **named))

    def look(self, name: str, *arguments: Any, **named: Any) -> Any:
        """A function of Filing that only reads."""
        function = getattr(self.filing, name)
        return self.database.write_now(lambda connection: function(connection, *arguments, **named))

    def add_evidence(self, who: Applicant, claim: StoredClaim, activity: int | None = 0, content: str | None = None
                     ) -> None:
        """A file for an activity; its content is named, not stored."""
        public = secrets.token_hex(16)
        sha = hashlib.sha256((content or public).encode()).hexdigest()
        upload = Upload(Path(), public, secrets.token_hex(24), "证明.pdf",
                        self.sealer.seal("证明.pdf", places.evidence_name(public)), "application/pdf", 100, sha,
                        self.sealer.mark())
        self.database.write_now(lambda connection: take(connection, self.sealer, who, claim.number, upload, activity,
                                                        now=self.now))

    def filed(self, who: Applicant, draft: Mapping[str, Any], content: str | None = None) -> StoredClaim:
        """Created, with evidence for each activity, and submitted."""
        claim: StoredClaim = self.write("create", who, draft)
        for place in range(len(claim.activities)):
            self.add_evidence(who, claim, place, None if content is None else f"{content}{place}")
        found: StoredClaim = self.write("submit", who, claim.number, claim.version)
        return found

    def act(self, who: Staff, claim: StoredClaim, action: str, **said: Any) -> StoredClaim:
        """An office's action on the claim as it was last seen."""
        found: StoredClaim = self.write("act", who, claim.number, action, version=claim.version, **said)
        return found

    def approved(self, who: Applicant, draft: Mapping[str, Any], **last: Any) -> StoredClaim:
        """Filed and approved by every office of its chain; `last`: what the last one says."""
        claim = self.filed(who, draft)
        while claim.state in ("submitted", "under_review"):
            reviews = [step for step in claim.steps if step["kind"] == "review"]
            said = last if claim.step == len(reviews) - 1 else {}
            claim = self.act(self.office_of(claim), claim, "approve", **said)
        return claim

    def office_of(self, claim: StoredClaim, kind: str = "review") -> Staff:
        """A reviewer of the office that has to act, or of the spot checks."""
        step = claim.current_step if kind == "review" else next(s for s in claim.steps if s["kind"] == kind)
        assert step is not None
        key = next(key for key, number in self.organisation.items() if number == step["organisation"])
        return self.staff(key)

    def history(self, claim: StoredClaim) -> list[Any]:
        """The rows of its events."""
        query = sa.select(claim_events).where(claim_events.c.claim == claim.id).order_by(claim_events.c.version)
        return self.database.write_now(lambda connection: list(connection.execute(query).all()))

    def audit(self, claim: StoredClaim) -> list[Any]:
        """The rows of the audit log about it."""
        query = sa.select(audit_log).where(audit_log.c.object == claim.key).order_by(audit_log.c.seq)
        return self.database.write_now(lambda connection: list(connection.execute(query).all()))
