"""Anchors: rows cut off the end are found, and neither keeper of the anchors can be changed in secret."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from chains import DAY, anchor_at, execute, faults_of, kinds, write_rows

from claims.audit.anchors import Anchor, anchor, file_beside, in_database, in_file
from claims.sealing.keyring import new_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import audit_anchors, audit_log

DAYS = audit_anchors.c.day


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of anchors beside the keys."""
    return file_beside(tmp_path / "keys.json")


@pytest.fixture
def anchored(database: Database, sealer: Sealer, file: Path) -> Database:
    """Three days of three rows, each anchored, and one row after them."""
    for day in range(3):
        write_rows(database, sealer, 3)
        anchor_at(database, sealer, file, day)
    write_rows(database, sealer, 1)
    return database


def _both(database: Database, file: Path) -> tuple[list[int], list[int]]:
    return [one.seq for one in database.write_now(in_database)], [one.seq for one in in_file(file)[0]]


def test_an_anchored_log_is_whole(anchored: Database, sealer: Sealer, file: Path) -> None:
    assert file.name == "audit-anchors.txt" and file.stat().st_mode & 0o777 == 0o600
    assert _both(anchored, file) == ([3, 6, 9], [3, 6, 9])
    assert faults_of(anchored, sealer, file) == faults_of(anchored, sealer) == []


def test_an_empty_log_has_nothing_to_anchor(database: Database, sealer: Sealer, file: Path) -> None:
    assert database.write_now(lambda connection: anchor(connection, sealer, DAY, file)) is None
    assert not file.exists() and faults_of(database, sealer, file) == []


def test_once_more_on_a_day_moves_its_anchor_and_nothing_new_writes_nothing(
        anchored: Database, sealer: Sealer, file: Path) -> None:
    for _ in range(2):
        anchor_at(anchored, sealer, file, 2)
        assert _both(anchored, file) == ([3, 6, 10], [3, 6, 9, 10])
    anchor_at(anchored, sealer, file, 3)
    assert _both(anchored, file) == ([3, 6, 10, 10], [3, 6, 9, 10, 10])
    anchor_at(anchored, sealer, file, 1)  # a clock that was put back
    assert _both(anchored, file) == ([3, 6, 10, 10], [3, 6, 9, 10, 10])
    assert faults_of(anchored, sealer, file) == []


def test_rows_cut_off_the_end_are_found(anchored: Database, sealer: Sealer, file: Path) -> None:
    execute(anchored, audit_log.delete().where(audit_log.c.seq >= 8))
    assert kinds(faults_of(anchored, sealer, file)) == kinds(faults_of(anchored, sealer)) == [(9, "cut_off")]


def test_so_are_they_where_the_anchors_went_too(anchored: Database, sealer: Sealer, file: Path) -> None:
    execute(anchored, audit_log.delete().where(audit_log.c.seq >= 5), audit_anchors.delete().where(DAYS > DAY))
    assert faults_of(anchored, sealer) == []
    assert kinds(faults_of(anchored, sealer, file)) == [(6, "cut_off"), (9, "cut_off")]
    # … and a new end that is written over the old numbers is not the one that was anchored.
    write_rows(anchored, sealer, 8)
    found = kinds(faults_of(anchored, sealer, file))
    assert (6, "anchor") in found and (9, "anchor") in found


def test_an_emptied_log_is_found(anchored: Database, sealer: Sealer, file: Path) -> None:
    execute(anchored, audit_log.delete(), audit_anchors.delete())
    assert {(3, "cut_off"), (6, "cut_off"), (9, "cut_off"), (None, "anchor")} == set(
        kinds(faults_of(anchored, sealer, file)))


@pytest.mark.parametrize("change", [{"seq": 7}, {"mac": "0" * 64}, {"anchor": "0" * 64}])
def test_a_changed_anchor_is_found(
        anchored: Database, sealer: Sealer, file: Path, change: dict[str, object]) -> None:
    execute(anchored, audit_anchors.update().where(day_is(1)).values(change))
    assert "anchor" in {kind for _, kind in kinds(faults_of(anchored, sealer, file))}
    assert faults_of(anchored, sealer) != []


def test_an_anchor_moved_to_another_day_is_found(anchored: Database, sealer: Sealer, file: Path) -> None:
    execute(anchored, audit_anchors.update().where(day_is(2)).values(day=DAY + timedelta(days=9)))
    assert faults_of(anchored, sealer) != [] and faults_of(anchored, sealer, file) != []


def day_is(days: int) -> object:
    """The anchor so many days after DAY."""
    return DAYS.in_([DAY + timedelta(days=days)])


def test_a_missing_anchor_is_found_in_either(anchored: Database, sealer: Sealer, file: Path) -> None:
    execute(anchored, audit_anchors.delete().where(day_is(1)))
    assert [fault.message for fault in faults_of(anchored, sealer, file)] == [
        "the anchor of 2026-03-05 is missing in the database"]


