"""The application: `init_app(settings)` puts the parts together. Importing it starts and opens nothing."""

from __future__ import annotations

from aiohttp import web

from web import parts
from web.access_log import observe
from web.agent import Agent
from web.claims.printing import printing
from web.errors import shape_errors
from web.headers import add_headers
from web.hourly import hourly
from web.json_body import MOST_BYTES
from web.keys import API_LIMIT, LOGIN_LIMIT, METRICS, RATE_LIMIT, ROUTE_TABLE, SETTINGS
from web.login.part import people
from web.metrics import Metrics
from web.one_file import ROOM, UploadRoom
from web.preflight import answer_preflight
from web.rate_limit import RateLimit
from web.routes import add_routes
from web.settings import LOGIN_BURST, Settings


def init_app(settings: Settings, *, agent: Agent | None = None) -> web.Application:
    """The whole service, not yet started.

    agent: one that already runs, to be shared; without it the application starts and stops its own. Its start raises
    StartFailed.
    """
    app = web.Application(middlewares=[observe, shape_errors, answer_preflight], client_max_size=MOST_BYTES)
    app[SETTINGS] = settings
    app[METRICS] = Metrics()
    app[RATE_LIMIT] = RateLimit(settings.rate_per_minute, settings.rate_burst)
    app[API_LIMIT] = RateLimit(settings.rate_per_minute, settings.rate_burst)
    app[LOGIN_LIMIT] = RateLimit(settings.login_per_minute, LOGIN_BURST)
    app[ROUTE_TABLE] = []
    app[ROOM] = UploadRoom()
    app.cleanup_ctx.extend([parts.knowledge, parts.database, parts.sealer, hourly, parts.agent(agent),
                            parts.chat, printing, people])
    app.on_response_prepare.append(add_headers)
    add_routes(app)
    return app
