"""Rotation reaches every sealed column and file, goes on after a kill, and no key is dropped that is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sealed_rows import AT, fill, read
from sqlalchemy.engine import Connection

from claims.audit.log import append
from claims.audit.verify import verify
from claims.evidence import folder as files
from claims.evidence.rotate import marks, reseal_files
from claims.sealing import places
from claims.sealing.columns import SEALED_COLUMNS
from claims.sealing.key_file import KeyFile
from claims.sealing.keyring import KeysUnusable, load_ring, new_ring, ring_at, save_ring
from claims.sealing.new_key import rotate
from claims.sealing.old_keys import OTHER, StillUsed, drop_old, files_by_key, values_by_key
from claims.sealing.rotate import Rotated, reseal
from claims.sealing.sealer import CipherName, SealBroken, Sealer
from claims.sealing.start import open_sealer
from db.database import Database
from db.tables import applicants, audit_log, claims, idempotency, metadata


def test_rotation_knows_every_sealed_column_of_the_tables() -> None:
    held = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns
            if column.name.endswith("_sealed")}
    assert held == {sealed.name for sealed in SEALED_COLUMNS} and len(SEALED_COLUMNS) == len(held)


def test_places_differ_and_are_what_is_documented() -> None:
    made = [places.claim_personal("R1"), places.applicant_phone(1), places.applicant_id_number(1),
            places.applicant_personal(1), places.evidence_name("e"), places.evidence_file("e"),
            places.idempotency_body("applicant:1", "k")]
    assert made == ["claims.personal:R1", "applicants.phone:1", "applicants.id_number:1", "applicants.personal:1",
                    "evidence.shown_name:e", "evidence.file:e", "idempotency.body:applicant:1:k"]


class Kept:
    """A database with sealed rows, files and a key file."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.files, self.keys = database, folder / "evidence", folder / "keys.json"
        ring_at(self.keys)
        database.write_now(lambda connection: fill(connection, self.sealer(), self.files))
        self.filled = self.opened()

    def sealer(self) -> Sealer:
        """With the ring of the file as it is now."""
        return Sealer(load_ring(self.keys))

    def opened(self) -> dict[str, Any]:
        """Every value and file in clear."""
        sealer = self.sealer()
        found: dict[str, Any] = self.database.write_now(lambda connection: read(connection, sealer))
        for name in (f"file{person}" for person in (1, 2, 3)):
            sealed = files.read(self.files, name)
            found[name] = sealer.open_bytes(sealed, places.evidence_file(f"{int(name[4:]):032}"))
        return found

    def rotate(self, cipher: CipherName = "aes-256-gcm", write: Callable[..., Any] | None = None) -> Any:
        """As the command does it."""
        return rotate(write or self.database.write_now, self.keys, cipher, partial(_reseal_files, self.files), now=AT)

    def drop_old(self) -> list[str]:
        """As the command does it."""
        return drop_old(self.database.write_now, self.keys, "aes-256-gcm", partial(_reseal_files, self.files),
                        lambda connection: marks(connection, self.files), now=AT)

    def use(self) -> dict[str, int]:
        """Values and files by key."""
        sealer = self.sealer()

        def work(connection: Connection) -> dict[str, int]:
            return dict(values_by_key(connection, sealer) + files_by_key(marks(connection, self.files), sealer))

        return self.database.write_now(work)


def _reseal_files(folder: Path, write: Any, sealer: Sealer) -> Rotated:
    return reseal_files(write, sealer, folder)


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> Kept:
    """Three people's data, 18 values and 3 files."""
    return Kept(database, tmp_path)


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_rotation_seals_everything_again_and_keeps_what_it_says(kept: Kept, cipher: CipherName) -> None:
    old = kept.sealer().ring.current
    done = kept.rotate(cipher)
    assert (done.values.values, done.files.files, done.values.broken, done.files.missing) == (18, 3, [], 0)
    assert not done.resumed and done.key != old
    assert kept.use() == {done.key: 21} and kept.opened() == kept.filled
    letters = {row.phone_sealed[0] for row in kept.database.write_now(
        lambda connection: connection.execute(sa.select(applicants)).all())}
    assert letters == {"A" if cipher == "aes-256-gcm" else "S"}
    told = kept.database.write_now(lambda connection: connection.execute(sa.select(audit_log)).all())
    assert [(row.actor, row.action, row.object) for row in told] == [("system", "keys.rotated", f"key:{done.key}")]
    assert kept.database.write_now(lambda connection: verify(connection, kept.sealer())) == []


