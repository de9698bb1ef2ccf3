"""The audit log: `verify` finds every row that was edited, removed, moved or added; `anchor` signs where it ends."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from xueshi.failure import Failure
from xueshi.opened import opened
from xueshi.settings import settings

if TYPE_CHECKING:
    from claims.sealing.sealer import Sealer
    from db.database import Database


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi audit`."""
    parser.add_argument("action", choices=("verify", "anchor"), help="what to do with the log of DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Exit 0; `verify` exits 1 where there is a fault. One line a fault on stdout, then one with the counts."""
    from claims.audit.anchors import file_beside
    from claims.sealing.keyring import KeysUnusable
    from claims.sealing.start import open_sealer
    from db.engine import DatabaseUnavailable

    told = settings()
    with opened(told.database_url) as database:
        try:
            sealer = database.write_now(
                lambda connection: open_sealer(connection, told.key_file, told.cipher, make=False))
            act = _verify if options.action == "verify" else _anchor
            return act(database, sealer, file_beside(told.key_file))
        except (KeysUnusable, DatabaseUnavailable) as error:
            raise Failure(str(error)) from None
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}") from None


def _verify(database: Database, sealer: Sealer, file: Path) -> int:
    import sqlalchemy as sa

    from claims.audit.anchors import in_file
    from claims.audit.verify import faults
    from db.engine import unavailable
    from db.tables import audit_log

    started, found = time.perf_counter(), 0
    try:
        # Reading alone: the service goes on writing meanwhile.
        with database.engine.connect() as connection:
            for fault in faults(connection, sealer, file):
                found += 1
                print(f"{fault.seq if fault.seq is not None else '-'}  {fault.kind}: {fault.message}")
            rows = connection.execute(sa.select(sa.func.count()).select_from(audit_log)).scalar_one()
    except sa.exc.SQLAlchemyError as error:
        raise unavailable(database.url, error) from None
    anchors = len(in_file(file)[0])
    verdict = "the chain is whole" if not found else f"{found} fault{'s' if found > 1 else ''}"
    print(f"{rows} rows, {anchors} anchors, {time.perf_counter() - started:.1f} s: {verdict}")
    return 1 if found else 0


def _anchor(database: Database, sealer: Sealer, file: Path) -> int:
    from claims.audit.anchors import anchor
    from db.moments import now

    made = database.write_now(lambda connection: anchor(connection, sealer, now().date(), file))
    print(f"{file}: row {made.seq} on {made.day}" if made else "the log is empty: nothing to anchor")
    return 0
