"""rasa's action endpoint without the network: custom actions run in the agent's own process.

`endpoints.yml` cannot name an object, so the endpoint is handed to the Agent in code. An action that raises is answered
here with a RESULT of status "error": rasa would log the traceback and leave the person with an empty list.
"""

from __future__ import annotations

from typing import Any, Callable

import bot.runtime.prepared  # noqa: F401  (before rasa)
import jsonschema
from rasa.core.actions.action import RemoteAction
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


def use_cached_validator() -> None:
    """Let rasa check an action's result with a validator that is built once.

    `jsonschema.validate` checks the schema itself against its meta-schema on every call: 20 ms of each turn.
    """
    schema = RemoteAction.action_response_format_spec()
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
