"""Helpers of the tests that log in: people made in the service's own database, and requests in their name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Callable, TypeVar

from stdnum.cn import ric
from web_kit import Client

from claims.actors import Actor, Applicant, Grant, Staff
from claims.people import accounts, applicants, grants, sessions
from claims.people.passwords import hash_password
from db.moments import now
from db.tables import organisations
from web.keys import DATABASE, SEALER

T = TypeVar("T")
PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


def app_of(client: Client) -> Any:
    """The running application."""
    server: Any = client.server
    return server.app


async def in_database(client: Client, work: Callable[[Any, Any], T]) -> T:
    """`work(connection, sealer)` in the service's database."""
    app = app_of(client)
    found: T = await app[DATABASE].write(lambda connection: work(connection, app[SEALER]))
    return found


@dataclass
class Person:
    """Somebody who is logged in, by token: `await person.get("/api/me")`."""

    client: Client
    actor: Actor
    token: str
    headers: dict[str, str] = field(default_factory=dict)

    def request(self, method: str, path: str, **more: Any) -> Any:
        """A request in his name; writes carry a fresh Idempotency-Key."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid.uuid4().hex, **self.headers,
                   **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def get(self, path: str, **more: Any) -> Any:
        """GET."""
        return self.request("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """POST of JSON."""
        return self.request("POST", path, json={} if body is None else body, **more)


def id_number(place: int) -> str:
    """A made-up ID number with a right check sign."""
    start = f"65290119900101{place % 1000:03}"
    return start + str(ric.calc_check_digit(start + "0"))


async def office(client: Client, kind: str, region: str, name: str, parent: int | None = None) -> int:
    """An organisation's id."""
    def work(connection: Any, _sealer: Any) -> int:
        return int(connection.execute(organisations.insert().values(
            name=name, kind=kind, region=region, parent=parent, active=True, version=1, created_at=now()
        )).inserted_primary_key[0])

    return await in_database(client, work)


async def staff(client: Client, *given: Grant, login: str | None = None, number: str | None = None,
                must_change: bool = False) -> Person:
    """An account with PASSWORD and these roles, logged in."""
    def work(connection: Any, sealer: Any) -> Person:
        made = accounts.create(connection, sealer, "system", login=login or f"a{uuid.uuid4().hex[:12]}",
                               display_name="某人", password_hash=HASH, now=now(), id_number=number,
                               must_change=must_change)
        for grant in given:
            grants.insert(connection, made.id, grant, now())
        actor = Staff(made.id, given)
        return Person(client, actor, sessions.start(connection, sealer, actor, now()))

    return await in_database(client, work)


async def applicant(client: Client, phone: str = "13912345678") -> Person:
    """A professional, logged in."""
    def work(connection: Any, sealer: Any) -> Person:
        actor: Applicant = applicants.by_phone(connection, sealer, phone, now())
        return Person(client, actor, sessions.start(connection, sealer, actor, now()))

    return await in_database(client, work)


ADMIN, AUDITOR, EDITOR = (Grant(role, None, None) for role in ("admin", "auditor", "editor"))
