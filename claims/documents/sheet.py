"""A filled-in form: every box of the printed table with its text, ready for whichever kind of file is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial

from claims.documents.form_data import (
    AnyOpinion,
    AuthorityOpinion,
    ExemptionForm,
    Form,
    Month,
    Opinion,
    RegistrationForm,
)
from claims.documents.printed_form import EXEMPTION, REGISTRATION, PrintedCell, PrintedForm, printed_form
from rules_core.decision import plain

#: How tall a box is at least, in mm: of one line, of an opinion with a seal, of several lines on each form, so that an
#: ordinary form fills its page.
LINE, OPINION, LINES, EXEMPTION_LINES = 11, 44, 25, 60
#: Of all opinions together, however many offices review: at most that of the two printed ones.
_OPINIONS = 2 * OPINION

#: Unseen, and part of how some scripts are spelt.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Piece:
    """A run of text; what was filled into a printed blank is underlined, and empty where the blank stays one."""

    text: str
    underlined: bool = False


@dataclass(frozen=True)
class Box:
    """A label with its box. centred: a short value. foot: the lines at the lower right, seal and date."""

    label: tuple[str, ...]
    span: int
    paragraphs: tuple[tuple[Piece, ...], ...]
    foot: tuple[str, ...] = ()
    height: int = LINE
    centred: bool = True


@dataclass(frozen=True)
class Sheet:
    """A form as it is printed, whatever it is printed with."""

    annex: str
    title: tuple[str, ...]
    columns: int
    rows: tuple[tuple[Box, ...], ...]
    notes: tuple[str, ...]
    claim_number: str
    verify_url: str
    issued: date


Value = str | tuple[str, ...] | AnyOpinion | None


def sheet_of(form: Form) -> Sheet:
    """The form as the notice prints it, filled in. Raises LookupError for a printed label that no value belongs to."""
    printed, values = _of_registration(form) if isinstance(form, RegistrationForm) else _of_exemption(form)
    own = form.region_form if isinstance(form, RegistrationForm) else None
    lines = LINES if isinstance(form, RegistrationForm) else EXEMPTION_LINES
    printed_rows = [row for row in printed.rows if own is None or not row[0].sealed]
    rows = [tuple(_box(cell, values[cell.name], lines) for cell in row) for row in printed_rows]
    if own is not None:
        rows += _reviews(printed.rows[-1][0], own.reviews)
    return Sheet(
        printed.annex if own is None else "",
        printed.title,
        printed.columns,
        tuple(rows),
        printed.notes if own is None else tuple(clean(note) for note in own.notes),
        clean(form.claim_number),
        form.verify_url,
        form.issued,
    )


def clean(text: str) -> str:
    """The text without what cannot be seen but changes how the rest is read or written: control characters (a line
    break becomes a space), marks of direction, halves of a character, what is no character."""
    return "".join(" " if c == "\n" else c for c in text if c == "\n" or not _unseen(c)).strip()


def _unseen(character: str) -> bool:
    if character in _JOINERS:
        return False
    # The last two of each plane. A character that this Python does not know yet is kept: names use new ones.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or ord(character) & 0xFFFE == 0xFFFE


def _of_registration(form: RegistrationForm) -> tuple[PrintedForm, Mapping[str, Value]]:
    return printed_form(REGISTRATION), {
        **_person(form),
        "现有专业技术职务": form.title,
        "继续教育活动组织单位": form.organisers,
        "继续教育时间及方式": form.times_and_ways,
        "累计学时": _hours(form.total_hours),
        "所在单位审核意见": form.employer_opinion,
        "所在地同级人事(职称)部门审批意见": form.authority_opinion,
    }


def _reviews(last: PrintedCell, reviews: Sequence[tuple[str, AnyOpinion | None]]) -> list[tuple[Box, ...]]:
    """A row for each reviewing office; the last one holds the sentence printed in `last`."""
    rows: list[tuple[Box, ...]] = []
    for place, (label, opinion) in enumerate(reviews, 1):
        statement = last.statement if place == len(reviews) else ()
        cell = PrintedCell((clean(label),), last.span, statement, sealed=True)
        rows.append((replace(_box(cell, opinion, LINES), height=min(OPINION, _OPINIONS // len(reviews))),))
    return rows


def _of_exemption(form: ExemptionForm) -> tuple[PrintedForm, Mapping[str, Value]]:
    return printed_form(EXEMPTION), {
        **_person(form),
        "参加工作时间": _month(form.work_start),
        "现有专业技术职务": form.title,
        "拟申报专业技术职务": form.applied_title,
        "免学理由": tuple(form.reason.splitlines()) or ("",),
        "审核意见": form.opinion,
    }


def _person(form: Form) -> dict[str, Value]:
    return {
        "姓名": form.name,
        "性别": form.gender,
        "出生年月": _month(form.birth),
        "身份证号": form.id_number,
        "学历": form.education,
        "学位": form.degree,
        "何时何学校何专业毕业": form.graduation,
        "现工作单位": form.employer,
    }


def _box(cell: PrintedCell, value: Value, lines: int) -> Box:
    make = partial(Box, cell.label, cell.span)
    if cell.sealed:
        assert value is None or isinstance(value, (Opinion, AuthorityOpinion)), cell.name
        return make(_said(cell, value), _foot(value), OPINION, False)
    if isinstance(value, tuple):
        return make(_paragraphs(value), height=lines, centred=False)
    assert isinstance(value, str), cell.name
    return make(_paragraphs([value]))


def _paragraphs(texts: Iterable[str]) -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(clean(text)),) for text in texts)


def _said(cell: PrintedCell, value: AnyOpinion | None) -> tuple[tuple[Piece, ...], ...]:
    """The office's own words, then the printed sentence with its blanks filled in, or empty."""
    own = _paragraphs(value.text.splitlines()) if value is not None else ()
    if not cell.statement:
        return own
    blanks = len(cell.statement) - 1
    filled = [""] * blanks
    if isinstance(value, AuthorityOpinion):
        filled = [str(value.year), _hours(value.recognised_hours), _hours(value.remaining_hours)]
    if len(filled) != blanks:
        raise LookupError(f"the printed sentence of {cell.name} has {blanks} blanks, not {len(filled)}")
    pieces = [Piece(cell.statement[0])]
    for text, rest in zip(filled, cell.statement[1:]):
        pieces += [Piece(text, underlined=True), Piece(rest)]
    return (*own, tuple(pieces))


def _foot(value: AnyOpinion | None) -> tuple[str, ...]:
    if value is None:
        return ("公 章", "    年    月    日")
    return (clean(value.office), "公 章", f"{value.date.year} 年 {value.date.month} 月 {value.date.day} 日")


def _month(month: Month | None) -> str:
    return "" if month is None else f"{month[0]}年{month[1]}月"


def _hours(hours: Fraction | int | None) -> str:
    return "" if hours is None else plain(hours)
