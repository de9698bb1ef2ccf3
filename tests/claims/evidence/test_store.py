"""Evidence of a claim: taken, listed, given out, removed; what a kill leaves behind; who may do it and when."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sample_files import FILES, picture

from claims.actors import Applicant
from claims.audit.verify import verify
from claims.evidence import folder as files
from claims.evidence.limits import MOST_FILES
from claims.evidence.store import Evidence, content, find, listed, remove, sweep, take
from claims.evidence.upload import Upload, prepare
from claims.sealing.keyring import new_ring
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import claims, evidence
from tests.claims.filing.filing_world import NOW, World

NAME = "张三 身份证 653001199001011234.pdf"


class Case:
    """Somebody's draft with one activity."""

    def __init__(self, world: World, folder: Path, serial: int = 1) -> None:
        self.world, self.folder, self.who = world, folder, world.applicant()
        self.claim = world.write("create", self.who, world.draft(serial=serial))
        self.number = self.claim.number

    def prepare(self, file: bytes = FILES["pdf"], name: str = NAME) -> Upload:
        """A draft file."""
        return prepare(self.world.sealer, self.folder, file, name)

    def take(self, upload: Upload, activity: int | None = 0, who: Applicant | None = None,
             number: str | None = None) -> Evidence:
        """In a transaction of its own; settled or discarded as the handler does it."""
        try:
            found: Evidence = self.world.database.write_now(lambda connection: take(
                connection, self.world.sealer, who or self.who, number or self.number, upload, activity, now=NOW))
        except Refused:
            upload.discard()
            raise
        upload.settle()
        return found

    def remove(self, public_id: str, who: Applicant | None = None) -> None:
        """In a transaction of its own, with what follows it."""
        removed = self.world.database.write_now(lambda connection: remove(
            connection, self.world.sealer, who or self.who, self.number, public_id, now=NOW))
        if removed.delete:
            files.delete(self.folder, removed.stored_as)

    def listed(self) -> list[Evidence]:
        """What the claim has."""
        found: list[Evidence] = self.world.database.write_now(
            lambda connection: listed(connection, self.world.sealer, self.claim.id))
        return found

    def content(self, public_id: str, claim: int | None = None) -> bytes:
        """The file again."""
        found, stored_as = self.world.database.write_now(
            lambda connection: find(connection, self.world.sealer, claim or self.claim.id, public_id))
        return content(self.world.sealer, self.folder, found.id, stored_as)

    def sweep(self, older_than: float = 0.0) -> int:
        """As the service does every hour."""
        found: int = self.world.database.write_now(lambda connection: sweep(connection, self.folder, older_than))
        return found

    def stored(self) -> list[str]:
        """Names in the folder."""
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []

    def state(self, state: str) -> None:
        """Put the claim into a state, whatever the transitions say."""
        self.world.database.write_now(lambda connection: connection.execute(
            claims.update().where(claims.c.id == self.claim.id).values(state=state)))


@pytest.fixture
def case(world: World, folder: Path) -> Case:
    """A claim in draft."""
    return Case(world, folder)


def _refused(work: Any, code: str, field: str | None, status: int) -> str:
    with pytest.raises(Refused) as caught:
        work()
    assert (caught.value.code, caught.value.field, caught.value.status) == (code, field, status)
    return caught.value.message


@pytest.mark.parametrize("ending", FILES)
def test_a_file_comes_back_as_it_was(case: Case, ending: str) -> None:
    taken = case.take(case.prepare(FILES[ending], f"证书.{ending}"))
    assert case.listed() == [taken] and taken.name == f"证书.{ending}" and taken.activity == 0
    assert case.content(taken.id) == FILES[ending] and taken.size == len(FILES[ending])
    assert set(taken.plain()) == {"id", "activity", "name", "media_type", "size", "sha256", "created_at"}
    assert json.loads(json.dumps(taken.plain()))["created_at"].startswith("2026-")


