"""A walk through the pieces of a sentence that gives each figure to its year and subject.

A figure counts only where nothing but words without weight stands between it and its year and subject; whatever else is
said of a year and subject makes that cell open, so that it is asked for.
"""

from __future__ import annotations

import re
from typing import Optional, Sequence

from bot.dialogue import record_cues as cues
from bot.dialogue.record import MET, Done, hours, short
from bot.dialogue.record_scope import CLAUSE_END, Key, Scope
from bot.dialogue.record_tokens import Token, joins

_VALUES = ("number", "odd", "met", "none", "short")
#: What stands in for a figure: all that is required, or nothing at all.
WITHOUT_FIGURE: dict[str, Optional[str]] = {"met": MET, "none": "0"}


class Reader:
    """Goes through the pieces once. `places` are those of the figures that it takes. `dated`: a day of the calendar is
    named, so that a figure without a year may be of any.
    """

    def __init__(self, text: str, pieces: Sequence[Token], dated: bool) -> None:
        self.text, self.pieces, self.dated = text, pieces, dated
        self.scope = Scope(text)
        self.found: dict[Key, Optional[str]] = {}
        self.places: set[int] = set()
        self.last: list[Key] = []
        self.last_end = 0

    def read(self) -> list[Done]:
        """What is stated, in the order said."""
        index = 0
        while index < len(self.pieces):
            piece = self.pieces[index]
            before = self.pieces[index - 1] if index else None
            self._taken_back(piece)
            self.scope.guard(piece)
            if piece.kind == "year":
                self.scope.year(piece, before)
            elif piece.kind == "subject":
                self.scope.subject(piece, before)
            elif piece.kind != "rest":
                index = self._value(index, before)
            index += 1
        named = {year for piece in self.pieces for year in piece.years}
        asked = next(iter(named)) if len(named) == 1 and cues.YEAR_LACKS.search(self.text) else None
        return [
            Done(asked if year is None else year, subject, amount)
            for (year, subject), amount in self.found.items()
            if year is not None or asked is not None or not (named or self.dated)
        ]

    def _value(self, index: int, before: Optional[Token]) -> int:
        """Read the figure at `index`; returns the place of the last piece that belongs to it."""
        piece = self.pieces[index]
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if piece.kind == "short":
            near = following is not None and re.fullmatch(r"[\s只个]*", self.text[piece.end : following.start])
            if following is None or not near or following.kind not in ("number", "odd"):
                return index
            amount = short(following.value) if following.value is not None else None
            if self._attached(piece, before):
                self._put([amount], piece, following)
                self.scope.lacking = True
            return index + 1
        if piece.kind == "number" and not self.scope.subjects and self._before_subject(index):
            return self._figure_first(index, before)
        if piece.kind == "number" and self._corrects(piece, before):
            for key in self.last:
                self.found[key] = hours(piece.value) if piece.value is not None else None
            self._note(piece, self.last)
            return index
        loose = not self.scope.subjects and following is not None and following.kind == "subject"
        if not self._attached(piece, before) or (loose and self._joined(index + 1)):
            self._more(piece, before)
            if before is not None and before.kind == "subject" and not CLAUSE_END.search(self._gap(index)):
                self._put([None], piece, piece)  # 专业又学了10: no figure of the whole
            if piece.kind in ("number", "odd"):
                self.scope.unclear = self.scope.unclear or (
                    following is not None and joins(self.text, piece, following)
                )
            return index
        if piece.kind == "number":
            run = self._run(index)
            self._put([self._hours(p, index) for p in run], run[0], run[-1])
            return index + len(run) - 1
        self._put([WITHOUT_FIGURE.get(piece.kind)], piece, piece)
        return index

    def _hours(self, piece: Token, index: int) -> Optional[str]:
        """The amount of a figure. Behind a shortfall a bare one may be either (公需差10，专业20) and is left open."""
        if piece.value is None or (cues.GUESS.search(self._gap(index)) and not cues.PUT_RIGHT.search(self.text)):
            return None
        if not self.scope.lacking or cues.DONE_VERB.search(self._gap(index)):
            return hours(piece.value)
        names = index - 1
        while names > 0 and self.pieces[names].kind in ("year", "subject"):
            names -= 1
        lack = self.pieces[names]
        told = lack.kind == "short" and not CLAUSE_END.search(self.text[lack.end : piece.start])
        return short(piece.value) if told and names < index - 1 else None

    def _more(self, piece: Token, before: Optional[Token]) -> None:
        """公需20，又学了10: the first figure is not the whole."""
        if piece.kind not in ("number", "odd") or before is None or before.kind not in _VALUES or not self.last:
            return
        gap = self.text[before.end : piece.start]
        if (
            cues.ADDED.search(gap)
            or cues.ADDED.search(self.text[piece.start : piece.end])
            or (before.end == self.last_end and not CLAUSE_END.search(gap))
        ):
            for key in self.last:
                self.found[key] = None

    def _run(self, index: int) -> list[Token]:
        """30、60、42: figures one after the other."""
        run = [self.pieces[index]]
        for piece in self.pieces[index + 1 :]:
            gap = self.text[run[-1].end : piece.start]
            if piece.kind != "number" or not gap or not cues.CONNECTS.fullmatch(gap):
                break
            run.append(piece)
        return run

    def _attached(self, piece: Token, before: Optional[Token]) -> bool:
        if before is None:
            return piece.start <= cues.LONGEST_GAP and bool(cues.YEAR_FILLER.fullmatch(self.text[: piece.start]))
        if before.kind == "subject":
            return joins(self.text, before, piece)
        return before.kind == "year" and joins(self.text, before, piece, year=True)

    def _before_subject(self, index: int) -> bool:
        """30公需42专业: every figure stands right before its subject, up to the last."""
        at = index
        while at + 1 < len(self.pieces) and self.pieces[at].kind == "number" and self._touches(at):
            at += 2
            if at >= len(self.pieces) or not cues.CONNECTS.fullmatch(self._gap(at)):
                break
        if at == index:
            return False
        return at >= len(self.pieces) or self.pieces[at].kind not in _VALUES or not self._joined(at)

    def _touches(self, index: int) -> bool:
        """Whether a subject stands right behind."""
        return self.pieces[index + 1].kind == "subject" and not self._gap(index + 1).strip("的 ")

    def _gap(self, index: int) -> str:
        return self.text[self.pieces[index - 1].end : self.pieces[index].start]

    def _joined(self, index: int) -> bool:
        return joins(self.text, self.pieces[index - 1], self.pieces[index])

    def _figure_first(self, index: int, before: Optional[Token]) -> int:
        piece, named = self.pieces[index], self.pieces[index + 1]
        pair = (
            before is not None and before.kind == "subject" and index >= 2 and self.pieces[index - 2].kind == "number"
        )
        if pair and before is not None:
            good = bool(cues.CONNECTS.fullmatch(self.text[before.end : piece.start]))
        else:
            good = self._attached(piece, before)
        if good:
            self.scope.subjects = named.subjects
            self._put([hours(piece.value) if piece.value is not None else None], piece, named)
        else:
            self.scope.unclear = True
        self.scope.subjects, self.scope.used = (), True
        return index + 1

    def _corrects(self, piece: Token, before: Optional[Token]) -> bool:
        """2021年专业42，不对，是48."""
        if before is None or not self.last or before.kind not in _VALUES:
            return False
        gap = self.text[before.end : piece.start]
        return len(gap) <= cues.LONGEST_GAP and bool(cues.TAKEN_BACK.search(gap))

    def _put(self, amounts: list[Optional[str]], first: Token, last: Token) -> None:
        """Give the amounts to the cells that are meant now: one to all where each is said to have it, or one by one."""
        whole = first.kind in ("met", "none")
        keys = self.scope.cells(whole)
        self.scope.used = True
        if not keys:
            return
        each = whole or len(keys) == 1 or bool(cues.EACH.search(self.text[self.scope.start : first.start]))
        one_way = len({year for year, _ in keys}) == 1 or len({subject for _, subject in keys}) == 1
        given: list[Optional[str]] = [None] * len(keys)
        if len(amounts) == len(keys) > 1 and one_way:
            given = amounts
        elif len(amounts) == 1 and each:
            given = amounts * len(keys)
        for key, amount in zip(keys, given):
            self.found[key] = amount if self.found.get(key, amount) == amount else None
        self._note(last, keys)

    def _note(self, piece: Token, keys: list[Key]) -> None:
        self.last, self.last_end = keys, piece.end
        if any(self.found.get(key) is not None for key in keys):
            self.places.update(range(piece.start, piece.end))

    def _taken_back(self, piece: Token) -> None:
        """公需30，不对，专业30: what stood before no longer holds."""
        if not self.last or piece.kind in _VALUES:
            return
        if cues.TAKEN_BACK.search(self.text[self.last_end : piece.start]):
            for key in self.last:
                self.found[key] = None
            self.last = []
