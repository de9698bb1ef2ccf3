"""Transactions from an event loop: each runs on a thread of the database's own, so that a slow disk stalls nobody."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.engine import is_embedded, make_engine, parse_url, unavailable

T = TypeVar("T")
_SERVER_THREADS = 4


class Database:
    """One database. SQLite gets one thread, which is also what puts its writers in order; a server gets a few.

    url: an SQLAlchemy URL. Raises ValueError for a URL of another kind, DatabaseUnavailable without folder or driver;
    nothing is connected before the first transaction.
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.engine = make_engine(self.url)
        threads = 1 if is_embedded(self.url) else _SERVER_THREADS
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="xueshi-db")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """`work` in a transaction of its own: committed when it returns, rolled back when it raises.

        Raises DatabaseUnavailable for every failure of the database; other exceptions of `work` pass through.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    async def look(self, work: Callable[[Connection], T]) -> T:
        """What `work` finds by reading, each statement by itself: on a server without a transaction around them, which
        takes two messages more. Raises as `run` does.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._look, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """As `run`, for what must outlive a power cut and must not be raced: see `write_now`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write_now, work)

    def write_now(self, work: Callable[[Connection], T]) -> T:
        """`work` in a transaction that holds SQLite's one write lock from its start and is on the disk when it returns.

        PostgreSQL writes to the disk on every commit; what `work` reads and then changes it locks by itself there.
        For commands; on the event loop use `write`. Raises as `run` does.
        """
        return self._run(work, durable=True)

    async def run_plain(self, work: Callable[[], T]) -> T:
        """`work` on the database's thread, without a connection: for what opens its own (migrations)."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def reachable(self, seconds: float) -> bool:
        """Whether the database answers within `seconds`."""
        try:
            await asyncio.wait_for(self.run(_ask_one), seconds)
        except Exception:
            return False
        return True

    def close(self) -> None:
        """Wait for what runs, and give the connections back."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()

    def _run(self, work: Callable[[Connection], T], durable: bool = False) -> T:
        try:
            if durable and is_embedded(self.url):
                return self._run_durably(work)
            with self.engine.begin() as connection:
                return work(connection)
        except sa.exc.SQLAlchemyError as error:
            raise unavailable(self.url, error) from error

    def _look(self, work: Callable[[Connection], T]) -> T:
        if is_embedded(self.url):
            return self._run(work)
        try:
            with self.engine.connect() as connection:
                # Not SQLAlchemy's isolation_level: putting that back takes a message to the server.
                driver = connection.connection.dbapi_connection
                driver.autocommit = True
                try:
                    return work(connection)
                finally:
                    if not driver.closed:
                        driver.autocommit = False
        except sa.exc.SQLAlchemyError as error:
            raise unavailable(self.url, error) from error

    def _run_durably(self, work: Callable[[Connection], T]) -> T:
        # A pragma holds for the connection, of which SQLite has one here, and only outside a transaction.
        with self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                found = work(connection)
                connection.commit()
                return found
            except BaseException:
                connection.rollback()
                raise
            finally:
                connection.exec_driver_sql("PRAGMA synchronous=NORMAL")


def _ask_one(connection: Connection) -> Any:
    return connection.execute(sa.text("SELECT 1")).scalar_one()
