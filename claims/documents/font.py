"""The font that is embedded in a PDF: Noto Serif CJK SC (SIL Open Font License), which holds the 27,000 characters of
GB 18030's basic plane and the commoner rare ones above it (𠮷).

`make setup` puts it into var/fonts/ where the system has none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SETTING = "XUESHI_FORM_FONT"
OWN = Path(__file__).resolve().parents[2] / "var" / "fonts"
SYSTEM = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
    Path("/Library/Fonts"),
)
#: Under these names the font is distributed, by Google and by Adobe.
FILES = (
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifCJK-Regular.ttc",
    "SourceHanSerifSC-Regular.otf",
    "SourceHanSerif-Regular.ttc",
)


class FontMissing(RuntimeError):
    """No font to print with; the message is one line that says what to do."""


@cache
def font_file() -> Path:
    """The file that XUESHI_FORM_FONT names, else the one in var/fonts/, else the system's. Raises FontMissing."""
    named = os.environ.get(SETTING)
    if named:
        if not Path(named).is_file():
            raise FontMissing(f"{SETTING}={named}: there is no such font file")
        return Path(named)
    found = next(_candidates(), None)
    if found is None:
        raise FontMissing(
            "no font to print forms with: run `make setup`, or install fonts-noto-cjk, or name a file of "
            f"Noto Serif CJK SC in {SETTING}"
        )
    return found


def _candidates() -> Iterator[Path]:
    yield from (OWN / name for name in FILES if (OWN / name).is_file())
    for folder in SYSTEM:
        for name in FILES:
            yield from sorted(folder.rglob(name))
