"""The database of a command that works on what the service keeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.database import Database
from db.engine import DatabaseUnavailable
from xueshi.failure import Failure


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database at the newest revision, closed afterwards.

    Raises Failure: it is not there, cannot be used, or migrations are missing.
    """
    from db.upgrade import current, newest

    try:
        database = Database(url)
    except (ValueError, DatabaseUnavailable) as error:
        raise Failure(str(error)) from None
    try:
        if current(database.engine) != newest():
            raise Failure("the database is empty or of another version: run `xueshi db upgrade` first")
        yield database
    except DatabaseUnavailable as error:
        raise Failure(str(error)) from None
    finally:
        database.close()
