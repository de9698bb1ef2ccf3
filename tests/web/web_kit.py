"""Helpers of the service's tests: requests, checks of shapes, and agents that count or misbehave on purpose."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import date
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from bot.runtime.places import Busy
from bot.runtime.results import plain_result
from web.agent import Agent
from web.openapi.document import document

TODAY = date(2025, 6, 1)
QUESTION = "参加三天全国性学术会议算多少学时"
HOURS = 36
"""What QUESTION is worth in xj-city (contract section 4)."""
Client = TestClient[Any, Any]


def fresh() -> str:
    """An id that no other test uses."""
    return uuid.uuid4().hex


def body(text: str = QUESTION, **changes: Any) -> dict[str, Any]:
    """A body for /api/chat with ids of its own."""
    return {"conversation": fresh(), "message_id": fresh(), "text": text, "region": "xj-city", **changes}


async def say(client: Client, text: str, conversation: str, **changes: Any) -> dict[str, Any]:
    """One message in a conversation; its last RESULT, checked against the API's own document."""
    async with client.post("/api/chat", json=body(text, conversation=conversation, **changes)) as response:
        reply = await response.json()
        assert response.status == 200, reply
    check_schema("ChatReply", reply)
    result: dict[str, Any] = reply["results"][-1]
    return result


def check_schema(name: str, value: Any) -> None:
    """Fails where the value is not of that shape of the OpenAPI document."""
    described = document()
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    Draft202012Validator(schema).validate(value)


async def check_error(response: ClientResponse, status: int, code: str, field: str | None = None) -> dict[str, Any]:
    """The error of a response in the one shape, for a person to read; returns what is inside `error`."""
    raw = await response.read()
    assert (response.status, response.content_type) == (status, "application/json"), raw
    value = json.loads(raw)
    check_schema("Error", value)
    error: dict[str, Any] = value["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["request_id"] == response.headers["X-Request-ID"]
    assert any("\u4e00" <= character <= "\u9fff" for character in error["message"])
    assert "Traceback" not in raw.decode()
    return error


class CountingAgent:
    """Another agent, its turns counted; `begun` is set by the first, `gate` holds every turn back until it is set."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self.turns = 0
        self.begun, self.gate = asyncio.Event(), asyncio.Event()
        self.gate.set()

    @property
    def waiting(self) -> int:
        """As of the agent."""
        return self._agent.waiting

    async def handle(
        self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
    ) -> list[dict[str, Any]]:
        """As of the agent."""
        self.turns += 1
        self.begun.set()
        await self.gate.wait()
        return await self._agent.handle(conversation, text, region, today, region_chosen)


class FailingAgent:
    """Raises `error` for as long as it is set; afterwards echoes nothing but a fixed sentence."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error
        self.waiting = 0

    async def handle(
        self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
    ) -> list[dict[str, Any]]:
        """One RESULT without a decision."""
        if self.error is not None:
            raise self.error
        return [plain_result("chitchat", "您好。", region)]


BUSY = Busy("64 messages are waiting")
