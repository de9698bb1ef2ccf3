"""The outline (提纲) of a document: its clauses and the pieces of its print that have no address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import msgspec

from policy_kb.addresser.annexes import Annex, Split, split_annexes
from policy_kb.addresser.blocks import Block, assemble, single
from policy_kb.addresser.closing import closing_start
from policy_kb.addresser.front import front_end, head_kinds
from policy_kb.addresser.headings import heading_of
from policy_kb.addresser.lines import Line, read_lines
from policy_kb.addresser.nesting import Nesting, Node
from policy_kb.clauses import Clause, ClauseKind

PieceKind = Literal["letterhead", "title", "annex title", "markup"]


class AddressError(ValueError):
    """A text that cannot be addressed; the message names the lines and says what to do."""


@dataclass(frozen=True)
class Piece:
    """Print without an address: letterhead, title, annex title, or a converter's Markdown mark before a line."""

    kind: PieceKind
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """A document's clauses in order of print, and its unaddressed pieces."""

    clauses: tuple[Clause, ...]
    unaddressed: tuple[Piece, ...]


def outline(document: str, text: str) -> Outline:
    """Address every printed clause of `text` (contract section 2). Raises AddressError for a text that has none, for
    an unusable document id, and where two lines would have one address."""
    if not re.fullmatch(r"[^\s#/]+", document):
        raise AddressError(f"document id {document!r}: use letters, digits and hyphens, as in 'xj-2021'")
    lines = read_lines(text)
    split = split_annexes(lines)
    root = Node(document, None)
    pieces = [Piece("markup", *line.markup) for line in lines if line.markup]
    pieces += _place_body(split, root)
    for annex in split.annexes:
        pieces += _place_annex(annex, root)
    clauses: list[Clause] = []
    _collect(root, None, clauses)
    if not clauses:
        raise AddressError(f"{document}: the text holds no clause; put the notice's printed text in its file")
    _refuse_doubles(document, text, clauses)
    return Outline(tuple(clauses), tuple(sorted(pieces, key=lambda piece: piece.start)))


def _place_body(split: Split, root: Node) -> list[Piece]:
    lines = split.body
    listed = {index for first, stop in split.lists for index in range(first, stop)}
    parts = [index for index, line in enumerate(lines) if line.mark and index not in listed]
    first_part = parts[0] if parts else len(lines)
    front = front_end(lines, first_part) if lines else 0
    close = max(front, closing_start(lines, parts[-1] if parts else front - 1))
    Nesting(root).place(_main_blocks(lines, front, close, split.lists))
    for block in _closing_blocks(lines, close, split.lists):
        root.add_unnumbered(block)
    head = lines[:front]
    return [Piece(kind, line.start, line.end) for kind, line in zip(head_kinds(head), head, strict=True)]


def _main_blocks(lines: list[Line], first: int, end: int, lists: tuple[tuple[int, int], ...]) -> list[Block]:
    blocks = []
    for start, stop in lists:
        if first <= start and stop <= end:
            blocks += [*assemble(lines[first:start]), single(lines[start:stop])]
            first = stop
    return blocks + assemble(lines[first:end])


def _closing_blocks(lines: list[Line], index: int, lists: tuple[tuple[int, int], ...]) -> list[Block]:
    """Below the last section each printed line is a paragraph of its own, and a list of annexes is one."""
    ends = dict(lists)
    blocks = []
    while index < len(lines):
        stop = ends.get(index, index + 1)
        while lines[index].table and stop < len(lines) and lines[stop].table:
            stop += 1
        run = lines[index:stop]
        blocks += assemble(run) if run[0].table else [single(run)]
        index = stop
    return blocks


def _place_annex(annex: Annex, root: Node) -> list[Piece]:
    end = max([annex.label_end, *(stop for _, stop in annex.title)])
    label = Block("part", annex.line.number, annex.line.start, end, annex.heading or "")
    node = root.add(Node(annex.part, label, "annex"))
    Nesting(node).place(assemble(list(annex.lines)))
    return [Piece("annex title", start, stop) for start, stop in annex.title]


def _collect(node: Node, address: str | None, clauses: list[Clause]) -> int:
    """Append the clauses of `node` and below, and return where the last of them ends."""
    end = node.block.end if node.block else 0
    at = len(clauses)
    if address is not None and node.block is not None:
        kind: ClauseKind = "table" if node.block.kind == "table" else "part" if node.style else "paragraph"
        parent = address.rpartition("/")[0] or None
        heading = heading_of(node)
        clauses.append(Clause(address, node.block.start, end, parent, kind, address.count("/") + 1, heading))
    for child in node.children:
        below = f"{address}/{child.label}" if address else f"{node.label}#{child.label}"
        end = max(end, _collect(child, below, clauses))
    if address is not None:
        clauses[at] = msgspec.structs.replace(clauses[at], end=end)
    return end


def _refuse_doubles(document: str, text: str, clauses: list[Clause]) -> None:
    lines: dict[str, int] = {}
    for clause in clauses:
        line = text.count("\n", 0, clause.start) + 1
        if clause.address in lines:
            raise AddressError(
                f"{document}: lines {lines[clause.address]} and {line} would both be {clause.address}. Compare the "
                f"text with the print: a heading lost between them, or a number misread, is the usual cause; put it "
                f"right in the text file, so that no number stands twice in one list"
            )
        lines[clause.address] = line
