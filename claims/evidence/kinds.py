"""What a file is, by its content: five kinds are taken, everything else is refused with what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.evidence.limits import MOST_BYTES
from claims.evidence.packages import check_docx, check_ofd, names_in
from claims.evidence.pictures import check_picture
from claims.evidence.refusals import refused, unsupported
from claims.trouble import Refused


@dataclass(frozen=True)
class Kind:
    """suffixes: endings of a name that fit the content, the usual one first."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", ("pdf",))
JPEG = Kind("JPG图片", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("PNG图片", "image/png", ("png",))
OFD = Kind("OFD", "application/ofd", ("ofd",))
DOCX = Kind("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
KINDS = (PDF, JPEG, PNG, OFD, DOCX)
TAKEN = "可以上传的格式：PDF、JPG、PNG、OFD、DOCX。"

_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|!--|html|svg|script|body|head)", re.IGNORECASE)


def _spelled(name: str) -> str:
    """A pattern of a PDF name in every spelling: each letter may be written as its number, J as #4A."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name)


# Names of the PDF language that run something on the reader's machine.
_ACTIVE = re.compile(rf"/(?:{_spelled('JavaScript')}|{_spelled('Launch')})\b".encode("ascii"))
_TAIL = 2048


def detect(content: bytes) -> Kind:
    """The kind of the file. Raises Refused: empty, too large, of another kind, damaged, or harmful."""
    if not content:
        raise refused("invalid", "这个文件是空的，请重新选择文件。")
    if len(content) > MOST_BYTES:
        raise too_large()
    for start, kind, check in _CHECKS:
        if content.startswith(start):
            check(content)
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    raise unsupported(_advice(content) + TAKEN)


def too_large() -> Refused:
    """The refusal of a file of more than MOST_BYTES, to be raised."""
    most = MOST_BYTES // 1024 // 1024
    return refused("too_large", f"文件太大，每个文件最大 {most} MB。请压缩图片或降低扫描清晰度后再上传。", 413)


def _check_pdf(content: bytes) -> None:
    tail = content[-_TAIL:]
    if not re.match(rb"%PDF-[12]\.\d", content) or b"%%EOF" not in tail or b"startxref" not in tail:
        raise unsupported("这个 PDF 文件不完整，可能没有下载完。请重新生成或重新下载后再上传。")
    if _ACTIVE.search(content):
        raise unsupported("这个 PDF 文件里带有脚本，不能接收。请用“打印为 PDF”另存一份再上传。")


def _package(content: bytes) -> Kind:
    names = names_in(content)
    if "OFD.xml" in names:
        check_ofd(content)
        return OFD
    if "word/document.xml" in names:
        check_docx(content)
        return DOCX
    raise unsupported("压缩包和表格等文件不能直接上传，请把里面的材料逐个上传，或另存为 PDF。" + TAKEN)


def _advice(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "旧版的 Word、Excel 文件（.doc、.xls）不能接收，请另存为 DOCX 或 PDF。"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "HEIC 格式的照片不能接收，请在手机设置里改为“兼容性最佳”，或转换成 JPG 再上传。"
    if content.startswith((b"GIF8", b"BM", b"II*\0", b"MM\0*")) or content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "这种图片格式不能接收，请转换成 JPG 或 PNG 再上传。"
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK")):
        return "压缩包不能接收，请把里面的材料逐个上传。"
    if _MARKUP.match(content[:1024].lstrip(b"\xef\xbb\xbf")):
        return "网页和矢量图文件不能接收，请打印或另存为 PDF 再上传。"
    return "这个文件的格式不能识别。"


def _check_jpeg(content: bytes) -> None:
    check_picture(content, "JPEG")


def _check_png(content: bytes) -> None:
    check_picture(content, "PNG")


_CHECKS: tuple[tuple[bytes, Kind, Callable[[bytes], None]], ...] = (
    (b"%PDF-", PDF, _check_pdf),
    (b"\xff\xd8\xff", JPEG, _check_jpeg),
    (b"\x89PNG\r\n\x1a\n", PNG, _check_png),
)
