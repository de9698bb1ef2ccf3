"""The real service for the browser tests of claims: on a port of its own, with a stand-in agent, over a SQLite file or
the database that is named.

Its people and organisations are made up. Login codes come to `codes` instead of a phone. The rate limits are off.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import jwt
from aiohttp import web
from sqlalchemy.engine import Connection

from claims.actors import Grant, Staff
from claims.filing.service import Filing
from claims.people import links, organisations
from db.moments import now
from db.tables.people import login_codes, sessions
from web.app import init_app
from web.keys import DATABASE, KNOWLEDGE, SEALER
from web.settings import Settings, today_in_china

T = TypeVar("T")
REGION = "xj-city"
EMPLOYER = "示例市第一人民医院"
OFFICE = "示例市专业技术人员职称办公室"
VILLAGE_OFFICE = "示例市“访惠聚”办公室"
HOST, HOST_KEY = "https://portal.example", secrets.token_hex(32)
MEETING: dict[str, Any] = {"activity": "academic_conference", "level": "national", "days": 3}


class Codes:
    """A sender that keeps what it was to send: phone → the last code."""

    sent: dict[str, str] = {}

    async def send(self, phone: str, code: str) -> None:
        """Keep it."""
        self.sent[phone] = code


class CardAgent:
    """Answers everything with the card of a claim; `facts` are what it fills in."""

    def __init__(self) -> None:
        self.waiting = 0
        self.said: list[str] = []
        self.status = "form"

    async def handle(
        self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
    ) -> list[dict[str, Any]]:
        """One RESULT as docs/interfaces.md describes it."""
        self.said.append(text)
        result: dict[str, Any] = {
            "status": self.status, "intent": "file_claim", "text": "可以申报，请填写申请表。", "region": REGION,
            "year": int(today[:4]), "decision": None, "citations": [], "ask_for": [], "buttons": [],
        }
        if self.status == "form":
            result["form"] = {"kind": "recognition", "region": REGION, "year": int(today[:4]), "title_level": "middle",
                              "activities": [MEETING], "person": {}}
            result["form_title"] = "3天全国性学术会议"
        return [result]


class ClaimsService:
    """The service, in a thread with a loop of its own; a context manager. `agent` answers the chat.

    folder: for its keys and files, and for a SQLite file where no other database_url is given.
    """

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.agent = CardAgent()
        self.url = ""
        self.employer = self.office = 0
        self._app = init_app(
            Settings(database_url=database_url or f"sqlite:///{folder / 'xueshi.db'}", rate_per_minute=0,
                     login_per_minute=0, keys=folder / "keys.json", evidence=folder / "evidence",
                     code_sender=f"{__name__}:Codes",
                     host_token_key=HOST_KEY, host_token_issuers=(HOST,)),
            agent=self.agent,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="xueshi", daemon=True)

    def code_for(self, phone: str) -> str:
        """The login code that was sent to the phone."""
        return Codes.sent[phone]

    def write(self, work: Callable[[Connection], T]) -> T:
        """Something that happens behind the page's back, in a transaction of its own."""
        return self._wait(self._app[DATABASE].write(work))

    def review(self, number: str, action: str, **said: Any) -> None:
        """What the reviewer of the employer does to the claim."""
        filing = Filing(self._app[KNOWLEDGE], self._app[SEALER])
        reviewer = Staff(1, (Grant("employer_reviewer", self.employer, REGION),))
        self.write(lambda connection: filing.act(
            connection, reviewer, number, action, version=filing.by_number(connection, number).version, now=now(),
            today=today_in_china(), **said))

    def log_everybody_out(self) -> None:
        """End every session, as their end of life does."""
        self.write(lambda connection: connection.execute(sessions.delete()))

    def let_a_minute_pass(self) -> None:
        """Forget the codes that were sent, so that every phone can have another."""
        self.write(lambda connection: connection.execute(login_codes.delete()))

    def link(self, prefill: dict[str, Any]) -> str:
        """The path of a one-time link to a form with these facts."""
        token, _ = self.write(lambda connection: links.create(connection, prefill, now()))
        return f"/claims#link={token}"

    def host_token(self) -> str:
        """What a host page signs for somebody who is on it."""
        times = {"iat": now(), "exp": now() + timedelta(minutes=5)}
        claims = {"iss": HOST, "aud": "xueshi", "sub": secrets.token_hex(8), "jti": secrets.token_hex(8), **times}
        return jwt.encode(claims, HOST_KEY, algorithm="HS256")

    async def _start(self) -> None:
        self._runner = web.AppRunner(self._app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=60)

    def _organise(self, connection: Connection) -> None:
        def made(name: str, kind: str, parent: int | None = None) -> int:
            return organisations.create(
                connection, self._app[SEALER], "account:0", places=self._app[KNOWLEDGE].book.jurisdictions, now=now(),
                name=name, kind=kind, region=REGION, parent=parent).id

        self.office = made(OFFICE, "hr_authority")
        self.employer = made(EMPLOYER, "employer", self.office)
        made("示例市第二中学", "employer", self.office)
        made(VILLAGE_OFFICE, "posting_office", self.office)

    def __enter__(self) -> ClaimsService:
        self._thread.start()
        self._wait(self._start())
        self.write(self._organise)
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()
