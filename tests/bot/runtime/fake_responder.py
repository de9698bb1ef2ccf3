"""A responder for the tests of the runtime: counts the turns of its frame and repeats what it heard."""

from __future__ import annotations

import threading
from typing import Any

from bot.dialogue.heard import Frame, Heard, Result


class FakeResponder:
    """`炸` raises; `慢` sets `begun` and goes on once `gate` is open, which it is unless a test closes it."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.begun, self.gate = threading.Event(), threading.Event()
        self.gate.set()

    def respond(self, heard: Heard, frame: Frame | None) -> tuple[Result, Frame]:
        self.heard.append(heard)
        if "炸" in heard.text:
            raise ValueError(f"secret: {heard.text}")
        if "慢" in heard.text:
            self.begun.set()
            # As long as no machine needs: then whoever was to open the gate is held up.
            if not self.gate.wait(60):
                raise TimeoutError("the gate was not opened")
        count = (frame or {}).get("count", 0) + 1
        result: dict[str, Any] = {
            "status": "answered",
            "intent": heard.intents[0][0] if heard.intents else None,
            "text": f"第 {count} 句\n\n{heard.text}",
            "region": heard.region,
        }
        return result, {"count": count, "texts": [*(frame or {}).get("texts", []), heard.text]}
