"""The lines that a person sees: `[2/5] Python packages: installed (41.2 s)`, moving while a step takes long."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Optional, TextIO, Type

#: Seconds between two signs of life: where the line can be rewritten, and in a log.
TICK, QUIET_TICK = 1.0, 15.0


class Step:
    """One step, as a context manager. `done` sets what is printed at its end."""

    def __init__(self, number: int, total: int, name: str, out: TextIO) -> None:
        self._head = f"[{number}/{total}] {name}"
        self._out, self._live = out, out.isatty()
        self._doing, self._done = "", "ready"
        self._started = time.monotonic()
        self._over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def doing(self, what: str) -> None:
        """Say what is going on now, when it may take a while."""
        self._doing = what
        self._line(f"{self._head}: {what} ...", last=False)

    def done(self, what: str) -> None:
        """What the closing line says."""
        self._done = what

    def __enter__(self) -> "Step":
        self._ticker.start()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self._over.set()
        self._ticker.join()
        self._line(f"{self._head}: {'stopped' if kind else self._done} ({self._seconds():.1f} s)", last=True)

    def _tick(self) -> None:
        while not self._over.wait(TICK if self._live else QUIET_TICK):
            if self._doing:
                self._line(f"{self._head}: {self._doing} ... {self._seconds():.0f} s", last=False)

    def _line(self, text: str, last: bool) -> None:
        if self._live:
            self._out.write(f"\r\x1b[K{text}" + ("\n" if last else ""))
        else:
            self._out.write(text + "\n")
        self._out.flush()

    def _seconds(self) -> float:
        return time.monotonic() - self._started


class Steps:
    """Numbers the steps of one set-up."""

    def __init__(self, total: int, out: Optional[TextIO] = None) -> None:
        self._total, self._number, self._out = total, 0, out or sys.stderr

    def step(self, name: str) -> Step:
        """The next step."""
        self._number += 1
        return Step(self._number, self._total, name, self._out)
