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
    readings: list[str] = []


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
    readings: list[str] = []


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


class RequiredCertificates(_Data, frozen=True, tag_field="kind", tag="required_certificates", kw_only=True):
    """The years and subjects whose certificates a review demands; the text names no hours."""

    years: list[RequiredYear]
    quote: str


class ByTransferYear(_Data, frozen=True, tag_field="kind", tag="by_transfer_year", kw_only=True):
    """按转任年限要求: of the years that the rules excepted from demand, those since the move."""

    quote: str


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
    """视同完成: the yearly requirement of these subjects counts as done; figures from the rule `figures`.

    `of_year` is the clause's word for the year (取得证书年度).
    """

    subjects: list[Subject]
    figures: str
    quote: str
    of_year: str = "当年"
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
    """Counted, with no figure needed or given. `as_stated`: the hours of the training count as they are, once stated.
    `said` says in Chinese how it counts, where it is not that the text gives no ratio.
    """

    quote: str
    as_stated: bool = False
    said: str = "原文没有给出折算比例"


class NotRecognized(_Data, frozen=True, tag_field="kind", tag="not_recognized", kw_only=True):
    """The text refuses it."""

    quote: str


class NotMet(_Data, frozen=True, tag_field="kind", tag="not_met", kw_only=True):
    """The text sets a condition that these facts do not meet, with no amount to it (尚未取得学位)."""

    quote: str


class NotListed(_Data, frozen=True, tag_field="kind", tag="not_listed", kw_only=True):
    """The text stops short of these facts: an exception to a rule whose words do not reach them (`quote`: what it does
    list). Only the outcome of silence; it needs no words of its own.
    """

    quote: str


class InWords(_Data, frozen=True, tag_field="kind", tag="lookup", kw_only=True):
    """An answer in the clause's own words."""

    quote: str


Effect = Union[Rate, Fixed, Multiple, Requirement, RequiredYears, RequiredCertificates, ByTransferYear, Reduced, Exempt,
               DeemedComplete, ReferenceOnly, PerPriorPolicy, SetByOrganizer, SetElsewhere, Recognized, NotRecognized,
               NotMet, NotListed, InWords]


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


RelationKind = Literal["repeats", "details", "narrows", "diverges"]


class Relation(_Data, frozen=True, kw_only=True):
    """How a rule stands to rules of a level above that answer for the same facts (`to`: their ids). It is declared on
    the rule of the lower level; a pair without one is refused at load (`policy_kb/relation_checks.py`).

    `repeats`: the same outcome and figures (compared by machine). `details`: gives a figure or a condition for what the
    higher rule hands over or leaves open, and refuses nothing. `narrows`: counts less than the higher rule, demands
    more, or adds a condition. `diverges`: the two say different things; `why` says in Chinese what, and is shown to the
    person as a caveat.
    """

    to: list[str]
    kind: RelationKind
    why: str | None = None


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
    relations: list[Relation] = []
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
    """A place with its own notices; `parent` is the next higher level whose notices also hold in it. The `readings` are
    shown where its notices list nothing for a question."""

    id: str
    name: str
    parent: str | None = None
    gb2260: str | None = None
    contact: str | None = None
    readings: list[str] = []


class Example(_Data, frozen=True, kw_only=True):
    """A question as `xueshi compute` takes it, with its day (`today`), and what it is answered: `gives` is the hours,
    or the outcome, or `not_covered`. `says` is how a person asks it."""

    says: str
    question: dict[str, Any]
    gives: Union[int, float, str]


class Alternative(_Data, frozen=True, kw_only=True):
    """Another way to read the text. `example_gives` is what the example would be answered under it, worked out by hand
    from the clause, and `because` how; `no_change` says that it is the same. `example` stands where the reading's own
    cannot show the difference."""

    reading: str
    example: Example | None = None
    example_gives: Union[int, float, str, None] = None
    because: str | None = None
    no_change: bool = False


class Reading(_Data, frozen=True, kw_only=True):
    """An interpretation the project takes: the question, the reading, what else was possible, who decided.

    What the person is told of it is one of three: `caveat`, words under the answer (with {blanks} where code fills
    them); `sentence`, the name of the sentence in `words` that is the answer itself; `unsaid`, why nothing is said.
    `used_by` says what rests on it: rules (named there, or shown by their effect), selection (which notice answers),
    the dialogue (how a message is heard), or claims (how an activity is filed). A reading without an `example` says why
    in `no_example`.
    """

    id: str
    clause: str | None = None
    question: str
    reading: str
    caveat: str = ""
    sentence: str | None = None
    unsaid: str | None = None
    used_by: Literal["rules", "selection", "dialogue", "claims"] = "rules"
    example: Example | None = None
    no_example: str | None = None
    alternatives: list[Alternative] = []
    decided_by: str = "project contract"
    confirmed_by: str | None = None
