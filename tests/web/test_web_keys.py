"""Keys, anchors and evidence at the start of the service, and the commands that keep them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web
from service_process import run_xueshi
from web_kit import FailingAgent

from claims.audit.anchors import in_database, in_file
from claims.audit.log import append
from claims.evidence.upload import prepare
from claims.sealing import places
from claims.sealing.keyring import load_ring, new_ring, save_ring
from claims.sealing.sealer import CipherName, Sealer
from db.database import Database
from db.moments import now
from db.tables import applicants, audit_log
from db.upgrade import upgrade
from tests.claims.evidence.sample_files import FILES
from web.app import init_app
from web.hourly import once
from web.keys import DATABASE, SEALER
from web.settings import Settings
from web.start_failed import StartFailed


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """A service on each kind of database, its files in a folder of its own."""
    return Settings(database_url=database_url, keys=tmp_path / "keys.json", evidence=tmp_path / "evidence")


@pytest.fixture
def command(settings: Settings, tmp_path: Path) -> Callable[..., str]:
    """Runs `xueshi …` on the same; gives stdout, or stderr where nothing was printed."""

    def run(*words: str, code: int = 0, **more: str) -> str:
        done = run_xueshi(*words, **{"DATABASE_URL": settings.database_url, "XUESHI_KEYS": str(tmp_path / "keys.json"),
                                     "XUESHI_EVIDENCE": str(tmp_path / "evidence"), **more})
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout or done.stderr

    return run


async def _started(settings: Settings) -> web.AppRunner:
    runner = web.AppRunner(init_app(settings, agent=FailingAgent(None)))
    await runner.setup()
    return runner


async def _start_fails(settings: Settings) -> str:
    with pytest.raises(StartFailed) as caught:
        await _started(settings)
    said = str(caught.value)
    assert "\n" not in said
    return said


def _filled(settings: Settings, rows: int = 3) -> Sealer:
    """Sealed phones and rows of the log, as the service would have made them."""
    ring = load_ring(settings.key_file)
    sealer, database = Sealer(ring, settings.cipher), Database(settings.database_url)

    def work(connection: sa.engine.Connection) -> None:
        for place in range(1, rows + 1):
            connection.execute(applicants.insert().values(
                id=place, version=1, created_at=now(),
                phone_sealed=sealer.seal(f"1390000000{place}", places.applicant_phone(place))))
            append(connection, sealer, at=now(), actor="system", action="try", object=f"try:{place}", detail={})

    database.write_now(work)
    database.close()
    return sealer


async def test_the_first_start_makes_keys_and_the_next_uses_them(settings: Settings) -> None:
    runner = await _started(settings)
    first = runner.app[SEALER].ring
    await runner.cleanup()
    assert settings.key_file.stat().st_mode & 0o777 == 0o600
    runner = await _started(settings)
    assert runner.app[SEALER].ring == first == load_ring(settings.key_file)
    await runner.cleanup()


async def test_without_its_key_file_a_filled_database_is_not_started_on(settings: Settings) -> None:
    await (await _started(settings)).cleanup()
    _filled(settings)
    ring = load_ring(settings.key_file)
    settings.key_file.unlink()
    assert "restore the file from the backup" in await _start_fails(settings)
    assert not settings.key_file.exists()
    save_ring(new_ring(), settings.key_file)
    assert "lacks keys" in await _start_fails(settings)
    save_ring(ring, settings.key_file, replace_existing=True)
    await (await _started(settings)).cleanup()


async def test_an_unusable_key_file_is_said_in_one_line(settings: Settings) -> None:
    save_ring(new_ring(), settings.key_file)
    settings.key_file.chmod(0o644)
    assert f"chmod 600 {settings.key_file}" in await _start_fails(settings)
    settings.key_file.chmod(0o600)
    settings.key_file.write_text("{")
    assert "no key file" in await _start_fails(settings)
    assert "folder" in await _start_fails(replace(settings, keys=settings.key_file.parent))


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
async def test_the_setting_chooses_the_cipher(settings: Settings, cipher: CipherName) -> None:
    runner = await _started(replace(settings, cipher=cipher))
    assert runner.app[SEALER].seal("x", "a:1")[0] == {"aes-256-gcm": "A", "sm4-gcm": "S"}[cipher]
    await runner.cleanup()


async def test_the_service_anchors_its_log_at_the_start_and_every_hour(
        settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await (await _started(settings)).cleanup()
    file = settings.key_file.with_name("audit-anchors.txt")
    _filled(settings)
    runner = await _started(settings)
    newest = in_file(file)[0][-1]
    assert await runner.app[DATABASE].run(in_database) == [newest] and newest.day == now().date()
    seq = newest.seq
    sealer = runner.app[SEALER]
    await runner.app[DATABASE].write(lambda connection: append(
        connection, sealer, at=now(), actor="system", action="try", object="try:9", detail={}))
    tomorrow = now() + timedelta(days=1)
    monkeypatch.setattr("web.hourly.now", lambda: tomorrow)
    await once(runner.app)
    assert [(one.day, one.seq) for one in in_file(file)[0]][-1] == (tomorrow.date(), seq + 1)
    await runner.cleanup()


async def test_the_start_fails_where_anchors_cannot_be_written(settings: Settings) -> None:
    await (await _started(settings)).cleanup()
    _filled(settings)
    file = settings.key_file.with_name("audit-anchors.txt")
    file.unlink(missing_ok=True)
    file.mkdir()
    assert "audit-anchors.txt" in await _start_fails(settings)


async def test_the_start_tidies_what_a_kill_left(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await (await _started(settings)).cleanup()
    upload = prepare(Sealer(load_ring(settings.key_file)), settings.evidence_folder, FILES["pdf"], "a.pdf")
    await (await _started(settings)).cleanup()
    assert (settings.evidence_folder / f"{upload.stored_as}.draft").exists()  # it may be of a transaction that runs
    monkeypatch.setattr("claims.evidence.folder.time.time", lambda: now().timestamp() + 7200)
    await (await _started(settings)).cleanup()
    assert list(settings.evidence_folder.iterdir()) == []


async def test_a_running_service_goes_on_while_the_keys_are_rotated(
        settings: Settings, command: Callable[..., str]) -> None:
    runner = await _started(settings)
    _filled(settings)
    sealer, database = runner.app[SEALER], runner.app[DATABASE]
    assert "new key" in command("keys", "rotate")
    command("keys", "drop-old")

    def phones(connection: sa.engine.Connection) -> list[str]:
        rows = connection.execute(sa.select(applicants).order_by(applicants.c.id)).all()
        return [sealer.open(row.phone_sealed, places.applicant_phone(row.id)) for row in rows]

    assert await database.run(phones) == ["13900000001", "13900000002", "13900000003"]
    assert sealer.seal("x", "a:1").split(".")[1] == load_ring(settings.key_file).current
    await runner.cleanup()


def _ready(settings: Settings) -> None:
    database = Database(settings.database_url)
    upgrade(database.engine)
    database.close()
    save_ring(new_ring(), settings.key_file)


def test_keys_show_tells_ids_and_counts_and_never_a_key(settings: Settings, command: Callable[..., str]) -> None:
    _ready(settings)
    sealer = _filled(settings)
    said = command("keys", "show")
    assert f"{sealer.ring.current}  sealed 3 values, 0 files  current" in said
    assert re.search(r"k[0-9a-f]{8}  signed 3 rows", said)
    said += command("keys", "rotate") + command("keys", "show")
    assert f"{sealer.ring.current}  sealed 0 values, 0 files\n" in said
    said += command("keys", "drop-old") + command("keys", "show") + command("keys", "drop-old")
    assert f"deleted: {sealer.ring.current}" in said and said.endswith("there is no old key\n")
    ring = load_ring(settings.key_file)
    for key in (*sealer.ring.sealing.values(), *ring.sealing.values(), *ring.audit.values(), ring.index, ring.tokens):
        assert key.hex() not in said
    assert "the chain is whole" in command("audit", "verify")


def test_audit_verify_exits_by_what_it_finds(settings: Settings, command: Callable[..., str]) -> None:
    _ready(settings)
    assert command("audit", "anchor") == "the log is empty: nothing to anchor\n"
    _filled(settings, 5)
    assert re.search(r": row 5 on \d{4}-\d\d-\d\d\n$", command("audit", "anchor"))
    assert re.fullmatch(r"5 rows, 1 anchors, \d+\.\d s: the chain is whole\n", command("audit", "verify"))
    database = Database(settings.database_url)
    database.write_now(lambda connection: connection.execute(
        audit_log.update().where(audit_log.c.seq == 2).values(detail='{"name":"张三"}')))
    database.write_now(lambda connection: connection.execute(audit_log.delete().where(audit_log.c.seq > 3)))
    database.close()
    lines = command("audit", "verify", code=1).splitlines()
    assert lines[0] == "2  edited: row 2 is not as it was written"
    assert lines[1] == "5  cut_off: row 5 was there when the log was anchored; the log now ends with 3"
    assert re.fullmatch(r"3 rows, 1 anchors, \d+\.\d s: 2 faults", lines[2]) and len(lines) == 3


@pytest.mark.parametrize("words", [["audit", "verify"], ["audit", "anchor"], ["keys", "show"], ["keys", "rotate"],
                                   ["keys", "drop-old"]])
def test_a_command_without_keys_or_database_says_so_in_one_line(
        settings: Settings, command: Callable[..., str], words: list[str]) -> None:
    assert "there is no key file" in command(*words, code=1)
    assert not settings.key_file.exists()
    said = command(*words, code=1, DATABASE_URL=f"sqlite:///{settings.key_file.parent / 'empty.db'}")
    assert "xueshi db upgrade" in said and len(said.splitlines()) == 1


@pytest.mark.parametrize("words", [["audit"], ["audit", "repair"], ["keys"], ["keys", "print"]])
def test_a_wrong_call_exits_2(words: list[str]) -> None:
    assert run_xueshi(*words).returncode == 2


@pytest.mark.parametrize("name", ["audit", "keys"])
def test_help_tells_what_it_does(name: str) -> None:
    done = run_xueshi(name, "--help")
    assert done.returncode == 0 and "XUESHI_KEYS" in done.stdout or "DATABASE_URL" in done.stdout
