"""The knowledge base to programs, health, figures, this document, and the one shape of an error."""

from __future__ import annotations

from web.openapi.operations import JSON, Paths, content, refusals
from web.openapi.shapes import MAYBE_TEXT, TEXT, Schema, many, record, ref

PATHS: Paths = {
    "/api/regions": {"get": {
        "operationId": "regions",
        "summary": "The regions of the knowledge base",
        "responses": {"200": {"description": "all regions", "content": content(JSON, ref("Regions"))}, **refusals(500)},
    }},
    "/api/clauses/{address}": {"get": {
        "operationId": "clause",
        "summary": "A clause verbatim",
        "parameters": [{"name": "address", "in": "path", "required": True, "schema": {"type": "string"},
                        "description": "URL-encoded, as xj-city-2022%23附件3%2F4",
                        "example": "xj-city-2022#附件3/4"}],
        "responses": {"200": {"description": "the clause", "content": content(JSON, ref("Clause"))},
                      **refusals(404, 500)},
    }},
    "/api/openapi.json": {"get": {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {"200": {"description": "OpenAPI 3.1", "content": content(JSON, {"type": "object"})}},
    }},
    "/healthz": {"get": {
        "operationId": "health",
        "summary": "Whether the service can answer",
        "responses": {"200": {"description": "it can", "content": content(JSON, ref("Health"))}, **refusals(500),
                      "503": {"description": "it cannot", "content": content(JSON, ref("Health"))}},
    }},
    "/metrics": {"get": {
        "operationId": "metrics",
        "summary": "Figures in Prometheus' text format",
        "responses": {"200": {"description": "the figures", "content": content("text/plain", {"type": "string"})}},
    }},
}

SCHEMAS: dict[str, Schema] = {
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
