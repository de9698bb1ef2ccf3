"""Many offices at the same claims in the same moment: each transition once, no limit passed, no deadlock."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from filing_world import World, conference

from claims.actors import Staff
from claims.audit.verify import verify
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.filing.totals import totals
from claims.sealing.keyring import save_ring
from claims.trouble import Refused
from db.database import Database

REVIEWERS, CLAIMS = 50, 8
LOST = {"stale_version", "not_allowed_now"}


def _approve(world: World, database: Database, who: Staff, claim: StoredClaim) -> str:
    try:
        database.write_now(lambda connection: world.filing.act(
            connection, who, claim.number, "approve", version=claim.version, now=world.now, today=world.today))
    except Refused as refused:
        return refused.code
    return "done"


def _together(works: list[Callable[[], None]]) -> None:
    start = threading.Barrier(len(works))
    faults: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def _filed(world: World, many: int) -> list[StoredClaim]:
    return [world.filed(world.applicant(), world.draft(serial=serial)) for serial in range(1, many + 1)]


def _check_each_once(world: World, claims: list[StoredClaim]) -> None:
    for claim in claims:
        assert [event.action for event in world.history(claim)] == ["submit", "approve"]
        now = world.look("read", world.staff("bt:hr"), claim.number)
        assert (now.state, now.step, now.version) == ("under_review", 1, claim.version + 1)
    assert world.database.write_now(lambda connection: verify(connection, world.sealer)) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_fifty_reviewers_on_a_server(world: World) -> None:
    claims = _filed(world, CLAIMS)
    reviewers = [world.staff("bt:employer") for _ in range(REVIEWERS)]
    found: list[tuple[str, str]] = []

    def reviews(who: Staff) -> None:
        own = Database(world.database.url.render_as_string(hide_password=False))
        try:
            for claim in random.Random(who.id).sample(claims, len(claims)):
                found.append((claim.number, _approve(world, own, who, claim)))
        finally:
            own.close()

    _together([lambda who=who: reviews(who) for who in reviewers])
    assert len(found) == REVIEWERS * CLAIMS
    assert Counter(number for number, code in found if code == "done") == {claim.number: 1 for claim in claims}
    assert {code for _, code in found} <= {"done", *LOST}
    _check_each_once(world, claims)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_fifty_reviewers_and_another_process_on_a_file(world: World, tmp_path: Path) -> None:
    claims = _filed(world, CLAIMS)
    reviewers = [world.staff("bt:employer") for _ in range(REVIEWERS)]
    save_ring(world.sealer.ring, tmp_path / "keys.json")
    other = world.staff("bt:employer")
    grant = other.grants[0]
    script = Path(__file__).with_name("race_process.py")
    child = subprocess.Popen(
        [sys.executable, str(script), world.database.url.render_as_string(), str(tmp_path / "keys.json"),
         str(other.id), grant.role, str(grant.organisation), str(grant.region),
         *(f"{claim.number}:{claim.version}" for claim in claims)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin is not None and child.stdout is not None
    assert child.stdout.readline() == "ready\n"

    async def everybody() -> list[str]:
        async def review(who: Staff, claim: StoredClaim) -> str:
            def work(connection: Any) -> Any:
                return world.filing.act(connection, who, claim.number, "approve", version=claim.version, now=world.now,
                                        today=world.today)
            try:
                await world.database.write(work)
            except Refused as refused:
                return refused.code
            return "done"

        pairs = [(who, claim) for who in reviewers for claim in claims]
        random.Random(1).shuffle(pairs)
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
        return await asyncio.gather(*(review(who, claim) for who, claim in pairs))

    found = asyncio.run(everybody())
    theirs = json.loads(child.stdout.readline())
    child.stdin.close()
    assert child.wait(30) == 0
    child.stdout.close()
    assert [*found, *theirs].count("done") == CLAIMS
    assert {*found, *theirs} <= {"done", *LOST}
    _check_each_once(world, claims)


def test_two_claims_of_one_person_at_once_never_pass_the_limit(world: World) -> None:
    """bt-2019: 40 hours of conferences a year; two of 30 are approved at the same moment, again and again."""
    others = [Database(world.database.url.render_as_string(hide_password=False)) for _ in range(2)]
    for serial in range(1, 9):
        who = world.applicant()
        pair = [world.filed(who, world.draft(serial=serial, activities=[conference(f"2026-{month}-02", 5)]))
                for month in ("03", "05")]
        pair = [world.act(world.office_of(claim), claim, "approve") for claim in pair]
        assert [claim.computed_hours for claim in pair] == [Fraction(30)] * 2
        office, codes = world.staff("bt:industry"), []

        def approve(database: Database, claim: StoredClaim, office: Staff = office, codes: list[str] = codes) -> None:
            codes.append(_approve(world, database, office, claim))

        _together([lambda database=database, claim=claim: approve(database, claim)
                   for database, claim in zip(others, pair)])
        assert codes == ["done", "done"]
        index = pair[0].id_number_index
        found = world.database.write_now(lambda connection, index=index: totals(connection, index, "bt", 2026))
        assert found.hours == 40
    for database in others:
        database.close()


def test_two_accounts_with_one_id_number_approved_at_once(world: World) -> None:
    """The first approval settles whose the number is; no second one passes beside it, nor the room that it took."""
    others = [Database(world.database.url.render_as_string(hide_password=False)) for _ in range(4)]
    office, codes = world.staff("bt:employer"), []
    filed = [world.filed(world.applicant(), world.draft(serial=1)) for _ in others]

    def approve(database: Database, claim: StoredClaim) -> None:
        codes.append(_approve(world, database, office, claim))

    _together([lambda database=database, claim=claim: approve(database, claim)
               for database, claim in zip(others, filed)])
    assert sorted(codes) == ["done", *["not_allowed_now"] * 3]
    for database in others:
        database.close()


def test_one_person_in_two_windows(world: World) -> None:
    """Drafts made and saved at the same moment by one account wait for each other and do not lock each other out."""
    others = [Database(world.database.url.render_as_string(hide_password=False)) for _ in range(4)]
    who, made = world.applicant(), []
    filing: Filing = world.filing

    def work(database: Database) -> None:
        for _ in range(4):
            claim = database.write_now(lambda connection: filing.create(
                connection, who, world.draft(), now=world.now, today=world.today))
            database.write_now(lambda connection, claim=claim: filing.save(
                connection, who, claim.number, {"personal": {"degree": "硕士"}}, claim.version, now=world.now,
                today=world.today))
            made.append(claim.number)

    _together([lambda database=database: work(database) for database in others])
    assert len(set(made)) == 16 == len(world.look("mine", who))
    for database in others:
        database.close()
