"""Attempts are counted before they are checked; ten wrong ones lock for a quarter of an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from logins_kit import HASH, NOW, account, audited, later, refused

from claims.people import accounts, password_logins
from claims.people.password_logins import Attempt
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import unknown_logins


def test_a_right_password_forgets_the_failures(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    for _ in range(3):
        attempts = [database.write_now(lambda connection: password_logins.begin(connection, sealer, "ZhangSan", NOW))
                    for _ in range(9)]
        assert {(one.account, one.password_hash) for one in attempts} == {(made.id, HASH)}
        last = attempts[-1]
        assert database.write_now(
            lambda connection, last=last: password_logins.succeed(connection, sealer, last, None, NOW)) == made.id


def test_the_tenth_wrong_one_locks_and_time_opens(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))

    def begin(minutes: float) -> Attempt:
        return database.write_now(
            lambda connection: password_logins.begin(connection, sealer, "zhangsan", later(minutes=minutes)))

    for _ in range(10):
        begin(0)
    told = refused("locked", lambda: begin(0.5))
    assert told.status == 429 and "15 分钟" in told.message
    assert "1 分钟" in refused("locked", lambda: begin(14.9)).message
    assert begin(15).account == made.id
    # After a lock the count begins anew.
    for _ in range(9):
        begin(16)
    refused("locked", lambda: begin(17))
    with database.engine.connect() as connection:
        assert audited(connection).count(("system", "account.lock", f"account:{made.id}")) == 2


def test_a_crowd_gets_no_more_guesses_than_one(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda connection: account(connection, sealer))

    def begin(_: int) -> bool:
        try:
            database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
        except Refused as told:
            assert told.code == "locked"
            return False
        return True

    # SQLite's one connection is used by one thread at a time, as in the service.
    with ThreadPoolExecutor(1 if "sqlite" in str(database.url) else 4) as pool:
        assert sum(pool.map(begin, range(40))) == 10


def test_the_tenth_may_still_be_right(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda connection: account(connection, sealer))
    attempts = [database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
                for _ in range(10)]
    database.write_now(lambda connection: password_logins.succeed(connection, sealer, attempts[-1], None, NOW))
    database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))


def test_nobody_and_the_closed_have_no_hash_to_compare(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    database.write_now(lambda connection: accounts.change(connection, sealer, "account:9", made, 1, now=NOW,
                                                          active=False))
    for login in ("zhangsan", "nobody", "", "a\u4e00" * 99):
        assert database.write_now(
            lambda connection, login=login: password_logins.begin(connection, sealer, login, NOW)) == Attempt()


def test_ten_tries_do_not_tell_whose_login_there_is(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer, "closed"))
    database.write_now(lambda connection: accounts.change(connection, sealer, "account:9", made, 1, now=NOW,
                                                          active=False))
    database.write_now(lambda connection: account(connection, sealer))

    def answers(login: str) -> list[tuple[str, str, int | None]]:
        found = []
        for minutes in (*range(12), 24, 25, *range(26, 40)):
            try:
                moment = later(minutes=minutes)
                database.write_now(lambda connection, moment=moment: password_logins.begin(
                    connection, sealer, login, moment))
                found.append(("wrong", "", None))
            except Refused as told:
                found.append((told.code, told.message, told.wait))
        return found

    known = answers("zhangsan")
    assert known[9][0] == "wrong" and known[10][0] == "locked" and known[13][0] == "wrong"
    for login in ("nobody", "closed", "Nobody2", "' OR 1=1 --", "张三"):
        assert answers(login) == known, login
    with database.engine.connect() as connection:
        rows = connection.execute(sa.select(unknown_logins)).all()
    assert len(rows) == 5 and not any(name in str(rows) for name in ("nobody", "closed", "张三"))


def test_what_changed_meanwhile_counts(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    attempt = database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
    database.write_now(lambda connection: accounts.set_password(
        connection, sealer, "account:9", made.id, "another hash", must_change=True, now=NOW))
    refused("wrong_login", lambda: database.write_now(
        lambda connection: password_logins.succeed(connection, sealer, attempt, None, NOW)), "password")


def test_a_hash_made_anew_is_kept(database: Database, sealer: Sealer) -> None:
    database.write_now(lambda connection: account(connection, sealer))
    attempt = database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
    database.write_now(lambda connection: password_logins.succeed(connection, sealer, attempt, "new hash", NOW))
    again = database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
    assert again.password_hash == "new hash"
