"""Accounts of staff: `reset LOGIN` gives one a fresh random password, opens it again and lifts its lock.

The password is printed once and has to be changed at the next login; every session of the account ends.
"""

from __future__ import annotations

import argparse

from xueshi.failure import Failure
from xueshi.opened import opened
from xueshi.settings import settings


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi accounts`."""
    parser.add_argument("action", choices=("reset",), help="what to do")
    parser.add_argument("login", help="the account's login, such as admin")


def run(options: argparse.Namespace) -> int:
    """Exit 0; 1 where there is no such account."""
    from sqlalchemy.engine import Connection

    from claims.people.account_reset import NoAccount, reset
    from claims.people.passwords import hash_password, random_password
    from claims.sealing.keyring import KeysUnusable
    from claims.sealing.start import open_sealer
    from db.engine import DatabaseUnavailable
    from db.moments import now

    told, password = settings(), random_password()
    hashed = hash_password(password)

    def work(connection: Connection) -> None:
        reset(connection, open_sealer(connection, told.key_file, told.cipher), options.login, hashed, now())

    with opened(told.database_url) as database:
        try:
            database.write_now(work)
        except (KeysUnusable, NoAccount, DatabaseUnavailable) as error:
            raise Failure(str(error)) from None
    print(f"login: {options.login.lower()}\npassword: {password} (shown only now; change it at the next login)")
    return 0
