"""How many statements a request sends to the database: a bound for each, and none that grows with what there is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from claims_api_kit import Caller, ClaimsService, fresh_key

from claims.actors import Applicant
from claims.filing.stored import StoredClaim
from tests.claims.filing.filing_world import conference, personal

pytestmark = pytest.mark.asyncio
#: SQLite's way to begin and to be durable, which are no messages to a server.
_NO_STATEMENTS = ("PRAGMA", "BEGIN")


class Counting:
    """statements, transactions: sent and ended since the counting began."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.transactions = 0


@contextmanager
def counting(claims: ClaimsService) -> Iterator[Counting]:
    """Counts what the service sends to its database."""
    engine, count = claims.world.database.engine, Counting()

    def sent(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(_NO_STATEMENTS):
            count.statements.append(statement)

    def ended(_connection: Any) -> None:
        count.transactions += 1

    sa.event.listen(engine, "before_cursor_execute", sent)
    sa.event.listen(engine, "commit", ended)
    try:
        yield count
    finally:
        sa.event.remove(engine, "before_cursor_execute", sent)
        sa.event.remove(engine, "commit", ended)


async def sent(claims: ClaimsService, most: int, call: Callable[[], Awaitable[Any]]) -> Any:
    """What the call gives; it sends so many statements at most, and changes things in one transaction alone."""
    with counting(claims) as count:
        found = await call()
    assert len(count.statements) <= most, "\n".join(count.statements)
    assert count.transactions <= 2, count.transactions
    return found


async def test_the_way_of_a_claim(claims: ClaimsService) -> None:
    (_, me), world = claims.applicant(), claims.world
    draft = world.draft("xj-city", 1, personal=personal(1), activities=[conference(certificate="SL-2026-017")])
    begun = {name: draft[name] for name in ("kind", "region", "year")}
    made = await sent(claims, 11, lambda: me.claim("POST", "/api/claims", begun, 201))
    path = f"/api/claims/{made['number']}"
    saved = await sent(claims, 18, lambda: me.claim(
        "PUT", path, {**draft, "version": made["version"]}, key=fresh_key()))
    again = {"version": saved["version"], "activities": [conference(certificate="SL-2026-017", title="年会")]}
    saved = await sent(claims, 15, lambda: me.claim("PUT", path, again, key=fresh_key()))
    _add_file(claims, made["number"])
    filed = await sent(claims, 20, lambda: me.claim("POST", f"{path}/submit", {"version": saved["version"]}))
    await sent(claims, 8, lambda: me.claim("GET", path))
    await sent(claims, 3, lambda: me.get("/api/claims"))
    await sent(claims, 3, lambda: me.get(f"{path}/history"))
    path = f"/api/reviews/{made['number']}"
    first, last = _reviewer(claims, "xj-city:employer", 7), _reviewer(claims, "xj-city:hr", 8)
    await sent(claims, 6, lambda: first.get("/api/reviews"))
    await sent(claims, 11, lambda: first.claim("GET", path))
    passed = await sent(claims, 20, lambda: first.claim("POST", f"{path}/approve", {"version": filed["version"]}))
    done = await sent(claims, 20, lambda: last.claim("POST", f"{path}/approve", {"version": passed["version"]}))
    assert done["state"] == "approved"
    code = done["verify_url"].rsplit("/", 1)[1]
    await sent(claims, 2, lambda: claims.nobody.get(f"/api/verify/{code}"))


async def test_a_return_and_a_rejection(claims: ClaimsService) -> None:
    who, _ = claims.applicant()
    claim, other = (claims.world.filed(who, _draft(claims, 1, month)) for month in ("03", "05"))
    reviewer = _reviewer(claims, "xj-city:employer", 7)
    said = {"version": claim.version, "reason": "缺页", "field": "evidence"}
    await sent(claims, 17, lambda: reviewer.claim("POST", f"/api/reviews/{claim.number}/return", said))
    await sent(claims, 17, lambda: reviewer.claim(
        "POST", f"/api/reviews/{other.number}/reject", {"version": other.version, "reason": "不符合"}))


async def test_no_more_statements_for_more_activities_files_and_others(claims: ClaimsService) -> None:
    """Certificates and files that others hold too, claims of the same person: each sort is looked up at once."""
    counts = []
    for serial, many in ((1, 1), (2, 6)):
        (who, me), (other, _) = claims.applicant(), claims.applicant()
        activities = [conference(f"2026-{month:02d}-02", 1, certificate=f"SL-{serial}-{month:04d}")
                      for month in range(1, many + 1)]
        for filer, own in ((other, serial + 50), (who, serial)):
            draft = claims.world.draft("xj-city", own, personal=personal(own), activities=activities)
            claim = claims.world.filed(filer, draft, content=f"scan{serial}")
        reviewer = _reviewer(claims, "xj-city:employer", 7)
        with counting(claims) as mine:
            shown = await me.claim("GET", f"/api/claims/{claim.number}")
        with counting(claims) as theirs:
            await reviewer.claim("GET", f"/api/reviews/{claim.number}")
        kinds = [flag["kind"] for flag in shown["flags"]]
        assert kinds.count("certificate") == many and "file" in kinds
        back = claims.world.act(claims.world.office_of(claim), claim, "return", reason="缺页", field="evidence")
        moved = [conference("2026-09-01", 1, certificate=f"SL-{serial}-9999"), *reversed(activities)]
        with counting(claims) as saving:
            saved = await me.claim("PUT", f"/api/claims/{claim.number}",
                                   {"activities": moved, "version": back.version}, key=fresh_key())
        places = [(file["activity"]) for file in saved["evidence"]]
        assert places == list(range(many, 0, -1))
        counts.append([len(one.statements) for one in (mine, theirs, saving)])
    assert counts[0] == counts[1]


async def test_no_more_statements_for_a_longer_list(claims: ClaimsService) -> None:
    (who, me), reviewer = claims.applicant(), _reviewer(claims, "xj-city:hr", 7)
    counts = []
    for months in (("01",), ("02", "03", "04", "05", "06", "07", "08")):
        for month in months:
            claim = claims.world.filed(who, _draft(claims, 1, month))
            claim = claims.world.act(claims.world.office_of(claim), claim, "approve")
        with counting(claims) as mine:
            found = await me.get("/api/claims")
        with counting(claims) as theirs:
            queue = await reviewer.get("/api/reviews")
        assert len(found["claims"]) == len(queue["claims"]) and queue["claims"][0]["actions"]
        counts.append([len(mine.statements), len(theirs.statements)])
    assert counts[0] == counts[1]


async def test_no_more_statements_for_a_longer_history(claims: ClaimsService) -> None:
    who, me = claims.applicant()
    claim = claims.world.filed(who, _draft(claims, 1, "03"))
    counts = []
    for times in (1, 4):
        for _ in range(times):
            claim = claims.world.act(claims.world.staff("xj-city:employer"), claim, "return", reason="缺页",
                                     field="evidence")
            claim = claims.world.write("submit", who, claim.number, claim.version)
        with counting(claims) as count:
            events = await me.get(f"/api/claims/{claim.number}/history")
        assert events["events"][1]["office"]
        counts.append(len(count.statements))
    assert counts[0] == counts[1]


def _draft(claims: ClaimsService, serial: int, month: str) -> dict[str, Any]:
    return claims.world.draft("xj-city", serial, personal=personal(serial),
                              activities=[conference(f"2026-{month}-02", 1)])


def _reviewer(claims: ClaimsService, key: str, serial: int) -> Caller:
    """Somebody whose own ID number is known, which is looked at before each decision."""
    return claims.account(claims.world.staff(key, own_serial=serial))


def _add_file(claims: ClaimsService, number: str) -> None:
    world = claims.world
    claim: StoredClaim = world.look("by_number", number)
    world.add_evidence(Applicant(claim.applicant), claim, 0, "scan")
