"""Where the parts of the running service are kept in the application."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

from aiohttp import web

from claims.people.senders import SenderHere
from claims.sealing.sealer import Sealer
from db.database import Database
from policy_kb.knowledge import KnowledgeBase
from web.agent import Agent
from web.chat.service import ChatService
from web.metrics import Metrics
from web.rate_limit import RateLimit
from web.settings import Settings

SETTINGS: web.AppKey[Settings] = web.AppKey("settings", Settings)
KNOWLEDGE: web.AppKey[KnowledgeBase] = web.AppKey("knowledge", KnowledgeBase)
DATABASE: web.AppKey[Database] = web.AppKey("database", Database)
SEALER: web.AppKey[Sealer] = web.AppKey("sealer", Sealer)
AGENT: web.AppKey[Agent] = web.AppKey("agent", Agent)
CHAT: web.AppKey[ChatService] = web.AppKey("chat", ChatService)
METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)
RATE_LIMIT: web.AppKey[RateLimit] = web.AppKey("rate limit", RateLimit)
API_LIMIT: web.AppKey[RateLimit] = web.AppKey("limit of the guarded addresses", RateLimit)
LOGIN_LIMIT: web.AppKey[RateLimit] = web.AppKey("limit of logging in", RateLimit)
HASHING: web.AppKey[Executor] = web.AppKey("threads that hash passwords", Executor)
CODE_SENDER: web.AppKey[SenderHere] = web.AppKey("sender of login codes", SenderHere)
ROUTE_TABLE: web.AppKey[list[Any]] = web.AppKey("guarded addresses", list)
"""The `web.guard.Route`s that were registered."""
