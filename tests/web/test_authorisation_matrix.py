"""Every address of the route table × everybody: own or another's claim, own or another organisation and region.

The expectations are written here from docs/claims.md; nothing of them comes from the code. Whoever an address does not
name is refused with 403, and with 401 where nobody is logged in; an address without expectations fails the test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Optional, Union

import pytest
from aiohttp import FormData
from claims_api_kit import ClaimsService
from login_kit import app_of
from matrix_stage import ROLES, VARIANTS, Filed, Stage
from web_kit import FailingAgent

from tests.claims.filing.filing_world import TODAY
from web.keys import ROUTE_TABLE

Names = frozenset[str]
EVERY = {name: frozenset(f"{name} {variant}" for variant in VARIANTS) for name in ROLES}
SELF: Names = frozenset({"employer self"})
CHAIN: Names = SELF | {"employer own", "industry own", "hr own"}
REVIEWERS: Names = SELF.union(*EVERY.values())
OUTSIDE: Names = REVIEWERS - CHAIN
HOTLINE: Names = frozenset({"hotline own", "hotline other"})
STAFF: Names = REVIEWERS | HOTLINE | {"admin", "auditor", "editor", "no role"}
OWN, OTHER = frozenset({"applicant own"}), frozenset({"applicant other"})
APPLICANTS: Names = OWN | OTHER
ANYBODY: Names = STAFF | APPLICANTS | {"anonymous"}
NOBODY: Names = frozenset()
ADMIN, AUDITOR = frozenset({"admin"}), frozenset({"auditor"})


@dataclass(frozen=True)
class Case:
    """may: who gets through the door and the scope. hidden: for whom there is no such thing (404). The rest: 403.

    state: of the claim that it is about. body, query: that let the request get as far as the right allows.
    """

    method: str
    path: str
    may: Names
    hidden: Names = NOBODY
    state: str = "submitted"
    body: Union[None, dict[str, Any], Callable[[Filed], dict[str, Any]]] = None
    query: str = ""
    upload: bool = False

    def expected(self, name: str) -> Union[int, str]:
        """What becomes of a request of this person."""
        if name in self.may:
            return "let in"
        return 401 if name == "anonymous" else 404 if name in self.hidden else 403


def version(filed: Filed) -> dict[str, Any]:
    return {"version": filed.claim.version}


def reasoned(filed: Filed) -> dict[str, Any]:
    return {"version": filed.claim.version, "reason": "材料不全", "field": "evidence"}


def only_reason(filed: Filed) -> dict[str, Any]:
    return {"version": filed.claim.version, "reason": "材料不全"}


ACCOUNT, CLAIM, REVIEW = "/api/admin/accounts/{id}", "/api/claims/{number}", "/api/reviews/{number}"
OUT_OF_IT: Names = OTHER | OUTSIDE
CASES = (
    # Logging in and out
    Case("POST", "/api/session/password", ANYBODY, body={}), Case("POST", "/api/session/code", ANYBODY, body={}),
    Case("POST", "/api/session/phone", ANYBODY, body={}), Case("POST", "/api/session/token", ANYBODY, body={}),
    Case("POST", "/api/session/new-password", STAFF, body={}), Case("GET", "/api/session", STAFF | APPLICANTS),
    Case("GET", "/api/me", APPLICANTS), Case("POST", "/api/links", ANYBODY, body={}),
    Case("GET", "/api/links/{token}", ANYBODY),
    # Filing
    Case("GET", "/api/claims/reference", ANYBODY, query="?region=bt&kind=recognition"),
    Case("POST", "/api/claims/preview", ANYBODY, body={"kind": "recognition", "region": "bt"}),
    Case("GET", "/api/organisations", STAFF | APPLICANTS, query="?region=bt"),
    Case("POST", "/api/claims", APPLICANTS, body={"kind": "recognition", "region": "bt", "year": 2026}),
    Case("GET", "/api/claims", APPLICANTS), Case("GET", CLAIM, OWN, OTHER),
    Case("PUT", CLAIM, OWN, OTHER, "draft", lambda filed: {
        "kind": "recognition", "region": "bt", "year": 2026, "version": filed.claim.version}),
    Case("POST", f"{CLAIM}/submit", OWN, OTHER, "draft", version),
    Case("POST", f"{CLAIM}/withdraw", OWN, OTHER, "submitted", version),
    Case("POST", f"{CLAIM}/evidence", OWN, OTHER, "draft", upload=True, query="?activity=0"),
    Case("GET", f"{CLAIM}/evidence/{{id}}", OWN | CHAIN, OUT_OF_IT),
    Case("DELETE", f"{CLAIM}/evidence/{{id}}", OWN, OTHER, "draft"),
    Case("GET", f"{CLAIM}/form.pdf", OWN | CHAIN, OUT_OF_IT), Case("GET", f"{CLAIM}/form.docx", OWN | CHAIN, OUT_OF_IT),
    Case("GET", f"{CLAIM}/history", OWN | CHAIN, OUT_OF_IT),
    Case("GET", "/api/status/{number}", OWN | CHAIN | {"hotline own"}, OUT_OF_IT | {"hotline other"}),
    Case("GET", "/api/verify/{code}", ANYBODY), Case("GET", "/verify/{code}", ANYBODY),
    Case("GET", "/verify-page.css", ANYBODY),
    # Reviewing: the employer has to act, the other offices of the chain see it and must wait
    Case("GET", "/api/reviews", REVIEWERS), Case("GET", REVIEW, CHAIN, OUTSIDE),
    Case("POST", f"{REVIEW}/reveal", CHAIN, OUTSIDE, body={"field": "id_number"}),
    Case("POST", f"{REVIEW}/approve", frozenset({"employer own"}), OUTSIDE, body=version),
    Case("POST", f"{REVIEW}/return", frozenset({"employer own"}), OUTSIDE, body=reasoned),
    Case("POST", f"{REVIEW}/reject", frozenset({"employer own"}), OUTSIDE, body=only_reason),
    Case("POST", f"{REVIEW}/draw", frozenset({"hr own"}), OUTSIDE, "approved", version),
    Case("POST", f"{REVIEW}/pass", frozenset({"hr own"}), OUTSIDE, "spot_drawn", version),
    Case("POST", f"{REVIEW}/revoke", frozenset({"hr own"}), OUTSIDE, "spot_drawn", only_reason),
    # Figures, lists, people
    Case("GET", "/api/statistics", SELF | EVERY["employer"] | EVERY["industry"] | EVERY["hr"] | AUDITOR,
         query="?by=year"),
    Case("GET", "/api/exports/claims.xlsx", EVERY["industry"] | EVERY["hr"]),
    Case("GET", "/api/exports/claims.csv", EVERY["industry"] | EVERY["hr"]),
    Case("GET", "/api/organisations/people-template.xlsx", SELF | EVERY["employer"] | ADMIN),
    Case("POST", "/api/organisations/{id}/people", SELF | {"employer own"} | ADMIN,
         EVERY["employer"] - {"employer own"}, upload=True),
    # Keeping accounts and organisations, reading the audit log
    Case("GET", "/api/admin/organisations", ADMIN), Case("POST", "/api/admin/organisations", ADMIN, body={}),
    Case("PATCH", "/api/admin/organisations/{id}", ADMIN, body={}), Case("GET", "/api/admin/accounts", ADMIN),
    Case("POST", "/api/admin/accounts", ADMIN, body={}), Case("PATCH", ACCOUNT, ADMIN, body={"version": 0}),
    Case("POST", f"{ACCOUNT}/password", ADMIN, body={"version": 0}),
    Case("POST", f"{ACCOUNT}/grants", ADMIN, body={"version": 0, "role": "auditor"}),
    Case("DELETE", f"{ACCOUNT}/grants/{{grant}}", ADMIN, query="?version=1000000"),
    Case("GET", "/api/admin/audit", AUDITOR),
    # Ending one's own sessions, as whoever has a first password still to change may too
    Case("DELETE", "/api/session", STAFF | APPLICANTS), Case("DELETE", "/api/session/all", STAFF | APPLICANTS),
)


@pytest.fixture
async def stage(start_service: Any) -> Stage:
    """The service with everybody."""
    client = await start_service(FailingAgent(None), today=lambda: TODAY)
    return await Stage(ClaimsService(client)).build()


async def test_every_address_lets_in_whom_the_design_names_and_nobody_else(stage: Stage) -> None:
    table = {(route.method, re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", route.path))
             for route in app_of(stage.client)[ROUTE_TABLE]}
    assert {(case.method, case.path) for case in CASES} == table and len(CASES) == len(table)
    assert {*stage.names(), "anonymous"} == ANYBODY
    wrong = []
    for case in CASES:
        # Those who are refused first, so that the claim is still as it was for them.
        for name in sorted(ANYBODY, key=lambda one: (one in case.may, one)):
            found = await knock(stage, case, name)
            if found != case.expected(name):
                wrong.append(f"{case.method} {case.path} by {name}: {found}, not {case.expected(name)}")
    assert wrong == []


async def knock(stage: Stage, case: Case, name: str) -> Union[int, str]:
    """The request in somebody's name: 401, 403, 404 as a refusal of the person, "let in" for all else but a failure."""
    filed = await stage.filed(case.state)
    path = await address(stage, case, filed)
    body: Any = case.body(filed) if callable(case.body) else case.body
    sent: dict[str, Any] = {"data": form()} if case.upload else {} if body is None else {"json": body}
    if name == "anonymous":
        request = stage.client.request(case.method, path, **sent)
    else:
        request = stage.person(name, filed).request(case.method, path, **sent)
    async with request as response:
        code = await code_of(response)
        if response.status < 400 and case.method != "GET":
            stage.used(case.state)
            if case.path.startswith("/api/session"):
                await stage.log_in_again(stage.person(name, filed))
        if (response.status, code) in ((401, "login_required"), (403, "forbidden"), (404, "not_found")):
            return int(response.status)
        known = response.status < 500 or code in ("not_configured", "no_font")
        return "let in" if known and response.status not in (401, 403, 404) else f"{response.status} {code}"


async def address(stage: Stage, case: Case, filed: Filed) -> str:
    """The address for this claim, a fresh link, the employer, or an account that an admin may change."""
    ids = {"/api/organisations/{id}": stage.world.organisation["bt:employer"],
           "/api/admin/organisations/{id}": stage.world.organisation["bt:employer"], ACCOUNT: stage.victim.actor.id}
    here = next((number for start, number in ids.items() if case.path.startswith(start)), filed.evidence)
    token = await stage.link() if "{token}" in case.path else ""
    grant = await stage.victims_grant() if "{grant}" in case.path else 0
    path = case.path.format(number=filed.claim.number, code=filed.claim.verify_code, id=here, token=token, grant=grant)
    return path + case.query


def form() -> FormData:
    """A file that is neither evidence nor a list: what it is is looked at after who sends it."""
    data = FormData()
    data.add_field("file", b"neither", filename="a.txt")
    return data


async def code_of(response: Any) -> Optional[str]:
    """The code of an error."""
    if response.status < 400 or response.content_type != "application/json":
        return None
    return str((await response.json())["error"]["code"])
