"""What filing and reviewing give."""

from __future__ import annotations

from claims.filing.transitions import ACTIONS, STATES
from web.openapi.areas.claims import KINDS
from web.openapi.operations import Paths
from web.openapi.shapes import (
    BOOLEAN,
    INTEGER,
    MAYBE_INTEGER,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MOMENT,
    TEXT,
    Schema,
    many,
    maybe,
    one_of,
    record,
    ref,
    said,
)

PATHS: Paths = {}
STATE = one_of(tuple(STATES))
_ACTIVITY: Schema = {"type": "object"}
_PROOF = {"text": TEXT, "clause": MAYBE_TEXT, "quote": MAYBE_TEXT}
_BRIEF: dict[str, Schema] = {
    "number": TEXT, "kind": KINDS, "region": TEXT, "region_name": TEXT, "year": INTEGER, "title_level": MAYBE_TEXT,
    "state": STATE, "state_text": TEXT, "step": said(MAYBE_INTEGER, "place in steps, from 0, where it waits"),
    "steps": many(ref("ClaimStep")), "version": INTEGER, "organisation": maybe(ref("NamedOrganisation")),
    "posting_office": maybe(ref("NamedOrganisation")), "activities": many(_ACTIVITY), "person": {"type": "object"},
    "personal": said({"type": "object"}, "ID number and phone masked"),
    "computed_hours": said(MAYBE_NUMBER, "by the rules; null where the notice gives no figure"),
    "recognised_hours": MAYBE_NUMBER, "difference": said(MAYBE_NUMBER, "computed less recognised"),
    "reason": MAYBE_TEXT, "returned_field": MAYBE_TEXT, "basis": MAYBE_TEXT,
    "actions": said(many(one_of(tuple(ACTIONS))), "what the caller may do now"),
    "next": record({"office": said(MAYBE_TEXT, "whose turn it is"), "text": said(TEXT, "what happens next")}),
    "form_name": said(TEXT, "what the printed form is called: 附件 1 only where the region's own notice prints it"),
    "verify_url": said(MAYBE_TEXT, "once decided"), "created_at": MOMENT, "updated_at": MOMENT,
    "submitted_at": MAYBE_MOMENT, "decided_at": MAYBE_MOMENT,
}
_WHOLE: dict[str, Schema] = {
    **_BRIEF, "decision": maybe(ref("ClaimDecision")), "evidence": many(ref("Evidence")),
    "evidence_needed": many(record({"activity": INTEGER, **_PROOF, "given": BOOLEAN})), "flags": many(ref("Flag")),
    "now": said(maybe(ref("ClaimDecision")), "to staff: what would be decided today, while it waits for a review"),
}

SCHEMAS: dict[str, Schema] = {
    "BriefClaim": record(_BRIEF),
    "Claim": record(_WHOLE, optional=("now",)),
    "NamedOrganisation": record({"id": INTEGER, "name": TEXT}),
    "ClaimStep": record({
        "role": TEXT, "office": said(TEXT, "as the notice calls it"), "clause": TEXT, "quote": TEXT,
        "organisation": said(MAYBE_INTEGER, "null: a spot check whose office is not there yet"),
        "organisation_name": MAYBE_TEXT, "region": TEXT, "kind": one_of(("review", "spot_check")),
    }),
    "ClaimDecision": {**ref("Decision"), "description": "with the decision on each activity, where there are several"},
    "Evidence": record({"id": TEXT, "activity": MAYBE_INTEGER, "name": TEXT, "media_type": TEXT, "size": INTEGER,
                        "sha256": TEXT, "created_at": MOMENT}),
    "Flag": record({"kind": one_of(("certificate", "file", "dates", "cap")), "message": TEXT,
                    "claim": said(MAYBE_TEXT, "number of the other claim, where the caller may see it")},
                   optional=("claim",)),
    "Event": record({
        "at": MOMENT, "action": TEXT, "state_from": STATE, "state_to": STATE,
        "office": said(MAYBE_TEXT, "null: the applicant"), "reason": MAYBE_TEXT, "field": MAYBE_TEXT,
        "basis": MAYBE_TEXT, "computed_hours": MAYBE_NUMBER, "recognised_hours": MAYBE_NUMBER,
    }),
    "Preview": record({
        "decision": ref("ClaimDecision"), "citations": many(ref("Citation")), "ask_for": many(TEXT),
        "activities": said(many({"type": "object"}), "of each activity its decision and the proof demanded"),
        "steps": many(record({"office": TEXT, "clause": TEXT, "quote": TEXT, "kind": TEXT})), "claimable": BOOLEAN,
        "message": TEXT, "flags": many(ref("Flag")),
    }),
    "Form": record({
        "kind": KINDS, "region": TEXT, "region_name": TEXT, "years": many(INTEGER),
        "title_levels": many(record({"id": TEXT, "name": TEXT})),
        "activities": many(record({"id": TEXT, "name": TEXT, "facts": many(ref("FormField")),
                                   "days": many(record({"name": TEXT, "label": TEXT})),
                                   "evidence": many(record(_PROOF))})),
        "fields": many(ref("FormField")), "evidence_rules": {"type": "object"},
        "steps": many(record({"title_level": MAYBE_TEXT, "offices": many(TEXT)})), "notes": many(TEXT),
    }),
    "FormField": record({"name": TEXT, "label": TEXT, "type": TEXT}),
    "Status": record({"number": TEXT, "kind": KINDS, "state": STATE, "state_text": TEXT, "next_office": MAYBE_TEXT,
                      "updated_at": MOMENT}, closed=True),
    "Verification": record({
        "number": TEXT, "kind": KINDS, "name": said(TEXT, "surname and stars"), "year": INTEGER, "state_text": TEXT,
        "recognised_hours": said(MAYBE_NUMBER, "while it holds"), "office": MAYBE_TEXT, "decided_at": MAYBE_TEXT,
        "document": said(TEXT, "title of the paper"),
    }, closed=True),
}
