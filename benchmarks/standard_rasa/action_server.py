"""The action server of the standard set-up: `python -m benchmarks.standard_rasa.action_server PORT`.

The same two actions and the same responder as in the service, behind rasa_sdk's own HTTP server.
"""

from __future__ import annotations

import sys
from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa_sdk import endpoint
from rasa_sdk.executor import ActionExecutor

from bot.actions.answer import AnswerAction
from bot.actions.fallback import FallbackAction
from bot.dialogue.responder import Dialogue
from policy_kb.loader import load


def _register(self: ActionExecutor, _package: Any) -> None:
    # rasa_sdk makes actions from their classes without arguments; these want the responder.
    dialogue = Dialogue(load())
    for action in (AnswerAction(dialogue), FallbackAction(dialogue)):
        self.register_action(action)


if __name__ == "__main__":
    ActionExecutor.register_package = _register
    endpoint.run("bot.actions", port=int(sys.argv[1]))
