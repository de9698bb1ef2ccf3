"""Where the parts of the running service are kept in the application."""

from __future__ import annotations

from aiohttp import web

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
AGENT: web.AppKey[Agent] = web.AppKey("agent", Agent)
CHAT: web.AppKey[ChatService] = web.AppKey("chat", ChatService)
METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)
RATE_LIMIT: web.AppKey[RateLimit] = web.AppKey("rate limit", RateLimit)
