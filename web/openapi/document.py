"""The document itself: each address with what it takes and gives."""

from __future__ import annotations

from typing import Any

from web.openapi.schemas import SCHEMAS, ref

VERSION = "1.0.0"
"""Of the API: the first number changes where a caller would break."""
_JSON = "application/json"
_ERRORS = {
    400: "the body is not whole, or not JSON",
    404: "no such clause",
    409: "the message id stands for another text",
    413: "the body is too large",
    415: "not application/json in UTF-8",
    422: "a field is missing, unknown, of the wrong type or without meaning; `field` names it",
    429: "too many requests of this client; see Retry-After",
    500: "a failure of the service",
    503: "busy, or a part is out of reach; see Retry-After",
    504: "the turn takes too long; the same message id finds its answer later",
}


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "学时通 API", "version": VERSION,
                 "description": "Questions on continuing-education hours (继续教育学时), each figure with its clause."},
        "paths": {
            "/api/chat": {"post": {
                "operationId": "chat",
                "summary": "Send a message of a conversation",
                "requestBody": {"required": True, "content": _content(_JSON, ref("ChatRequest"))},
                "responses": _responses("the answer, one or more results", "ChatReply",
                                        400, 409, 413, 415, 422, 429, 500, 503, 504),
            }},
            "/api/regions": {"get": {
                "operationId": "regions",
                "summary": "The regions of the knowledge base",
                "responses": _responses("all regions", "Regions", 500),
            }},
            "/api/clauses/{address}": {"get": {
                "operationId": "clause",
                "summary": "A clause verbatim",
                "parameters": [{"name": "address", "in": "path", "required": True, "schema": {"type": "string"},
                                "description": "URL-encoded, as xj-city-2022%23附件3%2F4",
                                "example": "xj-city-2022#附件3/4"}],
                "responses": _responses("the clause", "Clause", 404, 500),
            }},
            "/api/openapi.json": {"get": {
                "operationId": "openapi",
                "summary": "This document",
                "responses": {"200": {"description": "OpenAPI 3.1", "content": _content(_JSON, {"type": "object"})}},
            }},
            "/healthz": {"get": {
                "operationId": "health",
                "summary": "Whether the service can answer",
                "responses": {**_responses("it can", "Health", 500),
                              "503": {"description": "it cannot", "content": _content(_JSON, ref("Health"))}},
            }},
            "/metrics": {"get": {
                "operationId": "metrics",
                "summary": "Figures in Prometheus' text format",
                "responses": {"200": {"description": "the figures",
                                      "content": _content("text/plain", {"type": "string"})}},
            }},
        },
        "components": {"schemas": SCHEMAS},
    }


def _responses(description: str, schema: str, *errors: int) -> dict[str, Any]:
    found: dict[str, Any] = {"200": {"description": description, "content": _content(_JSON, ref(schema))}}
    for status in errors:
        found[str(status)] = {"description": _ERRORS[status], "content": _content(_JSON, ref("Error"))}
    return found


def _content(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {kind: {"schema": schema}}
