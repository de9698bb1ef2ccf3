"""The figures of hours of a sentence, each with the clause that it stands in and the words before it."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence

from bot.dialogue import lack_cues
from bot.dialogue import record_cues as cues
from bot.dialogue.record_scope import CLAUSE_END
from bot.dialogue.record_tokens import Token
from bot.dialogue.values import notes_of
from bot.language.numerals import NUMBER

_FIGURE = re.compile(NUMBER, re.ASCII)
_HOURS = ("hours", "number")


class Figures:
    """The pieces of one sentence (`record_tokens`). `lacking`: it asks what is missing. A figure is named by its place
    among the pieces."""

    def __init__(self, text: str, entities: Sequence[Mapping[str, Any]], pieces: Sequence[Token]) -> None:
        self.text, self.entities, self.pieces = text, entities, pieces
        self.lacking = bool(lack_cues.LACKING.search(text))
        self._borders = [0, *(match.end() for match in CLAUSE_END.finditer(text)), len(text) + 1]
        self.places = [index for index, piece in enumerate(pieces) if self._of_hours(piece)]

    def span(self, index: int) -> tuple[int, int]:
        """Where the clause of a piece begins and ends."""
        at = self.pieces[index].start
        return max(b for b in self._borders if b <= at), min(b for b in self._borders if b > at) - 1

    def clause(self, index: int) -> str:
        """The clause of a piece."""
        start, end = self.span(index)
        return self.text[start:end]

    def head(self, index: int) -> str:
        """What stands before a figure in its clause, behind the figure before it."""
        before = [self.pieces[at].end for at in self.places if at < index]
        return self.text[max([self.span(index)[0], *before]) : self.pieces[index].start]

    def over(self, index: int) -> set[str]:
        """The kinds of the entities that lie over a piece."""
        piece = self.pieces[index]
        return {str(e["entity"]) for e in self.entities if e["start"] < piece.end and piece.start < e["end"]}

    def beside_activity(self, index: int) -> bool:
        """Whether the clause of a piece names an activity."""
        start, end = self.span(index)
        return any(e["entity"] == "activity" and start <= e["start"] < end for e in self.entities)

    def _of_hours(self, piece: Token) -> bool:
        """Whether a piece is a figure of hours; an odd one may count something else, or say what is not done."""
        if piece.kind != "odd":
            return piece.kind == "number"
        over = [e for e in self.entities if e["start"] < piece.end and piece.start < e["end"]]
        if not over:
            return bool(_FIGURE.fullmatch(self.text[piece.start : piece.end]))
        return any(e["entity"] in _HOURS or e["entity"] == "range" and "hours" in notes_of(e) for e in over)

    def counted(self, index: int) -> bool:
        """Whether hours are said to be counted: by a unit, or a word beside the figure."""
        piece = self.pieces[index]
        return bool(cues.UNIT.search(self.text[piece.start : piece.end])) or bool(self.over(index) & {*_HOURS})

    def behind_short(self, index: int) -> bool:
        """Whether a figure is told as missing (就差20个)."""
        start = self.pieces[index].start - len(self.head(index))
        return any(piece.kind == "short" and piece.end > start for piece in self.pieces[:index])

    def not_done(self, index: int) -> bool:
        """Whether a figure is demanded or missing, or nothing says that it is of something done."""
        if self._demanded(index):
            return True
        if lack_cues.DID.search(self.head(index)):
            return False
        return self._behind_missing(index) or not self.lacking or not self.counted(index)

    def _demanded(self, index: int) -> bool:
        target = lack_cues.TARGET.search(self.head(index)) or cues.DEMANDED.search(self.clause(index))
        return self.behind_short(index) or bool(target)

    def _behind_missing(self, index: int) -> bool:
        return any(self.behind_short(at) for at in self.places if at < index)

    def explained(self) -> set[int]:
        """The places of the text that hold figures which are demanded or missing, and of no activity."""
        # Where nobody asks what is missing, 文件上写的36学时 are those of the course itself.
        missing = (i for i in self.places if self.behind_short(i) or self.lacking and self.not_done(i))
        found = (self.pieces[i] for i in missing if not self.beside_activity(i))
        return {place for piece in found for place in range(piece.start, piece.end)}