def test_indexes_survive_a_rotation(kept: Kept) -> None:
    before = kept.sealer().index("phone", "13900000000")
    kept.rotate()
    assert kept.sealer().index("phone", "13900000000") == before


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs in this process."""


def test_a_rotation_killed_anywhere_is_finished_by_the_next(kept: Kept) -> None:
    for survived in range(40):
        calls = 0

        def write(work: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls > survived:  # noqa: B023
                raise Killed
            return kept.database.write_now(work)

        before = set(load_ring(kept.keys).sealing)
        try:
            kept.rotate(write=write)
        except Killed:
            assert kept.opened() == kept.filled
        else:
            break
        made = set(load_ring(kept.keys).sealing) - before
        done = kept.rotate()
        assert done.resumed == bool(made) and kept.use() == {done.key: 21}
        assert kept.opened() == kept.filled
    else:
        pytest.fail("the rotation never came to its end")
    assert survived > 10


def test_small_batches_reach_every_row(kept: Kept) -> None:
    save_ring(kept.sealer().ring.with_new_key(), kept.keys, replace_existing=True)
    assert reseal(kept.database.write_now, kept.sealer(), batch=1).values == 18
    assert reseal(kept.database.write_now, kept.sealer(), batch=1).values == 0


def test_what_the_service_writes_meanwhile_is_not_lost(kept: Kept) -> None:
    """A value changed between being read and being replaced keeps its change; no row is sealed back to older words."""
    running = Sealer(load_ring(kept.keys), file=KeyFile(kept.keys))
    state = {"calls": 0}

    def write(work: Any) -> Any:
        state["calls"] += 1
        if load_ring(kept.keys).current != next(iter(load_ring(kept.keys).sealing)):
            text = running.seal(f"phone again {state['calls']}", places.applicant_phone(1))
            kept.database.write_now(lambda connection: connection.execute(
                applicants.update().where(applicants.c.id == 1).values(phone_sealed=text)))
            state["last"] = state["calls"]
        return kept.database.write_now(work)

    done = kept.rotate(write=write)
    assert kept.opened()["phone 1"] == f"phone again {state['last']}"
    assert kept.use() == {done.key: 21}


def test_old_keys_are_dropped_when_nothing_needs_them(kept: Kept) -> None:
    old = kept.sealer().ring.current
    assert kept.drop_old() == []
    kept.rotate()
    assert kept.drop_old() == [old]
    assert list(load_ring(kept.keys).sealing) == [load_ring(kept.keys).current] != [old]
    assert kept.opened() == kept.filled and kept.drop_old() == []


def test_stragglers_are_sealed_again_before_their_key_is_dropped(kept: Kept) -> None:
    before = kept.sealer()
    kept.rotate()
    kept.database.write_now(lambda connection: connection.execute(
        applicants.update().where(applicants.c.id == 1)
        .values(phone_sealed=before.seal("late", places.applicant_phone(1)))))
    kept.drop_old()
    assert kept.opened() == {**kept.filled, "phone 1": "late"}


def _spoil(kept: Kept, table: Any, row: int) -> str:
    """Seal a value of the row with a key that nobody has; returns its column."""
    sealed = next(column for column in table.columns if column.name.endswith("_sealed"))
    lost = Sealer(new_ring()).seal("x", "nowhere:1")
    kept.database.write_now(lambda connection: connection.execute(
        table.update().where(table.c.id == row).values({sealed.name: lost})))
    return f"{table.name}.{sealed.name}"


@pytest.mark.parametrize("table", [applicants, claims, idempotency])
def test_a_value_that_cannot_be_opened_keeps_the_old_keys(kept: Kept, table: Any) -> None:
    column = _spoil(kept, table, 2)
    old = set(load_ring(kept.keys).sealing)
    done = kept.rotate()
    assert done.values.broken == [column] and done.values.values == 17
    assert kept.use() == {done.key: 20, OTHER: 1}
    with pytest.raises(StillUsed, match="1 sealed values"):
        kept.drop_old()
    assert old < set(load_ring(kept.keys).sealing)


@pytest.mark.parametrize("table", [applicants, claims, idempotency])
def test_with_the_keys_of_another_database_nothing_is_begun(kept: Kept, table: Any) -> None:
    _spoil(kept, table, 1)
    ring = load_ring(kept.keys)
    with pytest.raises(KeysUnusable, match="lacks keys"):
        kept.rotate()
    assert load_ring(kept.keys) == ring


def test_a_damaged_file_keeps_the_old_keys(kept: Kept) -> None:
    path = files.place_of(kept.files, "file1")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    done = kept.rotate()
    assert done.files.broken == ["evidence file"] and done.files.files == 2
    with pytest.raises(StillUsed):
        kept.drop_old()


def test_a_missing_file_is_counted(kept: Kept) -> None:
    files.place_of(kept.files, "file2").unlink()
    assert kept.rotate().files.missing == 1


def test_a_new_ring_is_never_made_over_sealed_data(kept: Kept) -> None:
    kept.keys.rename(kept.keys.with_name("moved"))
    with pytest.raises(KeysUnusable, match="restore the file from the backup"):
        kept.database.write_now(lambda connection: open_sealer(connection, kept.keys, "aes-256-gcm"))
    assert not kept.keys.exists()
    save_ring(new_ring(), kept.keys)
    with pytest.raises(KeysUnusable, match="lacks keys"):
        kept.database.write_now(lambda connection: open_sealer(connection, kept.keys, "aes-256-gcm"))


def test_a_log_alone_is_enough_to_want_its_keys(database: Database, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    sealer = database.write_now(lambda connection: open_sealer(connection, keys, "sm4-gcm"))
    database.write_now(lambda connection: append(connection, sealer, at=AT, actor="system", action="x", object="y",
                                                 detail={}))
    keys.unlink()
    with pytest.raises(KeysUnusable, match="restore"):
        database.write_now(lambda connection: open_sealer(connection, keys, "sm4-gcm"))


def test_an_empty_database_gets_a_ring_only_where_one_may_be_made(database: Database, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    with pytest.raises(KeysUnusable, match="there is no key file"):
        database.write_now(lambda connection: open_sealer(connection, keys, "aes-256-gcm", make=False))
    made = database.write_now(lambda connection: open_sealer(connection, keys, "aes-256-gcm"))
    assert load_ring(keys) == made.ring


def test_what_was_dropped_opens_nothing(kept: Kept) -> None:
    before = kept.sealer()
    sealed = before.seal("x", "a:1")
    kept.rotate()
    assert kept.sealer().open(sealed, "a:1") == "x"
    kept.drop_old()
    with pytest.raises(SealBroken):
        kept.sealer().open(sealed, "a:1")
