"""The parts of the running service, each started before the first request and stopped after the last one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import AsyncIterator, Awaitable, Callable, Mapping

import msgspec
from aiohttp import web

from claims.sealing.keyring import KeysUnusable
from claims.sealing.start import open_sealer
from db.database import Database
from db.engine import DatabaseUnavailable
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import KbError, load
from web.agent import Agent
from web.chat.service import ChatService
from web.chat.store import TurnStore
from web.keys import AGENT, CHAT, DATABASE, KNOWLEDGE, METRICS, SEALER, SETTINGS
from web.start_failed import StartFailed
from web.tracker_url import tracker_url

Part = Callable[[web.Application], AsyncIterator[None]]


async def knowledge(app: web.Application) -> AsyncIterator[None]:
    """The knowledge base, with the names that this deployment gives to regions. Raises StartFailed."""
    settings = app[SETTINGS]
    try:
        app[KNOWLEDGE] = renamed(load(str(settings.kb_dir) if settings.kb_dir else None), settings.region_names)
    except KbError as error:
        raise StartFailed(f"the knowledge base cannot be used:\n{error}") from None
    yield


async def database(app: web.Application) -> AsyncIterator[None]:
    """The database at the newest revision. Raises StartFailed."""
    from db.upgrade import NotUpgraded, make_ready

    try:
        opened = Database(app[SETTINGS].database_url)
    except (ValueError, DatabaseUnavailable) as error:
        raise StartFailed(str(error)) from None
    try:
        await opened.run_plain(lambda: make_ready(opened.engine))
        app[DATABASE] = opened
        yield
    except (DatabaseUnavailable, NotUpgraded) as error:
        raise StartFailed(str(error)) from None
    finally:
        opened.close()


async def sealer(app: web.Application) -> AsyncIterator[None]:
    """What seals personal data, with the ring of the key file; the first start makes one. Raises StartFailed."""
    settings = app[SETTINGS]
    try:
        app[SEALER] = await app[DATABASE].run(
            lambda connection: open_sealer(connection, settings.key_file, settings.cipher))
    except KeysUnusable as error:
        raise StartFailed(str(error)) from None
    yield


def agent(given: Agent | None) -> Part:
    """The agent: `given`, which stays its owner's to stop, or one that loads the model. Raises StartFailed."""

    async def part(app: web.Application) -> AsyncIterator[None]:
        if given is not None:
            app[AGENT] = given
            yield
            return
        stop = await _start_agent(app)
        yield
        await stop()

    return part


async def chat(app: web.Application) -> AsyncIterator[None]:
    """The chat service over the other parts; ends when the last turn is stored."""
    settings = app[SETTINGS]
    store = TurnStore(app[DATABASE], lease_seconds=settings.turn_seconds)
    app[METRICS].watch_queue(app[AGENT])
    app[CHAT] = ChatService(app[AGENT], store, app[KNOWLEDGE].digest, settings.today, settings.turn_seconds,
                            app[METRICS])
    yield
    await app[CHAT].finish_running()


async def _start_agent(app: web.Application) -> Callable[[], Awaitable[object]]:
    from bot.dialogue.responder import Dialogue
    from bot.runtime.host import AgentHost, ModelNotReady

    settings, metrics = app[SETTINGS], app[METRICS]
    host = AgentHost(settings.model, Dialogue(app[KNOWLEDGE]), tracker_url(settings.database_url), settings.queue_size,
                     each_conversation=settings.each_conversation, kb_dir=settings.kb_dir,
                     on_failure=lambda _error: metrics.agent_failures.inc())
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, host.start)
    except ModelNotReady as error:
        raise StartFailed(str(error)) from None
    app[AGENT] = host
    return lambda: loop.run_in_executor(None, host.stop)


def renamed(kb: KnowledgeBase, names: Mapping[str, str]) -> KnowledgeBase:
    """The knowledge base with other names for some regions. Raises StartFailed for a region that it does not have."""
    unknown = set(names) - set(kb.book.jurisdictions)
    if unknown:
        raise StartFailed(f"XUESHI_REGION_NAMES: there is no region {', '.join(sorted(unknown))}; "
                          f"regions: {', '.join(kb.book.jurisdictions)}")
    regions = {key: msgspec.structs.replace(place, name=names.get(key, place.name))
               for key, place in kb.book.jurisdictions.items()}
    return replace(kb, book=replace(kb.book, jurisdictions=regions))
