"""The paper form over HTTP, the page that its code leads to, and a service that lacks the font."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from claims_api_kit import ClaimsService
from pypdf import PdfReader
from web_kit import check_error, check_schema

from claims.documents.font import FontMissing, font_file
from claims.documents.pdf import CannotPrint
from tests.claims.filing.filing_world import id_number
from web.claims import printing

VERIFIED = {"number", "kind", "name", "year", "state_text", "recognised_hours", "office", "decided_at", "document"}

try:
    font_file()
except FontMissing:
    pytest.skip("needs the font of the forms", allow_module_level=True)


def pdf_text(content: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


async def test_the_form_before_and_after_the_approval(claims: ClaimsService) -> None:
    world = claims.world
    who, caller = claims.applicant()
    claim = world.filed(who, world.draft("xj-city", 5))
    response = await caller.send("GET", f"/api/claims/{claim.number}/form.pdf")
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{claim.number}.pdf"'
    before = pdf_text(await response.read())
    assert "附件1" in before
    assert id_number(5) in before
    assert "2026年3月2日至4日，参加全国性学术会议“学术年会”（3天），36学时" in before
    assert "经审验，年符合专业课继续教育共计学时，还需完成学时" in before

    claim = world.act(world.staff("xj-city:employer"), claim, "approve")
    claim = world.act(world.staff("xj-city:hr"), claim, "approve")
    for reader in (caller, claims.staff("xj-city:employer")):
        response = await reader.send("GET", f"/api/claims/{claim.number}/form.pdf")
        after = pdf_text(await response.read())
        assert "审核通过。测试xj-cityemployer单位公章2026年11月21日" in after
        assert "经审验，2026年符合专业课继续教育共计36学时，还需完成24学时的继续教育。测试xj-cityhr单位公章" in after
    response = await caller.send("GET", f"/api/claims/{claim.number}/form.docx")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{claim.number}.docx"'
    with zipfile.ZipFile(io.BytesIO(await response.read())) as archive:
        assert "审核通过" in archive.read("word/document.xml").decode()


async def test_a_form_of_another_region_is_not_the_citys(claims: ClaimsService) -> None:
    world = claims.world
    who, caller = claims.applicant()
    claim = world.filed(who, world.draft("xj-aks", 3, title_level="senior", activities=[
        {**world.draft()["activities"][0], "start": "2025-03-02", "end": "2025-03-04"}], year=2025))
    text = pdf_text(await (await caller.send("GET", f"/api/claims/{claim.number}/form.pdf")).read())
    assert "附件" not in text
    assert "自治区行业主管部门审核意见" in text
    assert "阿地人社传〔2025〕12号" in text


async def test_an_empty_draft_and_an_exemption_are_printed_too(claims: ClaimsService) -> None:
    world = claims.world
    who, caller = claims.applicant()
    draft = await caller.claim("POST", "/api/claims", {"kind": "recognition", "region": "xj-city"}, 201)
    exempt = await caller.claim("POST", "/api/claims", world.exemption(4), 201)
    for number, words in ((draft["number"], "学时认定登记表"), (exempt["number"], "免除继续教育学习申请表")):
        response = await caller.send("GET", f"/api/claims/{number}/form.pdf")
        assert response.status == 200
        assert words in pdf_text(await response.read())


async def test_without_a_font_the_service_runs_and_the_docx_is_there(
        claims: ClaimsService, monkeypatch: pytest.MonkeyPatch) -> None:
    world = claims.world
    who, caller = claims.applicant()
    number = world.filed(who, world.draft("xj-city", 5)).number

    def missing(_form: Any) -> bytes:
        raise FontMissing("no font to print forms with")

    def lacking(_form: Any) -> bytes:
        raise CannotPrint("𪚥")

    monkeypatch.setitem(printing._WRITERS, "pdf", missing)
    error = await check_error(await caller.send("GET", f"/api/claims/{number}/form.pdf"), 503, "no_font")
    assert "DOCX" in error["message"]
    assert (await caller.send("GET", f"/api/claims/{number}/form.docx")).status == 200
    monkeypatch.setitem(printing._WRITERS, "pdf", lacking)
    error = await check_error(await caller.send("GET", f"/api/claims/{number}/form.pdf"), 422, "cannot_print")
    assert "𪚥" not in error["message"]


async def test_a_verification_shows_what_is_needed_and_nothing_else(claims: ClaimsService) -> None:
    world = claims.world
    who, caller = claims.applicant()
    claim = world.approved(who, world.draft("xj-city", 5))
    code = claim.verify_code
    shown = await caller.claim("GET", f"/api/claims/{claim.number}")
    assert shown["verify_url"] == f"http://{claims.client.host}:{claims.client.port}/verify/{code}"
    verification = await claims.nobody.get(f"/api/verify/{code.lower()}")
    check_schema("Verification", verification)
    assert set(verification) == VERIFIED
    assert verification == {
        "number": claim.number, "kind": "recognition", "name": "古***", "year": 2026, "state_text": "已通过",
        "recognised_hours": 36, "office": "测试xj-cityhr单位", "decided_at": "2026-11-21",
        "document": "专技继续教育学时认定登记表"}

    response = await claims.nobody.send("GET", f"/verify/{code}")
    page = await response.text()
    assert (response.status, response.content_type) == (200, "text/html")
    assert response.headers["Cache-Control"] == "no-store"
    assert "核验通过" in page
    assert "36 学时" in page
    for hidden in ("古丽", id_number(5), "139", "学术年会", "新疆大学"):
        assert hidden not in page
    style = re.search(r'href="(/[^"]+\.css)"', page)
    assert style is not None
    response = await claims.nobody.send("GET", style.group(1))
    assert (response.status, response.content_type) == (200, "text/css")
    assert "<style" not in page
    assert "<script" not in page


async def test_a_paper_that_does_not_hold_says_so(claims: ClaimsService) -> None:
    world = claims.world
    who = world.applicant()
    waiting = world.filed(who, world.draft("xj-city", 5))
    gone = world.act(world.office_of(waiting), waiting, "reject", reason="材料不实")
    for claim, state, office in ((waiting, "未通过", "测试xj-cityemployer单位"),):
        verification = await claims.nobody.get(f"/api/verify/{claim.verify_code}")
        assert (verification["state_text"], verification["recognised_hours"], verification["office"]) == (
            state, None, office)
        page = await (await claims.nobody.send("GET", f"/verify/{claim.verify_code}")).text()
        assert "没有生效" in page
        assert "核验通过" not in page
        assert "材料不实" not in page
    assert gone.state == "rejected"


async def test_an_unknown_code_is_a_kind_page(claims: ClaimsService) -> None:
    for code in ("0123456789ABCDEFGHJKMNPQRS", "short", "%00", "a" * 300, "../../etc", "<script>"):
        response = await claims.nobody.send("GET", f"/api/verify/{code.replace('/', '%2F')}")
        await check_error(response, 404, "not_found", "code")
        response = await claims.nobody.send("GET", f"/verify/{code.replace('/', '%2F')}")
        page = await response.text()
        assert (response.status, response.content_type) == (404, "text/html")
        assert "没有查到" in page
        assert "重新扫描" in page
        assert "<script>" not in page
