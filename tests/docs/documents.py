"""The project's documents, as the tests of this folder read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "web" / "frontend" / "README.md", *(ROOT / "docs").rglob("*.md")])
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def name(path: Path) -> str:
    """The path within the project, for a test's id."""
    return path.relative_to(ROOT).as_posix()


def links(text: str) -> list[str]:
    """The targets of the text's links and pictures that lie in the repository."""
    found = (one or two for one, two in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text))
    return [target for target in found if "://" not in target and not target.startswith("/")]


def code_words(text: str) -> list[str]:
    """What stands between single backquotes."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def table_rows(text: str) -> list[list[str]]:
    """The cells of every table row, heads and rulers too."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in text.splitlines() if line.startswith("|")]
