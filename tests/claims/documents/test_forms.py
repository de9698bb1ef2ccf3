"""Both forms in both kinds of file: everything filled in and everything printed is there, as it was written."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from claims.documents import docx as word_form
from claims.documents import pdf
from claims.documents.font import FontMissing, font_file
from claims.documents.form_data import Form
from claims.documents.printed_form import EXEMPTION as ANNEX_2
from claims.documents.printed_form import REGISTRATION as ANNEX_1
from claims.documents.printed_form import printed_form
from tests.claims.documents.sample_forms import BLANK, EXEMPTION, RARE, REGISTRATION

try:
    font_file()
except FontMissing:
    pytest.skip("needs the font of the forms", allow_module_level=True)


def squeezed(text: str) -> str:
    """Without white space: where a line breaks is the layout's business."""
    return "".join(text.split())


def pdf_text(form: Form) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf_of(form))).pages))


def docx_text(form: Form) -> str:
    with zipfile.ZipFile(io.BytesIO(word_form.docx_of(form))) as archive:
        footers = [name for name in archive.namelist() if name.startswith("word/footer")]
        parts = [ElementTree.fromstring(archive.read(name)) for name in ("word/document.xml", *footers)]
    return squeezed("".join(text for part in parts for text in part.itertext()))


TEXTS = pytest.mark.parametrize("text_of", [pdf_text, docx_text])
BYTES = pytest.mark.parametrize("bytes_of", [pdf.pdf_of, word_form.docx_of])

ANNEX_1_FILLED = (
    RARE,
    "性别女",
    "1985年3月",
    "650102198503124528",
    "大学本科",
    "工学学士",
    "2007年7月新疆大学土木工程专业",
    "某某水利水电勘测设计研究院有限责任公司第二分公司",
    "高级工程师",
    "某某土木工程学会",
    "2025年3月10日至12日参加全国性学术会议",
    "累计学时36",
    "材料真实、完整，同意申报。某某水利水电勘测设计研究院公章2025年6月2日",
    "经审验，2025年符合专业课继续教育共计36学时，还需完成24学时的继续教育。某某市职称办公室公章2025年6月9日",
    "申报编号：XJ-2025-000123",
    "2025-06-01",
    "扫码核验",
)
ANNEX_2_FILLED = (
    RARE,
    "性别女",
    "1985年3月",
    "650102198503124528",
    "大学本科",
    "工学学士",
    "2007年7月新疆大学土木工程专业",
    "某某水利水电勘测设计研究院有限责任公司第二分公司",
    "参加工作时间2007年8月",
    "现有专业技术职务高级工程师",
    "拟申报专业技术职务正高级工程师",
    "免学理由参加驻村工作。附派驻文件一份。",
    "审核意见情况属实，同意。某某县驻村工作领导小组办公室公章2025年6月10日",
    "申报编号：XJ-2025-000123",
    "2025-06-01",
)


@TEXTS
@pytest.mark.parametrize(("form", "filled"), [(REGISTRATION, ANNEX_1_FILLED), (EXEMPTION, ANNEX_2_FILLED)])
def test_every_field_is_there(form: Form, filled: tuple[str, ...], text_of: Callable[[Form], str]) -> None:
    text = text_of(form)
    assert [field for field in filled if field not in text] == []


@TEXTS
@pytest.mark.parametrize(("form", "annex"), [(REGISTRATION, ANNEX_1), (EXEMPTION, ANNEX_2)])
def test_what_the_notice_prints_is_there(form: Form, annex: str, text_of: Callable[[Form], str]) -> None:
    text, printed = text_of(form), printed_form(annex)
    labels = [cell.name for row in printed.rows for cell in row]
    wanted = [printed.annex, "".join(printed.title), *labels, *printed.notes]
    assert [words for words in wanted if squeezed(words) not in text] == []


@TEXTS
def test_opinions_not_given_leave_their_boxes_blank(text_of: Callable[[Form], str]) -> None:
    text = text_of(BLANK)
    assert "经审验，年符合专业课继续教育共计学时，还需完成学时的继续教育。" in text
    assert text.count("公章年月日") == 2


@TEXTS
@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd")',
        '#eval("1+1")',
        "{{ 7*7 }}",
        "{% for x in y %}",
        "</w:t><w:br/>",
        "&amp;",
        "<!--",
        "]]>",
        "$x^2$",
        "*粗*_斜_",
        "@ref <label>",
        "\\u{41}",
        "`raw`",
        "//x",
        "= 标题",
        "${jndi:ldap://a}",
        '"}]',
        "--- ~ '",
    ],
)
def test_what_looks_like_code_is_printed_as_typed(typed: str, text_of: Callable[[Form], str]) -> None:
    form = dataclasses.replace(REGISTRATION, name=typed, employer=typed, organisers=(typed,), claim_number=typed)
    assert text_of(form).count(squeezed(typed)) == 4


@TEXTS
def test_hours_in_halves(text_of: Callable[[Form], str]) -> None:
    assert "累计学时67.5所在单位" in text_of(dataclasses.replace(REGISTRATION, total_hours=Fraction(135, 2)))


@TEXTS
def test_unseen_characters_are_left_out(text_of: Callable[[Form], str]) -> None:
    text = text_of(dataclasses.replace(REGISTRATION, name="王\u202e小\x00\x1b明\ud842\uffff", title="工程师\n（副高）"))
    assert "姓名王小明性别" in text
    assert "工程师（副高）" in text


@BYTES
@pytest.mark.parametrize("form", [REGISTRATION, EXEMPTION, BLANK])
def test_the_same_form_gives_the_same_bytes(
    form: Form, bytes_of: Callable[[Form], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bytes_of(form)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert bytes_of(dataclasses.replace(form)) == first


@BYTES
@pytest.mark.parametrize("changed", [{"name": "张三"}, {"verify_url": "https://a.example.cn/1"}])
def test_another_form_gives_other_bytes(changed: dict[str, Any], bytes_of: Callable[[Form], bytes]) -> None:
    assert bytes_of(dataclasses.replace(REGISTRATION, **changed)) != bytes_of(REGISTRATION)


def test_a_docx_names_a_chinese_typeface_for_every_run() -> None:
    with zipfile.ZipFile(io.BytesIO(word_form.docx_of(REGISTRATION))) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:t") > 0
    assert body.count('w:eastAsia="宋体"') >= body.count("<w:t>") + body.count("<w:t ")