def test_nothing_of_it_lies_open(case: Case) -> None:
    taken = case.take(case.prepare())
    names = case.stored()
    assert len(names) == 1 and taken.id not in names[0] and "pdf" not in names[0]
    stored = case.folder / names[0]
    assert b"%PDF" not in stored.read_bytes() and stored.stat().st_mode & 0o777 == 0o600
    assert case.folder.stat().st_mode & 0o777 == 0o700
    audit = case.world.audit(case.claim)[-1]
    assert (audit.action, audit.actor) == ("evidence.add", case.who.key)
    row = case.world.database.write_now(lambda connection: connection.execute(sa.select(evidence)).one())
    for kept in (str(dict(row._mapping)), str(dict(audit._mapping))):
        assert "张三" not in kept and "6530" not in kept
    assert json.loads(audit.detail)["sha256"] == taken.sha256
    assert case.world.database.write_now(lambda connection: verify(connection, case.world.sealer)) == []


def test_a_file_moved_over_another_does_not_open(case: Case) -> None:
    one = case.take(case.prepare(FILES["pdf"]))
    case.take(case.prepare(FILES["png"], "b.png"))
    rows = case.world.database.write_now(lambda connection: connection.execute(sa.select(evidence)).all())
    (case.folder / rows[1].stored_as).replace(case.folder / rows[0].stored_as)
    with pytest.raises(files.EvidenceLost) as caught:
        case.content(one.id)
    assert "张三" not in str(caught.value)
    (case.folder / rows[0].stored_as).unlink()
    with pytest.raises(files.EvidenceLost, match="backup"):
        case.content(one.id)


def test_the_same_file_is_taken_once_a_claim(case: Case, folder: Path) -> None:
    taken = case.take(case.prepare())
    message = _refused(lambda: case.take(case.prepare(name="又一次.pdf")), "invalid", "file", 422)
    assert "已经上传过" in message and case.stored() and len(case.stored()) == 1
    case.remove(taken.id)
    assert case.take(case.prepare()).sha256 == taken.sha256
    other = Case(case.world, folder, 2)
    assert other.take(other.prepare()).sha256 == taken.sha256


def test_a_claim_takes_so_many_files(case: Case) -> None:
    for place in range(MOST_FILES):
        last = case.take(case.prepare(picture("PNG", 10 + place), "a.png"))
    extra = picture("PNG", 99)
    assert "20" in _refused(lambda: case.take(case.prepare(extra, "a.png")), "invalid", "file", 422)
    case.remove(last.id)
    case.take(case.prepare(extra, "a.png"))
    assert len(case.listed()) == MOST_FILES == len(case.stored())


@pytest.mark.parametrize("activity", [1, 7, -1])
def test_there_must_be_such_an_activity(case: Case, activity: int) -> None:
    _refused(lambda: case.take(case.prepare(), activity), "invalid", "activity", 422)
    assert case.listed() == [] and case.stored() == []
    assert case.take(case.prepare(), None).activity is None


def test_only_the_one_who_files_adds_and_removes(case: Case) -> None:
    taken, other = case.take(case.prepare()), case.world.applicant()
    _refused(lambda: case.take(case.prepare(FILES["png"], "a.png"), who=other), "not_found", None, 404)
    _refused(lambda: case.remove(taken.id, other), "not_found", None, 404)
    _refused(lambda: case.take(case.prepare(FILES["png"], "a.png"), number="R260101-XXXXXXXX"), "not_found", None, 404)
    assert case.listed() == [taken]


@pytest.mark.parametrize("state", ["submitted", "under_review", "rejected", "approved", "withdrawn", "spot_drawn",
                                   "spot_passed", "revoked"])
def test_what_an_office_has_seen_stays_as_it_is(case: Case, state: str) -> None:
    taken = case.take(case.prepare())
    case.state(state)
    with pytest.raises(Refused) as caught:
        case.take(case.prepare(FILES["png"], "a.png"))
    assert (caught.value.code, caught.value.status) == ("not_allowed_now", 409)
    with pytest.raises(Refused) as caught:
        case.remove(taken.id)
    assert caught.value.code == "not_allowed_now"
    assert case.listed() == [taken] and case.content(taken.id) == FILES["pdf"]


def test_a_file_removed_from_a_draft_is_gone_and_one_of_a_returned_claim_is_kept(case: Case) -> None:
    first = case.take(case.prepare())
    case.remove(first.id)
    assert case.listed() == case.stored() == []
    second = case.take(case.prepare())
    case.state("returned")
    case.remove(second.id)
    assert case.listed() == [] and len(case.stored()) == 1
    assert [row.action for row in case.world.audit(case.claim)][-1] == "evidence.remove"
    _refused(lambda: case.content(second.id), "not_found", None, 404)
    _refused(lambda: case.remove(second.id), "not_found", None, 404)
    assert case.sweep() == 0 and len(case.stored()) == 1


