"""The whole trial: people at work, a service that is killed under their hands, and the verdict."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.killing.people import Person, Told, approve_claims, file_claims
from benchmarks.killing.service import Process
from benchmarks.killing.verdict import faults
from benchmarks.killing.world import World, build

PEOPLE, REVIEWERS = 4, 3
_LONGEST_LIFE = 2.0
_SETTLE_SECONDS = 60.0


@dataclass(frozen=True)
class Trial:
    """What came of it. faults: in words, empty where all is well."""

    kills: int
    claims: int
    approved: int
    writes: int
    asked_again: int
    seconds: float
    faults: list[str]


def trial(url: str, folder: Path, kills: int, seed: int) -> Trial:
    """Kill the service `kills` times, each a random moment after it listens, while people file and approve."""
    began = time.monotonic()
    world = build(url, folder, PEOPLE, REVIEWERS)
    told = Told()
    asyncio.run(_live(world, folder, kills, random.Random(seed), told))
    approved = sum(state == "approved" for state in told.state.values())
    return Trial(kills, len(told.titles), approved, told.writes, told.asked_again, time.monotonic() - began,
                 faults(world, told))


async def _live(world: World, folder: Path, kills: int, dice: random.Random, told: Told) -> None:
    service, stop = Process(folder, world.environment), asyncio.Event()
    # Short: who files waits for who approves, or most claims would be alive when the last kill comes.
    first: asyncio.Queue[str] = asyncio.Queue(maxsize=PEOPLE)
    second: asyncio.Queue[str] = asyncio.Queue()
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True),
                                     timeout=timeout) as http:
        def person(token: str) -> Person:
            return Person(http, service.url, token, told)

        steps = [tuple(person(token) for token in tokens) for tokens in world.reviewers]
        filing = [asyncio.create_task(file_claims(person(token), world, serial, told, stop, first))
                  for serial, token in world.people]
        reviewing = [asyncio.create_task(approve_claims(steps[0], told, first, second, dice)),
                     asyncio.create_task(approve_claims(steps[1], told, second, None, dice))]
        try:
            for _ in range(kills):
                await asyncio.to_thread(service.start)
                await asyncio.sleep(dice.uniform(0, _LONGEST_LIFE))
                await asyncio.to_thread(service.kill)
            await asyncio.to_thread(service.start)
            stop.set()
            await asyncio.wait_for(asyncio.gather(*filing), _SETTLE_SECONDS)
            await asyncio.wait_for(first.join(), _SETTLE_SECONDS)
            await asyncio.wait_for(second.join(), _SETTLE_SECONDS)
        finally:
            for task in (*filing, *reviewing):
                task.cancel()
            await asyncio.to_thread(service.kill)
