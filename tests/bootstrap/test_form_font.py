"""The font of the printed forms: looked for where the forms look, fetched once, and no other than expected."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from claims.documents import font
from scripts.bootstrap import form_font, runner
from scripts.bootstrap.steps import Steps
from scripts.bootstrap.trouble import Trouble

LOOKED_FOR = (form_font.SYSTEM, form_font.NAMES, form_font.FONT)


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without the font; returns where it would be put."""
    monkeypatch.setattr(runner, "STATE", tmp_path / "setup")
    monkeypatch.setattr(form_font, "FONT", tmp_path / "fonts" / form_font.FONT.name)
    monkeypatch.setattr(form_font, "SYSTEM", (tmp_path / "none",))
    monkeypatch.setattr(form_font, "ensure_uv", lambda: None)
    return tmp_path / "fonts" / form_font.FONT.name


def wheel(folder: Path, content: bytes) -> Path:
    path = folder / "mplfonts-0.0.11-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(form_font.MEMBER, content)
        archive.writestr("mplfonts/fonts/Other.ttf", b"not ours")
    return path


def said() -> str:
    out = io.StringIO()
    with Steps(1, out).step("font") as step:
        form_font.fetch_form_font(step)
    return out.getvalue().splitlines()[-1]


def pip(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A Python that does this instead of fetching."""
    python = folder / "tools" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(form_font, "TOOLS", folder / "tools")


def test_the_forms_look_where_it_is_put() -> None:
    assert (font.SYSTEM, font.FILES, font.OWN / font.FILES[0]) == LOOKED_FOR


def test_only_the_one_font_is_taken_out(tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_font, "DIGEST", hashlib.sha256(b"glyphs").hexdigest())
    source = wheel(tmp_path, b"glyphs")
    pip(tmp_path, monkeypatch, f'while [ "$1" != --dest ]; do shift; done; cp {source} "$2"')
    assert "font: fetched" in said()
    assert [(path.name, path.read_bytes()) for path in bare.parent.iterdir()] == [(bare.name, b"glyphs")]
    assert "font: there" in said()


def test_another_font_under_the_name_is_refused(tmp_path: Path, bare: Path) -> None:
    with pytest.raises(Trouble, match="another") as trouble:
        form_font.take_out(wheel(tmp_path, b"other glyphs"), bare)
    assert "\n" not in str(trouble.value)
    assert list(bare.parent.iterdir()) == []


def test_a_font_of_the_system_will_do(tmp_path: Path, bare: Path) -> None:
    held = tmp_path / "none" / "noto" / form_font.NAMES[1]
    held.parent.mkdir(parents=True)
    held.write_bytes(b"glyphs")
    assert "font: there" in said()
    assert not bare.exists()


def test_without_a_connection_one_line_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(tmp_path, monkeypatch, "echo 'ERROR: Could not find a version; connection refused'; exit 1")
    line = said()
    assert "no PDF of a form" in line
    assert "no connection" in line
    assert "apt-get install fonts-noto-cjk" in line
