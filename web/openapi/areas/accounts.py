"""Accounts of staff and their roles, and the audit log."""

from __future__ import annotations

from db.tables import ROLES
from web.openapi.operations import KEY, PAGE, Paths, in_path, in_query, operation
from web.openapi.shapes import BOOLEAN, INTEGER, MAYBE_INTEGER, MAYBE_MOMENT, MAYBE_TEXT, MOMENT, TEXT, Schema, many
from web.openapi.shapes import one_of, record, ref, said

_ID = in_path("id", "the account's id", INTEGER)
_GRANT = in_path("grant", "the grant's id", INTEGER)

PATHS: Paths = {
    "/api/admin/accounts": {
        "get": operation("accounts", "All accounts, by login", "admins", gives="Accounts", parameters=[PAGE]),
        "post": operation("create_account", "A new account, with a random password that is told once", "admins",
                          takes="AccountRequest", gives="AccountWithPassword", status=201, parameters=[KEY],
                          errors=(409,)),
    },
    "/api/admin/accounts/{id}": {"patch": operation(
        "change_account", "Name, ID number, open or closed (which ends its sessions)", "admins, not of themselves",
        takes="AccountChange", gives="Account", parameters=[_ID], errors=(404, 409))},
    "/api/admin/accounts/{id}/password": {"post": operation(
        "reset_password", "A fresh random password, told once", "admins, not of themselves", takes="VersionOnly",
        gives="AccountWithPassword", parameters=[_ID, KEY], errors=(404, 409))},
    "/api/admin/accounts/{id}/grants": {"post": operation(
        "add_grant", "Give a role; the account has to log in again", "admins, not of themselves", takes="GrantRequest",
        gives="Account", status=201, parameters=[_ID, KEY], errors=(404, 409))},
    "/api/admin/accounts/{id}/grants/{grant}": {"delete": operation(
        "remove_grant", "Take a role away; the account has to log in again", "admins, not of themselves",
        gives="Account", parameters=[_ID, _GRANT, in_query("version", "the account's", INTEGER, required=True)],
        errors=(404, 409, 422))},
    "/api/admin/audit": {"get": operation(
        "audit", "The audit log, newest first", "auditors", gives="AuditRows", errors=(422,), parameters=[
            in_query("object", "as claim:R250601-7K3M9Q2A"), in_query("actor", "as account:2"),
            in_query("before", "rows older than this seq", INTEGER)])},
}

_ACCOUNT: dict[str, Schema] = {
    "id": INTEGER, "login": TEXT, "display_name": TEXT, "active": BOOLEAN, "must_change": BOOLEAN,
    "locked_until": MAYBE_MOMENT,
    "id_number_known": said(BOOLEAN, "needed for a reviewing role: nobody decides on his own claim"),
    "version": INTEGER, "created_at": MOMENT,
    "grants": many(record({"id": INTEGER, "role": one_of(ROLES), "organisation": MAYBE_INTEGER,
                           "organisation_name": MAYBE_TEXT, "region": MAYBE_TEXT}, closed=True)),
}

SCHEMAS: dict[str, Schema] = {
    "Accounts": record({"accounts": many(ref("Account")), "total": INTEGER, "page": INTEGER, "pages": INTEGER},
                       closed=True),
    "Account": record(_ACCOUNT, closed=True),
    "AccountWithPassword": record({**_ACCOUNT, "password": said(TEXT, "told only here")}, closed=True),
    "AccountRequest": record({"login": TEXT, "display_name": TEXT, "id_number": MAYBE_TEXT}, optional=("id_number",),
                             closed=True),
    "AccountChange": record({"version": INTEGER, "display_name": MAYBE_TEXT, "active": {"type": ["boolean", "null"]},
                             "id_number": MAYBE_TEXT}, optional=("display_name", "active", "id_number"), closed=True),
    "VersionOnly": record({"version": INTEGER}, closed=True),
    "GrantRequest": record({"version": INTEGER, "role": one_of(ROLES), "organisation": MAYBE_INTEGER,
                            "region": MAYBE_TEXT}, optional=("organisation", "region"), closed=True),
    "AuditRows": record({"rows": many(ref("AuditRow")), "before": said(MAYBE_INTEGER, "asks for the next page")},
                        closed=True),
    "AuditRow": record({"seq": INTEGER, "at": MOMENT, "actor": TEXT, "organisation": MAYBE_INTEGER, "action": TEXT,
                        "object": TEXT, "detail": {"type": "object"}}, closed=True),
}
