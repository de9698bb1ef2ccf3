"""Statistics and lists of claims over HTTP: figures that add up, files that spreadsheets open, and who gets them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import sqlalchemy as sa
from claims_api_kit import ClaimsService
from openpyxl import load_workbook
from reports_kit import answered_meanwhile, everywhere
from web_kit import check_schema

from claims.reports import claim_list, statistics
from claims.reports.statistics import BY
from db.tables import audit_log
from tests.claims.filing.filing_world import conference, id_number
from web.reports import exports

FORMULA = "=HYPERLINK(\"http://x.example\")"


def file_two(claims: ClaimsService) -> list[Any]:
    """One claim approved and one submitted, of the city."""
    world = claims.world
    approved = world.approved(world.applicant(), world.draft("xj-city", 1, activities=[conference(title=FORMULA)]))
    return [approved, world.filed(world.applicant(), world.draft("xj-city", 2))]


async def test_figures_over_what_was_filed(claims: ClaimsService) -> None:
    approved, _ = file_two(claims)
    auditor = everywhere(claims, "auditor")
    for by in BY:
        found = await auditor.get("/api/statistics", by=by)
        check_schema("Statistics", found)
        assert sum(row["hours"] for row in found["rows"]) == approved.recognised_hours == 36, by
    found = await auditor.get("/api/statistics", by="year", region="xj-city", year=2026)
    assert found == {"by": "year", "rows": [
        {"key": "2026", "name": "2026年", "claims": 2, "approved": 1, "hours": 36}]}
    assert (await auditor.get("/api/statistics", by="subject"))["rows"][0]["name"] == "专业科目"
    assert (await auditor.get("/api/statistics", by="year", region="bt"))["rows"] == []


async def test_each_sees_the_figures_that_are_his(claims: ClaimsService) -> None:
    file_two(claims)
    for key, count in (("xj-city:employer", 2), ("xj-city:hr", 2), ("bt:employer", 0), ("bt:hr", 0)):
        rows = (await claims.staff(key).get("/api/statistics", by="region"))["rows"]
        assert sum(row["claims"] for row in rows) == count, key
    for caller in (claims.applicant()[1], everywhere(claims, "admin"), claims.staff("xj-city:posting")):
        await caller.refused("GET", "/api/statistics?by=year", None, 403, "forbidden")


async def test_questions_without_meaning_are_refused(claims: ClaimsService) -> None:
    auditor = everywhere(claims, "auditor")
    for query, field in (("", "by"), ("by=name", "by"), ("by=year&region=x", "region"), ("by=year&year=x", "year"),
                         ("by=year&year=-1", "year"), ("by=year&state=lost", "state")):
        await auditor.refused("GET", f"/api/statistics?{query}", None, 422, "invalid", field)


async def test_the_list_of_claims_as_a_workbook(claims: ClaimsService) -> None:
    approved, submitted = file_two(claims)
    response = await claims.staff("xj-city:hr").send("GET", "/api/exports/claims.xlsx", params={"year": "2026"})
    assert response.status == 200 and response.headers["Content-Disposition"] == 'attachment; filename="claims.xlsx"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    sheet = load_workbook(io.BytesIO(await response.read())).active
    lines = list(sheet.iter_rows(values_only=True))
    first = dict(zip(lines[0], lines[1]))
    assert [line[0] for line in lines[1:]] == [approved.number, submitted.number]
    assert first["认定学时"] == 36 and first["状态"] == "已通过" and first["活动名称"] == FORMULA
    assert first["身份证号（部分）"] == f"650***********{id_number(1)[-4:]}" and first["开始日期"].year == 2026
    assert first["单位"] == "测试xj-cityemployer单位"
    formula = sheet.cell(2, lines[0].index("活动名称") + 1)
    assert formula.data_type == "s" and formula.quotePrefix
    assert id_number(1) not in str(lines) and "139" not in str(lines)


async def test_the_list_of_claims_as_a_text_file(claims: ClaimsService) -> None:
    file_two(claims)
    response = await claims.staff("xj-city:hr").send("GET", "/api/exports/claims.csv?state=approved")
    content = await response.read()
    assert content.startswith(b"\xef\xbb\xbf") and response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(line["状态"], line["认定学时"], line["活动名称"]) for line in lines] == [("已通过", "36", f"'{FORMULA}")]


async def test_a_list_that_leaves_is_on_record(claims: ClaimsService) -> None:
    file_two(claims)
    await claims.staff("xj-city:hr").send("GET", "/api/exports/claims.csv?year=2026")
    rows = claims.world.database.write_now(lambda connection: connection.execute(
        sa.select(audit_log).where(audit_log.c.action == "claims.export")).all())
    assert [json.loads(row.detail) for row in rows] == [
        {"kind": "csv", "rows": 2, "region": None, "year": 2026, "state": None}]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
async def test_who_gets_which_list(claims: ClaimsService, kind: str) -> None:
    file_two(claims)
    for key, count in (("xj-city:hr", 2), ("bt:hr", 0), ("xj:industry", 0)):
        response = await claims.staff(key).send("GET", f"/api/exports/claims.{kind}")
        content = await response.read()
        lines = (list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) if kind == "csv"
                 else list(load_workbook(io.BytesIO(content)).active.iter_rows()))
        assert len(lines) == count + 1, key
    for caller in (claims.applicant()[1], everywhere(claims, "admin"), everywhere(claims, "auditor"),
                   claims.staff("xj-city:posting"), claims.staff("xj-city:employer")):
        await caller.refused("GET", f"/api/exports/claims.{kind}", None, 403, "forbidden")
    await claims.nobody.refused("GET", f"/api/exports/claims.{kind}", None, 401, "login_required")


@pytest.mark.parametrize(("kind", "step"), [("csv", "line"), ("csv", "as_csv"), ("xlsx", "line"), ("xlsx", "as_xlsx")])
async def test_a_list_of_claims_does_not_hold_up_others(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch,
                                                        kind: str, step: str) -> None:
    file_two(claims)
    response = await answered_meanwhile(monkeypatch, exports, step, claims.staff("bt:hr"), claims.staff(
        "xj-city:hr").send("GET", f"/api/exports/claims.{kind}"))
    assert response.status == 200 and (await response.read()).startswith({"csv": b"\xef", "xlsx": b"PK"}[kind])


@pytest.mark.parametrize("by", ["subject", "activity", "region"])
async def test_figures_do_not_hold_up_others(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    file_two(claims)
    response = await answered_meanwhile(monkeypatch, statistics.Figures, "add", claims.staff("bt:hr"), everywhere(
        claims, "auditor").send("GET", f"/api/statistics?by={by}"))
    assert response.status == 200 and sum(row["hours"] for row in (await response.json())["rows"]) == 36


async def test_long_lists_and_figures_are_read_in_pages(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others get their turn at the database between two pages; no line is missing, and none is there twice."""
    numbers = [claim.number for claim in file_two(claims)]
    monkeypatch.setattr(claim_list, "PAGE", 1)
    monkeypatch.setattr(statistics, "PAGE", 1)
    content = await (await claims.staff("xj-city:hr").send("GET", "/api/exports/claims.csv")).read()
    assert [line["申报编号"] for line in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))] == numbers
    for by in BY:
        rows = (await everywhere(claims, "auditor").get("/api/statistics", by=by))["rows"]
        assert (sum(row["claims"] for row in rows), sum(row["hours"] for row in rows)) == (2, 36), by
