"""The API by area: each module has PATHS (what stands under `paths`) and SCHEMAS (the shapes they use)."""

from __future__ import annotations

from typing import Protocol

from web.openapi.areas import (
    accounts,
    answers,
    chat,
    claim_requests,
    claim_shapes,
    claims,
    evidence,
    login,
    organisations,
    reports,
    reviews,
    service,
)
from web.openapi.operations import Paths
from web.openapi.shapes import Schema


class Area(Protocol):
    """What a module of this folder has."""

    PATHS: Paths
    SCHEMAS: dict[str, Schema]


AREAS: tuple[Area, ...] = (
    chat, answers, service, login, accounts, organisations, claims, claim_requests, claim_shapes, evidence, reviews,
    reports,
)
