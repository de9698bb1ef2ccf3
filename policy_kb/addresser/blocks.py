"""Blocks (段): printed lines put together again where the print broke a sentence over lines or pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policy_kb.addresser.closing import is_contact
from policy_kb.addresser.lines import Line
from policy_kb.addresser.marks import Mark
from policy_kb.addresser.sentences import ends_in_colon, is_closed, may_break_after, must_go_on

_HEADING_LENGTH = 30
_RUNNING = re.compile(r"[：；。:;](?!$)")


@dataclass(frozen=True)
class Block:
    """A numbered line, note, paragraph or table as printed; `body` is its text without number and line breaks."""

    kind: Literal["part", "note", "paragraph", "table"]
    line: int
    start: int
    end: int
    body: str
    mark: Mark | None = None
    note: str | None = None

    @property
    def is_bare(self) -> bool:
        """A heading or an announcement (…：): what it says stands below it."""
        return not is_closed(self.body) or ends_in_colon(self.body)


def assemble(lines: list[Line]) -> list[Block]:
    """The blocks of a run of lines, in order of print."""
    headings = _bare_headings(lines)
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        previous = groups[-1] if groups else None
        if previous and _goes_on(lines[previous[-1]], line, previous[-1] in headings):
            previous.append(index)
        else:
            groups.append([index])
    return [_block([lines[index] for index in group]) for group in groups]


def single(lines: list[Line]) -> Block:
    """One paragraph of all these lines, whatever they begin with (a list of annexes)."""
    body = "".join(line.text for line in lines)
    return Block("paragraph", lines[0].number, lines[0].start, lines[-1].end, body)


def _block(lines: list[Line]) -> Block:
    first, last = lines[0], lines[-1]
    body = first.body + "".join(line.text for line in lines[1:])
    kind: Literal["part", "note", "paragraph", "table"] = "paragraph"
    if first.table:
        kind = "table"
    elif first.mark:
        kind = "part"
    elif first.note:
        kind = "note"
        body = re.sub(r"^备?注\s*[:：]\s*", "", body)
    return Block(kind, first.number, first.start, last.end, body, first.mark, first.note)


def _goes_on(before: Line, line: Line, heading: bool) -> bool:
    if before.table or line.table:
        return before.table and line.table
    if line.mark or line.note or line.headed or before.headed:
        return False
    if must_go_on(line.text):
        return True
    if heading or is_contact(line) or is_contact(before) or (line.markup and not line.text.startswith("*")):
        return False
    return may_break_after(before.text)


def _bare_headings(lines: list[Line]) -> set[int]:
    """The numbered lines without a stop that are headings, not sentences broken by the print.

    A heading is short and says one thing. Where that leaves doubt the other items of its list decide: among items
    that close with 。 or ； it is a broken sentence (aks-2025#二/8). A section (一、) without comma is always a
    heading; an item with a comma that stands alone never is one.
    """
    found = set()
    for fellows in _lists(lines):
        closed = sum(is_closed(lines[index].text) for index in fellows)
        others_open = 2 * closed <= len(fellows) - 1
        for index in fellows:
            mark, body = lines[index].mark, lines[index].body
            if mark is None or is_closed(body) or len(body) > _HEADING_LENGTH or _RUNNING.search(body):
                continue
            section, comma = mark.style in ("hanzi", "chapter"), "，" in body
            if (others_open and (section or not comma or len(fellows) > 1)) or (section and not comma):
                found.add(index)
    return found


def _lists(lines: list[Line]) -> list[list[int]]:
    """The numbered lines by list: one style, numbers that rise; a number that falls back begins another list."""
    current: dict[str, list[int]] = {}
    found: list[list[int]] = []
    for index, line in enumerate(lines):
        if line.mark is None:
            continue
        fellows = current.get(line.mark.style)
        last = lines[fellows[-1]].mark if fellows else None
        if fellows is not None and last is not None and last.ordinal < line.mark.ordinal:
            fellows.append(index)
        else:
            current[line.mark.style] = [index]
            found.append(current[line.mark.style])
    return found
