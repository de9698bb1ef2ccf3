"""How an address of the API is written down: what it takes, gives and refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from web.openapi.shapes import INTEGER, TEXT, Schema, ref

Operation = dict[str, Any]
Paths = dict[str, dict[str, Operation]]

JSON = "application/json"
ERRORS = {
    400: "the body is not whole, or not JSON",
    401: "nobody is logged in",
    403: "the account has no such right, or the call did not come from the service's own page",
    404: "there is no such thing, or none that the caller may see",
    409: "not possible now: another state, a version that is not the newest, a key or id used for something else",
    413: "the body is too large",
    415: "not the kind of content that is taken",
    422: "a field is missing, unknown, of the wrong type or without meaning; `field` names it",
    429: "too many requests; see Retry-After",
    500: "a failure of the service",
    503: "busy, or a part is out of reach; see Retry-After",
    504: "the turn takes too long; the same message id finds its answer later",
}
#: What every address behind the guard may answer, and what one for people who are logged in may answer besides.
_ANY, _LOGGED_IN = (429, 500, 503), (401, 403)
_BODY = (400, 413, 415, 422)
KEY = {"name": "Idempotency-Key", "in": "header", "required": True,
       "schema": {**TEXT, "pattern": "^[A-Za-z0-9_-]{8,64}$"},
       "description": "made by the client for one write: the same key with the same body does nothing twice"}


def operation(name: str, summary: str, who: str | None, *, gives: str | Schema | None = None, status: int = 200,
              takes: str | None = None, parameters: Sequence[dict[str, Any]] = (), errors: Sequence[int] = (),
              kinds: Sequence[str] = (), upload: bool = False) -> Operation:
    """An address behind the guard. who: in words, None for anybody. gives, takes: names of shapes; kinds: media types
    of a file that it gives instead. upload: takes one file as multipart form data. errors: beside the usual ones.
    """
    body = takes is not None or upload
    refused = {*_ANY, *errors, *(_LOGGED_IN if who else ()), *(_BODY if body else ())}
    found: Operation = {"operationId": name, "summary": summary,
                        "responses": {str(status): _given(gives, kinds), **refusals(*sorted(refused))}}
    if parameters:
        found["parameters"] = list(parameters)
    if takes is not None:
        found["requestBody"] = {"required": True, "content": content(JSON, ref(takes))}
    if upload:
        file = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
        found["requestBody"] = {"required": True, "content": content("multipart/form-data", file)}
    if who:
        found |= {"description": f"For {who}.", "security": [{"session": []}, {"bearer": []}]}
    return found


def in_path(name: str, description: str, schema: Schema = TEXT) -> dict[str, Any]:
    """A part of the path."""
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": description}


def in_query(name: str, description: str, schema: Schema = TEXT, required: bool = False) -> dict[str, Any]:
    """A parameter of the query."""
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": description}


NUMBER_IN_PATH = in_path("number", "the claim's number, R250601-7K3M9Q2A")
PAGE = in_query("page", "from 1", {**INTEGER, "minimum": 1})


def refusals(*statuses: int) -> dict[str, Any]:
    """The errors of an address, each in the one shape."""
    return {str(status): {"description": ERRORS[status], "content": content(JSON, ref("Error"))} for status in statuses}


def content(kind: str, schema: Schema) -> dict[str, Any]:
    """A body of one media type."""
    return {kind: {"schema": schema}}


def _given(gives: str | Schema | None, kinds: Sequence[str]) -> dict[str, Any]:
    if kinds:
        return {"description": "the file, as attachment",
                "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}}
    if gives is None:
        return {"description": "done"}
    return {"description": "done", "content": content(JSON, ref(gives) if isinstance(gives, str) else gives)}
