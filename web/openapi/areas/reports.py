"""Figures and lists over claims."""

from __future__ import annotations

from claims.filing.transitions import STATES
from claims.reports.statistics import BY
from claims.reports.table_out import CSV_TYPE, XLSX_TYPE
from web.openapi.operations import Paths, in_query, operation
from web.openapi.shapes import INTEGER, NUMBER, TEXT, Schema, many, one_of, record, said

_WANTED = [in_query("region", "id of a region"), in_query("year", "of the claims", INTEGER),
           in_query("state", "one state only", one_of(tuple(STATES)))]

PATHS: Paths = {
    "/api/statistics": {"get": operation(
        "statistics", "How many claims, how many approved, how many hours, over what the caller may see",
        "authorities, employer reviewers and auditors", gives="Statistics", errors=(422,),
        parameters=[in_query("by", "what the rows are", one_of(tuple(BY)), required=True), *_WANTED])},
    **{f"/api/exports/claims.{kind}": {"get": operation(
        f"export_{kind}", "The claims that the caller may read as a list, ID numbers masked; noted in the audit log",
        "authorities", kinds=(media_type,), parameters=_WANTED, errors=(413, 422))}
       for kind, media_type in (("xlsx", XLSX_TYPE), ("csv", CSV_TYPE))},
}

SCHEMAS: dict[str, Schema] = {
    "Statistics": record({"by": one_of(tuple(BY)), "rows": many(record({
        "key": said(TEXT, "an id, a year, a state; `-` where there is none; `several`: hours of claims of several "
                          "activities that nobody has divided among them"),
        "name": TEXT,
        "claims": said(INTEGER, "by subject and activity a claim counts in each that it holds"),
        "approved": INTEGER,
        "hours": said(NUMBER, "recognised in the approved ones; of all rows together those of all claims"),
    }, closed=True))}, closed=True),
}
