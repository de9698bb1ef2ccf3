"""Annexes (附件) of a text: where each begins, its title, and the list of annexes that stands in the notice itself."""

from __future__ import annotations

from dataclasses import dataclass

from policy_kb.addresser.closing import is_closing, is_contact
from policy_kb.addresser.labels import Label, opens_list, read_label
from policy_kb.addresser.lines import Line
from policy_kb.addresser.sentences import is_closed, must_go_on

_TITLE_LENGTH = 60
_TITLE_LINES = 3


@dataclass(frozen=True)
class Annex:
    """One annex: its label's line, its title as spans (unaddressed, contract section 2), and the lines below."""

    part: str
    line: Line
    label_end: int
    title: tuple[tuple[int, int], ...]
    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Split:
    """A text cut into the notice and its annexes; `lists` are the spans of line numbers of its lists of annexes."""

    body: list[Line]
    lists: tuple[tuple[int, int], ...]
    annexes: tuple[Annex, ...]


def split_annexes(lines: list[Line]) -> Split:
    """Cut `lines` at the annex labels. A list of annexes stays in the body as one run of lines."""
    lists: list[tuple[int, int]] = []
    openings: list[tuple[int, Label]] = []
    index = 0
    while index < len(lines):
        label = _label_at(lines, index)
        stop = _list_end(lines, index, label) if label and not openings else index
        if stop > index:
            lists.append((index, stop))
        elif label and not opens_list(label):
            openings.append((index, label))
        index = max(stop, index + 1)
    if not openings:
        return Split(lines, tuple(lists), ())
    ends = [*(index for index, _ in openings[1:]), len(lines)]
    annexes = tuple(_annex(lines, at, end, label) for (at, label), end in zip(openings, ends, strict=True))
    return Split(lines[: openings[0][0]], tuple(lists), annexes)


def _label_at(lines: list[Line], index: int) -> Label | None:
    line = lines[index]
    cut_sentence = index + 1 < len(lines) and must_go_on(lines[index + 1].text)
    return None if line.mark or line.table or cut_sentence else read_label(line.text)


def _list_end(lines: list[Line], index: int, label: Label) -> int:
    """Where the list of annexes that begins at `index` ends; `index` itself where the label opens an annex."""
    if opens_list(label):
        return _entries_end(lines, index + 1, 2)
    if label.rest:
        alone = index + 1 == len(lines) or is_closing(lines, index + 1)
        following = _label_at(lines, index + 1) if alone and index + 1 < len(lines) else None
        if following and following.rest and not opens_list(following):
            return max(_list_end(lines, index + 1, following), index + 1)
        return index + 1 if alone else index
    stop = _entries_end(lines, index + 1, 1) if label.part == "附件" else index
    is_list = stop > index + 1 and (stop == len(lines) or is_closing(lines, stop))
    return stop if is_list and not any(is_closed(line.text) for line in lines[index + 1 : stop]) else index


def _entries_end(lines: list[Line], index: int, ordinal: int) -> int:
    """The end of the entries 1. 2. 3. … from `index` on; an entry may be broken over one more line."""
    while index < len(lines):
        ahead = [line.mark for line in lines[index : index + 2]]
        step = next((at for at, mark in enumerate(ahead) if mark and mark[:3:2] == ("arabic", ordinal)), None)
        if step is None or (step and (ahead[0] or ordinal == 1 or is_closing(lines, index))):
            break
        index, ordinal = index + step + 1, ordinal + 1
    return index


def _annex(lines: list[Line], index: int, end: int, label: Label) -> Annex:
    line = lines[index]
    if label.rest:
        at = line.start + label.rest_at
        title = ((at, at + len(label.rest)),)
        return Annex(label.part, line, at, title, label.rest, tuple(lines[index + 1 : end]))
    stop = _title_end(lines, index + 1, end)
    titles = lines[index + 1 : stop]
    heading = "".join(found.text for found in titles) or None
    spans = tuple((found.start, found.end) for found in titles)
    return Annex(label.part, line, line.end, spans, heading, tuple(lines[stop:end]))


def _title_end(lines: list[Line], index: int, end: int) -> int:
    """A title is a line without stop or comma; it goes on in headed lines and in lines without a blank one between."""
    first = index
    while index < min(end, first + _TITLE_LINES):
        line = lines[index]
        plain = not (
            line.mark or line.note or line.table or is_contact(line) or is_closed(line.text) or "，" in line.text
        )
        apart = index > first and line.blank_before and not line.headed
        if not plain or apart or len(line.text) > _TITLE_LENGTH:
            break
        index += 1
    return index
