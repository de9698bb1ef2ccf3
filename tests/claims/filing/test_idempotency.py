"""Writes that are sent twice: done once, answered alike, and kept apart by who sent them."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.filing.idempotency import once, sweep
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import audit_anchors, idempotency

NOW = datetime(2026, 11, 21, 8, tzinfo=timezone.utc)
SAID = {"number": "R261121-7K3M9Q2A", "name": "古丽"}


class Work:
    """Adds a row each time that it runs, in the transaction that it is called in."""

    def __init__(self, connection: Connection, answer: tuple[int, Any] = (201, SAID), seconds: float = 0) -> None:
        self.connection, self.answer, self.seconds, self.runs = connection, answer, seconds, 0

    def __call__(self) -> tuple[int, Any]:
        self.runs += 1
        day = NOW.date() + timedelta(days=_rows(self.connection))
        self.connection.execute(audit_anchors.insert().values(day=day, seq=1, mac="", anchor=""))
        time.sleep(self.seconds)
        return self.answer


def _rows(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(audit_anchors)).scalar_one())


def _once(connection: Connection, sealer: Sealer, work: Any, owner: str = "applicant:7", key: str = "key-00001",
          digest: str = "d1") -> tuple[int, Any]:
    return once(connection, sealer, owner=owner, key=key, digest=digest, now=NOW, work=work)


def test_the_second_time_gives_the_first_answer(database: Database, sealer: Sealer) -> None:
    assert database.write_now(lambda c: _once(c, sealer, Work(c))) == (201, SAID)
    assert database.write_now(lambda c: _once(c, sealer, Work(c, (500, "not run")))) == (201, SAID)
    assert database.write_now(_rows) == 1


def test_another_body_is_refused_and_does_nothing(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda c: _once(c, sealer, Work(c)))
    with pytest.raises(Refused) as refused:
        database.write_now(lambda c: _once(c, sealer, Work(c), digest="d2"))
    assert (refused.value.code, refused.value.status) == ("key_reused", 409)
    assert database.write_now(_rows) == 1


def test_the_key_of_somebody_else_is_another_key(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda c: _once(c, sealer, Work(c)))
    assert database.write_now(lambda c: _once(c, sealer, Work(c, (200, None)), owner="account:7")) == (200, None)
    assert database.write_now(_rows) == 2


def test_what_was_refused_can_be_sent_again(database: Database, sealer: Sealer) -> None:
    def refuses() -> tuple[int, Any]:
        raise Refused("incomplete", "缺材料", "evidence")

    with pytest.raises(Refused, match="incomplete"):
        database.write_now(lambda c: _once(c, sealer, refuses))
    assert database.write_now(lambda c: _once(c, sealer, Work(c))) == (201, SAID)


def test_the_answer_lies_sealed_and_bound_to_its_key(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda c: _once(c, sealer, Work(c)))
    row = database.write_now(lambda c: c.execute(sa.select(idempotency)).one())
    assert "古丽" not in row.body_sealed and "R261121" not in row.body_sealed
    database.write_now(lambda c: c.execute(sa.update(idempotency).values(key="key-00002")))
    with pytest.raises(ValueError, match="idempotency.body"):
        database.write_now(lambda c: _once(c, sealer, Work(c), key="key-00002"))


def test_old_answers_are_swept(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda c: _once(c, sealer, Work(c)))
    assert database.write_now(lambda c: sweep(c, NOW)) == 0
    assert database.write_now(lambda c: sweep(c, NOW + timedelta(seconds=1))) == 1


def test_two_at_once_run_once(database_url: str, sealer: Sealer) -> None:
    answers: list[Any] = []

    def send() -> None:
        own = Database(database_url)
        try:
            answers.append(own.write_now(lambda c: _once(c, sealer, Work(c, seconds=0.1))))
        finally:
            own.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(201, SAID)] * 6
    own = Database(database_url)
    assert own.write_now(_rows) == 1
    own.close()


def test_the_second_runs_where_the_first_one_failed(postgres_url: str, sealer: Sealer) -> None:
    from db.upgrade import upgrade

    first, second = Database(postgres_url), Database(postgres_url)
    upgrade(first.engine)
    started, answers = threading.Event(), []

    def fails() -> tuple[int, Any]:
        started.set()
        time.sleep(0.2)
        raise Refused("invalid", "不行")

    def wait_and_send() -> None:
        started.wait()
        answers.append(second.write_now(lambda c: _once(c, sealer, Work(c))))

    thread = threading.Thread(target=wait_and_send)
    thread.start()
    with pytest.raises(Refused):
        first.write_now(lambda c: _once(c, sealer, fails))
    thread.join()
    assert answers == [(201, SAID)]
    first.close()
    second.close()
