"""What is said of every year or subject, or of those that nothing else was said of: 其他都齐了, 三年公需都修完了."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Optional, Sequence

from bot.dialogue import lack_cues
from bot.dialogue import record_cues as cues
from bot.dialogue.record_reader import WITHOUT_FIGURE
from bot.dialogue.record_tokens import PROFESSIONAL, PUBLIC, Token, tokens
from bot.language.numerals import read

_SUBJECTS = (PUBLIC, PROFESSIONAL)
_GAP = re.compile(rf"(?:{cues.FILLER_WORDS}|和|、|与|跟|及|[,，])*")


@dataclass(frozen=True)
class Rest:
    """An amount without a figure (`met`, or "0") of one subject in each year that has none of its own. `years`: of so
    many years (三年); None where the number was not said. `named`: it was said of this subject, not of all.
    """

    subject: str
    amount: str
    years: Optional[int] = None
    named: bool = False


def read_rest(text: str, entities: Iterable[Mapping[str, Any]]) -> list[Rest]:
    """What a message states of all the rest, in the order said; 我一个都没学 alone is of everything."""
    pieces = tokens(text, entities)
    found = []
    if {piece.kind for piece in pieces} in ({"none"}, {"none", "short"}) and lack_cues.LACKING.search(text):
        return [Rest(subject, "0") for subject in _SUBJECTS]
    for index, piece in enumerate(pieces):
        match = cues.REST.fullmatch(text[piece.start : piece.end]) if piece.kind == "rest" else None
        if match is None:
            continue
        subjects, whole = _what(text, piece.end, pieces[index + 1 :])
        if whole is None:
            continue
        subjects = subjects or _named_before(text, pieces[index - 1] if index else None, piece)
        number = read(match["n"]) if match["n"] else None
        years = int(number.low) if number is not None and number.exact else None
        amount = WITHOUT_FIGURE[whole.kind]
        if amount is not None:
            found += [Rest(subject, amount, years, bool(subjects)) for subject in subjects or _SUBJECTS]
    return found


def _what(text: str, end: int, behind: Sequence[Token]) -> tuple[tuple[str, ...], Optional[Token]]:
    """The subjects named behind, and the word that all or nothing is done; no other words may stand between."""
    subjects: tuple[str, ...] = ()
    for piece in behind:
        gap = text[end : piece.start]
        if len(gap) > cues.LONGEST_GAP or not _GAP.fullmatch(gap):
            break
        if piece.kind in ("met", "none"):
            return subjects, piece
        if piece.kind != "subject":
            break
        subjects, end = (*subjects, *piece.subjects), piece.end
    return subjects, None


def _named_before(text: str, before: Optional[Token], piece: Token) -> tuple[str, ...]:
    """公需三年都修完了: the subject that stands right before."""
    if before is None or before.kind != "subject":
        return ()
    return before.subjects if re.fullmatch(f"(?:{cues.FILLER_WORDS})*", text[before.end : piece.start]) else ()
