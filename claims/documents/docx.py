"""A form as DOCX, in the layout of the PDF, for offices that go on working in it.

Built from nothing by python-docx rather than filled into a stored template: the table is the notice's own, whatever its
rows are, and without a template language nothing that somebody typed can be one. The characters are left to the
reader's Song typeface (宋体), which Word completes for the rare ones.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm

from claims.documents import word
from claims.documents.form_data import Form
from claims.documents.label_lines import label_lines
from claims.documents.qr import qr_png
from claims.documents.sheet import Box, Sheet, sheet_of

#: Of the printed table's columns, in mm: three times a label and its box.
WIDTHS = (30.5, 42, 27, 19.5, 20, 23)
#: Every file in the archive has this date: the earliest that the format knows.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def docx_of(form: Form) -> bytes:
    """The form as DOCX; the same form gives the same bytes."""
    sheet = sheet_of(form)
    document = docx.Document()
    word.set_page(document)
    _properties(document, sheet)
    word.set_footer(document.sections[0], f"申报编号：{sheet.claim_number}", f"制表日期：{sheet.issued.isoformat()}")
    _head(document, sheet)
    _table(document, sheet)
    for note in sheet.notes:
        word.write(document.add_paragraph(), note, 9.5)
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _properties(document: Document, sheet: Sheet) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = "".join(sheet.title), "", "", ""
    about.created = about.modified = datetime(sheet.issued.year, sheet.issued.month, sheet.issued.day)


def _head(document: Document, sheet: Sheet) -> None:
    """The annex on the left, the code on the right, the title below."""
    left, right = word.table(document, 1, (132, 30), lined=False).rows[0].cells
    word.write(left.paragraphs[0], sheet.annex, 14)
    picture, caption = right.paragraphs[0], right.add_paragraph()
    picture.add_run().add_picture(io.BytesIO(qr_png(sheet.verify_url)), width=Mm(18))
    word.write(caption, "扫码核验", 8)
    for paragraph in (picture, caption):
        paragraph.alignment = ALIGN.CENTER
    for line in sheet.title:
        title = document.add_paragraph()
        title.alignment = ALIGN.CENTER
        word.write(title, line, 18, bold=True)
    title.paragraph_format.space_after = Mm(3)


def _table(document: Document, sheet: Sheet) -> None:
    table = word.table(document, len(sheet.rows), WIDTHS, lined=True)
    for row, boxes in zip(table.rows, sheet.rows):
        word.set_row(row, max(box.height for box in boxes), together=any(box.foot for box in boxes))
        cells, place = list(row.cells), 0
        for box in boxes:
            word.centre(cells[place])
            word.write_lines(cells[place], label_lines(box.label), ALIGN.CENTER)
            first, last = cells[place + 1], cells[place + box.span]
            _fill(first.merge(last) if last is not first else first, box)
            place += box.span + 1


def _fill(cell: word.Cell, box: Box) -> None:
    if not box.foot:
        word.centre(cell)
    paragraphs = word.paragraphs(cell, len(box.paragraphs) + len(box.foot))
    if box.foot:
        paragraphs[0].paragraph_format.space_before = Mm(2)
    for paragraph, pieces in zip(paragraphs, box.paragraphs):
        paragraph.alignment = ALIGN.CENTER if box.centred else ALIGN.LEFT
        for piece in pieces:
            filled = (piece.text or " " * 8) if piece.underlined else piece.text
            word.write(paragraph, filled, underlined=piece.underlined)
    for line, paragraph in enumerate(paragraphs[len(box.paragraphs) :]):
        # The seal's place is kept free above its lines.
        paragraph.paragraph_format.space_before = Mm(10) if line == 0 else None
        paragraph.paragraph_format.left_indent = Mm(55)
        paragraph.alignment = ALIGN.CENTER
        word.write(paragraph, box.foot[line])


def _without_clock(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