@pytest.mark.parametrize("public_id", ["", "0" * 32, "../../etc/passwd", "a\0b", "证书", "x" * 5000])
def test_an_id_that_is_none_finds_nothing(case: Case, public_id: str) -> None:
    case.take(case.prepare())
    _refused(lambda: case.content(public_id), "not_found", None, 404)
    _refused(lambda: case.remove(public_id), "not_found", None, 404)


def test_an_id_of_another_claim_finds_nothing(case: Case, folder: Path) -> None:
    other = Case(case.world, folder, 2)
    taken = other.take(other.prepare())
    _refused(lambda: case.content(taken.id), "not_found", None, 404)
    _refused(lambda: case.remove(taken.id), "not_found", None, 404)


def test_a_refused_file_leaves_nothing(case: Case) -> None:
    with pytest.raises(Refused):
        case.prepare(b"<svg/>", "a.svg")
    assert case.stored() == []


def test_a_kill_before_the_row_leaves_a_draft_that_is_swept(case: Case) -> None:
    kept = case.take(case.prepare())
    case.prepare(FILES["png"], "a.png")
    assert len(case.stored()) == 2
    assert case.sweep(files.LEAVE_SECONDS) == 0 and len(case.stored()) == 2
    assert case.sweep() == 1 and len(case.stored()) == 1 and case.content(kept.id) == FILES["pdf"]


def test_a_kill_after_the_row_loses_nothing(case: Case) -> None:
    upload = case.prepare()
    case.world.database.write_now(lambda connection: take(
        connection, case.world.sealer, case.who, case.number, upload, 0, now=NOW))
    assert case.stored() == [upload.stored_as + ".draft"] and case.content(upload.public_id) == FILES["pdf"]
    assert case.sweep() == 0 and case.stored() == [upload.stored_as]
    assert case.content(upload.public_id) == FILES["pdf"]


def test_a_kill_after_removing_leaves_a_file_that_is_swept(case: Case) -> None:
    taken = case.take(case.prepare())
    case.world.database.write_now(lambda connection: remove(
        connection, case.world.sealer, case.who, case.number, taken.id, now=NOW))
    assert len(case.stored()) == 1 and case.sweep() == 1 and case.stored() == []


def test_files_that_no_row_names_stay(case: Case) -> None:
    """They may be newer than a database that was restored from its backup."""
    case.folder.mkdir()
    (case.folder / ("0" * 48)).write_bytes(b"x")
    assert case.sweep() == 0 and case.stored() == ["0" * 48]


def test_half_written_files_of_a_rotation_are_swept(case: Case) -> None:
    taken = case.take(case.prepare())
    stray = case.folder / f"{case.stored()[0]}.abcd1234.draft"
    stray.write_bytes(b"half")
    os.utime(stray, (time.time() - 7200,) * 2)
    assert case.sweep(files.LEAVE_SECONDS) == 1 and case.content(taken.id) == FILES["pdf"]


def test_a_file_sealed_with_a_key_that_was_replaced_meanwhile_is_asked_for_again(case: Case) -> None:
    upload = prepare(Sealer(new_ring()), case.folder, FILES["pdf"], NAME)
    assert "再传一次" in _refused(lambda: case.take(upload), "invalid", "file", 409)
    assert case.listed() == case.stored() == []


def test_two_uploads_at_once_do_not_pass_the_limit(case: Case) -> None:
    """The claim is locked while it is counted; on SQLite the one connection has its writers stand in line."""
    in_line = threading.Lock() if case.world.database.engine.dialect.name == "sqlite" else contextlib.nullcontext()
    for place in range(MOST_FILES - 1):
        case.take(case.prepare(picture("PNG", 10 + place), "a.png"))
    told: list[str] = []
    uploads = [case.prepare(picture("PNG", 200 + place), "a.png") for place in range(4)]

    def run(upload: Upload) -> None:
        try:
            with in_line:
                case.take(upload)
            told.append("taken")
        except Refused as refused:
            told.append(refused.code)

    threads = [threading.Thread(target=run, args=(upload,)) for upload in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["invalid", "invalid", "invalid", "taken"] and len(case.listed()) == MOST_FILES
