"""The shapes that the API takes and gives, as JSON Schema."""

from __future__ import annotations

from typing import Any

from bot.runtime.guard import MAX_LENGTH
from web.chat.request import ID_PATTERN

Schema = dict[str, Any]

STATUSES = ("answered", "need_info", "not_covered", "out_of_scope", "chitchat", "handoff", "form", "login_required",
            "error")
OUTCOMES = ("hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
            "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup", "claim_status")


def record(properties: dict[str, Schema], optional: tuple[str, ...] = (), closed: bool = False) -> Schema:
    """An object of these properties; `closed` takes no others."""
    schema: Schema = {"type": "object", "properties": properties,
                      "required": [name for name in properties if name not in optional]}
    return {**schema, "additionalProperties": False} if closed else schema


def ref(name: str) -> Schema:
    """A shape of this document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": item, "minItems": least}


TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
_ID: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$"}

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
    "Result": record({
        "status": {"type": "string", "enum": list(STATUSES)},
        "intent": MAYBE_TEXT,
        "text": {"type": "string", "description": "what the person reads"},
        "region": {**MAYBE_TEXT, "description": "the region that this answer is of"},
        "own_region": {**MAYBE_TEXT, "description": "the region that the next question is answered for, null where it "
                                                    "is asked for; absent where the message was not taken up"},
        "year": {"type": ["integer", "null"]},
        "decision": ref("Decision"),
        "citations": many(ref("Citation")),
        "ask_for": many(TEXT),
        "buttons": many(ref("Button")),
        "summary": {"type": "string", "description": "the conclusion alone, for a page that shows notes, workings, "
                                                     "clauses and table in their own place"},
        "notes": {**many(TEXT, least=1), "description": "beside a summary: what would decide otherwise, and the "
                                                        "caveats as sentences"},
        "table": ref("Table"),
        "parts": {**many(ref("Part"), least=1), "description": "the answer to each question of a message that asks "
                                                               "several, or the sides of a comparison"},
        "masked": many({"type": "string", "enum": ["id_number", "phone", "bank_card", "email", "password"]}),
    }, optional=("own_region", "summary", "notes", "table", "parts", "masked")),
    "Part": {"allOf": [ref("Result"), record({"asked": {**TEXT, "description": "the question, or the side"}})]},
    "Table": record({
        "columns": {**many(TEXT, least=1), "description": "年度, 科目, 要求; with hours done also 已完成, 还差"},
        "rows": {**many(many(TEXT)), "description": "as many cells as columns; an empty one where nothing is said"},
    }, closed=True),
    "Decision": record({
        "outcome": {"enum": [*OUTCOMES, None]},
        "hours": MAYBE_NUMBER,
        "by_subject": {"oneOf": [{"type": "null"}, record({"public": MAYBE_NUMBER, "professional": MAYBE_NUMBER})]},
        "trace": many(ref("Step")),
        "caveats": many(TEXT),
    }),
    "Step": record({"rule": MAYBE_TEXT, "text": TEXT, "clause": MAYBE_TEXT}),
    "Citation": record({"clause": TEXT, "quote": {"type": "string", "description": "verbatim in that clause"}}),
    "Button": record({"title": TEXT, "text": {"type": "string", "description": "the message that a tap sends"}}),
    "Regions": record({"regions": many(ref("Region"))}),
    "Region": record({
        "id": TEXT,
        "name": TEXT,
        "held": {"type": "boolean", "description": "whether a notice of this place itself is held"},
        "documents": {**many(TEXT), "description": "titles of these notices"},
    }),
    "Clause": record({
        "address": TEXT,
        "document": TEXT,
        "document_title": TEXT,
        "reference": {"type": "string", "description": "how a person names the clause"},
        "text": {"type": "string", "description": "the clause verbatim"},
    }),
    "Health": record({
        "status": {"type": "string", "enum": ["ok", "degraded"]},
        "agent": record({"ready": {"type": "boolean"}, "waiting": {"type": "integer"}}),
        "database": record({"reachable": {"type": "boolean"}}),
        "knowledge_base": record({"digest": TEXT}),
    }),
    "Error": record({"error": record({
        "code": TEXT,
        "message": {"type": "string", "description": "for the person, in Chinese"},
        "field": {**MAYBE_TEXT, "description": "the field of the request at fault"},
        "request_id": TEXT,
    }, closed=True)}, closed=True),
}
