"""The service as a process of its own, without a model: what is tried here never reaches the conversation.

    python -m benchmarks.killing.service PORT
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0


class NoAgent:
    """Stands where the agent would: asked nothing here."""

    waiting = 0

    async def handle(self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
                     ) -> list[dict[str, Any]]:
        """Nobody chats with this service."""
        raise AssertionError("this service has no model")


class Process:
    """The service, started again on the same port as often as it is killed. environment: its settings."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._log, self._environment = folder / "service.log", environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens. Raises RuntimeError with the end of its log."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XUESHI_", "DATABASE_URL"))}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.killing.service", str(self.port)], cwd=PROJECT, stdout=log,
                stderr=log, env={**kept, "PYTHONPATH": str(PROJECT), **self._environment})
        deadline = time.monotonic() + _START_SECONDS
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"the service did not start:\n{self.log[-4000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL: it can finish nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def main() -> None:
    """Serve with the settings of the environment until killed."""
    from web.app import init_app
    from web.server import bind, serve
    from xueshi.settings import settings

    logging.basicConfig(level=logging.ERROR)
    app = init_app(settings(), agent=NoAgent())
    asyncio.run(serve(app, bind("127.0.0.1", int(sys.argv[1])), lambda: None))


if __name__ == "__main__":
    main()
