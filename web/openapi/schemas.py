"""All shapes of the API by name, joined from the areas."""

from __future__ import annotations

from web.openapi.areas import AREAS
from web.openapi.areas.answers import OUTCOMES, STATUSES
from web.openapi.shapes import Schema

__all__ = ["OUTCOMES", "SCHEMAS", "STATUSES"]

SCHEMAS: dict[str, Schema] = {name: schema for area in AREAS for name, schema in area.SCHEMAS.items()}
