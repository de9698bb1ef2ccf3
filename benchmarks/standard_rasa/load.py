"""The load: people who each hold one conversation, waiting for every answer before they write on."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass
from typing import Any, Awaitable, Callable

import aiohttp

from benchmarks.standard_rasa.servers import TODAY

REGION = "xj-city"
CONVERSATION = (
    "你好",
    "参加三天全国性学术会议能认定多少学时",
    "那自治区级的呢",
    "改成5天",
    "公需科目一年要学多少学时",
    "高校办的培训班六天算几个学时",
    "到上海的医院进修两个月呢",
    "需要提交哪些证明材料",
    "谁负责审核",
    "谢谢",
)
Say = Callable[[aiohttp.ClientSession, str, str], Awaitable[Any]]


@dataclass(frozen=True)
class Round:
    """One round: seconds that it took and milliseconds of each turn."""

    people: int
    seconds: float
    turns: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.turns) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the turns was answered."""
        return sorted(self.turns)[min(len(self.turns) - 1, int(share * len(self.turns)))]


def to_xueshi(url: str) -> Say:
    """Says a text through `POST /api/chat`."""

    async def say(session: aiohttp.ClientSession, conversation: str, text: str) -> Any:
        body = {"conversation": conversation, "message_id": uuid.uuid4().hex, "text": text, "region": REGION}
        async with session.post(f"{url}/api/chat", json=body) as answer:
            answer.raise_for_status()
            return (await answer.json())["results"]

    return say


def to_rasa(url: str) -> Say:
    """Says a text through Rasa's REST channel."""

    async def say(session: aiohttp.ClientSession, conversation: str, text: str) -> Any:
        body = {"sender": conversation, "message": text, "metadata": {"region": REGION, "today": TODAY}}
        async with session.post(f"{url}/webhooks/rest/webhook", json=body) as answer:
            answer.raise_for_status()
            return [message["custom"] for message in await answer.json()]

    return say


async def run_round(say: Say, people: int) -> Round:
    """So many people talk at once. Raises RuntimeError where a turn is not answered by one RESULT without error."""
    turns: list[float] = []
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def talk() -> None:
            conversation = uuid.uuid4().hex
            for text in CONVERSATION:
                began = time.perf_counter()
                results = await say(session, conversation, text)
                turns.append((time.perf_counter() - began) * 1000)
                if len(results) != 1 or results[0]["status"] == "error":
                    raise RuntimeError(f"{text!r} was answered with {results!r}")

        began = time.perf_counter()
        await asyncio.gather(*(talk() for _ in range(people)))
        return Round(people, time.perf_counter() - began, tuple(turns))
