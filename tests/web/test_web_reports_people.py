"""An organisation's people as a list over HTTP."""

from __future__ import annotations

import io

import pytest
from aiohttp import FormData
from claims_api_kit import ClaimsService, fresh_key
from openpyxl import load_workbook
from reports_kit import HEAD, answered_meanwhile, at, everywhere, upload
from web_kit import check_error, check_schema

import web.reports.people
from claims.reports import table_in
from db.tables import applicants
from tests.claims.filing.filing_world import id_number

ROW = f"演示甲,{id_number(1)},13900000001\r\n"


async def test_a_list_is_taken_in_and_again_changes_nothing(claims: ClaimsService) -> None:
    own = claims.world.organisation["bt:employer"]
    for caller, added in ((at(claims, "employer_reviewer", "bt:employer"), 1), (everywhere(claims, "admin"), 0)):
        response = await upload(caller, own, (HEAD + ROW + "演示乙,1,2\r\n").encode())
        reply = await response.json()
        assert response.status == 200, reply
        check_schema("ImportedPeople", reply)
        assert (reply["added"], reply["updated"]) == (added, 0)
        assert [(error["row"], error["field"]) for error in reply["errors"]] == [(3, "id_number")]


async def test_the_template_filled_in_is_taken(claims: ClaimsService) -> None:
    caller = at(claims, "employer_reviewer", "bt:employer")
    response = await caller.send("GET", "/api/organisations/people-template.xlsx")
    assert response.headers["Content-Disposition"] == 'attachment; filename="people-template.xlsx"'
    book = load_workbook(io.BytesIO(await response.read()))
    sheet = book.active
    assert [cell.value for cell in sheet[1]][:3] == ["姓名 *", "身份证号 *", "手机号 *"]
    assert sheet["B2"].number_format == "@" and len(book.sheetnames) == 2
    empty = await upload(caller, claims.world.organisation["bt:employer"], await response.read())
    await check_error(empty, 422, "invalid", "file")
    for place, value in enumerate(("演示甲", id_number(1), "13900000001", "男", "1985-03", "本科"), start=1):
        sheet.cell(2, place).value = value
    content = io.BytesIO()
    book.save(content)
    taken = await upload(caller, claims.world.organisation["bt:employer"], content.getvalue(), name="名单.xlsx")
    assert await taken.json() == {"added": 1, "updated": 0, "errors": []}


async def test_another_employer_and_other_roles_do_not_import(claims: ClaimsService) -> None:
    content = (HEAD + ROW).encode()
    reviewer = at(claims, "employer_reviewer", "bt:employer")
    for organisation in (claims.world.organisation["xj-aks:employer"], claims.world.organisation["bt:hr"], 99999):
        await check_error(await upload(reviewer, organisation, content), 404, "not_found")
    own = claims.world.organisation["bt:employer"]
    for caller in (claims.staff("bt:hr"), everywhere(claims, "auditor"), claims.applicant()[1]):
        await check_error(await upload(caller, own, content), 403, "forbidden")
    await check_error(await upload(claims.nobody, own, content), 401, "login_required")
    assert claims.world.database.write_now(
        lambda connection: [row for row in connection.execute(applicants.select()) if row.id_number_index]) == []


@pytest.mark.parametrize(("content", "status", "code"), [
    (b"", 415, "unsupported_file"), (b"\xd0\xcf\x11\xe0" + b"\0" * 99, 415, "unsupported_file"),
    (b"PK\x03\x04xx", 415, "unsupported_file"), (b"a,b\r\n1,2", 422, "invalid"),
    (b"x" * (table_in.MOST_BYTES + 1), 413, "too_large"),
])
async def test_a_file_that_is_no_list_is_refused(claims: ClaimsService, content: bytes, status: int,
                                                 code: str) -> None:
    caller = at(claims, "employer_reviewer", "bt:employer")
    await check_error(await upload(caller, claims.world.organisation["bt:employer"], content), status, code, "file")


async def test_a_request_that_is_no_upload_is_refused(claims: ClaimsService) -> None:
    caller, path = at(claims, "employer_reviewer", "bt:employer"), claims.world.organisation["bt:employer"]
    await check_error(await upload(caller, path, b"x", field="other"), 422, "invalid", "file")
    address = f"/api/organisations/{path}/people"
    await caller.refused("POST", address, {"file": "x"}, 415, "unsupported_media_type")
    head = {"Content-Type": "multipart/form-data; boundary=b"}
    for body in (b"", b"--b\r\n", b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf", b"rubbish"):
        response = await caller.send("POST", address, None, headers=head, data=body)
        assert response.status in (400, 415, 422), body
        assert (await response.json())["error"]["message"]
    two = FormData()
    for _ in range(2):
        two.add_field("file", (HEAD + ROW).encode(), filename="a.csv")
    await check_error(await caller.send("POST", address, None, data=two), 422, "invalid", "file")


async def test_the_same_key_imports_once(claims: ClaimsService) -> None:
    caller, own, key = at(claims, "employer_reviewer", "bt:employer"), claims.world.organisation["bt:employer"], \
        fresh_key()
    first = await (await upload(caller, own, (HEAD + ROW).encode(), key)).json()
    assert first == {"added": 1, "updated": 0, "errors": []}
    assert await (await upload(caller, own, (HEAD + ROW).encode(), key)).json() == first
    other = f"演示乙,{id_number(2)},13900000002\r\n"
    await check_error(await upload(caller, own, (HEAD + other).encode(), key), 409, "key_reused", "Idempotency-Key")


@pytest.mark.parametrize("step", ["read_people", "listing"])
async def test_reading_a_list_does_not_hold_up_others(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch,
                                                      step: str) -> None:
    caller, own = at(claims, "employer_reviewer", "bt:employer"), claims.world.organisation["bt:employer"]
    response = await answered_meanwhile(monkeypatch, web.reports.people, step, claims.staff("bt:hr"),
                                        upload(caller, own, (HEAD + ROW).encode()))
    assert await response.json() == {"added": 1, "updated": 0, "errors": []}
