"""The rule model: what a knowledge-base file may say, as strict structs. A key that is not here is refused at load.

Rules are data without expressions: a condition (`rules_core.conditions`), one effect of a closed set, caps, and for
every figure the words of the clause that state it.
"""

from __future__ import annotations

from typing import Any, Literal, Union

import msgspec

Number = Union[int, float]
Subject = Literal["public", "professional"]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything read from YAML: frozen, and strict about keys."""


class Quoted(_Data, frozen=True, kw_only=True):
    """Words of a clause: `quote` verbatim; `clause` where it is not the rule's own."""

    quote: str
    clause: str | None = None


class Cell(Quoted, frozen=True, kw_only=True):
    """One figure of a table: applies when the fact named by the effect's `by` is one of `is`."""

    is_: list[str] = msgspec.field(name="is")
    hours: Number


class Bonus(_Data, frozen=True, kw_only=True):
    """Hours on top of a rate, once for each event (另加), while `when` holds."""

    when: dict[str, Any]
    by: str | None = None
    cells: list[Cell]


class Rate(_Data, frozen=True, tag_field="kind", tag="rate", kw_only=True):
    """Hours per unit: days, whole months, or examination papers, times the figure of the cell."""

    unit: Literal["day", "month", "subject"]
    by: str | None = None
    cells: list[Cell] = []
    hours: Number | None = None
    quote: str | None = None
    bonus: Bonus | None = None


class Fixed(_Data, frozen=True, tag_field="kind", tag="fixed", kw_only=True):
    """A number of hours, whatever the length."""

    by: str | None = None
    cells: list[Cell] = []
    hours: Number | None = None
    quote: str | None = None


class Multiple(_Data, frozen=True, tag_field="kind", tag="multiple", kw_only=True):
    """A multiple of the hours taught (授课学时的若干倍)."""

    times: Number
    quote: str


class RequirementPart(_Data, frozen=True, kw_only=True):
    """The yearly minimum of one subject: a figure, or a share of the total (三分之二)."""

    subject: Subject
    hours: Number | None = None
    share: str | None = None
    quote: str
    clause: str | None = None


class Total(Quoted, frozen=True, kw_only=True):
    """The yearly minimum over all subjects."""

    hours: Number


class Requirement(_Data, frozen=True, tag_field="kind", tag="requirement", kw_only=True):
    """The yearly requirement, in all and by subject."""

    total: Total
    subjects: list[RequirementPart]


class RequiredYear(Quoted, frozen=True, kw_only=True):
    """One year that a review demands, and the subjects it demands in it."""

    year: int
    subjects: list[Subject]


class RequiredYears(_Data, frozen=True, tag_field="kind", tag="required_years", kw_only=True):
    """The years and subjects that a review demands; the hours of a year come from the requirement rule `figures`."""

    years: list[RequiredYear]
    figures: str


class Reduced(_Data, frozen=True, tag_field="kind", tag="reduced", kw_only=True):
    """A fraction of the requirement that this rule excepts from, each subject of each year rounded up to `step`."""

    fraction: str
    step: str
    quote: str


class Exempt(_Data, frozen=True, tag_field="kind", tag="exempt", kw_only=True):
    """The requirement does not apply."""

    quote: str


class Minimum(_Data, frozen=True, kw_only=True):
    """A fact that must reach a figure for the effect to apply (满一年): `not_met` below it, by how much."""

    fact: str
    at_least: Number
    quote: str
    clause: str | None = None


class DeemedComplete(_Data, frozen=True, tag_field="kind", tag="deemed_complete", kw_only=True):
    """视同完成: the yearly requirement of these subjects counts as done; figures from the rule `figures`."""

    subjects: list[Subject]
    figures: str
    quote: str
    minimum: Minimum | None = None


class ReferenceOnly(_Data, frozen=True, tag_field="kind", tag="reference_only", kw_only=True):
    """学时作为评审参考因素."""

    quote: str


