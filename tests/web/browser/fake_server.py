"""A FAKE of the service for the page's tests and for work on the page: canned answers, no rules, no Rasa.

`python tests/web/browser/fake_server.py --port 8080` serves the built page with it; `npm run dev` sends /api there.
"""

from __future__ import annotations

import argparse
import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from fake_scripts import CLAUSES, REGIONS, SAID_PLACE_SLOWLY, SLOW, Json, replies

STATIC = Path(__file__).resolve().parents[3] / "web" / "static"
POLICY = "default-src 'self'"
SLOW_SECONDS = 1.5

EMBEDDING_PAGE = """<!doctype html><html lang="zh-CN"><head><title>某单位网站</title>
<script src="/static/xueshi-chat.js" type="module"></script></head>
<body><main><h1>某单位网站</h1><xueshi-chat timeout="1"></xueshi-chat></main></body></html>"""


@dataclass
class FakeService:
    """The state of one fake: what was answered, by message id, as the real service keeps it."""

    answered: dict[str, Json] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    slow_seconds: float = SLOW_SECONDS
    thinking: dict[str, asyncio.Event] = field(default_factory=dict)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def chat(self, request: web.Request) -> web.Response:
        """POST /api/chat: the same message id gets the same answer and runs nothing twice."""
        body: Json = await request.json()
        message_id = body["message_id"]
        if message_id not in self.answered:
            self.runs.append(message_id)
            if body["text"] in (SLOW, SAID_PLACE_SLOWLY):
                await self._think(message_id)
            # Where nothing is said of a place, the conversation goes by the page's.
            results = [{"own_region": body["region"], **one} for one in replies(body["text"])]
            self.answered[message_id] = {"conversation": body["conversation"], "results": results}
        return web.json_response(self.answered[message_id])

    async def _think(self, message_id: str) -> None:
        """Until somebody asks again or it is told to answer, at most `slow_seconds`."""
        if message_id in self.thinking:
            self.thinking[message_id].set()
            return
        self.thinking[message_id] = asyncio.Event()
        self.begun.set()
        await asyncio.wait([asyncio.ensure_future(self.thinking[message_id].wait())], timeout=self.slow_seconds)
        del self.thinking[message_id]
        if not self.thinking:
            self.begun.clear()

    async def think_no_more(self, _request: web.Request) -> web.Response:
        """POST /fake/answer: answers what is being thought about, as soon as there is something."""
        await self.begun.wait()
        for event in self.thinking.values():
            event.set()
        return web.json_response({})

    async def regions(self, _request: web.Request) -> web.Response:
        """GET /api/regions."""
        return web.json_response({"regions": REGIONS})

    async def clause(self, request: web.Request) -> web.Response:
        """GET /api/clauses/{address}."""
        address = request.match_info["address"]
        clause = CLAUSES.get(address)
        if clause is None:
            error = {"code": "not_found", "message": "没有这一条。", "field": "address", "request_id": "fake"}
            return web.json_response({"error": error}, status=404)
        return web.json_response({"address": address, **clause})


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def _embedding(_request: web.Request) -> web.Response:
    return web.Response(text=EMBEDDING_PAGE, content_type="text/html")


async def _guard(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Xueshi-Fake"] = "1"


def create_app(service: FakeService) -> web.Application:
    """The application; needs a built page in web/static."""
    app = web.Application()
    app.router.add_get("/", _index)
    app.router.add_get("/embedding", _embedding)
    app.router.add_post("/api/chat", service.chat)
    app.router.add_post("/fake/answer", service.think_no_more)
    app.router.add_get("/api/regions", service.regions)
    app.router.add_get("/api/clauses/{address}", service.clause)
    app.router.add_static("/static", STATIC)
    app.on_response_prepare.append(_guard)
    return app


class FakeServer:
    """The fake on a port of its own, in a thread; a context manager that gives its base URL."""

    def __init__(self, slow_seconds: float = SLOW_SECONDS) -> None:
        self.service = FakeService(slow_seconds=slow_seconds)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-xueshi", daemon=True)

    async def _start(self) -> str:
        self._runner = web.AppRunner(create_app(self.service), shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    def __enter__(self) -> str:
        self._thread.start()
        return asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(timeout=60)

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(timeout=60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=60)
        self._loop.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="FAKE 学时通: canned answers for work on the page.")
    parser.add_argument("--port", type=int, default=8080)
    web.run_app(create_app(FakeService()), host="127.0.0.1", port=parser.parse_args().port)
