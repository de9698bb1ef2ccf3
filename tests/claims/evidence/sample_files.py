"""Files of every kind, made as people's programs make them, and made to do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import docx
from PIL import Image
from pypdf import PdfWriter

OFD_XML = (b'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.1">'
           b"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")


def pdf() -> bytes:
    """One empty page of A4."""
    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()


def picture(form: str, width: int = 64, height: int = 48) -> bytes:
    """A picture with something on it. form: JPEG, PNG, GIF, WEBP, BMP, TIFF."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(made, form)
    return made.getvalue()


def word() -> bytes:
    """A DOCX of python-docx's."""
    made, document = io.BytesIO(), docx.Document()
    document.add_paragraph("证明：张三参加了学术会议。")
    document.save(made)
    return made.getvalue()


def package(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return made.getvalue()


def ofd(**more: bytes) -> bytes:
    """A small OFD with more files in it (`__` in a name stands for a slash)."""
    return package({"OFD.xml": OFD_XML, "Doc_0/Document.xml": b"<ofd:Document/>",
                    **{name.replace("__", "/"): content for name, content in more.items()}})


def unpacked(content: bytes) -> dict[str, bytes]:
    """What is inside a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def word_with(**changes: bytes | None) -> bytes:
    """The DOCX with files in it changed, added, or (None) left out; `__` stands for a slash."""
    entries = unpacked(word())
    for name, content in changes.items():
        path = name.replace("__", "/")
        if content is None:
            del entries[path]
        else:
            entries[path] = content
    return package(entries)


def png_header(width: int, height: int) -> bytes:
    """A PNG that says to be that large and holds nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", zlib.compress(b"\0" * 99))
            + chunk(b"IEND", b""))


FILES = {"pdf": pdf(), "jpg": picture("JPEG"), "png": picture("PNG"), "ofd": ofd(), "docx": word()}
"""One of each kind that is taken, by its ending."""
