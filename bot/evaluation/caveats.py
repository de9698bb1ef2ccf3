"""The figures of a caveat (说明): the years of a notice, the day and age that were taken, or a reading's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from bot.evaluation.leads import stated_in
from bot.evaluation.recorder import Taken
from bot.evaluation.spoken import Spoken
from bot.evaluation.verbatim import Line
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import article
from policy_kb.stated_figures import Figure, figures_in
from rules_core.age import age_on

_BLANK = re.compile(r"\{[^{}]*\}")


class Caveats:
    """What the caveats of one knowledge base may state. `names`: names with figures in them (`verbatim.names_of`)."""

    def __init__(self, kb: KnowledgeBase, names: frozenset[str]) -> None:
        self._documents = kb.book.documents
        fixed = (words for r in kb.book.readings.values() for words in _BLANK.split(r.caveat))
        self._copied = names | {words for words in fixed if figures_in(words)}
        self._notes = {
            note.text: (compiled.document, note.quote)
            for compiled in kb.book.rules.values()
            for note in compiled.rule.notes
            if figures_in(note.text)
        }
        self._articles = {
            document: [article(clause.address) for clause in kb.notices[document].clauses]
            for document, _ in self._notes.values()
        }

    def strange(self, caveat: str, years: Iterable[int], spoken: Spoken, taken: Sequence[Taken]) -> list[Figure]:
        """The figures without an origin. `years` are those that the question is about."""
        if not figures_in(caveat):
            return []
        line = Line(caveat)
        line.copies(self._copied)
        origins = {
            Fraction(y)
            for d in self._documents.values()
            if f"《{d.title}》" in caveat
            for y in d.applies_to_years or ()
        }
        origins |= {Fraction(year) for year in years}
        if caveat in self._notes:
            document, quote = self._notes[caveat]
            line.copies(self._articles[document])
            origins |= stated_in([quote])
        days = spoken.days | {Fraction((t.question.day or t.today).toordinal()) for t in taken}
        ages = {age for t in taken for age in _ages(t)}
        return [f for f in line.open() if f.value not in {"date": days, "周岁": ages}.get(f.unit, origins)]


def _ages(taken: Taken) -> set[Fraction]:
    question = taken.question
    if "age" in question.person:
        return {Fraction(question.person["age"])}
    if question.birth is None:
        return set()
    return {Fraction(age) for age in age_on(question.day or taken.today, *question.birth)}
