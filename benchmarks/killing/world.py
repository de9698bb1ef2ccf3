"""What people find before the first kill: offices, reviewers and professionals, all logged in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from claims.actors import Applicant, Grant, Staff
from claims.people import organisations, sessions
from claims.sealing.keyring import ring_at
from claims.sealing.sealer import Sealer
from db.database import Database
from db.moments import now
from db.tables import accounts, applicants, grants
from db.upgrade import upgrade
from policy_kb.loader import load

TODAY = date(2026, 11, 20)
REGION = "xj-city"
ROLES = (("employer", "employer_reviewer"), ("hr_authority", "hr_authority"))
"""The offices whose approval a claim of the region needs, in the order of its chain."""


@dataclass(frozen=True)
class World:
    """url: of the database. people: session tokens of professionals with the serial of their ID number. reviewers:
    for each step of the chain the tokens of the accounts that may act there.
    """

    url: str
    keys: Path
    employer: int
    people: tuple[tuple[int, str], ...]
    reviewers: tuple[tuple[str, ...], ...]

    @property
    def environment(self) -> dict[str, str]:
        """Settings of the service over this world."""
        return {"DATABASE_URL": self.url, "XUESHI_KEYS": str(self.keys), "XUESHI_TODAY": TODAY.isoformat(),
                "XUESHI_EVIDENCE": str(self.keys.parent / "evidence"), "XUESHI_RATE_PER_MINUTE": "0"}

    def sealer(self) -> Sealer:
        """Opens what the service sealed."""
        return Sealer(ring_at(self.keys))


def build(url: str, folder: Path, people: int, reviewers: int) -> World:
    """Make the world in an empty database: `people` professionals, `reviewers` accounts at each step."""
    database, keys = Database(url), folder / "keys.json"
    try:
        upgrade(database.engine)
        sealer, regions = Sealer(ring_at(keys)), load(None).book.jurisdictions
        return database.write_now(lambda connection: _fill(connection, sealer, regions, url, keys, people, reviewers))
    finally:
        database.close()


def personal(serial: int) -> dict[str, str]:
    """The personal fields of somebody who does not exist; the check character of the ID number is right."""
    body = f"65010219850312{serial:03d}"
    rest = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    return {"name": "测试·甲", "gender": "男" if serial % 2 else "女", "birth": "1985-03",
            "id_number": body + "10X98765432"[rest], "phone": f"139{serial:08d}", "education": "本科", "degree": "学士",
            "graduation": "2007年7月新疆大学土木工程专业", "title": "工程师"}


def draft(world: World, serial: int, title: str) -> dict[str, Any]:
    """One day of a conference: `title` tells it from every other."""
    day = f"2026-{1 + secrets.randbelow(10):02d}-{1 + secrets.randbelow(28):02d}"
    activity = {"activity": "academic_conference", "level": "national", "days": 1, "presented": False, "title": title,
                "organizer_name": "某某学会", "organizer": "association", "start": day, "end": day}
    return {"kind": "recognition", "region": REGION, "year": 2026, "title_level": "middle",
            "organisation": world.employer, "activities": [activity], "person": {}, "personal": personal(serial)}


def _fill(connection: Connection, sealer: Sealer, regions: Any, url: str, keys: Path, people: int,
          reviewers: int) -> World:
    moment, parent, offices = now(), None, {}
    for kind in ("hr_authority", "employer"):
        made = organisations.create(connection, sealer, "system", places=regions, now=moment, name=f"测试单位 {kind}",
                                    kind=kind, region=REGION, parent=parent)
        parent = offices[kind] = made.id
    tokens = tuple(tuple(_reviewer(connection, sealer, role, offices[kind]) for _ in range(reviewers))
                   for kind, role in ROLES)
    known = tuple(_person(connection, sealer, 1 + n) for n in range(people))
    return World(url, keys, offices["employer"], known, tokens)


def _person(connection: Connection, sealer: Sealer, serial: int) -> tuple[int, str]:
    row = connection.execute(applicants.insert().values(version=1, created_at=now()))
    return serial, sessions.start(connection, sealer, Applicant(int(row.inserted_primary_key[0])), now())


def _reviewer(connection: Connection, sealer: Sealer, role: str, office: int) -> str:
    row = connection.execute(accounts.insert().values(
        login=f"r{secrets.token_hex(8)}", display_name="审核人", password_hash="-", must_change=False, active=True,
        failures=0, version=1, created_at=now()))
    account = int(row.inserted_primary_key[0])
    connection.execute(grants.insert().values(account=account, role=role, organisation=office, region=REGION,
                                              created_at=now()))
    return sessions.start(connection, sealer, Staff(account, (Grant(role, office, REGION),)), now())
