"""What the notice prints of a form: its title, its table of labels and its notes, read from the clause texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policy_kb.addresser import load_notice

NOTICE = "xj-city-2022"
REGISTRATION, EXEMPTION = "附件1", "附件2"

_TAG = re.compile(r"<[^>]+>")
_SEAL = re.compile(r"公\s*章\s*年\s*月\s*日\s*$")
_BLANK = re.compile(r"_+")


@dataclass(frozen=True)
class PrintedCell:
    """A label and the box that belongs to it.

    label: its lines as printed. span: columns of the box. statement: the sentence printed in the box, split at its
    blanks (one part where it has none, no part where there is no sentence). sealed: the box ends with 公 章 and a date.
    """

    label: tuple[str, ...]
    span: int
    statement: tuple[str, ...]
    sealed: bool

    @property
    def name(self) -> str:
        """The label on one line."""
        return "".join(self.label)


@dataclass(frozen=True)
class PrintedForm:
    """One annex. annex: its own line (附件 1). columns: columns of its table."""

    annex: str
    title: tuple[str, ...]
    columns: int
    rows: tuple[tuple[PrintedCell, ...], ...]
    notes: tuple[str, ...]


@cache
def printed_form(annex: str) -> PrintedForm:
    """The form of an annex. Raises UnknownClause where the notice has no such annex or table."""
    notice = load_notice(NOTICE)
    whole, table = notice.clause(f"{NOTICE}#{annex}"), notice.clause(f"{NOTICE}#{annex}/p1")
    head = [line.strip("# ") for line in notice.text[whole.start : table.start].splitlines() if line.strip()]
    lines = [line.split("\t") for line in notice.text[table.start : table.end].splitlines()]
    columns = max(map(len, lines))
    rows = tuple(_cells(line + [""] * (columns - len(line))) for line in lines)
    notes = tuple(line.strip() for line in notice.clause_text(f"{NOTICE}#{annex}/注").splitlines() if line.strip())
    return PrintedForm(head[0], tuple(head[1:]), columns, rows, notes)


def _cells(line: list[str]) -> tuple[PrintedCell, ...]:
    """The labels of a row, each with the empty columns behind it; a text behind a label is printed in its box."""
    if line[1].strip():
        return (_opinion(line),)
    places = [place for place, text in enumerate(line) if text.strip()]
    ends = [*places[1:], len(line)]
    return tuple(PrintedCell(_lines(line[place]), end - place - 1, (), False) for place, end in zip(places, ends))


def _opinion(line: list[str]) -> PrintedCell:
    text = " ".join(_TAG.sub(" ", line[1]).split())
    seal = _SEAL.search(text)
    said = text[: seal.start()].strip() if seal else text
    parts = tuple(part.replace(", ", "，").strip() for part in _BLANK.split(said)) if said else ()
    return PrintedCell(_lines(line[0]), len(line) - 1, parts, seal is not None)


def _lines(label: str) -> tuple[str, ...]:
    """White space inside a label is where its print begins a new line."""
    return tuple(label.split())
