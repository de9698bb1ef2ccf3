"""Which years and subjects the next figure of a sentence is of."""

from __future__ import annotations

import re
from typing import Optional

from bot.dialogue import record_cues as cues
from bot.dialogue.record_tokens import PROFESSIONAL, PUBLIC, Token, joins

CLAUSE_END = re.compile(r"[,，;；。!！?？\n]")
#: Year and subject; None where not said.
Key = tuple[Optional[int], Optional[str]]


class Scope:
    """What was named before the next figure, in the order of the sentence.

    `start` is where the naming begins. `of_subject`: the years stand under a subject (公需：2020年30，2021年30), not
    the other way round. `used`: a figure was given to what is named. `unclear`: the words between do not let anything
    be taken, `demanded`: they speak of what is demanded. `lacking`: what is missing was told, not what is done.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.years: tuple[int, ...] = ()
        self.subjects: tuple[str, ...] = ()
        self.start = 0
        self.unclear = self.demanded = self.of_subject = self.used = self.lacking = False

    def year(self, piece: Token, before: Optional[Token]) -> None:
        """A year is named: one more of a list, or a new one, which ends what was said of the year before."""
        gap = self.text[before.end : piece.start] if before else ""
        if before is not None and before.kind == "year" and cues.CONNECTS.fullmatch(gap):
            self.years += piece.years
            return
        heads = before is not None and before.kind == "subject" and not self.used and joins(self.text, before, piece)
        if not heads and not self.of_subject:
            self.subjects = ()
        self.of_subject = self.of_subject or heads
        # 就差2021年专业20个: what is missing.
        short = before is not None and before.kind == "short" and joins(self.text, before, piece, year=True)
        self.lacking = short or (self.lacking and self.of_subject)
        self.years, self.start, self.demanded = piece.years, piece.start, False
        self.unclear = len(piece.years) == 1 and bool(cues.UP_TO.search(self.text[: piece.start]))
        self.guard(piece)

    def subject(self, piece: Token, before: Optional[Token]) -> None:
        """A subject is named, beside the one before it (公需和专业) or instead of it."""
        listed = before is not None and before.kind == "subject" and not self.used
        if before is not None and listed and cues.CONNECTS.fullmatch(self.text[before.end : piece.start]):
            self.subjects += tuple(s for s in piece.subjects if s not in self.subjects)
            return
        if before is not None and before.kind == "year" and not joins(self.text, before, piece, year=True):
            self.unclear = True
        if before is not None and before.kind in ("odd", "rest", "short") and joins(self.text, before, piece):
            # 三年公需, 21公需: of which year is not certain. 差公需10个: what is missing.
            self.unclear = self.unclear or before.kind != "short"
            self.lacking = self.lacking or before.kind == "short"
        if self.of_subject:
            self.years = ()
        self.subjects, self.used, self.of_subject = piece.subjects, False, False
        if not self.years:
            self.start = piece.start

    def guard(self, piece: Token) -> None:
        """From a word of demand on (要求、计划), nothing is taken until the next year."""
        ends = [match.start() for match in CLAUSE_END.finditer(self.text)]
        start = max((end + 1 for end in ends if end < piece.start), default=0)
        end = min((end for end in ends if end >= piece.end), default=len(self.text))
        if cues.DEMANDED.search(self.text[start:end]):
            self.demanded = True

    def cells(self, whole: bool) -> list[Key]:
        """The cells that are meant; none where that is not certain. `whole`: a year alone means both its subjects."""
        if self.unclear or self.demanded or not (self.years or self.subjects):
            return []
        both: tuple[Optional[str], ...] = (PUBLIC, PROFESSIONAL) if whole and self.years else (None,)
        years: tuple[Optional[int], ...] = self.years or (None,)
        return [(year, subject) for year in years for subject in self.subjects or both]
