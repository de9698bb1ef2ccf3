"""The chat."""

from __future__ import annotations

from bot.runtime.guard import MAX_LENGTH
from web.chat.request import ID_PATTERN
from web.openapi.operations import JSON, Paths, content, refusals
from web.openapi.shapes import MAYBE_TEXT, TEXT, Schema, many, record, ref

_ID: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$"}

PATHS: Paths = {
    "/api/chat": {"post": {
        "operationId": "chat",
        "summary": "Send a message of a conversation",
        "requestBody": {"required": True, "content": content(JSON, ref("ChatRequest"))},
        "responses": {"200": {"description": "the answer, one or more results",
                              "content": content(JSON, ref("ChatReply"))},
                      **refusals(400, 409, 413, 415, 422, 429, 500, 503, 504)},
    }},
}

SCHEMAS: dict[str, Schema] = {
    "ChatRequest": record({
        "conversation": {**_ID, "description": "opaque id of the conversation, made by the client"},
        "message_id": {**_ID, "description": "id of the message; again, it gives the same results and runs nothing"},
        "text": {"type": "string", "description": f"what the person wrote, at most {MAX_LENGTH} code points"},
        "region": {**MAYBE_TEXT, "description": "id of the person's own region (see /api/regions) or null. Without "
                                                "region_chosen only a change of it replaces what the person said"},
        "region_chosen": {"type": "boolean", "description": "the person chose region by hand since the last answer, or "
                                                            "removed it (null): it holds over what was said before"},
    }, optional=("region", "region_chosen"), closed=True),
    "ChatReply": record({"conversation": TEXT, "results": many(ref("Result"), least=1)}),
}
