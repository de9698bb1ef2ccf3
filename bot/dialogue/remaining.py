"""The question for the core on hours still missing: of a review, of several years, or of one year; and what 齐了,
差10个 and 其他都齐了 come to against what is required."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, Iterable, Iterator, Mapping, Optional

from bot.dialogue.frame import Frame
from bot.dialogue.record import MET, Record, against, stated
from bot.dialogue.record_cues import SUBJECT_LACKS
from bot.dialogue.record_wording import CHINESE
from bot.dialogue.remaining_year import of_one_year
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import SUBJECTS, Decision
from rules_core.done_hours import TOTAL
from rules_core.question import Question
from rules_core.remaining import REVIEWS

Cells = dict[int, dict[str, Fraction]]


@dataclass(frozen=True)
class Asked:
    """A question with the person's record, and which of its cells were not given as hours: (year, subject) → the
    frame's amount (`met`, `short:10`). `without_review`: it was asked of a review, of which the notices list no years.
    `named`: the one subject that was asked about by name. `unclear`: hours told and an activity may be the same.
    """

    question: Question
    told: Mapping[tuple[int, str], str] = field(default_factory=dict)
    without_review: bool = False
    named: Optional[str] = None
    unclear: bool = False

    def notes(self, decision: Decision) -> Iterator[tuple[str, dict[str, str]]]:
        """The templates (`words.yml`) that say what was made of the message, and what the answer leaves out."""
        if self.without_review:
            yield "no_review_years", {}
        for name in dict.fromkeys(
            "told_met" if amount == MET else "told_short"
            for (_, subject), amount in self.told.items()
            if "table" in decision.detail or decision.by_subject.get(subject) is not None
        ):
            yield name, {}
        if not decision.detail.get("remaining") or "table" in decision.detail or decision.hours is None:
            return
        if decision.parts:
            yield "credited_only", {}
        left_out = [s for s, hours in decision.by_subject.items() if hours is None]
        if len(left_out) == 1 and self.named is None and f"done_{left_out[0]}" not in self.question.person:
            yield "other_unknown", {"subject": CHINESE[left_out[0]]}

    def lead(self, decision: Decision) -> Optional[str]:
        """The template of what is told before something is asked; None where nothing is."""
        if decision.detail.get("total_met"):
            return "total_met"
        return "unclear_credits" if self.unclear and decision.ask_for else None


def with_record(frame: Frame, question: Question, text: str, of_review: bool, book: RuleBook, today: date) -> Asked:
    """The question with the hours done that it is about. `of_review`: what is missing is asked of a title review whose
    demand the notices hold."""
    if question.answers == "review" and (frame.record or frame.rest) or question.answers == "remaining" and of_review:
        return _of_review(frame, question, frame.question + text, book, today)
    if question.answers != "remaining" or question.jurisdiction is None:
        return Asked(question)
    years = years_of(frame)
    if years is not None:
        return _of_years(frame, question, years, book, today)
    year = question.year or today.year
    by_subject = {subject: hours for (_, subject), hours in _yearly(question, year, book, today).items()}
    one = of_one_year(frame, question, text, year, by_subject, book, today)
    if one.unclear:
        frame.credits = False
        frame.person |= {k: v for k, v in one.question.person.items() if k == "course_subject"}
        frame.record.get(str(year), {}).pop("professional", None)
        for fact in ("done_professional", TOTAL):
            frame.person.pop(fact, None)
    without_review = frame.person.get("purpose") in REVIEWS
    return Asked(one.question, one.told, without_review, one.named, one.unclear)


def _of_review(frame: Frame, question: Question, text: str, book: RuleBook, today: date) -> Asked:
    """The same question with the whole record; amounts without figures are taken from what the review demands. One
    subject alone is meant only where `text` asks so (公需还差多少)."""
    person = {k: v for k, v in question.person.items() if not k.startswith("done_")}
    if not SUBJECT_LACKS.search(text):
        person.pop("course_subject", None)
    question = question.with_(person=person)
    if not frame.rest and all(stated(amount) for cells in frame.record.values() for amount in cells.values()):
        return _with(question, frame.record, {}, reduced=False)
    demanded = decide(question.with_(answers="review", relief=False, record={}), book, today)
    required = {
        (row["year"], subject): row[subject]
        for row in demanded.detail.get("table", ())
        for subject in SUBJECTS
        if row.get(subject) is not None
    }
    for year in {row["year"] for row in demanded.detail.get("table", ())} - {y for y, _ in required}:
        required.update(_yearly(question, year, book, today))
    record = _with_rest(frame, frame.record, required)
    return _with(question, record, required, reduced="fraction" in demanded.detail)


def _of_years(frame: Frame, question: Question, years: list[int], book: RuleBook, today: date) -> Asked:
    """The question on these years of the record, each against its own requirement."""
    of_years = {year: cells for year, cells in frame.record.items() if int(year) in years}
    required = {cell: hours for year in years for cell, hours in _yearly(question, year, book, today).items()}
    record = _with_rest(frame, of_years, required)
    person = {k: v for k, v in question.person.items() if k in ("course_subject", "occupation")}
    if any(cells.keys() - {person.get("course_subject")} for cells in record.values()):
        person.pop("course_subject", None)
    asked = _with(question.with_(person=person), record, required, reduced=False)
    return replace(asked, without_review=frame.person.get("purpose") in REVIEWS)


def _with_rest(frame: Frame, record: Record, demanded: Iterable[tuple[int, str]]) -> Record:
    """The record with what was said of all the rest in the cells demanded that have nothing of their own. 三年都齐了 is
    of as many years as are demanded, or of none."""
    filled = {year: dict(cells) for year, cells in record.items()}
    demanded = list(demanded)
    for subject, amount, years, named, spoken_of in frame.rest:
        of_subject = {year for year, demanded_subject in demanded if demanded_subject == subject}
        if years in (None, len(of_subject if named else {year for year, _ in demanded})):
            for year in of_subject - {*spoken_of}:
                filled.setdefault(str(year), {}).setdefault(subject, amount)
    return filled


def _with(
    question: Question, record: Mapping[str, Mapping[str, str]], required: Mapping[tuple[int, str], Any], reduced: bool
) -> Asked:
    """The question with what is certain. 差10个 of a requirement that is reduced may be of the whole: it stays open."""
    cells: Cells = {}
    told: dict[tuple[int, str], str] = {}
    for year, amounts in record.items():
        for subject, amount in amounts.items():
            key = (int(year), subject)
            done = None if reduced and not stated(amount) and amount != MET else against(amount, required.get(key))
            if done is None:
                continue
            cells.setdefault(int(year), {})[subject] = done
            if not stated(amount):
                told[key] = amount
        cells.setdefault(int(year), {})
    return Asked(question.with_(record=cells), told)


def _yearly(question: Question, year: int, book: RuleBook, today: date) -> dict[tuple[int, str], Fraction]:
    """What a year requires by subject; empty where no document answers for it or no figure is given."""
    person = {k: v for k, v in question.person.items() if k == "occupation"}
    needed: Decision = decide(Question("requirement", question.jurisdiction, year, person), book, today)
    if needed.outcome != "hours":
        return {}
    return {(year, s): h for s in SUBJECTS if (h := needed.by_subject.get(s)) is not None}


def years_of(frame: Frame) -> Optional[list[int]]:
    """The years that the person spoke of, where these are more than one."""
    years = sorted(year for year in frame.about if str(year) in frame.record)
    return years if len(years) > 1 else None
