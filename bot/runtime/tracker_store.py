"""Where conversations rest between turns: SQLite by default, PostgreSQL by DATABASE_URL.

One row and one connection, against rasa's own store with a row an event. A save that fails raises and is never replaced
by a store in memory; a conversation that another process moved on meanwhile raises `ConversationMoved`, so that the
turn runs again on what is stored now. That check is what keeps one conversation in order across several workers.
"""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Iterable

import bot.runtime.prepared  # noqa: F401  (before rasa)
import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from bot.runtime.tracker_rows import bounded, conversations, metadata, read_event, stored_form
from db.engine import make_file

# Some four turns. What a conversation carries stands in the frame, not in its events.
MAX_EVENTS = 24
_VERSION = "_stored_version"


class StoreUnavailable(RuntimeError):
    """The database cannot be reached or read."""


class ConversationMoved(RuntimeError):
    """Another process saved the conversation since it was read."""


class ConversationStore(TrackerStore):
    """rasa's tracker store over the table `dialogue_tracker`.

    url: an SQLAlchemy URL; `sqlite://` is memory alone. max_events: kept for each conversation, at least one turn.
    Raises StoreUnavailable at once where the database cannot be reached. Use it from one thread.
    """

    def __init__(self, url: str, max_events: int = MAX_EVENTS, domain: Domain | None = None) -> None:
        super().__init__(domain)
        self._max_events = max_events
        self._shown_url = "the database"
        try:
            self._engine = _engine(url)
            self._shown_url = self._engine.url.render_as_string(hide_password=True)
            metadata.create_all(self._engine, tables=[conversations])
        except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
            told = f"conversations: {self._shown_url} cannot be used ({type(error).__name__})"
            raise StoreUnavailable(told) from error

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation; not yet saved, unlike rasa's, as its first turn saves it."""
        tracker = self.init_tracker(sender_id)
        setattr(tracker, _VERSION, 0)
        return tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The stored conversation, or None. Raises StoreUnavailable."""
        query = sa.select(conversations.c.version, conversations.c.events).where(
            conversations.c.conversation == sender_id
        )
        try:
            with self._engine.connect() as connection:
                row = connection.execute(query).one_or_none()
        except sa.exc.SQLAlchemyError as error:
            raise self._unavailable(error) from error
        if row is None:
            return None
        events = [read_event(stored) for stored in json.loads(row.events)]
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, _VERSION, row.version)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation. Raises ConversationMoved and StoreUnavailable; then nothing was written."""
        version = getattr(tracker, _VERSION, 0)
        events = bounded(list(tracker.events), self.domain.slots, self._max_events)
        row = {
            "version": version + 1,
            "touched": time.time(),
            "events": json.dumps([stored_form(event) for event in events], ensure_ascii=False),
        }
        try:
            self._write(tracker.sender_id, version, row)
        except sa.exc.IntegrityError as error:
            raise ConversationMoved("the conversation was begun elsewhere") from error
        except sa.exc.SQLAlchemyError as error:
            raise self._unavailable(error) from error
        setattr(tracker, _VERSION, version + 1)

    def _write(self, conversation: str, version: int, row: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            if version == 0:
                connection.execute(sa.insert(conversations).values(conversation=conversation, **row))
                return
            of_ours = (conversations.c.conversation == conversation) & (conversations.c.version == version)
            if connection.execute(sa.update(conversations).where(of_ours).values(**row)).rowcount != 1:
                raise ConversationMoved("the conversation was moved on elsewhere")

    async def keys(self) -> Iterable[str]:
        """The ids of all stored conversations."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(conversations.c.conversation)).scalars())

    def forget(self, conversation: str) -> None:
        """Delete one conversation."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(conversations).where(conversations.c.conversation == conversation))

    def forget_before(self, moment: float) -> int:
        """Delete what was last touched before `moment` (Unix seconds); returns how many conversations that were."""
        with self._engine.begin() as connection:
            return int(connection.execute(sa.delete(conversations).where(conversations.c.touched < moment)).rowcount)

    def close(self) -> None:
        """Give the connection back."""
        self._engine.dispose()

    def _unavailable(self, error: sa.exc.SQLAlchemyError) -> StoreUnavailable:
        # The driver's message quotes the statement with its values, that is, what people wrote.
        return StoreUnavailable(f"conversations: {self._shown_url} failed ({type(error).__name__})")


def _engine(url: str) -> Engine:
    # What platforms put in DATABASE_URL; SQLAlchemy 1.4 no longer takes it.
    parsed = sa.engine.make_url(re.sub("^postgres://", "postgresql://", url))
    if parsed.get_backend_name() != "sqlite":
        # pre_ping: a connection that the server closed overnight is replaced and does not cost the first turn.
        return sa.create_engine(parsed, pool_size=1, pool_pre_ping=True, hide_parameters=True, future=True)
    # Nothing is made where the folder is missing: the first use says so.
    if parsed.database and Path(parsed.database).parent.is_dir() and parsed.database != ":memory:":
        with suppress(OSError):
            make_file(Path(parsed.database))
    engine = sa.create_engine(
        parsed,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": 5},
        hide_parameters=True,
        future=True,
    )
    sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # WAL lets readers and the writer pass each other; NORMAL may lose the last turns at a power cut, never the file.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
