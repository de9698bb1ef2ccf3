"""A list of people as an organisation sends it: which column is what, and every row checked. Pure; keeps nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.reports.table_in import Cell, Row, read_table
from claims.rules.personal import FIELDS, check_personal
from claims.trouble import Refused

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名",),
    "id_number": ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码"),
    "phone": ("手机号", "手机号码", "手机", "联系电话", "移动电话"),
    "gender": ("性别",),
    "birth": ("出生年月", "出生日期"),
    "education": ("学历",),
    "degree": ("学位",),
    "graduation": ("毕业院校专业", "毕业院校及专业", "何时何学校何专业毕业"),
    "title": ("职务", "职称", "专业技术职务", "现有专业技术职务"),
}
"""Personal field → the heads of its column; the first is the one of the template."""
REQUIRED = ("name", "id_number", "phone")
_DIGITS_KEPT = 15
_EXPONENT = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")
_MONTH = re.compile(r"(\d{4})(?:\s*[年./-]\s*(\d{1,2})\s*月?(?:[./-]?\s*\d{1,2}\s*日?)?|(\d\d)(?:\d\d)?)")
_REMARK = re.compile(r"[\s*：:]|[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class RowError:
    """What is wrong with a row. row: as the spreadsheet counts. field: one of COLUMNS. message: in Chinese, says what
    to do, quotes nothing of the row.
    """

    row: int
    field: str
    message: str


@dataclass(frozen=True)
class Person:
    """A row that is in order. personal: fields as `claims.rules.personal` keeps them, REQUIRED among them."""

    row: int
    personal: Mapping[str, str]


@dataclass(frozen=True)
class PeopleFile:
    """What a file holds: the rows in order and the faults of the others, both from top to bottom."""

    people: tuple[Person, ...]
    errors: tuple[RowError, ...]


def read_people(content: bytes, today: date) -> PeopleFile:
    """The people of a file. Raises Refused where it is none, or lacks a column of REQUIRED."""
    rows, columns = _with_head(content)
    people: list[Person] = []
    errors: list[RowError] = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        try:
            personal = _read_row(row, columns, today)
            for field in ("id_number", "phone"):
                first = seen.setdefault((field, personal[field]), row.number)
                if first != row.number:
                    raise Refused("invalid", f"和第 {first} 行的{FIELDS[field]}相同，请核对，每人只写一行。", field)
            people.append(Person(row.number, personal))
        except Refused as refused:
            field = (refused.field or "").rpartition(".")[2]
            errors.append(RowError(row.number, field if field in COLUMNS else "name", refused.message))
    return PeopleFile(tuple(people), tuple(errors))


def _with_head(content: bytes) -> tuple[Sequence[Row], Mapping[str, int]]:
    """The rows below the first head that is found among the first rows of a sheet, and the places of its columns."""
    nearest: dict[str, int] = {}
    for sheet in read_table(content):
        for place, row in enumerate(sheet[:10]):
            columns = _columns(row)
            if all(field in columns for field in REQUIRED):
                if place + 1 == len(sheet):
                    raise Refused("invalid", "名单里没有人：请在表头下面每人写一行。", "file")
                return sheet[place + 1:], columns
            nearest = max(nearest, columns, key=len)
    missing = "、".join(FIELDS[field] for field in REQUIRED if field not in nearest)
    raise Refused("invalid", f"没有找到“{missing}”列：请把表头写成 姓名、身份证号、手机号，或下载模板填写。", "file")


def _columns(row: Row) -> dict[str, int]:
    """Field → place, of a row that may be a head. Raises Refused where two columns are the same."""
    fields = {head: field for field, heads in COLUMNS.items() for head in heads}
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        field = fields.get(_REMARK.sub("", cell.text))
        if field in found:
            raise Refused("invalid", f"有两列都是{FIELDS[field]}，请只留一列。", "file")
        if field is not None:
            found[field] = place
    return found


def _read_row(row: Row, columns: Mapping[str, int], today: date) -> dict[str, str]:
    raw: dict[str, str] = {}
    for field, place in columns.items():
        cell = row.cells[place] if place < len(row.cells) else Cell("")
        if "*" in cell.text:
            raise Refused("invalid", f"{FIELDS[field]}带有星号，是遮盖过的，请填写完整。", field)
        if field in ("id_number", "phone"):
            _check_kept_whole(cell, field)
        if cell.text:
            raw[field] = _month(cell.text) if field == "birth" else cell.text
        elif field in REQUIRED:
            raise Refused("incomplete", f"缺少{FIELDS[field]}，请填写。", field)
    return check_personal(raw, "recognition", False, today)


def _check_kept_whole(cell: Cell, field: str) -> None:
    """A spreadsheet that takes an ID number for a number keeps its first digits only: the others cannot be guessed."""
    rounded = cell.number and len(re.sub(r"\D", "", cell.text)) > _DIGITS_KEPT
    if _EXPONENT.fullmatch(cell.text) or rounded:
        raise Refused("invalid", f"{FIELDS[field]}被表格当成数字，后几位已丢失：请把这一列设为文本格式，再重新填写。",
                      field)


def _month(text: str) -> str:
    """1990年5月, 1990.05, 199005, 1990-05-02, 19900502 as 1990-05; anything else as it is, to be refused."""
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return f"{found[1]}-{int(found[2] or found[3]):02}" if found else text
