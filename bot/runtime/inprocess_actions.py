"""rasa's action endpoint without the network: custom actions run in the agent's own process.

`endpoints.yml` cannot name an object, so the endpoint is handed to the Agent in code. An action that raises is answered
here with a RESULT of status "error": rasa would log the traceback and leave the person with an empty list.
"""

from __future__ import annotations

from typing import Any, Callable

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from bot.runtime.failures import log_failure
from bot.runtime.results import failure

FALLBACK = "action_default_fallback"
OnFailure = Callable[[BaseException], None]


class InProcessActions(EndpointConfig):
    """Runs the given action objects."""

    def __init__(self, actions: list[Action], on_failure: OnFailure | None = None) -> None:
        super().__init__(url="inprocess://actions")
        self._executor = ActionExecutor()
        self._on_failure = on_failure
        for action in actions:
            self._executor.register_action(action)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Run the action of `json` and give its events and responses; never raises for a failing action."""
        call = kwargs["json"]
        try:
            answer: dict[str, Any] | None = await self._executor.run(call)
            if not answer or not answer["responses"]:
                raise LookupError("the action said nothing")
            return answer
        except Exception as error:
            log_failure(f"action {call.get('next_action')} failed", error)
            if self._on_failure is not None:
                self._on_failure(error)
            events = [{"event": "rewind"}] if call.get("next_action") == FALLBACK else []
            events.append({"event": "followup", "name": "action_listen"})
            return {"events": events, "responses": [{"custom": failure()}]}
