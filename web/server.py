"""The running server: a bound port, the started application, and an end that finishes what runs."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import socket
from typing import Any, Callable

from aiohttp import web

from bot.runtime.failures import describe

_log = logging.getLogger(__name__)
_FINISH_SECONDS = 30.0


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to the address and not yet listening. Raises OSError where it is taken or not this machine's."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Only skips the wait after a restart; a port that somebody listens on stays refused.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


def url_of(bound: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def serve(app: web.Application, bound: socket.socket, ready: Callable[[], None]) -> None:
    """Start, listen, call `ready`, and run until SIGTERM or SIGINT; then finish what runs. A second signal kills.

    Raises what the application's start raises, and OSError where the port was taken meanwhile.
    """
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_log_without_words)
    stop = asyncio.Event()
    runner = web.AppRunner(app, access_log=None, logger=_protocol_logger(), shutdown_timeout=_FINISH_SECONDS)
    try:
        await runner.setup()
        # What is loaded now stays: a full collection would stop every turn to look at it again.
        gc.collect()
        gc.freeze()
        site = web.SockSite(runner, bound)
        await site.start()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, _stop_once, loop, name, stop)
        ready()
        await stop.wait()
    finally:
        await runner.cleanup()


def _stop_once(loop: asyncio.AbstractEventLoop, name: signal.Signals, stop: asyncio.Event) -> None:
    stop.set()
    loop.remove_signal_handler(name)


def _log_without_words(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    _log.error("event loop: %s", describe(error) if error is not None else "a fault without an exception")


def _protocol_logger() -> logging.Logger:
    """The logger of aiohttp's protocol, which would quote the request that it could not read."""
    logger = logging.getLogger("web.protocol")
    logger.filters = [_without_words]
    return logger


def _without_words(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    record.msg = f"request not readable: {describe(error)}" if error is not None else "request not readable"
    record.args, record.exc_info, record.exc_text = (), None, None
    return True
