"""A form as PDF/A: the font is embedded with the characters used, and every character can be read out again.

Typst sets the page by `form.typ`. The data reaches it as JSON beside the template, never as part of it, so nothing that
somebody typed is ever run.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import tempfile
from dataclasses import asdict
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from claims.documents.font import FontMissing, font_file
from claims.documents.form_data import Form
from claims.documents.label_lines import label_lines
from claims.documents.qr import qr_svg
from claims.documents.sheet import Box, Sheet, sheet_of

TEMPLATE = Path(__file__).with_name("form.typ")

#: A compiler keeps the sheet of the call under way: one call at a time.
_one = Lock()


#: How typst, asked for PDF/A, refuses a character that the font lacks.
_LACKING = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)


class CannotPrint(ValueError):
    """The form holds `characters`, which the font does not have: nothing is printed rather than an empty box."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"the font has no {characters!r}")
        self.characters = characters


def pdf_of(form: Form) -> bytes:
    """The form as PDF; the same form gives the same bytes. Raises FontMissing, and CannotPrint."""
    sheet = sheet_of(form)
    compiler, families = _compiler()
    inputs = {"sheet": json.dumps(_plain(sheet), ensure_ascii=False), "families": json.dumps(families)}
    made = datetime(sheet.issued.year, sheet.issued.month, sheet.issued.day, tzinfo=timezone.utc)
    try:
        with _one:
            written = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="a-2u", timestamp=made)
    except typst.TypstError as error:
        lacking = _LACKING.search(error.message)
        if lacking is None:
            raise
        raise CannotPrint(lacking.group(1)) from None
    assert isinstance(written, bytes)
    return written


@cache
def _compiler() -> tuple[typst.Compiler, list[str]]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_alone(font_file())])
    # A collection holds one family for each country; the characters' shapes are those of the mainland.
    families = [name for name in fonts.families() if name.endswith(" SC")] or fonts.families()
    if not families:
        raise FontMissing(f"{font_file()} holds no font that can be read")
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True), families


def _alone(file: Path) -> Path:
    """A folder with this file and no other: typst takes folders, and the font is read only when a page needs it."""
    folder = Path(tempfile.mkdtemp(prefix="xueshi-font-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / file.name).symlink_to(file.resolve())
    return folder


def _plain(sheet: Sheet) -> dict[str, Any]:
    return {
        "annex": sheet.annex,
        "title": sheet.title,
        "notes": sheet.notes,
        "number": sheet.claim_number,
        "qr": qr_svg(sheet.verify_url),
        "issued": sheet.issued.isoformat(),
        "rows": [[_box(box) for box in row] for row in sheet.rows],
    }


def _box(box: Box) -> dict[str, Any]:
    return asdict(box) | {"label": label_lines(box.label)}
