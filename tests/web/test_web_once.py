"""A message runs once, whatever happens around it: repeats, races, restarts, two processes, a crash."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from web_kit import QUESTION, Client, CountingAgent, body, check_error

from db.database import Database
from db.tables import chat_turns
from web.agent import Agent
from web.chat.store import Turn, TurnStore

pytestmark = pytest.mark.asyncio


@pytest.fixture
def agent(model_agent: Agent) -> CountingAgent:
    """The real agent, its turns counted."""
    return CountingAgent(model_agent)


async def _post(client: Client, asked: dict[str, Any]) -> bytes:
    async with client.post("/api/chat", json=asked) as response:
        raw = await response.read()
        assert response.status == 200, raw
        return raw


async def test_the_same_message_again_gives_the_same_bytes_and_runs_nothing(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    client = await start_service(agent, database_url=database_url)
    asked = body()
    first = await _post(client, asked)
    await _post(client, body("改成2天", conversation=asked["conversation"]))
    assert await _post(client, asked) == first
    assert agent.turns == 2


async def test_identical_requests_at_the_same_time_run_once(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    client = await start_service(agent, database_url=database_url)
    asked = body()
    replies = await asyncio.gather(*(_post(client, asked) for _ in range(8)))
    assert len(set(replies)) == 1
    assert agent.turns == 1


async def test_two_services_on_one_database_run_a_message_once(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    clients = [await start_service(agent, database_url=database_url) for _ in range(2)]
    asked = body()
    replies = await asyncio.gather(*(_post(client, asked) for client in clients * 3))
    assert len(set(replies)) == 1
    assert agent.turns == 1


async def test_after_a_restart_the_stored_answer_comes_back(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    asked = body()
    before = await start_service(agent, database_url=database_url)
    first = await _post(before, asked)
    await before.close()
    after = await start_service(agent, database_url=database_url)
    assert await _post(after, asked) == first
    assert agent.turns == 1


async def test_an_id_with_another_text_is_refused_also_after_a_restart(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    asked = body()
    client = await start_service(agent, database_url=database_url)
    await _post(client, asked)
    later = await start_service(agent, database_url=database_url)
    for one in (client, later):
        async with one.post("/api/chat", json={**asked, "text": "另一句话"}) as response:
            await check_error(response, 409, "message_id_reused", "message_id")
    assert agent.turns == 1


async def test_an_id_with_another_text_is_refused_while_the_first_runs(
    start_service: Any, agent: CountingAgent
) -> None:
    client = await start_service(agent)
    agent.gate.clear()
    asked = body()
    running = asyncio.create_task(_post(client, asked))
    await agent.begun.wait()
    async with client.post("/api/chat", json={**asked, "text": "另一句话"}) as response:
        await check_error(response, 409, "message_id_reused", "message_id")
    agent.gate.set()
    await running


async def test_the_same_id_in_another_conversation_is_another_message(start_service: Any, agent: CountingAgent) -> None:
    client = await start_service(agent)
    asked = body()
    await _post(client, asked)
    await _post(client, {**asked, "conversation": body()["conversation"]})
    assert agent.turns == 2


async def test_a_client_that_leaves_finds_its_answer(start_service: Any, agent: CountingAgent) -> None:
    client = await start_service(agent)
    agent.gate.clear()
    asked = body()
    leaving = asyncio.create_task(_post(client, asked))
    await agent.begun.wait()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    agent.gate.set()
    await _post(client, asked)
    assert agent.turns == 1


async def test_a_claim_that_a_crash_left_behind_is_taken_over_once_its_time_is_up(
    start_service: Any, agent: CountingAgent, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await start_service(agent, database_url=database_url)
    asked = body()
    await _post(client, asked)
    now = datetime.now(timezone.utc)
    await _set(database_url, results=None, claimed_by="dead", claimed_until=now + timedelta(hours=1))
    real, looks, looked = TurnStore.claim, 0, asyncio.Event()

    async def noted(self: TurnStore, turn: Turn) -> Any:
        nonlocal looks
        looks += 1
        if looks > 2:
            looked.set()
        return await real(self, turn)

    monkeypatch.setattr(TurnStore, "claim", noted)
    waiting = asyncio.create_task(_post(client, asked))
    await looked.wait()
    assert not waiting.done() and agent.turns == 1
    await _set(database_url, claimed_until=now - timedelta(hours=1))
    await waiting
    assert agent.turns == 2


async def test_what_is_stored_is_the_answer_and_never_the_words(
    start_service: Any, agent: CountingAgent, database_url: str
) -> None:
    client = await start_service(agent, database_url=database_url)
    marker = "毛绒恐龙"
    await _post(client, body(f"{QUESTION}，{marker}，身份证110101199003070417，电话13800138000"))
    database = Database(database_url)
    rows = await database.run(lambda connection: connection.execute(sa.select(chat_turns)).mappings().all())
    database.close()
    assert len(rows) == 1
    row = dict(rows[0])
    assert row["region"] == "xj-city" and row["today"].isoformat() == "2025-06-01" and row["kb_digest"]
    assert row["claimed_by"] is None and row["answered_at"] is not None
    for secret in (marker, "110101199003070417", "13800138000"):
        assert secret not in str(row)


async def _set(url: str, **values: Any) -> None:
    database = Database(url)
    await database.run(lambda connection: connection.execute(sa.update(chat_turns).values(**values)))
    database.close()
