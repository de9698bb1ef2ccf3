"""RESULT: what an answer of the chat says, decision and citations among it."""

from __future__ import annotations

from web.openapi.operations import Paths
from web.openapi.shapes import MAYBE_NUMBER, MAYBE_TEXT, TEXT, Schema, many, record, ref

STATUSES = ("answered", "need_info", "not_covered", "out_of_scope", "chitchat", "handoff", "form", "login_required",
            "error")
OUTCOMES = ("hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
            "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup", "claim_status")

PATHS: Paths = {}

SCHEMAS: dict[str, Schema] = {
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
        "form": ref("Prefill"),
        "form_title": {**TEXT, "description": "beside a form: its activities in words, for the card that opens it"},
        "masked": many({"type": "string", "enum": ["id_number", "phone", "bank_card", "email", "password"]}),
    }, optional=("own_region", "summary", "notes", "table", "parts", "form", "form_title", "masked")),
    "Prefill": record({
        "kind": {"type": "string", "enum": ["recognition", "exemption"]},
        "region": TEXT,
        "year": {"type": "integer"},
        "title_level": {**MAYBE_TEXT, "description": "the person's own level, where it was said"},
        "activities": {**many({"type": "object"}), "description": "facts of an activity with start and end (as "
                                                                  "YYYY-MM-DD), as far as said; as in a draft"},
        "person": {"type": "object", "description": "facts of the person that a rule on hours looks at"},
    }, closed=True),
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
}
