"""DOCX and OFD are ZIP files: opened within limits, every file inside looked at, and nothing taken that runs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from claims.evidence.limits import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED, RATIO_FROM
from claims.evidence.refusals import refused, unsupported
from claims.trouble import Refused

_PIECE = 64 * 1024
_ENCRYPTED = 0x1 | 0x40
# First bytes of programs, of OLE files (macros, embedded objects), and of archives.
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!/", b"\xd0\xcf\x11\xe0")
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")
_RUNS = re.compile(r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|sh)$", re.IGNORECASE)
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# A document that fetches its template or an object from elsewhere when it is opened.
_FETCHED = re.compile(rb"<Relationship\b[^>]*(?:attachedTemplate|oleObject|subDocument|/frame)[^>]*>", re.IGNORECASE)
Look = Callable[[str, bytes], None]


def names_in(content: bytes) -> frozenset[str]:
    """Names of the files inside. Raises Refused where it is no whole ZIP file, or holds too many."""
    with _opened(content) as package:
        return frozenset(package.namelist())


def check_ofd(content: bytes) -> None:
    """Raises Refused where it is no harmless OFD."""

    def look(name: str, inside: bytes) -> None:
        if name == "OFD.xml" and (b"OFD" not in inside or not inside.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")):
            raise _damaged()

    _check(content, look)


def check_docx(content: bytes) -> None:
    """Raises Refused where it is no harmless DOCX: with macros, or fetching something when it is opened."""
    if "[Content_Types].xml" not in names_in(content):
        raise _damaged()

    def look(name: str, inside: bytes) -> None:
        if name == "[Content_Types].xml" and (_MAIN not in inside or b"macroEnabled" in inside):
            raise _runs()
        if name.endswith(".rels") and any(b"External" in found for found in _FETCHED.findall(inside)):
            raise _runs()

    _check(content, look)


def _check(content: bytes, look: Look) -> None:
    """Read every file inside to its end, which also proves its checksum."""
    with _opened(content) as package:
        entries = package.infolist()
        for entry in entries:
            _check_entry(entry)
        if len({entry.filename for entry in entries}) < len(entries):
            raise _damaged()
        total = sum(entry.file_size for entry in entries)
        if total > MOST_UNPACKED or total > RATIO_FROM and total > MOST_RATIO * len(content):
            raise refused("too_large", "这个文件解开后太大，不能接收。请另存为 PDF 再上传。", 413)
        for entry in entries:
            inside = _read(package, entry)
            if inside.startswith(_PROGRAMS) or _RUNS.search(entry.filename):
                raise _runs()
            if inside.startswith(_ARCHIVES):
                raise unsupported("这个文件里还套着压缩包或附件，不能接收。请把附件另外上传，或另存为 PDF。")
            look(entry.filename, inside)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise unsupported("这个文件设了密码，审核人员打不开。请去掉密码后再上传。")
    parts = re.split(r"[/\\]", entry.orig_filename)
    if parts[0] == "" or ".." in parts or "\0" in entry.orig_filename or ":" in entry.orig_filename:
        raise _damaged()
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged()


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # No more comes out than the entry says, and what it says was added up before.
    pieces = []
    try:
        with package.open(entry) as inside:
            while piece := inside.read(_PIECE):
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        raise _damaged() from None
    return b"".join(pieces)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError):
        raise _damaged() from None
    if len(package.filelist) > MOST_ENTRIES:
        raise _damaged()
    return package


def _damaged() -> Refused:
    return unsupported("这个文件不完整或结构异常，不能接收。请重新生成或另存为 PDF 再上传。")


def _runs() -> Refused:
    return unsupported("这个文件里带有宏或可执行的内容，不能接收。请另存为 PDF 再上传。")
