"""Hours done in the one year that is spoken of, where more stands between a subject and its figure than
`record_reader` takes (公需课那边我看平台上只记了21学时); and hours of both subjects, not told apart (总共才学了71)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Container, Iterable, Mapping, Optional, Sequence

from bot.dialogue import lack_cues as cues
from bot.dialogue import record_cues
from bot.dialogue.record_figures import Figures
from bot.dialogue.record_tokens import tokens

#: Both subjects together, beside the subjects' own names.
TOTAL = "total"
_HOURS_WORD = re.compile("学时|课时")
_BEFORE_SUBJECT = re.compile("(?:个|学时|课时|都|全部?|是|为|算|的|了?[,，](?=[都全]))*")


@dataclass(frozen=True)
class Loosely:
    """`hours` by subject, or of TOTAL. A subject is left out where its figure is not exact, is of a part of the year,
    is added to, or stands beside another one. `unread` are hours of which nothing could be made, `explained` the places
    of those that are demanded or missing; `doubted` are the subjects that unread hours stand behind, so that no figure
    of them is the whole for certain. `short`: some are told as missing (就差20个), of whatever year and subject;
    `withdrawn`: some are taken off again, or are another person's, so that no figure of the message holds.
    """

    hours: dict[str, Fraction] = field(default_factory=dict)
    unread: tuple[Fraction, ...] = ()
    explained: frozenset[int] = frozenset()
    doubted: frozenset[str] = frozenset()
    short: bool = False
    withdrawn: bool = False


def read_loosely(text: str, entities: Iterable[Mapping[str, Any]], read: Container[int] = ()) -> Loosely:
    """What a message says of the one year that it speaks of. `read`: where figures stand that need no doubt."""
    if record_cues.CONFIRMS.search(text) and not record_cues.DONE_WORD.search(text):
        return Loosely()
    entities = list(entities)
    return _Reading(Figures(text, entities, tokens(text, entities)), read).read()


class _Reading:
    """The figures of one sentence, each with the subject that it can only be of."""

    def __init__(self, figures: Figures, taken: Container[int]) -> None:
        self.figures, self.text, self.pieces, self.taken = figures, figures.text, figures.pieces, taken

    def read(self) -> Loosely:
        """What each subject has, where that is one figure."""
        figures = self.figures
        named = {index: self._subjects(index) for index in figures.places if not figures.not_done(index)}
        found: dict[str, set[Optional[Fraction]]] = {}
        doubted: set[str] = set()
        for index, subjects in named.items():
            for subject in subjects:
                found.setdefault(subject, set()).add(self._exact(index) if len(subjects) == 1 else None)
            if not subjects and self._counts(index) and not figures.beside_activity(index):
                doubted.update(self._last_named(index))
        withdrawn = any(cues.TAKEN_OFF.search(figures.clause(i)) for i in figures.places)
        withdrawn = withdrawn or bool(record_cues.OTHER_PERSON.search(self.text) and cues.MY_OWN.search(self.text))
        one = {s: next(iter(values)) for s, values in found.items() if len(values) == 1 and s not in doubted}
        hours = {} if withdrawn else {s: value for s, value in one.items() if value is not None}
        unread = [
            value
            for i, subjects in named.items()
            if self._counts(i) and not hours.keys() & {*subjects} and (value := self.pieces[i].value) is not None
        ]
        return Loosely(
            hours,
            tuple(unread),
            frozenset(figures.explained()),
            frozenset(doubted),
            any(map(figures.behind_short, figures.places)),
            withdrawn,
        )

    def _counts(self, index: int) -> bool:
        return self.pieces[index].start not in self.taken and self.figures.counted(index)

    def _exact(self, index: int) -> Optional[Fraction]:
        head = self.figures.head(index)
        guessed = record_cues.GUESS.search(head) and not record_cues.PUT_RIGHT.search(self.text)
        of_part = cues.PART.search(self.figures.clause(index)) or cues.YEARS.search(head)
        added = record_cues.ADDED.search(cues.TOGETHER.sub("", head))
        return None if guessed or of_part or added else self.pieces[index].value

    def _subjects(self, index: int) -> tuple[str, ...]:
        """The subject named before the figure in its clause, right behind it, or in a clause before; else both."""
        start, _ = self.figures.span(index)
        head = self.figures.head(index)
        marks = [at for at, p in enumerate(self.pieces[:index]) if p.kind == "subject"]
        here = [at for at in marks if self.pieces[at].start >= start]
        used = here and any(here[-1] < at < index for at in self.figures.places)
        if (not here or used) and self._stands_before_subject(index):
            return self.pieces[index + 1].subjects
        if here:
            named = self._listed(here)
            return named if len(named) < 2 else () if record_cues.EACH.search(head) else self._both(index) or named
        if cues.TOGETHER.search(head):
            return self._both(index)
        if marks and record_cues.ADDED.search(head):
            return self._listed(marks)
        since = self.pieces[marks[-1] : index] if marks else ()
        taken = any(p.kind in ("met", "none") or self.pieces.index(p) in self.figures.places for p in since)
        return self._listed(marks) if marks and not taken else self._both(index)

    def _last_named(self, index: int) -> tuple[str, ...]:
        marks = [at for at, piece in enumerate(self.pieces[:index]) if piece.kind == "subject"]
        return self._listed(marks) if marks else ()

    def _stands_before_subject(self, index: int) -> bool:
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if following is None or following.kind != "subject":
            return False
        return bool(_BEFORE_SUBJECT.fullmatch(self.text[self.pieces[index].end : following.start]))

    def _listed(self, marks: Sequence[int]) -> tuple[str, ...]:
        """The last of the subjects named, with the one that it is joined to (公需和专业)."""
        last = self.pieces[marks[-1]]
        before = self.pieces[marks[-2]] if len(marks) > 1 else None
        joined = before is not None and record_cues.CONNECTS.fullmatch(self.text[before.end : last.start])
        return tuple(dict.fromkeys((*(before.subjects if before and joined else ()), *last.subjects)))

    def _both(self, index: int) -> tuple[str, ...]:
        """TOTAL, where the figure can only be of both subjects together."""
        figures, head = self.figures, self.figures.head(index)
        for piece in self.pieces[:index]:
            if piece.kind == "subject":
                head = head.replace(self.text[piece.start : piece.end], "")
        apart = cues.ASPECT.search(cues.OF_BOTH.sub("", cues.TOGETHER.sub("", head))) or cues.OF_SOME.search(
            figures.clause(index)
        )
        if not figures.lacking or apart or figures.beside_activity(index) or cues.YEARS.search(self.text):
            return ()
        together = bool(cues.TOGETHER.search(head))
        if self._speaks_of_one(beside_figures=together) or not (together or cues.DID.search(head)):
            return ()
        unit = record_cues.UNIT.search(self.text[self.pieces[index].start : self.pieces[index].end])
        of_hours = unit and _HOURS_WORD.search(self.text) or figures.over(index) & {"hours", "number"}
        return (TOTAL,) if of_hours else ()

    def _speaks_of_one(self, beside_figures: bool) -> bool:
        """Whether something is said of one subject, beside the question what is missing of it; `beside_figures`: also
        beside a figure of its own."""
        marks = [at for at, piece in enumerate(self.pieces) if piece.kind == "subject"]
        for number, mark in enumerate(marks):
            if len(self._listed(marks[: number + 1])) > 1 or len(self._listed(marks[: number + 2])) > 1:
                continue
            start, end = self.figures.span(mark)
            own = any(start <= self.pieces[at].start < end for at in self.figures.places)
            if not cues.LACKING.search(self.text[start:end]) and not (beside_figures and own):
                return True
        return False
