"""Names of files as they are shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.kinds import DOCX, JPEG, KINDS, PDF, PNG, Kind
from claims.evidence.names import clean_name
from claims.trouble import Refused


@pytest.mark.parametrize(("given_name", "kind", "shown"), [
    ("会议证书.pdf", PDF, "会议证书.pdf"), ("扫描.PDF", PDF, "扫描.PDF"), ("a.jpeg", JPEG, "a.jpeg"),
    (r"C:\Users\张三\证书.pdf", PDF, "证书.pdf"), ("../../etc/证书.pdf", PDF, "证书.pdf"), ("证书", PDF, "证书.pdf"),
    ("证书2024.5", PDF, "证书2024.5.pdf"), ("第1.2节", PNG, "第1.2节.png"), ("", PDF, "证明材料.pdf"),
    (None, PDF, "证明材料.pdf"), (".pdf", PDF, "pdf.pdf"), ("证书\u202egpj.pdf", PDF, "证书gpj.pdf"),
    ("a\r\nSet-Cookie: x.pdf", PDF, "aSet-Cookie_ x.pdf"), ("a\0b\u200b.pdf", PDF, "ab.pdf"),
    ('<b>"x"|?*.docx', DOCX, "_b__x____.docx"), ("...", PDF, "证明材料.pdf"), ("e\u0301.png", PNG, "é.png"),
    ("㙘𠮷.png", PNG, "㙘𠮷.png"), ("a/", PDF, "证明材料.pdf"),
])
def test_a_name_is_shown_without_what_misleads(given_name: str | None, kind: Kind, shown: str) -> None:
    assert clean_name(given_name, kind) == shown


@pytest.mark.parametrize(("given_name", "kind"), [
    ("证书.pdf", JPEG), ("证书.jpg", PDF), ("photo.exe", JPEG), ("a.docm", DOCX), ("a.7z", DOCX), ("a.html", PNG)])
def test_a_mislabelled_file_is_refused_with_the_ending_that_fits(given_name: str, kind: Kind) -> None:
    with pytest.raises(Refused) as caught:
        clean_name(given_name, kind)
    assert (caught.value.code, caught.value.field, caught.value.status) == ("unsupported_file", "file", 415)
    assert f".{kind.suffixes[0]}" in caught.value.message and given_name not in caught.value.message


@given(st.text(), st.sampled_from(KINDS))
def test_any_name_becomes_one_that_is_safe(text: str, kind: Kind) -> None:
    try:
        shown = clean_name(text, kind)
    except Refused:
        return
    assert 0 < len(shown) <= 120 and not set(shown) & set('/\\<>:"|?*\r\n\0') and not shown.startswith(".")
    assert shown.rpartition(".")[2].lower() in kind.suffixes
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in shown)
    assert clean_name(shown, kind) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("证" * 500 + ".pdf", PDF) == "证" * 116 + ".pdf"