@pytest.mark.parametrize("line", [0, 1])
def test_a_missing_line_is_found(anchored: Database, sealer: Sealer, file: Path, line: int) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:line] + lines[line + 1:]))
    assert kinds(faults_of(anchored, sealer, file)) == [(3 * line + 3, "anchor")]


def test_a_changed_line_and_a_missing_file_are_found(anchored: Database, sealer: Sealer, file: Path) -> None:
    whole = file.read_text()
    file.write_text(whole.replace(" 6 ", " 5 ", 1))
    assert {(5, "anchor"), (6, "anchor")} <= set(kinds(faults_of(anchored, sealer, file)))
    file.write_text("hello\n" + whole)
    assert [fault.message for fault in faults_of(anchored, sealer, file)] == [
        "line 1 of the file of anchors is none"]
    file.unlink()
    assert kinds(faults_of(anchored, sealer, file)) == [(None, "anchor")]


def test_anchors_of_other_keys_prove_nothing(anchored: Database, file: Path) -> None:
    assert {kind for _, kind in kinds(faults_of(anchored, Sealer(new_ring()), file))} == {"unknown_key", "anchor"}


def test_a_kill_between_the_two_writes_is_no_fault_and_is_put_right(
        database: Database, sealer: Sealer, file: Path) -> None:
    for day in range(4):
        write_rows(database, sealer, 2)

        def killed(connection: object, day: int = day) -> None:
            anchor(connection, sealer, DAY + timedelta(days=day), file)  # type: ignore[arg-type]
            raise InterruptedError

        with pytest.raises(InterruptedError):
            database.write_now(killed)
        assert faults_of(database, sealer, file) == []
        anchor_at(database, sealer, file, day)
        kept, written = _both(database, file)
        assert kept == written == [2 * place + 2 for place in range(day + 1)]
        assert faults_of(database, sealer, file) == []


def test_a_half_written_line_does_not_count_and_is_taken_away(
        anchored: Database, sealer: Sealer, file: Path) -> None:
    with file.open("a") as opened:
        opened.write("2026-03-07 10 0123456789")
    assert faults_of(anchored, sealer, file) == []
    anchor_at(anchored, sealer, file, 3)
    assert _both(anchored, file) == ([3, 6, 9, 10], [3, 6, 9, 10])
    assert faults_of(anchored, sealer, file) == []


def test_a_file_that_lags_behind_is_brought_level(anchored: Database, sealer: Sealer, file: Path) -> None:
    """As where two machines run the service, each with a file of its own."""
    other = file.with_name("other.txt")
    other.write_text("".join(file.read_text().splitlines(keepends=True)[:1]))
    assert faults_of(anchored, sealer, other) == []
    anchor_at(anchored, sealer, other, 3)
    assert _both(anchored, other) == ([3, 6, 9, 10], [3, 6, 9, 10])
    assert faults_of(anchored, sealer, other) == faults_of(anchored, sealer, file) == []


def test_anchors_of_another_database_stay_out_of_this_one(
        anchored: Database, sealer: Sealer, file: Path, sqlite_url: str) -> None:
    from db.upgrade import upgrade

    other = Database(sqlite_url.replace("xueshi.db", "other.db"))
    upgrade(other.engine)
    write_rows(other, sealer, 1)
    write_rows(other, sealer, 11)
    anchor_at(other, sealer, file, 9)
    assert [one.seq for one in other.write_now(in_database)] == [12]
    # … and verifying says that the file is of another log.
    assert {kind for _, kind in kinds(faults_of(other, sealer, file))} == {"anchor"}
    other.close()


@pytest.mark.parametrize("where", ["database", "file"])
def test_a_forged_anchor_of_a_far_day_stops_no_anchoring(
        anchored: Database, sealer: Sealer, file: Path, where: str) -> None:
    """Whoever writes one into either keeper must not blind the other from then on."""
    forged = Anchor(date(9999, 12, 31), 99, "0" * 64, "0" * 64)
    if where == "database":
        execute(anchored, audit_anchors.insert().values(day=forged.day, seq=99, mac=forged.mac, anchor=forged.anchor))
    else:
        file.write_text(file.read_text() + forged.line)
    anchor_at(anchored, sealer, file, 3)
    kept, written = ([one.seq for one in found if one != forged]
                     for found in (anchored.write_now(in_database), in_file(file)[0]))
    assert kept == written == [3, 6, 9, 10]
    assert (forged in in_file(file)[0]) == (where == "file")
    assert (99, "anchor") in kinds(faults_of(anchored, sealer, file))
    execute(anchored, audit_log.delete().where(audit_log.c.seq == 10))
    assert (10, "cut_off") in kinds(faults_of(anchored, sealer, file))
