"""What is filled into 附件1 and 附件2 of xj-city-2022, and into the same layout where a notice prints no form: plain
frozen values, checked once when they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Month = tuple[int, int]

#: Hours are printed with four decimals at most: a share that needs more would be printed as another number.
_FINEST = 10_000


@dataclass(frozen=True)
class Opinion:
    """What an employer or an office says of a form, whose seal belongs under it, and the day."""

    text: str
    office: str
    date: date


@dataclass(frozen=True)
class AuthorityOpinion:
    """The opinion that fills in the printed sentence of 附件1: in `year` so many professional hours hold, so many are
    still to be done; hours that are None leave their blank empty. `text` stands before the sentence, where the office
    adds words of its own. Raises ValueError for hours below zero or that cannot be printed exactly.
    """

    year: int
    recognised_hours: Fraction | int | None
    remaining_hours: Fraction | int | None
    office: str
    date: date
    text: str = ""

    def __post_init__(self) -> None:
        for hours in (self.recognised_hours, self.remaining_hours):
            if hours is not None:
                check_hours(hours)


AnyOpinion = Opinion | AuthorityOpinion


@dataclass(frozen=True)
class RegionForm:
    """What a registration says where the region's notice prints no form: the offices and the words of that region
    instead of those of 附件1. reviews: label and opinion (None: blank) of each reviewing office, at least one, in
    order; the sentence of the sum stands in the last. notes: below the table.
    """

    reviews: tuple[tuple[str, AnyOpinion | None], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Person:
    """What both forms ask of the person, and what every form carries: number, place of verification, day of making.

    A text that is empty and a month that is None leave their box blank, as on a draft.
    """

    claim_number: str
    verify_url: str
    issued: date
    name: str
    gender: str
    birth: Month | None
    id_number: str
    education: str
    degree: str
    graduation: str
    employer: str
    title: str


@dataclass(frozen=True)
class RegistrationForm(_Person):
    """附件1, 专技继续教育学时认定登记表. An opinion that is None leaves its box blank. Raises ValueError as
    AuthorityOpinion does.

    graduation: when, at which school, in which subject. title: 现有专业技术职务. total_hours: None leaves the
    box empty. region_form: for a region that prints no form; its reviews stand instead of both opinions.
    """

    organisers: tuple[str, ...]
    times_and_ways: tuple[str, ...]
    total_hours: Fraction | int | None
    employer_opinion: Opinion | None = None
    authority_opinion: AnyOpinion | None = None
    region_form: RegionForm | None = None

    def __post_init__(self) -> None:
        if self.total_hours is not None:
            check_hours(self.total_hours)


@dataclass(frozen=True)
class ExemptionForm(_Person):
    """附件2, 免除继续教育学习申请表. work_start: 参加工作时间. title and applied_title: 现有 and 拟申报专业技术职务."""

    work_start: Month | None
    applied_title: str
    reason: str
    opinion: Opinion | None = None


Form = RegistrationForm | ExemptionForm


def check_hours(hours: Fraction | int) -> None:
    """Raises ValueError for hours that a form cannot state: below zero, inexact, or of more than four decimals."""
    if isinstance(hours, bool) or not isinstance(hours, (int, Fraction)):
        raise ValueError(f"hours must be exact (int or Fraction), not {hours!r}")
    if hours < 0:
        raise ValueError(f"hours below zero: {hours}")
    if (Fraction(hours) * _FINEST).denominator != 1:
        raise ValueError(f"hours that cannot be printed exactly: {hours}")
