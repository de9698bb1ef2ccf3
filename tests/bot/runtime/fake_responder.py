"""A responder for the tests of the runtime: counts the turns of its frame and repeats what it heard."""

from __future__ import annotations

import time
from typing import Any

from bot.dialogue.heard import Frame, Heard, Result


class FakeResponder:
    """`炸` raises, `慢` takes a tenth of a second."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []

    def respond(self, heard: Heard, frame: Frame | None) -> tuple[Result, Frame]:
        self.heard.append(heard)
        if "炸" in heard.text:
            raise ValueError(f"secret: {heard.text}")
        if "慢" in heard.text:
            time.sleep(0.1)
        count = (frame or {}).get("count", 0) + 1
        result: dict[str, Any] = {
            "status": "answered",
            "intent": heard.intents[0][0] if heard.intents else None,
            "text": f"第 {count} 句\n\n{heard.text}",
            "region": heard.region,
        }
        return result, {"count": count, "texts": [*(frame or {}).get("texts", []), heard.text]}
