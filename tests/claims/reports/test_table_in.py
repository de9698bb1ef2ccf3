"""Lists that people send in: read whatever a spreadsheet wrote, refused whatever is no list."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.reports import table_in
from claims.reports.table_in import Cell, read_table
from claims.trouble import Refused

TEXT = "姓名,身份证号\r\n演示甲,652901199001011236\r\n"


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for sheet in read_table(content) for row in sheet]


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        texts(content)
    return caught.value


def archive(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_the_encodings_that_are_in_use(encoding: str) -> None:
    assert texts(TEXT.encode(encoding)) == [["姓名", "身份证号"], ["演示甲", "652901199001011236"]]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_with_the_delimiters_that_are_in_use(delimiter: str) -> None:
    assert texts(TEXT.replace(",", delimiter).encode())[1] == ["演示甲", "652901199001011236"]


def test_what_people_put_around_a_number_is_taken_off() -> None:
    written = '姓名,身份证号\n甲,"=""652901"""\n乙,\'652901\n丙,\t652901\n'
    assert [row[1] for row in texts(written.encode())[1:]] == ["652901"] * 3


def test_rows_keep_the_numbers_that_the_spreadsheet_shows_and_empty_ones_are_left_out() -> None:
    rows = [["姓名", "手机号"], [None, None], ["甲", 13900000000], ["", " "], ["乙", None]]
    made, written = workbook(rows), "姓名,手机号\n,\n甲,13900000000\n, \n乙,\n".encode()
    for content in (made, written):
        assert [(row.number, row.cells[0].text) for row in next(iter(read_table(content)))] == [
            (1, "姓名"), (3, "甲"), (5, "乙")]


def test_the_kinds_of_cells() -> None:
    rows = list(read_table(workbook([[13900000000, 13900000000.0, 6.52901e17, "6.52901E+17", date(1990, 1, 2), True,
                                      2.5, " 甲 "]])))[0]
    assert rows[0].cells == (Cell("13900000000", True), Cell("13900000000", True), Cell("6.52901e+17", True),
                             Cell("6.52901E+17"), Cell("1990-01-02"), Cell("是"), Cell("2.5", True), Cell("甲"))


def test_every_sheet_is_read_in_its_turn() -> None:
    assert texts(workbook([["说明"]], [["姓名"]])) == [["说明"], ["姓名"]]


def test_a_formula_counts_as_what_the_spreadsheet_last_saw() -> None:
    """This one was never computed: nothing is seen, and nothing is computed here."""
    assert texts(workbook([["甲", "=1+1", "乙"]])) == [["甲", "", "乙"]]


@pytest.mark.parametrize(("content", "code"), [
    (b"", "unsupported_file"), (b"  \r\n", "unsupported_file"), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "unsupported_file"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "unsupported_file"), (b"PK\x03\x04rubbish", "unsupported_file"),
    (archive({"a.txt": b"x"}), "unsupported_file"), (b"a\0b,c", "unsupported_file"),
    (b"x" * (table_in.MOST_BYTES + 1), "too_large"), (b'"' + b"x" * 200_000, "unsupported_file"),
    (archive({"xl/worksheets/sheet1.xml": b"0" * 30_000_000}), "too_large"),
    (archive({f"xl/{number}.xml": b"" for number in range(600)}), "too_large"),
], ids=range(11))
def test_what_is_no_list_is_refused_in_words(content: bytes, code: str) -> None:
    found = refusal(content)
    assert (found.code, found.field) == (code, "file") and found.message


def test_entities_are_refused_before_anything_expands() -> None:
    sound = workbook([["姓名"]])
    bomb = (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">]><sst>' + b"&a;" * 1000 + b"</sst>")
    with zipfile.ZipFile(io.BytesIO(sound)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    for name in ("xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"):
        for spelled in (bomb, bomb.decode().encode("utf-16")):
            assert refusal(archive({**parts, name: spelled})).code == "unsupported_file"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """The directory says ten bytes; the part unpacks to more than may be."""
    content = bytearray(archive({"xl/worksheets/sheet1.xml": b"0" * 30_000_000}))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place:place + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(content)).code == "unsupported_file"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_as_many_rows_as_may_be_and_one_more(kind: str) -> None:
    rows = [["姓名"], *([f"人{number}"] for number in range(table_in.MOST_ROWS))]
    write = workbook if kind == "xlsx" else lambda rows: "\n".join(row[0] for row in rows).encode()
    assert len(texts(write(rows))) == table_in.MOST_ROWS + 1
    assert refusal(write([*rows, ["多一个"]])).code == "too_large"


def test_a_cell_far_to_the_right_is_left_out_and_one_far_below_is_refused() -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD2"] = "姓名", "远"
    content = io.BytesIO()
    book.save(content)
    assert texts(content.getvalue()) == [["姓名"]]
    book.active["A1048576"] = "末"
    book.save(content)
    assert refusal(content.getvalue()).code == "too_large"


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    for tried in (content, b"PK\x03\x04" + content):
        try:
            texts(tried)
        except Refused as refused:
            assert refused.message


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        texts(bytes(content))
    except Refused as refused:
        assert refused.message


SOUND = workbook([["姓名", "身份证号"], ["演示甲", "652901199001011236"]])
