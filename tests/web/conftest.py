"""Fixtures of the service's tests: the real agent, once, and the service over it and a database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from real_databases import database_url, postgres_server, postgres_url, sqlite_url

if TYPE_CHECKING:
    from aiohttp.test_utils import TestClient
    from claims_api_kit import ClaimsService

    from web.agent import Agent

__all__ = ["database_url", "postgres_server", "postgres_url", "sqlite_url"]
StartService = Callable[..., Awaitable["TestClient[Any, Any]"]]


@pytest.fixture(scope="session")
def model_agent() -> Iterator[Agent]:
    """The agent with the trained model, its conversations in memory."""
    from bot.dialogue.responder import Dialogue
    from bot.runtime.host import AgentHost, ModelNotReady
    from bot.runtime.training import MODELS
    from policy_kb.loader import load

    if not (MODELS / "manifest.json").exists():
        pytest.skip("needs a trained model: make setup")
    host = AgentHost(MODELS, Dialogue(load()))
    try:
        host.start()
    except ModelNotReady as error:
        pytest.fail(str(error))
    yield host
    host.stop()


@pytest_asyncio.fixture
async def start_service(sqlite_url: str, tmp_path: Path) -> AsyncIterator[StartService]:
    """Starts services: `await start_service(agent, **settings)` gives a client; each ends with the test."""
    from aiohttp.test_utils import TestClient, TestServer
    from web_kit import TODAY

    from web.app import init_app
    from web.settings import Settings

    standard = Settings(database_url=sqlite_url, today=lambda: TODAY, rate_per_minute=0, login_per_minute=0,
                        keys=tmp_path / "keys.json", evidence=tmp_path / "evidence")
    clients: list[TestClient[Any, Any]] = []

    async def start(agent: Agent, **changes: Any) -> TestClient[Any, Any]:
        client = TestClient(TestServer(init_app(replace(standard, **changes), agent=agent)))
        clients.append(client)
        await client.start_server()
        return client

    yield start
    for client in clients:
        await client.close()


@pytest_asyncio.fixture
async def client(start_service: StartService, model_agent: Agent) -> TestClient[Any, Any]:
    """The service with the real agent on a fresh SQLite file."""
    return await start_service(model_agent)


@pytest_asyncio.fixture
async def claims(start_service: StartService, database_url: str) -> ClaimsService:
    """The service with organisations of every region, on each kind of database in turn."""
    from claims_api_kit import ClaimsService
    from web_kit import FailingAgent

    from tests.claims.filing.filing_world import TODAY

    return ClaimsService(await start_service(FailingAgent(None), database_url=database_url, today=lambda: TODAY))
