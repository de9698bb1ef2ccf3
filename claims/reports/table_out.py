"""Writing a list that a spreadsheet opens: XLSX or CSV. What people typed stays text and never becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Union

Value = Union[str, int, Fraction, date, None]
"""What a cell may hold. Hours are exact; a spreadsheet gets them as a number."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
# A cell that begins with one of these is a formula to some spreadsheet, the wide forms to those of East Asia; blanks
# before it are skipped by some.
_FORMULA = re.compile(r"^[\s\ufeff\u200b]*[=+\-@＝＋－＠|%]|^[\t\r\n]")
# What no XLSX file may hold (openpyxl refuses it), and what tears a text file apart.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # a cell of XLSX holds 32,767 characters


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may compute the text instead of showing it."""
    return _FORMULA.match(text) is not None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with the mark that Excel needs, lines ended by CRLF. Formulas get an apostrophe in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def as_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()) -> bytes:
    """A workbook of one sheet with a bold, fixed head. Text cells are marked as text, formulas besides as quoted."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    cells = [_xlsx_value(sheet, name) for name in head]
    for place, name in enumerate(head):
        cells[place] = WriteOnlyCell(sheet, name)
        cells[place].font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([_xlsx_value(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def number_of(hours: Fraction) -> int | float:
    """The hours as a spreadsheet's number."""
    return hours.numerator if hours.denominator == 1 else float(hours)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)[:_LONGEST]


def _csv_value(value: Value) -> Any:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return number_of(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = _clean(value)
        return f"'{text}" if looks_like_formula(text) else text
    return value


def _xlsx_value(sheet: Any, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if isinstance(value, Fraction):
        return number_of(value)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, datetime(value.year, value.month, value.day))
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, str):
        text = _clean(value)
        if not looks_like_formula(text):
            return text
        cell = WriteOnlyCell(sheet, text)
        # Text whatever it begins with; the quote prefix keeps it text when the cell is edited.
        cell.data_type, cell.quotePrefix = "s", True
        return cell
    return value
