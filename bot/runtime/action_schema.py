"""rasa's check of what an action gave back, with the same schema and without its cost.

`jsonschema.validate` checks the schema itself against its meta-schema on every call, 20 ms of each turn, and tries each
event against all two dozen kinds of events. Here the validators are built once and an event meets its own kind only.
"""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
import jsonschema
from rasa.core.actions.action import RemoteAction


def use_cached_schema() -> None:
    """Let rasa check every action's result with `check`."""

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        check(result)
        return True

    RemoteAction._validate_action_result = validate


def check(result: Any) -> None:
    """Raises jsonschema.ValidationError exactly where rasa's schema of an action's result refuses it."""
    frame, kinds = _validators()
    frame.validate(result)
    for event in result.get("events", []):
        kind = kinds.get(event["event"])
        if kind is None:
            raise jsonschema.ValidationError("an event of no kind that rasa knows")
        kind.validate(event)


@lru_cache(maxsize=1)
def _validators() -> tuple[Any, dict[str, Any]]:
    schema = copy.deepcopy(RemoteAction.action_response_format_spec())
    make = jsonschema.validators.validator_for(schema)
    make.check_schema(schema)
    kinds = schema["properties"]["events"]["items"].pop("oneOf")
    return make(schema), {kind["properties"]["event"]["const"]: make(kind) for kind in kinds}
