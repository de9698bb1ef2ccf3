"""The conversation store on real SQLite and real PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import uuid
from pathlib import Path
from typing import Iterator

import pytest

import bot.runtime.prepared  # noqa: F401  (before rasa)
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.tracker_rows import bounded
from bot.runtime.tracker_store import ConversationMoved, ConversationStore, StoreUnavailable

FRAME = AnySlot("frame", mappings=[{"type": "custom"}], influence_conversation=False)
DOMAIN = Domain(["ask"], [], [FRAME], {}, ["action_answer"], {}, {})
POSTGRES = os.environ.get("XUESHI_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/postgres")


def start() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(number: int) -> list[Event]:
    parse = {"intent": {"name": "ask", "confidence": 0.9}, "entities": [{"entity": "days", "value": number}]}
    return [
        UserUttered(f"第{number}句", parse["intent"], parse["entities"], parse, metadata={"today": "2025-06-01"}),
        ActionExecuted("action_answer"),
        BotUttered(None, {"custom": {"text": f"答{number}"}}),
        SlotSet("frame", {"count": number}),
        ActionExecuted("action_listen"),
    ]


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A database of its own on the local server; skipped where there is none."""
    name = f"xueshi_test_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    try:
        with server.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
    except sa.exc.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {POSTGRES} (set XUESHI_TEST_POSTGRES): {str(error.orig).splitlines()[0]}")
    yield str(sa.engine.make_url(POSTGRES).set(database=name))
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/conversations.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str) -> Iterator[ConversationStore]:
    opened = ConversationStore(url, max_events=20, domain=DOMAIN)
    yield opened
    opened.close()


def saved(store: ConversationStore, conversation: str, turns: int) -> DialogueStateTracker:
    """A conversation of so many turns, saved after each."""

    async def run() -> DialogueStateTracker:
        for number in range(1, turns + 1):
            tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
            tracker.update_with_events([*(start() if number == 1 else []), *turn(number)], DOMAIN)
            await store.save(tracker)
        read = await store.retrieve(conversation)
        assert read is not None
        return read

    return asyncio.run(run())


def test_a_conversation_comes_back(store: ConversationStore) -> None:
    tracker = saved(store, "一", 2)
    assert tracker.get_slot("frame") == {"count": 2}
    assert tracker.latest_message is not None and tracker.latest_message.text == "第2句"
    assert tracker.latest_message.metadata["today"] == "2025-06-01"
    assert tracker.latest_message.entities == [{"entity": "days", "value": 2}]
    assert tracker.latest_action_name == "action_listen"
    assert len(tracker.events) == 3 + 2 * 5


@pytest.mark.skipif(os.name != "posix", reason="needs file modes")
def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    ConversationStore(f"sqlite:///{tmp_path / 'c.db'}", domain=DOMAIN).close()
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_what_is_not_stored_is_none(store: ConversationStore) -> None:
    assert asyncio.run(store.retrieve("nobody")) is None


def test_conversations_are_apart(store: ConversationStore) -> None:
    saved(store, "a", 1)
    saved(store, "b", 3)
    assert asyncio.run(store.retrieve("a")).get_slot("frame") == {"count": 1}  # type: ignore[union-attr]
    assert sorted(asyncio.run(store.keys())) == ["a", "b"]


def test_events_stay_bounded_and_the_frame_survives(store: ConversationStore) -> None:
    for turns in (3, 4, 40):
        tracker = saved(store, f"long{turns}", turns)
        assert len(tracker.events) <= 20
        assert tracker.get_slot("frame") == {"count": turns}
        assert [e.text for e in tracker.events if isinstance(e, UserUttered)][-1] == f"第{turns}句"
        assert isinstance(tracker.events[0], ActionExecuted)
        assert tracker.applied_events()


def test_answers_are_not_stored(store: ConversationStore) -> None:
    saved(store, "a", 1)
    with store._engine.connect() as connection:
        text = connection.execute(sa.text("SELECT events FROM dialogue_tracker")).scalar_one()
    assert "答1" not in text and "第1句" in text


