"""Organisations, and their people as a list."""

from __future__ import annotations

from claims.people.people_file import COLUMNS
from claims.reports.table_out import XLSX_TYPE
from db.tables import ORGANISATION_KINDS
from web.openapi.operations import KEY, PAGE, Paths, in_path, in_query, operation
from web.openapi.shapes import BOOLEAN, INTEGER, MAYBE_INTEGER, MAYBE_TEXT, TEXT, Schema, many, one_of, record, ref
from web.openapi.shapes import said

_ID = in_path("id", "the organisation's id", INTEGER)
_WANTED = [in_query("region", "id of a region"), in_query("kind", "one kind only", one_of(ORGANISATION_KINDS)),
           in_query("q", "part of the name")]

PATHS: Paths = {
    "/api/organisations": {"get": operation(
        "organisations", "Active organisations by name, 20 at most", "everybody who is logged in",
        gives="FoundOrganisations", parameters=_WANTED, errors=(422,))},
    "/api/organisations/people-template.xlsx": {"get": operation(
        "people_template", "The empty list of people, to fill in", "employer reviewers and admins",
        kinds=(XLSX_TYPE,))},
    "/api/organisations/{id}/people": {"post": operation(
        "import_people", "Take in an organisation's people from XLSX or CSV; rows with faults are left out and named",
        "employer reviewers of it and admins", upload=True, gives="ImportedPeople", parameters=[_ID, KEY],
        errors=(404, 409))},
    "/api/admin/organisations": {
        "get": operation("all_organisations", "All organisations, active or not", "admins", gives="Organisations",
                         parameters=[*_WANTED, PAGE], errors=(422,)),
        "post": operation("create_organisation", "A new organisation", "admins", takes="OrganisationRequest",
                          gives="Organisation", status=201, parameters=[KEY], errors=(409,)),
    },
    "/api/admin/organisations/{id}": {"patch": operation(
        "change_organisation", "Name, code, the organisation above, active or not; never kind and region", "admins",
        takes="OrganisationChange", gives="Organisation", parameters=[_ID], errors=(404, 409))},
}

_KIND = one_of(ORGANISATION_KINDS)
_PARENT = said(MAYBE_INTEGER, "id of the organisation above: the approval chain of an employer leads up by it")
_CODE = said(MAYBE_TEXT, "统一社会信用代码")

SCHEMAS: dict[str, Schema] = {
    "FoundOrganisations": record({"organisations": many(record(
        {"id": INTEGER, "name": TEXT, "region": TEXT, "kind": _KIND}, closed=True))}, closed=True),
    "Organisations": record({"organisations": many(ref("Organisation")), "total": INTEGER, "page": INTEGER,
                             "pages": INTEGER}, closed=True),
    "Organisation": record({"id": INTEGER, "name": TEXT, "kind": _KIND, "region": TEXT, "parent": _PARENT,
                            "parent_name": MAYBE_TEXT, "code": _CODE, "active": BOOLEAN, "version": INTEGER},
                           closed=True),
    "OrganisationRequest": record({"name": TEXT, "kind": _KIND, "region": TEXT, "parent": _PARENT, "code": _CODE},
                                  optional=("parent", "code"), closed=True),
    "OrganisationChange": record({"version": INTEGER, "name": TEXT, "parent": _PARENT, "code": _CODE,
                                  "active": BOOLEAN}, optional=("name", "parent", "code", "active"), closed=True),
    "ImportedPeople": record({
        "added": said(INTEGER, "people who are new"), "updated": said(INTEGER, "people who were completed"),
        "errors": many(record({"row": said(INTEGER, "as the spreadsheet counts"), "field": one_of(tuple(COLUMNS)),
                               "message": TEXT}, closed=True)),
    }, closed=True),
}
