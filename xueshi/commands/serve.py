"""Run the whole service: chat API, page at /, API document, health and metrics."""

from __future__ import annotations

import argparse
import asyncio
import logging

from xueshi.failure import Failure
from xueshi.settings import described, settings


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi serve`."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8080, help="port to listen on (8080); 0 takes a free one")
    parser.epilog = f"environment:\n{described()}"
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; exit 0 then."""
    from web.server import bind, url_of

    chosen = settings()
    try:
        # Before anything is loaded, so that a port that is taken is said at once.
        bound = bind(options.host, options.port)
    except OSError as error:
        raise _taken(options, error) from None
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)

    from web.app import init_app
    from web.server import serve
    from web.start_failed import StartFailed

    def ready() -> None:
        print(f"xueshi is ready at {url_of(bound)} (Ctrl+C to stop)", flush=True)

    try:
        asyncio.run(serve(init_app(chosen), bound, ready))
    except StartFailed as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise _taken(options, error) from None
    return 0


def _taken(options: argparse.Namespace, error: OSError) -> Failure:
    return Failure(
        f"cannot listen on {options.host}:{options.port} ({error.strerror}); "
        "stop what uses it, or choose another with --port"
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"write a port number from 0 to 65535, not {text!r}")
    return int(text)
