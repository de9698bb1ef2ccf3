"""The font of the printed forms: the system's, else the one that a package on PyPI carries, put into var/fonts/.

The package (mplfonts) also holds fonts that are not free; only this one, under the SIL Open Font License, is taken out.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Iterator

from .places import ROOT, TOOLS
from .runner import Failed, run
from .steps import Step
from .trouble import Trouble, explain
from .uv import ensure_uv

PACKAGE = "mplfonts==0.0.11 --hash=sha256:b5e05ba7fd9a59cae48d1db41f657f50e6765e6f04b8d78504438b93a66b6e13"
MEMBER = "mplfonts/fonts/NotoSerifCJKsc-Regular.otf"
DIGEST = "efa5e49879a789c1ecad8f07e1813c7f9aa6c4b951fdbb5791d85d67345632d7"
FONT = ROOT / "var" / "fonts" / "NotoSerifCJKsc-Regular.otf"
#: Where claims/documents/font.py looks besides, and for what.
SYSTEM = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts",
          Path.home() / "Library/Fonts", Path("/Library/Fonts"))
NAMES = ("NotoSerifCJKsc-Regular.otf", "NotoSerifCJK-Regular.ttc", "SourceHanSerifSC-Regular.otf",
         "SourceHanSerif-Regular.ttc")


def fetch_form_font(step: Step) -> None:
    """See to a font that the forms can be printed with; where it cannot be had, say so: all but the PDFs works without.
    Raises Trouble for a font that is not the one expected.
    """
    if FONT.is_file() or any(True for _ in _of_system()):
        step.done("there")
        return
    step.doing("fetching (85 MB)")
    ensure_uv()
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(PACKAGE + "\n", encoding="utf-8")
        pip = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input"]
        try:
            run([*pip, "download", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest", folder, "-r",
                 wanted], "form-font")
        except Failed as failed:
            said = explain("it could not be fetched", failed.output, f"see {failed.log}")
            step.done(f"missing, no PDF of a form can be made: {said}. As root: apt-get install fonts-noto-cjk")
            return
        take_out(next(Path(folder).glob("mplfonts-*.whl")), FONT)
    step.done("fetched")


def take_out(wheel: Path, font: Path) -> None:
    """Copy the font out of the wheel; nothing is left half written. Raises Trouble for a font that is another."""
    font.parent.mkdir(parents=True, exist_ok=True)
    part = font.with_suffix(".part")
    with zipfile.ZipFile(str(wheel)) as archive, archive.open(MEMBER) as source, part.open("wb") as target:
        shutil.copyfileobj(source, target)
    if hashlib.sha256(part.read_bytes()).hexdigest() != DIGEST:
        part.unlink()
        raise Trouble(f"{wheel.name} holds another {font.name} than expected: install fonts-noto-cjk, then try again")
    part.replace(font)


def _of_system() -> Iterator[Path]:
    return (path for folder in SYSTEM for name in NAMES for path in folder.rglob(name))
