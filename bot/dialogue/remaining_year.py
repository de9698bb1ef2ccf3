"""The question for the core on what is missing of one year: the hours told, and the activities that count as done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Mapping, Optional

from bot.dialogue import lack_cues
from bot.dialogue import record_cues as cues
from bot.dialogue.frame import Frame
from bot.dialogue.record import against, stated
from bot.dialogue.record_scope import CLAUSE_END
from bot.dialogue.record_tokens import PROFESSIONAL, PUBLIC
from bot.language.numerals import NUMBER
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import SUBJECTS
from rules_core.done_hours import TOTAL
from rules_core.question import Question

_FIGURE = re.compile(NUMBER, re.ASCII)
_NAMES = ((PUBLIC, re.compile(cues.PUBLIC)), (PROFESSIONAL, re.compile(cues.PROFESSIONAL)))


@dataclass(frozen=True)
class OfYear:
    """The question, the cells that were not given as hours (see `remaining.Asked.told`), the subject that the message
    asks about by name, and whether hours told and an activity may be the same (`unclear`)."""

    question: Question
    told: Mapping[tuple[int, str], str]
    named: Optional[str] = None
    unclear: bool = False


def of_one_year(
    frame: Frame, question: Question, text: str, year: int, required: Mapping[str, Any], book: RuleBook, today: date
) -> OfYear:
    """The question with done_public and done_professional as stated for the year, else from the record. `required`: the
    year's hours by subject, for amounts that hang on them."""
    person = {k: v for k, v in question.person.items() if frame.done_in == year or not k.startswith("done_")}
    told = {}
    for subject, amount in _cells(frame, year).items():
        if f"done_{subject}" in person:
            continue
        done = against(amount, required.get(subject))
        if done is not None:
            person[f"done_{subject}"] = done
            if not stated(amount):
                told[year, subject] = amount
    fresh = frame.question == text
    for subject in SUBJECTS:
        if fresh and person.get(f"done_{subject}") == required.get(subject) and _may_be_demanded(text, subject):
            person.pop(f"done_{subject}", None)
            frame.record.get(str(year), {}).pop(subject, None)
    known = [subject for subject in SUBJECTS if f"done_{subject}" in person]
    named = asked_subject(text) if fresh else None
    if named is not None:
        person["course_subject"] = named
    elif len(known) > 1 or known and TOTAL in person or fresh and PUBLIC in known and question.activities:
        person.pop("course_subject", None)
    elif fresh and known and TOTAL not in person and not question.activities and not _told_of_both(text):
        person.setdefault("course_subject", known[0])
    if len(known) > 1 and not fresh:
        # What is told of both goes before a total of earlier.
        person.pop(TOTAL, None)
    question = question.with_(person=person)
    if (
        question.activities
        and not lack_cues.MORE.search(frame.question + text)
        and _counted_twice(question, book, today)
    ):
        kept = {k: v for k, v in person.items() if k not in (f"done_{PROFESSIONAL}", TOTAL)}
        if f"done_{PUBLIC}" not in kept:
            kept["course_subject"] = PROFESSIONAL
        return OfYear(question.with_(person=kept, activities=()), told, named, unclear=True)
    return OfYear(question, told, named)


def _cells(frame: Frame, year: int) -> dict[str, str]:
    """What the record has of the year, with what was said of all the rest."""
    rest = {s: amount for s, amount, years, _, spoken_of in frame.rest if years is None and year not in spoken_of}
    return {**rest, **frame.record.get(str(year), {})}


def asked_subject(text: str) -> Optional[str]:
    """The one subject that the clause with the question names (专业还差多少)."""
    for clause in CLAUSE_END.split(text):
        lacks = lack_cues.LACKING.search(clause)
        if lacks is None or not lack_cues.ASKED.search(clause[lacks.start() :]):
            continue
        found = {subject for subject, name in _NAMES if name.search(clause)}
        if len(found) == 1:
            return found.pop()
    return None


def _may_be_demanded(text: str, subject: str) -> bool:
    """公需课30学时还差多少: the figure may be what is required, where no verb says that it is done."""
    name = dict(_NAMES)[subject]
    clauses = [clause for clause in CLAUSE_END.split(text) if name.search(clause) and _FIGURE.search(clause)]
    return any(
        lack_cues.LACKING.search(c) and lack_cues.ASKED.search(c) and not lack_cues.DID.search(c) for c in clauses
    )


def _told_of_both(text: str) -> bool:
    """Whether figures are told of either subject: one that was not understood is asked for, not left out."""
    told = {
        s for clause in CLAUSE_END.split(text) if _FIGURE.search(clause) for s, name in _NAMES if name.search(clause)
    }
    return len(told) > 1


def _counted_twice(question: Question, book: RuleBook, today: date) -> bool:
    """Whether the hours told and those of an activity go into one sum, though no word says that they add up."""
    for step in decide(question, book, today).trace:
        origins = {operand.origin.partition(":")[0] for operand in step.operands if operand.value}
        if "fact" in origins and origins & {"credit", "part"}:
            return True
    return False
