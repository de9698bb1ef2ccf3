"""The few things of a Word document that a form needs, on top of python-docx."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

LATIN, HAN = "Times New Roman", "宋体"
SIZE = 11.0
#: Between the page's margins, and left and right in a cell, in mm.
WIDTH, MARGIN = 162, 1.3

Cell = _Cell


def set_page(document: Document) -> None:
    """A4, the margins of the PDF, and the typeface of all text."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), HAN)
    style.paragraph_format.space_after = Pt(0)
    # No room of its own between Chinese characters and digits, as in the PDF; Word wants these before the spacing.
    for name in ("w:autoSpaceDN", "w:autoSpaceDE"):
        style.element.pPr.insert(0, _switched_off(name))


def set_footer(section: Section, left: str, middle: str) -> None:
    """Two texts and, on the right, the page and how many there are."""
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(paragraph, f"{left}\t{middle}\t第 ", 8.5)
    _field(paragraph, "PAGE")
    write(paragraph, " 页 共 ", 8.5)
    _field(paragraph, "NUMPAGES")
    write(paragraph, " 页", 8.5)


def table(document: Document, rows: int, widths: Sequence[float], lined: bool) -> Table:
    """An empty table of columns this wide (mm), with lines or without."""
    made: Table = document.add_table(rows, len(widths))
    made.style = document.styles["Table Grid" if lined else "Normal Table"]
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    made._tbl.tblPr.find(qn("w:tblLook")).addprevious(_margins())
    return made


def set_row(row: _Row, height: float, together: bool) -> None:
    """At least so tall (mm); `together` keeps it on one page."""
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    if together:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def centre(cell: Cell) -> None:
    """Its text stands half-way up."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def paragraphs(cell: Cell, many: int) -> list[Paragraph]:
    """So many empty paragraphs, at least one; a merged cell has kept those of its parts, which go."""
    first, *others = cell.paragraphs
    for paragraph in others:
        cell._tc.remove(paragraph._p)
    return [first, *(cell.add_paragraph() for _ in range(many - 1))]


def write_lines(cell: Cell, lines: Sequence[str], alignment: WD_ALIGN_PARAGRAPH) -> None:
    """A paragraph for each line."""
    for paragraph, line in zip(paragraphs(cell, len(lines)), lines):
        paragraph.alignment = alignment
        write(paragraph, line)


def write(paragraph: Paragraph, text: str, size: float = SIZE, bold: bool = False, underlined: bool = False) -> None:
    """Add a run; the text is text, whatever characters it holds."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, Pt(size)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), HAN)
    # Quotation marks and the like are of both scripts: here they are Chinese.
    fonts.set(qn("w:hint"), "eastAsia")
    if bold:
        run.bold = True
    if underlined:
        run.underline = True


def _switched_off(name: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), "0")
    return element


def _margins() -> BaseOxmlElement:
    """Of the cells, left and right."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        element = OxmlElement(side)
        element.set(qn("w:w"), str(Mm(MARGIN).twips))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    return margins


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    write(paragraph, "1", 8.5)
    shown = paragraph.runs[-1]._r
    field.append(shown)
    paragraph._p.append(field)
