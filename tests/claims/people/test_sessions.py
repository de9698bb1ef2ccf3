"""Sessions: only hashes are kept, idle and longest times end them, and so does closing the account."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from logins_kit import NOW, account, later

from claims.actors import Actor, Grant, Staff
from claims.people import applicants, sessions
from claims.people.sweep import sweep
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import sessions as table


def opened(database: Database, sealer: Sealer, staff: bool) -> tuple[str, Actor]:
    def work(connection: sa.engine.Connection) -> tuple[str, Actor]:
        actor: Actor = (Staff(account(connection, sealer, "zhangsan", Grant("auditor", None, None)).id, ()) if staff
                        else applicants.by_phone(connection, sealer, "13912345678", NOW))
        return sessions.start(connection, sealer, actor, NOW), actor

    return database.write_now(work)


def found(database: Database, token: str, **much: float) -> sessions.Session | None:
    with database.engine.connect() as connection:
        return sessions.find(connection, token, later(**much))


@pytest.mark.parametrize("staff", [False, True])
def test_a_session_is_found_by_its_token_alone(database: Database, sealer: Sealer, staff: bool) -> None:
    token, actor = opened(database, sealer, staff)
    session = found(database, token)
    assert session is not None and session.actor.key == actor.key
    if staff:
        assert isinstance(session.actor, Staff) and session.actor.grants == (Grant("auditor", None, None),)
    assert found(database, token + "x") is None and found(database, "") is None and found(database, session.key) is None
    with database.engine.connect() as connection:
        assert token not in str(connection.execute(sa.select(table)).all())
    csrf = sessions.csrf_of(sealer, token)
    assert sessions.csrf_fits(session, csrf) and not sessions.csrf_fits(session, "") and csrf != token
    assert not sessions.csrf_fits(session, sessions.csrf_of(sealer, token + "x"))


@pytest.mark.parametrize(("staff", "idle", "longest"), [(False, 12, 72), (True, 8, 12)])
def test_idle_and_longest_times(database: Database, sealer: Sealer, staff: bool, idle: int, longest: int) -> None:
    token, _ = opened(database, sealer, staff)
    assert found(database, token, hours=idle - 0.01) is not None and found(database, token, hours=idle) is None
    at = timedelta(0)
    while at + timedelta(hours=idle - 1) < timedelta(hours=longest):
        at += timedelta(hours=idle - 1)
        session = found(database, token, seconds=at.total_seconds())
        assert session is not None
        database.write_now(lambda connection, key=session.key, now=NOW + at: sessions.touch(connection, key, now))
    assert found(database, token, hours=longest - 0.01) is not None
    assert found(database, token, hours=longest) is None
    # Whatever its use, the longest time ends it.
    database.write_now(lambda connection: sessions.touch(connection, sessions.token_hash(token), later(hours=longest)))
    assert found(database, token, hours=longest) is None


def test_logging_out_ends_one_and_ending_all_the_others(database: Database, sealer: Sealer) -> None:
    token, actor = opened(database, sealer, True)
    others = [database.write_now(lambda connection: sessions.start(connection, sealer, actor, NOW)) for _ in range(2)]
    database.write_now(lambda connection: sessions.end(connection, sessions.token_hash(token)))
    assert found(database, token) is None and all(found(database, other) for other in others)
    database.write_now(lambda connection: sessions.end_all(connection, applicant=actor.id))
    assert all(found(database, other) for other in others)
    database.write_now(lambda connection: sessions.end_all(connection, account=actor.id))
    assert not any(found(database, other) for other in others)


def test_what_is_over_is_swept(database: Database, sealer: Sealer) -> None:
    opened(database, sealer, True)
    kept, _ = opened(database, sealer, False)
    database.write_now(lambda connection: sweep(connection, later(hours=9)))
    with database.engine.connect() as connection:
        assert connection.execute(sa.select(table.c.token_hash)).scalars().all() == [sessions.token_hash(kept)]
