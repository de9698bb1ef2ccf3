"""Reviewing claims."""

from __future__ import annotations

from web.openapi.areas.claim_shapes import STATE
from web.openapi.operations import KEY, NUMBER_IN_PATH, PAGE, Paths, in_query, operation
from web.openapi.shapes import INTEGER, TEXT, Schema, many, record, ref, said

_ACTIONS = {"approve": "To the next office, or approved; hours are computed anew", "return": "Back to be mended",
            "reject": "Refuse for good", "draw": "Draw it for a spot check", "pass": "It stands the spot check",
            "revoke": "It does not stand the spot check: its hours count no more"}

PATHS: Paths = {
    "/api/reviews": {"get": operation(
        "reviews", "What waits at one's own step; with `state` what has passed or will come too", "reviewers",
        gives=record({"claims": many(ref("BriefClaim")), "total": INTEGER, "page": INTEGER, "pages": INTEGER}),
        parameters=(
            in_query("state", "a state, or `all`", {**STATE, "enum": [*STATE["enum"], "all"]}),
            in_query("year", "of the claim", INTEGER),
            in_query("q", "part of a claim's number or of the employer's name; never a person's name or ID number, "
                          "which do not belong into addresses"),
            in_query("mine", "1: only what one has decided on oneself, at any step of one's own offices",
                     {"type": "string", "enum": ["1"]}),
            PAGE,
        ), errors=(422,))},
    "/api/reviews/{number}": {"get": operation(
        "review", "A claim with `now`: what would be decided today", "its reviewers", gives="Claim",
        parameters=(NUMBER_IN_PATH,), errors=(404,))},
    **{f"/api/reviews/{{number}}/{action}": {"post": operation(
        f"{action}Claim", summary, "the reviewer of the step", takes="ReviewRequest", gives="Claim",
        parameters=(NUMBER_IN_PATH, KEY), errors=(404, 409))} for action, summary in _ACTIONS.items()},
    "/api/reviews/{number}/reveal": {"post": operation(
        "reveal", "A number in clear; every time is in the audit log", "its reviewers", takes="RevealRequest",
        gives=record({"value": said(TEXT, "in clear")}), parameters=(NUMBER_IN_PATH, KEY), errors=(404, 409))},
}

SCHEMAS: dict[str, Schema] = {}
