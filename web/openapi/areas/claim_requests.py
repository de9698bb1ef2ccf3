"""What filing and reviewing take."""

from __future__ import annotations

from typing import Any

from web.openapi.areas.claims import KINDS
from web.openapi.operations import Paths
from web.openapi.shapes import (
    BOOLEAN,
    INTEGER,
    MAYBE_INTEGER,
    MAYBE_TEXT,
    TEXT,
    Schema,
    many,
    record,
    ref,
    said,
)
from rules_core.facts import FACTS

PATHS: Paths = {}
_AMOUNT: Schema = {"type": ["number", "string"], "description": 'exact: 36, or text as "22.5" or "45/2"'}
_TYPES: dict[str, Schema] = {"term": said(TEXT, "id of a term"), "number": _AMOUNT, "bool": BOOLEAN, "year": INTEGER}
_DAY: Schema = {"type": "string", "format": "date"}


def _facts(scope: str) -> dict[str, Schema]:
    return {name: said(_TYPES[spec.type], spec.doc or spec.chinese) for name, spec in FACTS.items()
            if spec.scope == scope}


_ACTIVITY: dict[str, Schema] = {
    **_facts("activity"), "title": said(TEXT, "name of the activity"),
    "organizer_name": said(TEXT, "as printed on the form"), "start": _DAY, "end": said(_DAY, "counts too"),
    "certificate": said(TEXT, "number of the certificate"),
}
_PERSONAL = ("name", "gender", "birth", "id_number", "phone", "education", "degree", "graduation", "title",
             "work_start", "applied_title", "reason")
_DRAFT: dict[str, Any] = {
    "kind": KINDS, "region": said(MAYBE_TEXT, "id of a region"), "year": MAYBE_INTEGER,
    "title_level": said(MAYBE_TEXT, "id of a level; it may choose the chain of offices"),
    "organisation": said(MAYBE_INTEGER, "id of the employer"),
    "posting_office": said(MAYBE_INTEGER, "id of the office that reviews an exemption"),
    "activities": many(ref("Activity")), "person": ref("Person"), "personal": ref("Personal"),
}


def _optional(properties: dict[str, Schema], *required: str) -> Schema:
    return record(properties, tuple(name for name in properties if name not in required), closed=True)


SCHEMAS: dict[str, Schema] = {
    "Activity": said(_optional(_ACTIVITY), "facts of rules_core.facts, and what only the form needs"),
    "Person": said(_optional(_facts("person")), "facts of the person that a rule asks for"),
    "Personal": said(_optional(dict.fromkeys(_PERSONAL, TEXT)),
                     "birth, work_start: YYYY-MM. A value that holds * was masked on the way out and stays as it is"),
    "Draft": said(_optional(_DRAFT, "kind"), "what is left out may be filled in later"),
    "VersionedDraft": said(_optional({**_DRAFT, "version": INTEGER}, "version"), "a DRAFT of the version last seen"),
    "PreviewRequest": _optional({name: _DRAFT[name] for name in ("kind", "region", "year", "title_level", "activities",
                                                                 "person")}, "kind"),
    "Version": record({"version": said(INTEGER, "of the claim as last seen")}, closed=True),
    "ReviewRequest": _optional({
        "version": INTEGER,
        "reason": said(MAYBE_TEXT, "shown to the applicant; with return, reject, revoke and fewer hours"),
        "field": said(MAYBE_TEXT, "what is to be mended, as activities.0.end; with return"),
        "recognised_hours": said({"type": ["number", "string", "null"]}, "fewer than computed, never more; exact"),
        "basis": said(MAYBE_TEXT, "the document that sets the hours, where the notice leaves them to another one"),
    }, "version"),
    "RevealRequest": record({"field": {"enum": ["id_number", "phone"]}}, closed=True),
}
