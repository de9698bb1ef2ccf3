"""Every address of the API's document with bodies that its shape does not foresee: refused, never a failure."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from claims_api_kit import Caller, ClaimsService, fresh_key
from login_kit import ADMIN, AUDITOR, staff
from test_web_hostile import NASTY, VALUES

from web.openapi.document import document

BODIES = 30
DEPTH = 6


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(method, path, shape of the JSON body)."""
    described = document()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body is not None and path != "/api/chat":
                yield method.upper(), path, _whole(body["schema"], described["components"]["schemas"])


def _whole(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    return schema


def _value(dice: random.Random, depth: int = 0) -> Any:
    """Any JSON, often with what databases and logs trip over."""
    if depth < 3 and dice.random() < 0.25:
        return [_value(dice, depth + 1) for _ in range(dice.randrange(4))]
    if depth < 3 and dice.random() < 0.25:
        names = (*NASTY, "activity", "start", "end", "name", "kind", "id_number", "days", "level")
        return {dice.choice(names): _value(dice, depth + 1) for _ in range(dice.randrange(4))}
    return dice.choice(VALUES)


def _fitting(dice: random.Random, schema: dict[str, Any], shapes: dict[str, Any], depth: int = 0) -> Any:
    """A value of the shape, now and then something else in its place."""
    schema = _whole(schema, shapes)
    if dice.random() < 0.12 or depth > DEPTH:
        return _value(dice, depth)
    if "oneOf" in schema:
        return _fitting(dice, dice.choice(schema["oneOf"]), shapes, depth + 1)
    if "enum" in schema:
        return dice.choice(schema["enum"])
    kind = schema.get("type")
    kind = dice.choice(kind) if isinstance(kind, list) else kind
    if kind == "object" or "properties" in schema:
        return {name: _fitting(dice, inner, shapes, depth + 1) for name, inner in schema.get("properties", {}).items()
                if dice.random() < 0.85}
    if kind == "array":
        return [_fitting(dice, schema.get("items", {}), shapes, depth + 1) for _ in range(dice.randrange(3))]
    return {"string": dice.choice(("bt", "2026-03-02", "academic_conference", "x", "36", "1/3", *NASTY)),
            "integer": dice.choice((0, 1, 2, 2026, -1, 10**18)), "number": dice.choice((0.5, 36, 1e300, -1)),
            "boolean": dice.random() < 0.5, "null": None}.get(str(kind), _value(dice, depth))


async def test_no_body_is_a_failure_of_the_service(claims: ClaimsService) -> None:
    dice, shapes = random.Random(20261121), document()["components"]["schemas"]
    who, own = claims.applicant()
    admin, auditor = await staff(claims.client, ADMIN), await staff(claims.client, AUDITOR)
    keeper, reviewer = Caller(claims.client, admin.token), claims.staff("bt:employer")
    filed = claims.world.filed(who, claims.world.draft("bt"))
    draft = claims.world.write("create", who, claims.world.draft("bt"))
    operations = list(_operations())
    assert len(operations) > 20
    for method, path, schema in operations:
        caller = keeper if "/admin/" in path else reviewer if "/reviews/" in path else own
        number = filed.number if caller is reviewer else draft.number
        address = path.format(number=number, id=auditor.actor.id, grant=1, code="x", token="x")
        for _ in range(BODIES):
            body = _fitting(dice, schema, shapes)
            headers = {"Content-Type": "application/json", "Idempotency-Key": fresh_key()}
            response = await caller.send(method, address, headers=headers, data=json.dumps(body).encode())
            told = await response.text()
            expected = response.status == 503 and json.loads(told)["error"]["code"] == "not_configured"
            assert response.status < 500 or expected, (method, path, json.dumps(body)[:600], told)
    # It still works, and the log is whole.
    await own.get("/api/claims")
