"""The places in the agent's queue: bounded in all and for each conversation."""

from __future__ import annotations

import threading
import time


class Busy(RuntimeError):
    """The queue is full, or this conversation has too many messages in it: ask the person to try again shortly."""


class Stopped(Busy):
    """The host is not running or is stopping, and takes nothing more."""


class Places:
    """Counts the turns that wait or run. Thread-safe.

    total: places for all conversations. each: for one conversation, so that one person's flood leaves room for others.
    """

    def __init__(self, total: int, each: int) -> None:
        self._total, self._each = total, each
        self._taken: dict[str, int] = {}
        self._count = 0
        self._open = True
        self._changed = threading.Condition()

    @property
    def taken(self) -> int:
        """How many turns wait or run now."""
        return self._count

    def take(self, conversation: str) -> None:
        """Take a place. Raises Busy (or Stopped)."""
        with self._changed:
            if not self._open:
                raise Stopped("the service is stopping")
            if self._count >= self._total:
                raise Busy(f"{self._count} messages are waiting")
            if self._taken.get(conversation, 0) >= self._each:
                raise Busy(f"{self._each} messages of this conversation are waiting")
            self._taken[conversation] = self._taken.get(conversation, 0) + 1
            self._count += 1

    def give_back(self, conversation: str) -> None:
        """Give a place back."""
        with self._changed:
            self._taken[conversation] -= 1
            if not self._taken[conversation]:
                del self._taken[conversation]
            self._count -= 1
            self._changed.notify_all()

    def close_and_wait(self, seconds: float) -> bool:
        """Take nothing more and wait for what is in; False where something is left after `seconds`."""
        deadline = time.monotonic() + seconds
        with self._changed:
            self._open = False
            while self._count:
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    return self._count == 0
            return True
