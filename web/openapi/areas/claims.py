"""Filing a claim."""

from __future__ import annotations

from web.claims.documents_api import MEDIA_TYPES
from web.openapi.operations import KEY, NUMBER_IN_PATH, Paths, in_query, operation
from web.openapi.shapes import TEXT, Schema, many, one_of, record, ref

_APPLICANT, _BOTH = "its applicant", "its applicant and its reviewers"
KINDS = one_of(("recognition", "exemption"))

PATHS: Paths = {
    "/api/claims/reference": {"get": operation(
        "reference", "What the form of a region offers: activities, fields, proofs, offices", None, gives="Form",
        parameters=(in_query("region", "id of a region (/api/regions)", required=True),
                    in_query("kind", "recognition where it is left out", KINDS)), errors=(422,))},
    "/api/claims/preview": {"post": operation(
        "preview", "What a draft would come to; nothing is stored", None, takes="PreviewRequest", gives="Preview")},
    "/api/claims": {
        "post": operation("createClaim", "A new draft with a number", "a professional", takes="Draft", gives="Claim",
                          status=201, parameters=(KEY,), errors=(409,)),
        "get": operation("claims", "One's own claims, the newest first; without decision, evidence and flags",
                         "a professional", gives=record({"claims": many(ref("BriefClaim"))})),
    },
    "/api/claims/{number}": {
        "get": operation("claim", "A claim of one's own", _APPLICANT, gives="Claim", parameters=(NUMBER_IN_PATH,),
                         errors=(404,)),
        "put": operation("saveClaim", "Save what the form holds now; what it does not name stays", _APPLICANT,
                         takes="VersionedDraft", gives="Claim",
                         parameters=(NUMBER_IN_PATH, {**KEY, "required": False}), errors=(404, 409)),
    },
    "/api/claims/{number}/submit": {"post": operation(
        "submitClaim", "Send it to the first office", _APPLICANT, takes="Version", gives="Claim",
        parameters=(NUMBER_IN_PATH, KEY), errors=(404, 409))},
    "/api/claims/{number}/withdraw": {"post": operation(
        "withdrawClaim", "Take it back for good", _APPLICANT, takes="Version", gives="Claim",
        parameters=(NUMBER_IN_PATH, KEY), errors=(404, 409))},
    "/api/claims/{number}/history": {"get": operation(
        "history", "What happened to it", _BOTH, gives=record({"events": many(ref("Event"))}),
        parameters=(NUMBER_IN_PATH,), errors=(404,))},
    **{f"/api/claims/{{number}}/form.{kind}": {"get": operation(
        f"form{kind.capitalize()}", f"The paper form as {kind.upper()}", _BOTH, kinds=(media_type,),
        parameters=(NUMBER_IN_PATH,), errors=(404, 422))} for kind, media_type in MEDIA_TYPES.items()},
    "/api/status/{number}": {"get": operation(
        "status", "Where a claim stands; the number in any spelling", f"{_BOTH}, and the hotline of its region",
        gives="Status", parameters=(NUMBER_IN_PATH,), errors=(404, 422))},
    "/api/verify/{code}": {"get": operation(
        "verify", "Whether a paper is genuine and holds", None, gives="Verification",
        parameters=({"name": "code", "in": "path", "required": True, "schema": TEXT,
                     "description": "as printed in the QR code"},), errors=(404,))},
}

SCHEMAS: dict[str, Schema] = {}
