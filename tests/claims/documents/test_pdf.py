"""What only a PDF has: the embedded font, pages, the code, and characters that cannot be printed."""

from __future__ import annotations

import dataclasses
import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader

from claims.documents import font, pdf
from claims.documents.font import FontMissing, font_file
from claims.documents.form_data import Form, Opinion
from claims.documents.qr import qr_svg
from tests.claims.documents.sample_forms import BLANK, EXEMPTION, PERSON, REGISTRATION

try:
    font_file()
except FontMissing:
    pytest.skip("needs the font of the forms", allow_module_level=True)

MANY = dataclasses.replace(
    REGISTRATION,
    name="阿卜杜热合曼·买买提依明·吐尔逊",
    employer=PERSON["employer"] * 3,
    total_hours=Fraction(60),
    organisers=tuple(f"第{number}个组织单位，名称很长的某某专业技术人员继续教育基地" for number in range(1, 6)),
    times_and_ways=tuple(
        f"第{number}项：参加某某主管部门组织的专业高级研修班，结业证书编号 GX-{number:04}，地点在某某市某某区某某路"
        for number in range(1, 16)
    ),
)


def read(form: Form) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.pdf_of(form)))


@pytest.mark.parametrize("form", [REGISTRATION, EXEMPTION, BLANK])
def test_an_ordinary_form_is_one_page(form: Form) -> None:
    assert len(read(form).pages) == 1


def test_five_activities_still_fit_on_one_page() -> None:
    ways = tuple(f"2025年{month}月1日至3日　参加某某学术会议（全国性）" for month in range(1, 6))
    assert len(read(dataclasses.replace(REGISTRATION, times_and_ways=ways, organisers=("甲", "乙", "丙"))).pages) == 1


def test_what_does_not_fit_goes_on_a_second_page() -> None:
    pages = [page.extract_text() for page in read(MANY).pages]
    assert len(pages) == 2
    assert "第1项" in pages[0]
    assert "经审验" in pages[1]
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共2页" in "".join(page.split())
        assert "XJ-2025-000123" in page
    text = "".join("".join(pages).split())
    assert all(squeezed in text for squeezed in ("".join(way.split()) for way in MANY.times_and_ways))


def test_an_opinion_longer_than_a_page_is_not_cut_off() -> None:
    given = Opinion("情况属实。" * 600, "某某办公室", date(2025, 6, 10))
    pages = read(dataclasses.replace(EXEMPTION, opinion=given)).pages
    found = ["".join(page.extract_text().split()).count("况") for page in pages]
    assert sum(found) == 600
    assert len(pages) > 1
    assert 0 < max(found) < 400


def test_all_fonts_are_embedded_as_subsets() -> None:
    fonts = [each.get_object() for each in read(REGISTRATION).pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for each in fonts:
        inner = each["/DescendantFonts"][0].get_object()
        assert "/FontFile3" in inner["/FontDescriptor"] or "/FontFile2" in inner["/FontDescriptor"]
        assert inner["/BaseFont"][7:8] == "+"
    assert len(pdf.pdf_of(REGISTRATION)) < 200_000


def test_the_day_of_making_is_the_forms_own() -> None:
    about = read(REGISTRATION).metadata
    assert about is not None
    assert about.creation_date is not None
    assert about.creation_date.date() == REGISTRATION.issued
    assert about.title == "专技继续教育学时认定登记表"


@pytest.mark.parametrize("lacking", ["\U00030001", "🙂", "\ue000"])
def test_a_character_that_the_font_lacks_is_named(lacking: str) -> None:
    with pytest.raises(pdf.CannotPrint) as raised:
        pdf.pdf_of(dataclasses.replace(REGISTRATION, name="张" + lacking))
    if lacking != "\ue000":
        assert raised.value.characters == lacking
    assert "\n" not in str(raised.value)
    assert pdf.pdf_of(REGISTRATION)


def test_the_code_is_of_the_address() -> None:
    assert qr_svg("https://a.example.cn/1") != qr_svg("https://a.example.cn/2")
    with pytest.raises(ValueError, match="(?i)fit|data"):
        qr_svg("https://a.example.cn/" + "x" * 4000)


def test_without_a_font_one_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "OWN", tmp_path)
    monkeypatch.setattr(font, "SYSTEM", (tmp_path / "none",))
    monkeypatch.delenv(font.SETTING, raising=False)
    find = font.font_file.__wrapped__
    with pytest.raises(FontMissing, match="make setup") as raised:
        find()
    assert "\n" not in str(raised.value)
    monkeypatch.setenv(font.SETTING, str(tmp_path / "x.otf"))
    with pytest.raises(FontMissing, match="no such font file"):
        find()
    held = tmp_path / font.FILES[1]
    held.write_bytes(b"")
    monkeypatch.delenv(font.SETTING)
    assert find() == held
