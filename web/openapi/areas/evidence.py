"""Files that prove what is claimed."""

from __future__ import annotations

from claims.evidence.kinds import KINDS
from web.openapi.operations import KEY, NUMBER_IN_PATH, Paths, in_path, in_query, operation
from web.openapi.shapes import INTEGER, Schema

_ID = in_path("id", "of the EVIDENCE")

PATHS: Paths = {
    "/api/claims/{number}/evidence": {"post": operation(
        "addEvidence", "Add a file, told by its content: PDF, JPEG, PNG, OFD or DOCX", "its applicant",
        gives="Evidence", status=201, upload=True, errors=(404, 409),
        parameters=(NUMBER_IN_PATH, KEY,
                    in_query("activity", "place of the activity that it proves, from 0; without it the whole claim",
                             {**INTEGER, "minimum": 0})))},
    "/api/claims/{number}/evidence/{id}": {
        "get": operation("evidence", "The file", "its applicant and its reviewers",
                         kinds=tuple(kind.media_type for kind in KINDS), parameters=(NUMBER_IN_PATH, _ID),
                         errors=(404,)),
        "delete": operation("removeEvidence", "Take it away again, while the claim may be changed", "its applicant",
                            status=204, parameters=(NUMBER_IN_PATH, _ID, {**KEY, "required": False}),
                            errors=(404, 409, 422)),
    },
}

SCHEMAS: dict[str, Schema] = {}
