"""Many writers at once keep one chain without a gap."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from chains import AT, faults_of, write_rows
from sqlalchemy.engine import Connection

from claims.audit.log import append
from claims.sealing.keyring import load_ring, ring_at
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import audit_log

PROJECT = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from pathlib import Path
from claims.audit.log import append
from claims.sealing.keyring import load_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from db.moments import now

url, keys, number = sys.argv[1:]
database, sealer = Database(url), Sealer(load_ring(Path(keys)))
for place in range(int(number)):
    database.write_now(lambda connection: append(connection, sealer, at=now(), actor="system", action="try",
                                                 object=f"try:{place}", detail={"place": place}))
database.close()
"""


def test_a_rolled_back_change_leaves_no_row(database: Database, sealer: Sealer) -> None:
    def fails(connection: Connection) -> None:
        append(connection, sealer, at=AT, actor="system", action="x", object="y", detail={})
        raise InterruptedError

    write_rows(database, sealer, 2)
    with pytest.raises(InterruptedError):
        database.write_now(fails)
    write_rows(database, sealer, 2)
    assert faults_of(database, sealer) == [] and _rows(database) == 4


def test_processes_that_write_at_once_keep_one_chain(database: Database, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    ring_at(keys)
    url = database.url.render_as_string(hide_password=False)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, str(keys), "60"], cwd=PROJECT,
                                stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for writer in writers:
        assert writer.communicate(timeout=60)[1] == "" and writer.returncode == 0
    assert _rows(database) == 120 and faults_of(database, Sealer(load_ring(keys))) == []


def test_twenty_threads_that_write_at_once_keep_one_chain(database: Database, sealer: Sealer) -> None:
    """On PostgreSQL each with a connection of its own; on SQLite one process's threads share the one writer."""
    url = database.url.render_as_string(hide_password=False)
    shared = database.engine.dialect.name == "sqlite"
    lock, faults = threading.Lock(), []

    def write(place: int) -> None:
        own = database if shared else Database(url)
        try:
            for _ in range(5):
                if shared:
                    with lock:
                        write_rows(own, sealer, 1)
                else:
                    write_rows(own, sealer, 1)
        except BaseException as error:
            faults.append(error)
        finally:
            if not shared:
                own.close()

    threads = [threading.Thread(target=write, args=(place,)) for place in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and _rows(database) == 100 and faults_of(database, sealer) == []


def _rows(database: Database) -> int:
    found: int = database.write_now(
        lambda connection: connection.execute(sa.select(sa.func.count()).select_from(audit_log)).scalar_one())
    return found