class Office(Quoted, frozen=True, kw_only=True):
    """Who reviews, for whom (`when`)."""

    when: dict[str, Any]
    office: str


class PerPriorPolicy(_Data, frozen=True, tag_field="kind", tag="per_prior_policy", kw_only=True):
    """按原政策执行: with the form to fill in, and the offices that review it."""

    quote: str
    form: str | None = None
    form_clause: str | None = None
    offices: list[Office] = []


class SetByOrganizer(_Data, frozen=True, tag_field="kind", tag="set_by_organizer", kw_only=True):
    """The figure is what the organizer, base or course publishes; stated, it counts as it stands."""

    who: str
    quote: str


class SetElsewhere(_Data, frozen=True, tag_field="kind", tag="set_elsewhere", kw_only=True):
    """Counted, but the figure stands in documents (ids, not held) or with an authority."""

    quote: str
    documents: list[str] = []
    authority: str | None = None
    pointers: list[Quoted] = []
    keeps: list[Subject] = []
    figures: str | None = None


class Recognized(_Data, frozen=True, tag_field="kind", tag="recognized", kw_only=True):
    """Counted, with no figure needed or given."""

    quote: str


class NotRecognized(_Data, frozen=True, tag_field="kind", tag="not_recognized", kw_only=True):
    """The text refuses it."""

    quote: str


class NotMet(_Data, frozen=True, tag_field="kind", tag="not_met", kw_only=True):
    """The text sets a condition that these facts do not meet, with no amount to it (尚未取得学位)."""

    quote: str


class InWords(_Data, frozen=True, tag_field="kind", tag="lookup", kw_only=True):
    """An answer in the clause's own words."""

    quote: str


Effect = Union[Rate, Fixed, Multiple, Requirement, RequiredYears, Reduced, Exempt, DeemedComplete, ReferenceOnly,
               PerPriorPolicy, SetByOrganizer, SetElsewhere, Recognized, NotRecognized, NotMet, InWords]


class Cap(_Data, frozen=True, kw_only=True):
    """An upper limit: on one event, or on the events of one year that the rules in `pool` credit together.

    The limit is a figure, or a number of `years` of the requirement rule `figures` for `subject`.
    """

    scope: Literal["per_event", "per_year"]
    hours: Number | None = None
    years: int | None = None
    figures: str | None = None
    subject: Subject = "professional"
    pool: list[str] = []
    quote: str
    clause: str | None = None
    readings: list[str] = []


class Note(Quoted, frozen=True, kw_only=True):
    """A caveat of the text itself, shown when `when` holds."""

    when: dict[str, Any] = {}
    text: str


class Rule(_Data, frozen=True, kw_only=True):
    """One rule of one clause. `answers` is the question it takes part in."""

    id: str
    clause: str
    answers: Literal["hours", "requirement", "review"]
    effect: Effect
    when: dict[str, Any] = {}
    needs: list[str] = []
    caps: list[Cap] = []
    subject: Subject | None = None
    exception_to: list[str] = []
    readings: list[str] = []
    notes: list[Note] = []
    about: str


class Document(_Data, frozen=True, kw_only=True):
    """A notice: held with its text, or only cited. Null dates mean that the text does not say."""

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    held: bool = True
    jurisdiction: str | None = None
    issued: str | None = None
    in_force_from: str | None = None
    in_force_to: str | None = None
    applies_from_year: int | None = None
    applies_to_years: list[int] | None = None
    note: str | None = None


class Jurisdiction(_Data, frozen=True, kw_only=True):
    """A place with its own notices; `parent` is the next higher level whose notices also hold in it."""

    id: str
    name: str
    parent: str | None = None
    gb2260: str | None = None
    contact: str | None = None


class Reading(_Data, frozen=True, kw_only=True):
    """An interpretation the project takes: the question, the reading, what else was possible, who decided."""

    id: str
    clause: str | None = None
    question: str
    reading: str
    caveat: str
    alternatives: list[str] = []
    decided_by: str = "project contract"
    confirmed_by: str | None = None
