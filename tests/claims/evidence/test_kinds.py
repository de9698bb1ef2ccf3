"""Which files are taken: told by their content, and nothing that unfolds, hides or runs."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_files import FILES, OFD_XML, ofd, package, pdf, picture, png_header, unpacked, word, word_with

from claims.evidence.kinds import DOCX, JPEG, KINDS, OFD, PDF, PNG, Kind, detect
from claims.evidence.limits import MOST_BYTES
from claims.trouble import Refused

MEGABYTE = 1024 * 1024


def _refused(content: bytes, code: str = "unsupported_file", status: int = 415) -> str:
    with pytest.raises(Refused) as caught:
        detect(content)
    assert (caught.value.code, caught.value.status, caught.value.field) == (code, status, "file")
    return caught.value.message


@pytest.mark.parametrize(("ending", "kind"), zip(FILES, (PDF, JPEG, PNG, OFD, DOCX)))
def test_each_kind_is_told_by_its_content(ending: str, kind: Kind) -> None:
    assert detect(FILES[ending]) is kind and ending in kind.suffixes


def test_the_kinds_are_those_of_the_design() -> None:
    assert {kind.suffixes[0] for kind in KINDS} == {"pdf", "jpg", "png", "ofd", "docx"}


@pytest.mark.parametrize("changed", [
    lambda content: content.replace(b"%%EOF", b"%%EOG"), lambda content: content[:len(content) // 2],
    lambda content: b"%PDF-x.y" + content[8:], lambda content: b"%PDF-", lambda content: b"%PDF-1.7\n%%EOF",
])
def test_a_pdf_that_is_not_whole_is_refused(changed: Callable[[bytes], bytes]) -> None:
    assert "PDF" in _refused(changed(pdf()))


@pytest.mark.parametrize("active", [b"/S /JavaScript /JS (app.alert(1))", b"/S/Launch/F(cmd.exe)",
                                    b"/S /J#61vaScript /JS (app.alert(1))", b"/#4aava#53cript", b"/S/#4c#61unch/F(x)"])
def test_a_pdf_that_runs_something_is_refused(active: bytes) -> None:
    assert "脚本" in _refused(pdf().replace(b"endobj", b"<< " + active + b" >>\nendobj", 1))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_picture_cut_off_is_refused(form: str, part: float) -> None:
    content = picture(form, 400, 300)
    assert "打不开" in _refused(content[:max(8, int(len(content) * part))])


def test_a_picture_with_its_content_changed_is_refused() -> None:
    content = bytearray(picture("PNG", 400, 300))
    content[len(content) // 2] ^= 1
    _refused(bytes(content))


def test_a_telephone_picture_is_taken_and_a_bomb_is_not() -> None:
    assert detect(picture("JPEG", 4000, 3000)) is JPEG
    for width, height in ((20000, 20000), (1_000_000, 10), (2**31 - 1, 2**31 - 1), (9000, 9000)):
        assert "像素" in _refused(png_header(width, height), "too_large", 413)
    assert detect(png_header(8000, 9000)) is PNG
    content = bytearray(picture("JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at:at + 4] = struct.pack(">HH", 65000, 65000)
    assert "像素" in _refused(bytes(content), "too_large", 413)


def test_a_large_picture_needs_little_memory() -> None:
    content = picture("JPEG", 8000, 6000)
    tracemalloc.start()
    try:
        assert detect(content) is JPEG
        assert tracemalloc.get_traced_memory()[1] < 40 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_the_size_is_limited_and_an_empty_file_is_said_to_be_one() -> None:
    assert "空" in _refused(b"", "invalid", 422)
    head, tail = pdf(), b"\nstartxref\n9\n%%EOF\n"
    fits = head + b" " * (MOST_BYTES - len(head) - len(tail)) + tail
    assert detect(fits) is PDF
    assert "10 MB" in _refused(fits + b" ", "too_large", 413)


@pytest.mark.parametrize(("content", "said"), [
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "网页"),
    (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "网页"), (b"<!DOCTYPE html><html></html>", "网页"),
    (b"\n\n<HTML>", "网页"), (b"MZ\x90\0\3", "不能识别"), (b"\x7fELF\2", "不能识别"), (b"#!/bin/sh\nrm", "不能识别"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "另存为 DOCX"), (b"Rar!\x1a\x07", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"), (b"\x1f\x8b\x08", "压缩包"), (b"PK\5\6" + b"\0" * 18, "压缩包"),
    (b"\0\0\0\x18ftypheic", "HEIC"), (picture("GIF"), "JPG"), (picture("WEBP"), "JPG"), (picture("BMP"), "JPG"),
    (picture("TIFF"), "JPG"), ("证明".encode(), "不能识别"), (b"{\\rtf1 hello}", "不能识别"), (b"\0", "不能识别"),
    (b" " + pdf(), "不能识别"), (b"GIF89a" + pdf(), "JPG"),
])
def test_other_kinds_are_refused_with_what_to_do(content: bytes, said: str) -> None:
    message = _refused(content)
    assert said in message and "可以上传的格式：PDF、JPG、PNG、OFD、DOCX" in message


def test_other_packages_are_refused() -> None:
    sheet = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    for content in (package(sheet), package({"a.txt": b"x"}), package({"sub/OFD.xml": OFD_XML})):
        assert "另存为 PDF" in _refused(content)


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "word/document.xml"])
def test_a_docx_without_its_parts_is_refused(missing: str) -> None:
    entries = unpacked(word())
    del entries[missing]
    _refused(package(entries))


@pytest.mark.parametrize("content", [b"", b"hello OFD", b"<html></html>"])
def test_an_ofd_whose_root_is_none_is_refused(content: bytes) -> None:
    _refused(package({"OFD.xml": content}))


def test_a_document_with_macros_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    types = unpacked(word())["[Content_Types].xml"]
    macro = types.replace(b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
    assert macro != types
    for content in (word_with(word__vbaProject_bin=ole), word_with(word__embeddings__x=ole),
                    word_with(**{"[Content_Types].xml": macro}), word_with(**{"word/x.exe": b"harmless"}),
                    word_with(word__media__image1=b"MZ\x90\0"), ofd(Doc_0__run=b"\x7fELF\2\1\1"),
                    ofd(**{"Doc_0/a.JS": b"x"})):
        assert "宏或可执行" in _refused(content)


def test_a_document_that_fetches_its_template_is_refused_and_one_with_a_link_is_not() -> None:
    def settings(kind: str) -> bytes:
        return word_with(**{"word/_rels/settings.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
            'Target="https://example.com/t.dotm" TargetMode="External"/></Relationships>').encode()})

    assert "宏或可执行" in _refused(settings("attachedTemplate")) and "宏或可执行" in _refused(settings("oleObject"))
    assert detect(settings("hyperlink")) is DOCX


def test_a_package_inside_a_package_is_refused() -> None:
    for content in (ofd(Doc_0__a=package({"x": b"y"})), word_with(word__embeddings__sheet=package({"x": b"y"})),
                    ofd(Doc_0__a=b"Rar!\x1a\x07\0")):
        assert "套着" in _refused(content)


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/passwd", "C:/x", "a\\..\\b", "\\x"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    _refused(package({"OFD.xml": OFD_XML, name: b"x"}))


def test_an_encrypted_package_is_refused() -> None:
    content = bytearray(ofd())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    assert "密码" in _refused(bytes(content))


def test_a_name_twice_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("OFD.xml", OFD_XML)
        file.writestr("OFD.xml", OFD_XML)
    _refused(made.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    _refused(package({"OFD.xml": OFD_XML}, method))


def test_zip_bombs_are_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    million = b"\0" * MEGABYTE
    flat = ofd(**{f"Doc_0/{place}": million for place in range(120)})
    dense = ofd(Doc_0__a=million * 30)
    many = package({"OFD.xml": OFD_XML, **{f"a{place}": b"" for place in range(2100)}})
    opened: list[Any] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda _self, entry, *_rest: opened.append(entry))
    tracemalloc.start()
    try:
        for content in (flat, dense):
            assert len(content) < MEGABYTE
            assert "解开后太大" in _refused(content, "too_large", 413)
        _refused(many)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()
    assert opened == []


def test_a_package_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    content = ofd(Doc_0__a=b"\0" * 50 * MEGABYTE)
    lying = content.replace(struct.pack("<I", 50 * MEGABYTE), struct.pack("<I", 1000))
    assert lying != content
    tracemalloc.start()
    try:
        _refused(lying)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_files_that_share_their_bytes_count_each() -> None:
    """As the bombs that overlap do: one compressed block, named by many entries."""
    block = package({"a": b"\0" * MEGABYTE * 4})
    entry_at = block.index(b"PK\1\2")
    end_at = block.index(b"PK\5\6")
    entry = block[entry_at:end_at]
    entries = b"".join(entry.replace(b"a", bytes([97 + place]), 1) if place else entry for place in range(26))
    end = bytearray(block[end_at:])
    end[8:12] = struct.pack("<HH", 26, 26)
    end[12:16] = struct.pack("<I", len(entries))
    with pytest.raises(Refused):
        detect(block[:entry_at] + entries + bytes(end))


@pytest.mark.parametrize("ending", ["ofd", "docx"])
@given(at=st.integers(min_value=0), bits=st.integers(min_value=1, max_value=255))
def test_a_damaged_package_is_taken_or_refused_and_never_a_crash(ending: str, at: int, bits: int) -> None:
    content = bytearray(FILES[ending])
    content[at % len(content)] ^= bits
    _taken_or_refused(bytes(content))


@given(start=st.sampled_from([b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\3\4", b""]), rest=st.binary())
def test_any_bytes_are_taken_or_refused_and_never_a_crash(start: bytes, rest: bytes) -> None:
    _taken_or_refused(start + rest)


@pytest.mark.parametrize("ending", FILES)
@given(at=st.integers(min_value=1))
def test_any_file_cut_off_is_taken_or_refused_and_never_a_crash(ending: str, at: int) -> None:
    _taken_or_refused(FILES[ending][:at % len(FILES[ending])])


def _taken_or_refused(content: bytes) -> None:
    try:
        detect(content)
    except Refused as refused:
        assert refused.field == "file" and refused.message.endswith("。")
