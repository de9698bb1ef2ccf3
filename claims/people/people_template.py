"""The empty list that an organisation fills in: its columns as text, and a page of explanations."""

from __future__ import annotations

import io

from claims.people.people_file import COLUMNS, REQUIRED
from claims.reports.table_in import MOST_BYTES, MOST_ROWS

SHEET, NOTES = "人员名单", "填写说明"
_WIDTHS = {"name": 12, "id_number": 24, "phone": 16, "graduation": 36, "title": 20}
_ROWS_AS_TEXT = 500
_EXPLAINED = (
    "“人员名单”表里每人一行，不要合并单元格，不要改表头。",
    "带 * 的三列必须填写：姓名、身份证号、手机号。本人用这个手机号登录。",
    "身份证号、手机号已设为文本格式；从别处粘贴时请只粘贴“值”，否则后几位可能变成 0。",
    "出生年月写成 1990-05；性别写男或女，要和身份证号一致。",
    f"一个文件最多 {MOST_ROWS} 人、{MOST_BYTES // 1024 // 1024} MB；有错的行会逐行列出，其余的照常导入。",
    "已经导入过的人再次导入，只补充和更正，不会重复。",
)


def template() -> bytes:
    """A workbook with the heads of COLUMNS, REQUIRED ones marked, and cells kept as text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = SHEET, "A2"
    for place, (field, heads) in enumerate(COLUMNS.items(), start=1):
        head = sheet.cell(1, place, heads[0] + (" *" if field in REQUIRED else ""))
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(field, 14)
        for row in range(2, _ROWS_AS_TEXT + 2):
            sheet.cell(row, place).number_format = "@"
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 90
    for text in _EXPLAINED:
        notes.append([text])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
