"""Printed lines (行) of a text: where each begins and ends, and what its first characters say it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policy_kb.addresser.marks import Mark, read_mark

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
#: White space as `\s` has it, and two characters without width.
_EDGE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\ufeff\u200b"
# A converter's heading, bullet and quotation marks are no print; ** is cut only before a number, 附件 or 注, because
# elsewhere an asterisk can be a printed one.
_MARKUP = re.compile(r"(?:#{1,6}\s*|[-*+]\s+|>\s*)+")
_BOLD = re.compile(r"\*{1,3}\s*")
_NOTE = re.compile(r"(备?注)\s*[:：]\s*")
_LABELLED = re.compile(r"附\s*件|备?注\s*[:：]")


@dataclass(frozen=True)
class Line:
    """One printed line without the white space and Markdown marks before it. Offsets are in the whole text."""

    number: int
    start: int
    end: int
    text: str
    markup: tuple[int, int] | None = None
    headed: bool = False
    mark: Mark | None = None
    note: str | None = None
    table: bool = False
    blank_before: bool = False

    @property
    def body(self) -> str:
        """The line without its number mark."""
        return self.text[self.mark.length :] if self.mark else self.text


def read_lines(text: str) -> list[Line]:
    """Every line of `text` that prints anything. "注：1.…" comes as two lines, the note and its first item."""
    found: list[Line] = []
    raws: list[str] = []
    number, counted = 1, 0
    for match in _LINE.finditer(text):
        raw = match.group()
        content = raw.rstrip(_EDGE)
        if not content:
            continue
        begin = len(content) - len(content.lstrip(_EDGE))
        number += text.count("\n", counted, match.start())
        blank = bool(found) and text.count("\n", counted, match.start()) > 1
        counted = match.start()
        for line in _read(content, begin, match.start(), number):
            found.append(replace(line, blank_before=blank))
            raws.append(raw[line.start - match.start() :])
            blank = False
    return _mark_tables(found, raws)


def _read(content: str, begin: int, offset: int, number: int) -> list[Line]:
    first = begin
    prefix = _MARKUP.match(content, begin)
    if prefix and prefix.end() < len(content):
        first = prefix.end()
    bold = _BOLD.match(content, first)
    if bold and (read_mark(content[bold.end() :]) or _LABELLED.match(content, bold.end())):
        first = bold.end()
    rest = content[first:]
    markup = (offset + begin, offset + first) if first > begin else None
    headed = "#" in content[begin:first]
    end = offset + len(content)
    note = _NOTE.match(rest)
    if note is None:
        return [Line(number, offset + first, end, rest, markup, headed, read_mark(rest))]
    inner = read_mark(rest[note.end() :])
    if inner is None:
        return [Line(number, offset + first, end, rest, markup, headed, note=note.group(1))]
    cut = offset + first + note.end()
    return [
        Line(
            number,
            offset + first,
            offset + first + len(note.group().rstrip()),
            note.group().rstrip(),
            markup,
            headed,
            note=note.group(1),
        ),
        Line(number, cut, end, rest[note.end() :], None, False, inner),
    ]


def _mark_tables(lines: list[Line], raws: list[str]) -> list[Line]:
    """Rows of a table: cells set apart by tabs, Markdown pipes, or an HTML table."""
    tabs = [raw[line.mark.length if line.mark else 0 :].count("\t") for line, raw in zip(lines, raws, strict=True)]
    within = False
    result = []
    for index, line in enumerate(lines):
        within = within or "<table" in line.text
        beside = any(tabs[near] for near in (index - 1, index + 1) if 0 <= near < len(tabs))
        row = within or line.text.startswith("|") or tabs[index] > 1 or (tabs[index] == 1 and beside)
        if "</table" in line.text:
            within = False
        result.append(replace(line, table=True, mark=None, note=None) if row else line)
    return result
