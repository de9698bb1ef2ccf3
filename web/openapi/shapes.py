"""How the shapes of the API are written down: JSON Schema, in few words."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


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


def said(schema: Schema, description: str) -> Schema:
    """The shape with what it means."""
    return {**schema, "description": description}


def one_of(values: tuple[str, ...]) -> Schema:
    """One of these texts."""
    return {"type": "string", "enum": list(values)}


def maybe(schema: Schema) -> Schema:
    """The shape, or null."""
    return {"oneOf": [{"type": "null"}, schema]}


TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
INTEGER: Schema = {"type": "integer"}
MAYBE_INTEGER: Schema = {"type": ["integer", "null"]}
BOOLEAN: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
