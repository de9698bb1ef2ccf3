"""Starting the two services under test as child processes, and stopping them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).resolve().parents[2]
TODAY = "2025-06-01"
_ENDPOINTS = """
action_endpoint:
  url: http://127.0.0.1:{actions}/webhook
tracker_store:
  type: SQL
  dialect: sqlite
  db: {folder}/rasa.db
"""


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """A service of one or more processes; a context manager that ends them."""

    name: str
    url: str
    ready_url: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    ready_seconds: float = 0.0

    def start(self, command: list[str], log: Path, **environment: str) -> None:
        """Start one of its processes, writing to `log`."""
        with log.open("wb") as output:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, *command],
                    cwd=PROJECT,
                    env={**os.environ, **environment},
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            )

    def wait(self, log: Path, seconds: float = 120) -> None:
        """Wait until it answers. Raises RuntimeError with the end of its log."""
        started = time.monotonic()
        while time.monotonic() - started < seconds and all(process.poll() is None for process in self.processes):
            try:
                with urllib.request.urlopen(self.ready_url, timeout=2):
                    self.ready_seconds = time.monotonic() - started
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not start:\n{log.read_text(errors='replace')[-3000:]}")

    def memory(self) -> float:
        """Resident memory of its processes in MB."""
        return sum(_resident(process.pid) for process in self.processes)

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def standard_rasa(folder: Path, model: Path) -> Service:
    """Rasa's three processes as its manual has them (the load driver is the third), trackers in SQLite."""
    port, actions = free_port(), free_port()
    service = Service("standard Rasa", f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/status")
    endpoints, credentials, log = folder / "endpoints.yml", folder / "credentials.yml", folder / "rasa.log"
    endpoints.write_text(_ENDPOINTS.format(actions=actions, folder=folder), encoding="utf-8")
    credentials.write_text("rest:\n", encoding="utf-8")
    try:
        service.start(
            ["-m", "benchmarks.standard_rasa.action_server", str(actions)],
            folder / "actions.log",
            SANIC_HOST="127.0.0.1",
        )
        service.start(
            [
                *("-m", "benchmarks.standard_rasa.rasa_server", "run", "--enable-api", "--quiet"),
                *("--interface", "127.0.0.1", "--port", str(port), "--model", str(model)),
                *("--endpoints", str(endpoints), "--credentials", str(credentials)),
            ],
            log,
            RASA_TELEMETRY_ENABLED="false",
            LOG_LEVEL="ERROR",
            HOME=str(folder),
        )
        service.wait(log)
        _wait_for_actions(f"http://127.0.0.1:{actions}/health")
    except BaseException:
        service.__exit__(None, None, None)
        raise
    return service


def _wait_for_actions(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                json.load(answer)
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the action server did not start")


def xueshi(folder: Path, model: Path) -> Service:
    """The service as `xueshi serve` runs it, on a SQLite database of its own."""
    port = free_port()
    service = Service("xueshi", f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/healthz")
    log = folder / "xueshi.log"
    try:
        service.start(
            ["-m", "xueshi.main", "serve", "--port", str(port)],
            log,
            DATABASE_URL=f"sqlite:///{folder}/xueshi.db",
            XUESHI_MODEL=str(model.parent),
            XUESHI_RATE_PER_MINUTE="0",
            XUESHI_TODAY=TODAY,
        )
        service.wait(log)
    except BaseException:
        service.__exit__(None, None, None)
        raise
    return service
