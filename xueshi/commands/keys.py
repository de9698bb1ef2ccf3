"""The keys of sealed data: `show` what each sealed, `rotate` to a new one, `drop-old` ones that nothing needs.

A rotation may run beside the service, and one that was interrupted is finished by the next. Keys themselves are never
shown. Copy the key file to a safe place after every rotation: without it nothing sealed can be read.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from xueshi.failure import Failure
from xueshi.opened import opened
from xueshi.settings import settings

if TYPE_CHECKING:
    from db.database import Database
    from web.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi keys`."""
    parser.add_argument("action", choices=("show", "rotate", "drop-old"), help="what to do with XUESHI_KEYS")


def run(options: argparse.Namespace) -> int:
    """Exit 0; 1 where something sealed cannot be opened, or old keys are still needed."""
    from claims.sealing.keyring import KeysUnusable
    from claims.sealing.old_keys import StillUsed
    from db.engine import DatabaseUnavailable

    told = settings()
    with opened(told.database_url) as database:
        try:
            return _ACTIONS[options.action](database, told)
        except (KeysUnusable, StillUsed, DatabaseUnavailable) as error:
            raise Failure(str(error)) from None
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}") from None


def _show(database: Database, told: Settings) -> int:
    from sqlalchemy.engine import Connection

    from claims.evidence.rotate import marks
    from claims.sealing.old_keys import OTHER, audit_rows_by_key, files_by_key, values_by_key
    from claims.sealing.start import open_sealer

    def work(connection: Connection) -> int:
        sealer = open_sealer(connection, told.key_file, told.cipher, make=False)
        values = values_by_key(connection, sealer)
        files = files_by_key(marks(connection, told.evidence_folder), sealer)
        signed = audit_rows_by_key(connection)
        print(f"{told.key_file}: {told.cipher}")
        for key in sealer.ring.sealing:
            current = "  current" if key == sealer.ring.current else ""
            print(f"{key}  sealed {values[key]} values, {files[key]} files{current}")
        for key in sealer.ring.audit:
            print(f"{key}  signed {signed[key]} rows of the audit log")
        lost = values[OTHER] + files[OTHER]
        if lost:
            print(f"{lost} values or files are sealed with keys that this file does not have: restore it from a backup")
        return 1 if lost else 0

    return database.write_now(work)


def _rotate(database: Database, told: Settings) -> int:
    from claims.evidence.rotate import reseal_files
    from claims.sealing.new_key import rotate
    from db.moments import now

    done = rotate(database.write_now, told.key_file, told.cipher,
                  lambda write, sealer: reseal_files(write, sealer, told.evidence_folder), now=now())
    how = "the rotation begun earlier is finished" if done.resumed else "new key"
    print(f"{how}: {done.key}; sealed again: {done.values.values} values, {done.files.files} files")
    broken = len(done.values.broken) + len(done.files.broken)
    if broken or done.files.missing:
        print(f"{broken} could not be opened and stay as they are, {done.files.missing} files are missing: restore the "
              "key file or the folder of evidence from the backup")
    print(f"copy {told.key_file} to a safe place now; `xueshi keys drop-old` deletes the old keys")
    return 1 if broken or done.files.missing else 0


def _drop_old(database: Database, told: Settings) -> int:
    from claims.evidence.rotate import marks, reseal_files
    from claims.sealing.old_keys import drop_old
    from db.moments import now

    dropped = drop_old(database.write_now, told.key_file, told.cipher,
                       lambda write, sealer: reseal_files(write, sealer, told.evidence_folder),
                       lambda connection: marks(connection, told.evidence_folder), now=now())
    print(f"deleted: {', '.join(dropped)}; backups of the database made before need the key file of their time"
          if dropped else "there is no old key")
    return 0


_ACTIONS = {"show": _show, "rotate": _rotate, "drop-old": _drop_old}
