"""The service with made-up people who call its API of claims, each with a session of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse
from web_kit import Client, check_error, check_schema

from claims.actors import Actor, Applicant, Staff
from claims.filing.service import Filing
from claims.people import sessions
from db.moments import now
from db.tables import grants
from tests.claims.filing.filing_world import World
from web.keys import DATABASE, KNOWLEDGE, SEALER


def fresh_key() -> str:
    """An Idempotency-Key that nobody used."""
    return secrets.token_hex(16)


@dataclass
class Caller:
    """Somebody who is logged in, or nobody (token None)."""

    client: Client
    token: str | None

    async def send(self, method: str, path: str, body: Any = None, key: str | None = None, **more: Any
                   ) -> ClientResponse:
        """A request; a POST gets a key of its own where none is given."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if method == "POST" or key:
            headers["Idempotency-Key"] = key or fresh_key()
        named = {"json": body} if body is not None else {}
        response = await self.client.request(method, path, headers={**headers, **more.pop("headers", {})}, **named,
                                             **more)
        await response.read()
        return response

    async def get(self, path: str, **query: Any) -> Any:
        """What a GET gives, with status 200."""
        response = await self.send("GET", path, params=query)
        value = await response.json()
        assert response.status == 200, value
        return value

    async def post(self, path: str, body: Any, status: int = 200, key: str | None = None) -> Any:
        """What a POST gives."""
        response = await self.send("POST", path, body, key)
        value = await response.json()
        assert response.status == status, value
        return value

    async def claim(self, method: str, path: str, body: Any = None, status: int = 200, key: str | None = None) -> Any:
        """A CLAIM, of the shape that the API's document gives it."""
        response = await self.send(method, path, body, key)
        value = await response.json()
        assert response.status == status, value
        check_schema("Claim", value)
        return value

    async def refused(self, method: str, path: str, body: Any, status: int, code: str, field: str | None = None,
                      key: str | None = None) -> str:
        """The message of a refusal in the one shape."""
        response = await self.send(method, path, body, key)
        return str((await check_error(response, status, code, field))["message"])


class ClaimsService:
    """A running service with organisations; `world` reaches its database."""

    def __init__(self, client: Client) -> None:
        app = client.app
        assert app is not None
        self.client = client
        self.world = World(app[DATABASE], app[SEALER], Filing(app[KNOWLEDGE], app[SEALER]), app[KNOWLEDGE]).build()
        self.nobody = Caller(client, None)

    def caller(self, actor: Actor) -> Caller:
        """The actor, logged in."""
        token = self.world.database.write_now(
            lambda connection: sessions.start(connection, self.world.sealer, actor, now()))
        return Caller(self.client, token)

    def applicant(self) -> tuple[Applicant, Caller]:
        """A new professional, logged in."""
        who = self.world.applicant()
        return who, self.caller(who)

    def staff(self, key: str) -> Caller:
        """A new account that reviews at an organisation of the world (`bt:hr`), logged in."""
        return self.account(self.world.staff(key))

    def account(self, who: Staff) -> Caller:
        """An account of the world, logged in, its grants kept."""
        rows = [{"account": who.id, "role": grant.role, "organisation": grant.organisation, "region": grant.region,
                 "created_at": now()} for grant in who.grants]
        self.world.database.write_now(lambda connection: connection.execute(grants.insert(), rows))
        return self.caller(who)
