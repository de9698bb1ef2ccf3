"""`xueshi accounts reset`, and the first admin under several processes that start at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from logins_kit import NOW, account

from claims.people import accounts, password_logins
from claims.people.passwords import fits
from claims.sealing.keyring import ring_at
from claims.sealing.sealer import Sealer
from db.database import Database
from xueshi.main import main

ROOT = Path(__file__).resolve().parents[3]
START = """
import sys
from pathlib import Path
from claims.people import first_admin
from claims.sealing.keyring import ring_at
from claims.sealing.sealer import Sealer
from db.database import Database
from db.moments import now
database, sealer = Database(sys.argv[1]), Sealer(ring_at(Path(sys.argv[2])))
sys.stdin.readline()
print(database.write_now(lambda connection: first_admin.create(connection, sealer, sys.argv[3], now())))
database.close()
"""


def test_a_forgotten_password_is_replaced_and_shown_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sealer = Sealer(ring_at(tmp_path / "keys.json"))
    database.write_now(lambda connection: account(connection, sealer))
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("XUESHI_KEYS", str(tmp_path / "keys.json"))
    assert main(["accounts", "reset", "ZhangSan"]) == 0
    shown = capsys.readouterr().out.split("password: ")[1].split()[0]
    attempt = database.write_now(lambda connection: password_logins.begin(connection, sealer, "zhangsan", NOW))
    assert fits(attempt.password_hash, shown)
    with database.engine.connect() as connection:
        found = accounts.find_login(connection, "zhangsan")
        assert found is not None and found.must_change
    assert main(["accounts", "reset", "nobody"]) == 1
    assert "no account" in capsys.readouterr().err


def test_of_four_processes_that_start_at_once_one_makes_the_admin(database: Database, tmp_path: Path) -> None:
    ring_at(tmp_path / "keys.json")
    url = database.url.render_as_string(hide_password=False)
    started = [subprocess.Popen([sys.executable, "-c", START, url, str(tmp_path / "keys.json"), f"hash-{place}"],
                                cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True) for place in range(4)]
    said = []
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        said.append(process.communicate(timeout=60)[0].strip())
    assert sorted(said) == ["False", "False", "False", "True"]
    winner = f"hash-{said.index('True')}"
    attempt = database.write_now(
        lambda connection: password_logins.begin(connection, Sealer(ring_at(tmp_path / "keys.json")), "admin", NOW))
    assert attempt.password_hash == winner
