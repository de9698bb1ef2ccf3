"""Whatever is done to rows of the log, verifying finds it: on both databases, in every column."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from chains import AT, execute, faults_of, kinds, write_rows

from claims.audit.log import BEFORE_FIRST, row_mac
from claims.audit.verify import Fault
from claims.sealing.keyring import KeyRing, new_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import audit_log

SEQ = audit_log.c.seq


@pytest.fixture
def log(database: Database, sealer: Sealer) -> Database:
    """Nine rows."""
    write_rows(database, sealer)
    return database


def _change(seq_was: int, **values: Any) -> Any:
    return audit_log.update().where(audit_log.c.seq == seq_was).values(values)


def test_an_untouched_log_is_whole(log: Database, sealer: Sealer) -> None:
    assert faults_of(log, sealer) == []


def test_an_empty_log_is_whole(database: Database, sealer: Sealer) -> None:
    assert faults_of(database, sealer) == []


CHANGES: list[dict[str, Any]] = [
    {"at": AT}, {"at": AT + timedelta(minutes=4, microseconds=1)}, {"at": AT + timedelta(days=365)},
    {"actor": "applicant:9"}, {"actor": "applicant:1 "}, {"actor": ""},
    {"organisation": 7}, {"organisation": 0}, {"action": "claim.approve"}, {"object": "claim:R260304-000009"},
    {"detail": '{"hours":"60","n":4,"reason":"材料齐全"}'}, {"detail": '{"hours": "45/2","n":4,"reason":"材料齐全"}'},
    {"detail": ""}, {"previous": BEFORE_FIRST}, {"mac": "0" * 64}, {"mac": ""},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "-".join(change))
@pytest.mark.parametrize("seq", [1, 5, 9])
def test_a_change_of_any_column_is_found(log: Database, sealer: Sealer, change: dict[str, Any], seq: int) -> None:
    row = log.write_now(lambda connection: connection.execute(sa.select(audit_log).where(audit_log.c.seq == seq)).one())
    if all(str(getattr(row, name)).startswith(str(value).removesuffix("+00:00")) and value != ""
           for name, value in change.items()):
        return  # the row says so already (row 1's time, row 1's previous)
    execute(log, _change(seq, **change))
    found = faults_of(log, sealer)
    assert (seq, "edited") in kinds(found)
    assert all(isinstance(fault, Fault) and (fault.seq or 0) in (seq, seq + 1) for fault in found)
    execute(log, _change(seq, **{name: getattr(row, name) for name in change}))
    assert faults_of(log, sealer) == []


def test_every_column_is_tried() -> None:
    tried = {name for change in CHANGES for name in change} | {"seq", "key_id"}
    assert tried == {column.name for column in audit_log.columns}


def test_the_mac_in_capitals_is_another_one(log: Database, sealer: Sealer) -> None:
    execute(log, audit_log.update().where(SEQ == 4).values(mac=sa.func.upper(audit_log.c.mac)))
    assert kinds(faults_of(log, sealer)) == [(4, "edited"), (5, "unlinked")]


def test_a_missing_row_and_missing_rows_are_found(log: Database, sealer: Sealer) -> None:
    execute(log, audit_log.delete().where(SEQ == 3))
    assert kinds(faults_of(log, sealer)) == [(3, "missing")]
    execute(log, audit_log.delete().where(SEQ.in_([1, 2, 6, 7])))
    assert [fault.message for fault in faults_of(log, sealer)] == [
        "rows 1 to 3 are missing", "rows 6 to 7 are missing"]


def test_rows_closed_up_over_a_gap_are_found(log: Database, sealer: Sealer) -> None:
    execute(log, audit_log.delete().where(SEQ == 3), *[_change(seq, seq=seq - 1) for seq in range(4, 10)])
    found = kinds(faults_of(log, sealer))
    assert (3, "unlinked") in found and {(seq, "edited") for seq in range(3, 9)} <= set(found)


def test_swapped_rows_are_found(log: Database, sealer: Sealer) -> None:
    execute(log, _change(4, seq=100), _change(5, seq=4), _change(100, seq=5))
    assert {(4, "edited"), (5, "edited"), (4, "unlinked")} <= set(kinds(faults_of(log, sealer)))


def test_a_row_put_in_is_found(log: Database, sealer: Sealer) -> None:
    copy = log.write_now(lambda connection: connection.execute(sa.select(audit_log).where(SEQ == 9)).one())
    execute(log, audit_log.insert().values({**copy._mapping, "seq": 10, "previous": copy.mac}))
    assert kinds(faults_of(log, sealer)) == [(10, "edited")]
    execute(log, _change(10, seq=0))
    assert (0, "unlinked") in kinds(faults_of(log, sealer))


def test_a_row_signed_again_with_another_key_is_found(log: Database, sealer: Sealer) -> None:
    row = log.write_now(lambda connection: connection.execute(sa.select(audit_log).where(SEQ == 9)).one())
    forged = {**row._mapping, "detail": "{}"}
    # A key of the forger's own, under a name of its own …
    foreign = new_ring()
    forged["key_id"] = next(iter(foreign.audit))
    execute(log, _change(9, **{**forged, "mac": row_mac(Sealer(foreign), forged)}))
    assert kinds(faults_of(log, sealer)) == [(9, "unknown_key")]
    # … and under the name of the real one.
    forged["key_id"] = row.key_id
    stolen_name = Sealer(KeyRing(foreign.current, foreign.sealing, foreign.index, {row.key_id: b"\7" * 32},
                                 foreign.tokens))
    execute(log, _change(9, **{**forged, "mac": row_mac(stolen_name, forged)}))
    assert kinds(faults_of(log, sealer)) == [(9, "edited")]


def test_without_the_keys_no_row_is_believed(log: Database) -> None:
    assert kinds(faults_of(log, Sealer(new_ring()))) == [(seq, "unknown_key") for seq in range(1, 10)]


def test_more_rows_than_one_reading_takes(database: Database, sealer: Sealer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.audit.reading._CHUNK", 4)
    write_rows(database, sealer, 12)
    assert faults_of(database, sealer) == []
    execute(database, _change(9, actor="x"))
    assert kinds(faults_of(database, sealer)) == [(9, "edited")]


def test_faults_quote_nothing_of_a_row(log: Database, sealer: Sealer) -> None:
    execute(log, _change(4, detail="张三 653001199001011234"), audit_log.delete().where(SEQ == 6))
    said = " ".join(fault.message for fault in faults_of(log, sealer))
    assert said and "张三" not in said and "653001" not in said and "claim:" not in said


@pytest.mark.parametrize("value", ["'garbage'", "NULL", "x'00ff'", "CAST(x'00ff' AS TEXT)", "17", "''"])
@pytest.mark.parametrize("column", ["at", "detail", "organisation", "actor"])
def test_what_only_sqlite_lets_into_a_column_is_found(
        sqlite_url: str, sealer: Sealer, column: str, value: str) -> None:
    from db.upgrade import upgrade

    database = Database(sqlite_url)
    upgrade(database.engine)
    write_rows(database, sealer, 4)
    execute(database, sa.text("PRAGMA writable_schema=ON"),
            sa.text("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'audit_log'"))
    database.close()
    database = Database(sqlite_url)
    execute(database, sa.text(f"UPDATE audit_log SET {column} = {value} WHERE seq = 3"))
    changed = (column, value) != ("organisation", "NULL")
    assert ((3, "edited") in kinds(faults_of(database, sealer))) == changed
    database.close()


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "2026-03-04 05:08:07.890123+00 BC",
                                    "20260-03-04 05:08:07.890123+00"])
def test_times_that_only_postgresql_has_are_found(postgres_url: str, sealer: Sealer, moment: str) -> None:
    from db.upgrade import upgrade

    database = Database(postgres_url)
    upgrade(database.engine)
    write_rows(database, sealer, 4)
    execute(database, sa.text("UPDATE audit_log SET at = CAST(:at AS timestamptz) WHERE seq = 3")
            .bindparams(at=moment))
    assert kinds(faults_of(database, sealer)) == [(3, "edited")]
    database.close()
