"""Putting the trial into a database: what is there already stays, what is missing is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Applicant, Grant
from claims.evidence.upload import Upload
from claims.filing.service import Filing
from claims.people import accounts, grant_changes, imports, organisations
from claims.people.listed import listing
from claims.people.passwords import hash_password, random_password
from claims.people.people_file import PeopleFile, Person
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import applicants, claims
from db.tables import organisations as organisations_table
from policy_kb.knowledge import KnowledgeBase
from xueshi.demo.offices import LOGINS, MARK, OFFICES, PEOPLE, Login, id_number
from xueshi.demo.story import STORY, Teller

_FIRST_REVIEWER = 900
"""Serial of the first reviewer's ID number; the people's are below."""


class NotEmpty(RuntimeError):
    """The database holds organisations that are not of the trial."""


@dataclass(frozen=True)
class Seeded:
    """passwords: of each new account by login. made: how many organisations, people and claims are new."""

    passwords: Mapping[str, str]
    organisations: int
    people: int
    claims: int


@dataclass(frozen=True)
class Seed:
    """The trial for one database. password: of all accounts, None for a random one each. Times stand still."""

    database: Database
    kb: KnowledgeBase
    sealer: Sealer
    evidence: Path
    now: datetime
    today: date
    password: str | None = None

    def plant(self, force: bool = False) -> Seeded:
        """Make what is missing, all of it or nothing. Raises NotEmpty, Refused, DatabaseUnavailable, OSError."""
        passwords = {login.login: self.password or random_password() for login in LOGINS}
        hashes = {login: hash_password(password) for login, password in passwords.items()}
        uploads: list[Upload] = []
        try:
            seeded = self.database.write_now(lambda connection: self._plant(connection, force, hashes, uploads))
        except BaseException:
            for upload in uploads:
                upload.discard()
            raise
        for upload in uploads:
            upload.settle()
        return replace(seeded, passwords={login: passwords[login] for login in seeded.passwords})

    def _plant(self, connection: Connection, force: bool, hashes: Mapping[str, str], uploads: list[Upload]) -> Seeded:
        if not force:
            _check_empty(connection)
        before, offices = self._offices(connection)
        logins = {login.login: self._account(connection, login, hashes[login.login], _FIRST_REVIEWER + place, offices)
                  for place, login in enumerate(LOGINS)}
        people = self._people(connection, offices)
        reviewers = {login.office: logins[login.login][0] for login in LOGINS
                     if login.office is not None and login.role != "hotline"}
        teller = Teller(Filing(self.kb, self.sealer), self.sealer, self.evidence, offices, reviewers, self.now,
                        self.today)
        waiting = self._without_claims(connection)
        told = [one for one in STORY if one.who in waiting]
        for one in told:
            uploads.append(teller.tell(connection, one, waiting[one.who]))
        new = {login: "" for login, (_, is_new) in logins.items() if is_new}
        return Seeded(new, len(offices) - before, people, len(told))

    def _offices(self, connection: Connection) -> tuple[int, dict[str, int]]:
        """How many of them were there, and the id of each by its key."""
        columns, before = organisations_table.c, 0
        found: dict[str, int] = {}
        for office in OFFICES:
            there = connection.execute(sa.select(columns.id).where(
                columns.region == office.region, columns.name == office.name)).scalar()
            before += there is not None
            found[office.key] = int(there) if there is not None else organisations.create(
                connection, self.sealer, "system", places=self.kb.book.jurisdictions, now=self.now, name=office.name,
                kind=office.kind, region=office.region, parent=found.get(office.parent or "")).id
        return before, found

    def _account(self, connection: Connection, login: Login, hashed: str, serial: int,
                 offices: Mapping[str, int]) -> tuple[int, bool]:
        there = accounts.find_login(connection, login.login)
        if there is not None:
            return there.id, False
        made = accounts.create(connection, self.sealer, "system", login=login.login,
                               display_name=MARK + login.login.removeprefix("demo"), password_hash=hashed, now=self.now,
                               id_number=id_number(serial), must_change=False)
        grant = Grant(login.role, offices[login.office] if login.office else None, None)
        grant_changes.add(connection, self.sealer, "system", made, made.version, grant, self.now)
        return made.id, True

    def _people(self, connection: Connection, offices: Mapping[str, int]) -> int:
        added = 0
        for office in sorted({person.office for person in PEOPLE}):
            people = tuple(Person(person.serial, person.personal) for person in PEOPLE if person.office == office)
            listed = listing(self.sealer, PeopleFile(people, ()))
            added += imports.take(connection, self.sealer, "system", offices[office], listed, self.now).added
        return added

    def _without_claims(self, connection: Connection) -> dict[str, Applicant]:
        """The people of the trial who have filed nothing yet, by key."""
        found = {}
        for person in PEOPLE:
            index = self.sealer.index("id_number", person.personal["id_number"])
            known = sa.select(applicants.c.id).where(applicants.c.id_number_index == index)
            number = connection.execute(known).scalar()
            filed = sa.select(claims.c.id).where(claims.c.applicant == number).limit(1)
            if number is not None and connection.execute(filed).first() is None:
                found[person.key] = Applicant(int(number))
        return found


def _check_empty(connection: Connection) -> None:
    others = sa.select(organisations_table.c.id).where(organisations_table.c.name.not_like(f"{MARK}%")).limit(1)
    if connection.execute(others).first() is not None:
        raise NotEmpty("the database holds organisations that are not of the trial")
