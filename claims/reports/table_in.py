"""Reading a list that somebody made with a spreadsheet: XLSX or CSV, small, and harmless whatever it claims to be.

Pure: bytes in, rows of text out. Nothing of the content is ever in a refusal.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.trouble import Refused

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
_MOST_COLUMNS = 60
# What the parts of an XLSX file may come to unpacked: some five times what the longest list takes. zipfile gives no
# more of a part than its directory says, so that the sum of these bounds the work.
_MOST_UNPACKED = 24 * 1024 * 1024
_MOST_PARTS = 500
_MOST_SHEETS = 10
# A sheet of one cell may say that it is a million rows long.
_LAST_ROW = 100_000
_NOT_TABLE = "这不是能读的 XLSX 或 CSV 文件：请用 Excel 或 WPS 打开后“另存为”xlsx 再上传。"


@dataclass(frozen=True)
class Cell:
    """text: as typed, without blanks around it. number: the spreadsheet kept it as a number, which holds 15 digits."""

    text: str
    number: bool = False


@dataclass(frozen=True)
class Row:
    """number: as the spreadsheet counts, from 1. cells: from the left; trailing empty ones may be missing."""

    number: int
    cells: tuple[Cell, ...]


def read_table(content: bytes) -> Iterator[list[Row]]:
    """The sheets of the file, ten at most, each as its rows that are not empty; a CSV file is one sheet.

    Raises Refused: too large, of another kind, damaged, more than MOST_ROWS rows beside a head.
    """
    if len(content) > MOST_BYTES:
        raise Refused("too_large", f"文件太大：不能超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件。", "file", 413)
    if not content.strip(b"\r\n\t \0"):
        raise Refused("unsupported_file", "文件是空的，请检查后重新上传。", "file", 415)
    if content.startswith(b"PK\x03\x04"):
        yield from _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("unsupported_file", "这是旧的 xls 文件或加了密码的文件：请打开后“另存为”不带密码的 xlsx 再上传。",
                      "file", 415)
    else:
        yield _gathered(_text_rows(_decoded(content)))


def _workbook(content: bytes) -> Iterator[list[Row]]:
    from openpyxl import load_workbook

    try:
        _check_archive(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets[:_MOST_SHEETS]:
                # What a sheet says of its own extent may be wrong.
                sheet.reset_dimensions()
                yield _gathered(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True))
        finally:
            book.close()
    except Refused:
        raise
    # openpyxl has no error of its own for a file that is none: it fails in whatever it looks at first.
    except (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError,
            ArithmeticError, OSError, EOFError, RuntimeError, AssertionError):
        raise Refused("unsupported_file", _NOT_TABLE, "file", 415) from None


def _check_archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise Refused("too_large", "文件解压后太大：请只保留名单这一张表，另存后重新上传。", "file", 413)
        for part in parts:
            # No spreadsheet declares a type of document: who does means entities that expand.
            if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                raise Refused("unsupported_file", _NOT_TABLE, "file", 415)


def _gathered(rows: Iterable[Sequence[Any]]) -> list[Row]:
    found: list[Row] = []
    for number, values in enumerate(rows, start=1):
        if number > _LAST_ROW:
            raise Refused("too_large", f"第 {_LAST_ROW} 行以下还有内容：请删去空行后重新上传。", "file", 413)
        cells = [_cell(value) for value in values] if any(value is not None for value in values) else []
        while cells and not cells[-1].text:
            cells.pop()
        if not cells:
            continue
        if len(found) > MOST_ROWS:
            raise Refused("too_large", f"行数太多：一个文件不能超过 {MOST_ROWS} 人，请分成几个文件。", "file", 413)
        found.append(Row(number, tuple(cells)))
    return found


def _cell(value: Any) -> Cell:
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, (int, float)):
        return Cell(str(value), number=True)
    if isinstance(value, date):  # datetime too
        return Cell(value.strftime("%Y-%m-%d"))
    return Cell(_plain(str(value)))


def _decoded(content: bytes) -> str:
    """The text of a CSV file: as its mark says, else UTF-8, else the Chinese encoding that Excel writes."""
    encodings = ("utf-8-sig", "gb18030")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16", "utf-16")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused("unsupported_file", _NOT_TABLE, "file", 415)


def _text_rows(text: str) -> Iterator[list[str]]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield values[:_MOST_COLUMNS]
    except csv.Error:
        raise Refused("unsupported_file", _NOT_TABLE, "file", 415) from None


def _plain(text: str) -> str:
    """The text without what people put around a number so that a spreadsheet leaves it alone: '…, ="…"."""
    text = text.strip().lstrip("\ufeff")
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()
