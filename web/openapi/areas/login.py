"""Logging in and out, and one-time links."""

from __future__ import annotations

from web.openapi.operations import Paths, in_path, operation
from web.openapi.shapes import BOOLEAN, INTEGER, MAYBE_INTEGER, MAYBE_TEXT, MOMENT, TEXT, Schema, many, maybe, one_of
from web.openapi.shapes import record, ref, said

_OBJECT: Schema = {"type": "object"}

PATHS: Paths = {
    "/api/session": {
        "get": operation("session", "Who is logged in", "whoever is logged in", gives="Session"),
        "delete": operation("logout", "Log out", "whoever is logged in", status=204),
    },
    "/api/session/all": {"delete": operation(
        "logout_everywhere", "Log out on every device: every session of the person ends, this one too",
        "whoever is logged in", status=204)},
    "/api/session/code": {"post": operation(
        "login_code", "Send a login code to a phone; the same answer whether the phone is known or not", None,
        takes="CodeRequest", gives="CodeSent")},
    "/api/session/phone": {"post": operation(
        "login_phone", "Log in by the code; makes the professional's record at the first time", None,
        takes="PhoneLogin", gives="Session", errors=(401,))},
    "/api/session/token": {"post": operation(
        "login_token", "Log in by a token that a host page signed (HS256; aud xueshi, iss, sub, jti, iat, exp at most "
        "ten minutes on; phone with phone_verified: true makes it the person who logs in by that phone)", None,
        takes="TokenLogin", gives="Session", errors=(401,))},
    "/api/session/password": {"post": operation(
        "login_password", "Log in to an account of staff", None, takes="PasswordLogin", gives="Session",
        errors=(401,))},
    "/api/session/new-password": {"post": operation(
        "new_password", "Choose another password; every other session of the account ends", "staff",
        takes="NewPassword", gives="Session")},
    "/api/me": {"get": operation("me", "What is known of the professional, masked, to fill in a form", "applicants",
                                 gives="Me")},
    "/api/links": {"post": operation(
        "make_link", "A one-time link to the form, for channels that show text only; with X-Link-Key", None,
        takes="LinkRequest", gives="Link", status=201, errors=(401,))},
    "/api/links/{token}": {"get": operation(
        "open_link", "What the link fills in, once", None, gives="Prefill", errors=(404,))},
}
PATHS["/api/links/{token}"]["get"]["parameters"] = [in_path("token", "what stands behind #link= in the link")]

SCHEMAS: dict[str, Schema] = {
    "Session": record({
        "kind": one_of(("applicant", "staff")),
        "name": said(TEXT, "to show; empty where nothing is known yet"),
        "csrf": said(TEXT, "to be sent as X-CSRF-Token with every write by cookie"),
        "bearer": said(TEXT, "only after a host page's token: the session for the header Authorization"),
        "must_change": said(BOOLEAN, "only /api/session/new-password works until the password is changed"),
        "grants": many(ref("Grant")),
    }, optional=("bearer", "must_change"), closed=True),
    "Grant": record({"role": TEXT, "organisation": MAYBE_INTEGER, "organisation_name": MAYBE_TEXT,
                     "region": MAYBE_TEXT}, closed=True),
    "CodeRequest": record({"phone": TEXT}, closed=True),
    "CodeSent": record({"sent": BOOLEAN, "seconds": said(INTEGER, "until another code may be asked for")}, closed=True),
    "PhoneLogin": record({"phone": TEXT, "code": TEXT}, closed=True),
    "TokenLogin": record({"token": TEXT}, closed=True),
    "PasswordLogin": record({"login": TEXT, "password": TEXT}, closed=True),
    "NewPassword": record({"old": TEXT, "new": TEXT}, closed=True),
    "Me": record({"phone": said(MAYBE_TEXT, "masked"),
                  "organisation": maybe(record({"id": INTEGER, "name": TEXT}, closed=True)),
                  "personal": said(_OBJECT, "by field; ID number and phone masked")}, closed=True),
    "LinkRequest": record({"prefill": said(_OBJECT, "kind, region, year, title_level, activities, person; nothing "
                                                    "personal")}, closed=True),
    "Link": record({"url": TEXT, "expires_at": MOMENT}, closed=True),
    "Prefill": record({"prefill": _OBJECT}, closed=True),
}
