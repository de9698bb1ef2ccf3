"""Getting back into an account from the service's own machine, when nobody can log in to do it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from claims.people.accounts import change, find_login, set_password
from claims.sealing.sealer import Sealer


class NoAccount(ValueError):
    """There is no account of this login; the message says so."""


def reset(connection: Connection, sealer: Sealer, login: str, password_hash: str, now: datetime) -> None:
    """Another password, to be changed at the next login; opens the account where it was closed. Raises NoAccount."""
    account = find_login(connection, login)
    if account is None:
        raise NoAccount("there is no account of this login; the first start of the service makes `admin`")
    if not account.active:
        account = change(connection, sealer, "system", account, account.version, now=now, active=True)
    set_password(connection, sealer, "system", account.id, password_hash, must_change=True, now=now)
