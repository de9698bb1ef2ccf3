"""The parts of a line that are copied word for word from where a figure may come from: figures within are proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.evaluation.spoken import Spoken
from policy_kb.knowledge import KnowledgeBase
from policy_kb.quotes import quotes_of
from policy_kb.references import article, marks
from policy_kb.stated_figures import Figure, figures_in

#: The quotes of an answer by clause.
Cited = Mapping[str, Sequence[str]]
_SAID = re.compile(r"“([^“”]*)”")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」")


class Line:
    """One line of an answer, with the places in it that are proved."""

    def __init__(self, text: str) -> None:
        self.text, self._figures = text, figures_in(text)
        self._proved: set[int] = set()

    def open(self) -> list[Figure]:
        """The figures that no proved place holds as a whole."""
        return [f for f in self._figures if not self._proved.issuperset(range(f.start, f.end))]

    def quotes(self, figure: Figure) -> bool:
        """Whether a figure stands in quotation marks, where only a copy proves it."""
        return any(match.start() < figure.start < match.end() for match in _QUOTED.finditer(self.text))

    def prove(self, start: int, end: int) -> None:
        """Count `start` to `end` (exclusive) as proved."""
        self._proved.update(range(start, end))

    def copies(self, strings: Iterable[str]) -> None:
        """Prove every place where one of the strings stands."""
        for string in strings:
            for match in re.finditer(re.escape(string), self.text) if string and string in self.text else ():
                self.prove(*match.span())

    def follows(self, start: int, strings: Iterable[str]) -> None:
        """Prove those of the strings that follow each other from a place on, parted by ；."""
        for string in strings:
            if self.text.startswith(string, start):
                self.prove(start, start + len(string))
                start += len(string) + 1

    def cites(self, cited: Cited) -> None:
        """Prove each quote in 「」 that stands behind the article of its own clause, and the article with it."""
        for clause, quotes in cited.items():
            for match in re.finditer(re.escape(article(clause)), self.text):
                end = match.end() + (self.text[match.end() : match.end() + 1] == "：")
                after = self._quoted(end, quotes)
                if after > end:
                    self.prove(match.start(), after)

    def _quoted(self, at: int, quotes: Sequence[str]) -> int:
        """The end of the quotes that begin at a place, each in 「」."""
        for _ in quotes:
            found = next((q for q in quotes if self.text.startswith(f"「{q}」", at)), None)
            at += len(found) + 2 if found is not None else 0
        return at

    def repeats(self, spoken: Spoken, cited: Cited) -> None:
        """Prove what stands in “” and is the person's words, or words of a clause that is cited."""
        for match in _SAID.finditer(self.text):
            if spoken.states(match[1]) or any(match[1] in quotes for quotes in cited.values()):
                self.prove(*match.span())


def names_of(kb: KnowledgeBase) -> frozenset[str]:
    """Names with a figure in them: of documents, places, offices, terms, and of what a rule is about."""
    names = {f"《{d.title}》" for d in kb.book.documents.values()}
    names |= {f"（{mark}）" for d in kb.book.documents.values() for mark in (d.number, d.issued) if mark}
    names |= {f"（{marks(kb, document)}）" for document in kb.book.documents}
    names |= {name for j in kb.book.jurisdictions.values() for name in (j.name, j.contact) if name}
    names |= {name for term in kb.terms.values() for name in (term.name, term.choice) if name}
    names |= {*_subjects(kb), *_forms(kb)}
    return frozenset(name for name in names if figures_in(name))


def _subjects(kb: KnowledgeBase) -> Iterator[str]:
    """What rules are about, where their own quotes state the figures in it (驻村满一年)."""
    for compiled in kb.book.rules.values():
        stated = {f.value for _, quote, _ in quotes_of(compiled.rule) for f in figures_in(quote)}
        if stated.issuperset(f.value for f in figures_in(compiled.rule.about)):
            yield compiled.rule.about


def _forms(kb: KnowledgeBase) -> Iterator[str]:
    """Names of forms whose only figure is that of the annex in which they are printed (免试审批表（附件2）)."""
    for compiled in kb.book.rules.values():
        form, clause = (getattr(compiled.rule.effect, name, None) for name in ("form", "form_clause"))
        if form and clause:
            line = Line(form)
            document, _, path = clause.partition("#")
            line.copies([article(f"{document}#{path.split('/')[0]}")])
            if not line.open():
                yield f"《{form}》"