def test_a_conversation_that_moved_is_not_overwritten(url: str) -> None:
    ours, theirs = ConversationStore(url, domain=DOMAIN), ConversationStore(url, domain=DOMAIN)

    async def race(conversation: str) -> None:
        mine = await ours.get_or_create_tracker(conversation, append_action_listen=False)
        other = await theirs.get_or_create_tracker(conversation, append_action_listen=False)
        mine.update_with_events([*start(), *turn(1)], DOMAIN)
        other.update_with_events([*start(), *turn(2)], DOMAIN)
        await theirs.save(other)
        with pytest.raises(ConversationMoved):
            await ours.save(mine)
        kept = await ours.retrieve(conversation)
        assert kept is not None and kept.get_slot("frame") == {"count": 2}

    asyncio.run(race("new"))
    saved(ours, "old", 2)

    async def race_on_a_stored_one() -> None:
        mine, other = await ours.retrieve("old"), await theirs.retrieve("old")
        assert mine is not None and other is not None
        mine.update_with_events(turn(7), DOMAIN)
        other.update_with_events(turn(8), DOMAIN)
        await ours.save(mine)
        with pytest.raises(ConversationMoved):
            await theirs.save(other)
        await ours.save(mine)

    asyncio.run(race_on_a_stored_one())
    ours.close()
    theirs.close()


def test_forgetting(store: ConversationStore) -> None:
    saved(store, "a", 1)
    saved(store, "b", 1)
    store.forget("a")
    assert asyncio.run(store.keys()) == ["b"]
    assert store.forget_before(0) == 0
    assert store.forget_before(2e10) == 1
    assert asyncio.run(store.keys()) == []


def test_sqlite_is_in_wal_mode(tmp_path: Path) -> None:
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", domain=DOMAIN)
    saved(store, "a", 1)
    with sqlite3.connect(tmp_path / "c.db") as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("SELECT count(*) FROM dialogue_tracker").fetchone() == (1,)
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/c.db",
        "postgresql://nobody:geheim@127.0.0.1:1/none",
        "postgres://nobody:geheim@127.0.0.1:1/none",
        "nonsense",
        "oracle://a/b",
    ],
)
def test_an_unreachable_database_is_told_at_once(url: str) -> None:
    with pytest.raises(StoreUnavailable) as told:
        ConversationStore(url)
    assert "geheim" not in str(told.value)


def test_a_failing_save_is_not_silent_and_quotes_nothing(tmp_path: Path) -> None:
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", domain=DOMAIN)
    tracker = saved(store, "a", 1)
    with sqlite3.connect(tmp_path / "c.db") as other:
        other.execute("DROP TABLE dialogue_tracker")
    tracker.update_with_events(turn(2), DOMAIN)
    with pytest.raises(StoreUnavailable) as told:
        asyncio.run(store.save(tracker))
    assert "第2句" not in str(told.value)
    with pytest.raises(StoreUnavailable):
        asyncio.run(store.retrieve("a"))
    store.close()


@pytest.mark.parametrize("limit", [1, 5, 6, 7, 20])
def test_bounding_keeps_whole_turns(limit: int) -> None:
    events: list[Event] = [*start(), *(event for n in range(1, 30) for event in turn(n))]
    kept = bounded(events, DOMAIN.slots, limit)
    tracker = DialogueStateTracker.from_events("", kept, DOMAIN.slots)
    assert tracker.get_slot("frame") == {"count": 29}
    assert tracker.latest_action_name == "action_listen"
    listen = next(i for i, event in enumerate(kept) if isinstance(event, ActionExecuted) and i > 0)
    assert kept[listen].action_name == "action_listen"
    assert len(kept) <= max(limit, 4)


def test_bounding_leaves_a_short_conversation_alone() -> None:
    events = [*start(), *turn(1)]
    assert bounded(events, DOMAIN.slots, len(events)) is events


def test_what_is_stored_is_plain_json(store: ConversationStore) -> None:
    saved(store, "a", 1)
    with store._engine.connect() as connection:
        text = connection.execute(sa.text("SELECT events FROM dialogue_tracker")).scalar_one()
    assert {event["event"] for event in json.loads(text)} == {"action", "session_started", "user", "bot", "slot"}
