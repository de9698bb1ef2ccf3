"""Whether a person stated what the rules core was asked: each number of the question, the birth date, the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from bot.evaluation.recorder import Taken
from bot.evaluation.spoken import Spoken
from rules_core.decision import SUBJECTS, plain
from rules_core.facts import FACTS

#: Words that state no hours at all: 专业课我没学, 一点都没修.
_NONE = re.compile("没|未|无")


def unsaid(told: Taken, spoken: Spoken, taken: Sequence[Taken]) -> Iterator[str]:
    """What a question holds that no turn states. `taken` are all decisions of the turn: hours done may be said as
    齐了 or 差10个 of what one of them requires."""
    question = told.question
    for facts in (question.person, *question.activities):
        for fact, value in facts.items():
            done = fact.startswith("done_")
            if FACTS[fact].type != "term" and FACTS[fact].type != "bool" and not _is_said(value, spoken, taken, done):
                yield f"the fact {fact} = {plain(Fraction(value))} was never said"
    record: Mapping[int, Mapping[str, Fraction]] = getattr(question, "record", {})
    for year, cells in record.items():
        for subject, value in cells.items():
            if not _is_said(value, spoken, taken, True):
                yield f"the record of {year} {subject} = {plain(value)} was never said"
    for part in question.birth or ():
        if part is not None and part not in spoken.numbers:
            yield f"the {part} of the birth date was never said"
    decided = told.decision.year
    if decided != told.today.year and decided not in spoken.numbers:
        yield f"the year {decided} was never said"


def _is_said(value: Fraction, spoken: Spoken, taken: Sequence[Taken], done: bool) -> bool:
    if Fraction(value) in spoken.numbers:
        return True
    if not done:
        return False
    if value == 0:
        return any(_NONE.search(text) for text in spoken.texts)
    return any(value == whole or whole - value in spoken.numbers for whole in _required(taken))


def _required(taken: Sequence[Taken]) -> Iterator[Fraction]:
    """What the decisions of a turn require of one subject in one year."""
    for one in taken:
        amounts = [row.get(s) for row in one.decision.detail.get("table") or () for s in SUBJECTS]
        amounts += one.decision.by_subject.values()
        yield from (amount for amount in amounts if amount is not None)
