"""The document itself: each address with what it takes and gives, joined from the areas."""

from __future__ import annotations

from typing import Any

from web.openapi.areas import AREAS
from web.openapi.operations import Paths
from web.openapi.schemas import SCHEMAS

VERSION = "1.1.0"
"""Of the API: the first number changes where a caller would break."""


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "学时通 API", "version": VERSION,
                 "description": "Questions on continuing-education hours (继续教育学时), each figure with its clause, "
                                "and claims for them (学时认定申报) from draft to approval."},
        "paths": paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "xueshi_session",
                            "description": "writes also carry X-CSRF-Token"},
                "bearer": {"type": "http", "scheme": "bearer", "description": "the session token, for embedded pages"},
            },
        },
    }


def paths() -> Paths:
    """Address → method → operation. Two areas may describe one address by different methods."""
    found: Paths = {}
    for area in AREAS:
        for path, methods in area.PATHS.items():
            found.setdefault(path, {}).update(methods)
    return found
