"""What the handlers of claims share: filing, and how a claim is shown to who is calling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.shown.claim import View, whole_claim
from web.guard import actor_of
from web.keys import KNOWLEDGE, SEALER, SETTINGS
from web.origin import is_https, public_host
from web.writes import write

Changing = Callable[[Connection], StoredClaim]


def filing_of(request: web.Request) -> Filing:
    """Filing over the service's knowledge base and keys."""
    return Filing(request.app[KNOWLEDGE], request.app[SEALER])


def view_of(request: web.Request) -> View:
    """How claims are shown in the answer to this request."""
    app = request.app
    return View(app[KNOWLEDGE], app[SEALER], filing_of(request), verify_page(request), app[SETTINGS].today())


def verify_page(request: web.Request) -> str:
    """Where papers are verified, without the code: at XUESHI_PUBLIC_URL or else at the address of this request."""
    own = f"{'https' if is_https(request) else 'http'}://{public_host(request)}"
    return f"{request.app[SETTINGS].public_url or own}/verify/"


async def changed(request: web.Request, change: Changing, status: int = 200) -> web.StreamResponse:
    """Run a change once for the request's Idempotency-Key and answer with the CLAIM that it leaves. Raises ApiError."""
    view, actor = view_of(request), actor_of(request)

    def work(connection: Connection) -> tuple[int, Any]:
        return status, whole_claim(connection, view, change(connection), actor)

    return await write(request, work)




def number_of(request: web.Request) -> str:
    """The claim's number in the address."""
    return request.match_info["number"]
