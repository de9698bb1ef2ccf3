"""What was answered, by conversation and message id: claimed before a turn runs, filled in after it.

The claim is what keeps a message from running twice, also between processes. A process that dies leaves its claim
behind, which anybody may take over once its time is up.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from db.database import Database
from db.tables import chat_turns

Results = list[dict[str, Any]]


class Claim(Enum):
    """What came of claiming a message, where it has no answer yet."""

    OURS = "run it"
    RUNNING = "another process runs it"
    OTHER_TEXT = "the id stands for another text"


@dataclass(frozen=True)
class Turn:
    """A message to claim. digest: of its text, as in the table."""

    conversation: str
    message_id: str
    digest: str
    region: str | None
    today: date
    kb_digest: str


class TurnStore:
    """The table chat_turns. lease_seconds: how long a claim stands without an answer."""

    def __init__(self, database: Database, lease_seconds: float) -> None:
        self._database = database
        self._lease = timedelta(seconds=lease_seconds)
        self._worker = uuid.uuid4().hex

    async def claim(self, turn: Turn) -> Claim | Results:
        """The stored RESULTs, or whether this process may run the turn. Raises DatabaseUnavailable."""
        return await self._database.run(lambda connection: self._claim(connection, turn))

    async def finish(self, turn: Turn, results: Results) -> Results:
        """Store the RESULTs and return what is stored now: another's, if one was faster. Raises DatabaseUnavailable."""
        return await self._database.run(lambda connection: self._finish(connection, turn, results))

    async def release(self, turn: Turn) -> None:
        """Give up a claim, so that the message can be sent again. Raises DatabaseUnavailable."""
        await self._database.run(lambda connection: connection.execute(
            sa.delete(chat_turns).where(_is(turn), _unanswered, chat_turns.c.claimed_by == self._worker)))

    def _claim(self, connection: Connection, turn: Turn) -> Claim | Results:
        now = datetime.now(timezone.utc)
        mine = {"claimed_by": self._worker, "claimed_until": now + self._lease}
        row = {"conversation": turn.conversation, "message_id": turn.message_id, "digest": turn.digest,
               "region": turn.region, "today": turn.today, "kb_digest": turn.kb_digest, "created_at": now, **mine}
        insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(chat_turns)
        if connection.execute(insert.values(**row).on_conflict_do_nothing()).rowcount == 1:
            return Claim.OURS
        found = connection.execute(sa.select(chat_turns.c.digest, chat_turns.c.results).where(_is(turn))).one_or_none()
        if found is None:
            # Released since: the next try gets it.
            return Claim.RUNNING
        if found.digest != turn.digest:
            return Claim.OTHER_TEXT
        if found.results is not None:
            return _read(found.results)
        late = sa.update(chat_turns).where(_is(turn), _unanswered, chat_turns.c.claimed_until < now).values(**mine)
        return Claim.OURS if connection.execute(late).rowcount == 1 else Claim.RUNNING

    def _finish(self, connection: Connection, turn: Turn, results: Results) -> Results:
        values = {"results": json.dumps(results, ensure_ascii=False), "answered_at": datetime.now(timezone.utc),
                  "claimed_by": None, "claimed_until": None}
        if connection.execute(sa.update(chat_turns).where(_is(turn), _unanswered).values(**values)).rowcount == 1:
            return results
        stored = connection.execute(sa.select(chat_turns.c.results).where(_is(turn))).scalar_one_or_none()
        return results if stored is None else _read(stored)


_unanswered = chat_turns.c.results.is_(None)


def _is(turn: Turn) -> Any:
    return sa.and_(chat_turns.c.conversation == turn.conversation, chat_turns.c.message_id == turn.message_id)


def _read(stored: str) -> Results:
    results: Results = json.loads(stored)
    return results
