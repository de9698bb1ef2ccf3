"""What is said of several activities at once: 都是全国性的, 各两天, 第二个没有."""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence

from bot.dialogue import cues
from bot.dialogue.clauses import Clauses
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.said import Facts, Said

_SHARED = ("presented", "passed", "level", "organizer")


class Placed(NamedTuple):
    """A fact, where it was said, and the group that it was put to."""

    fact: str
    value: Any
    start: int
    group: Facts


def spread(said: Said, text: str, clauses: Clauses, placed: Sequence[Placed]) -> None:
    """Give a fact of all activities to each that states none of its own."""
    if len(said.activities) < 2:
        return
    for one in placed:
        begin, end = clauses.around(one.start)
        ahead = clauses.behind_activity(one.start)
        of_all = _of_all(text, begin, end) if not clauses.names_activity(one.start) else ahead > begin
        if one.fact in _SHARED and of_all and (ahead == begin or cues.OF_ALL.search(text[ahead : one.start])):
            for group in said.activities:
                group.setdefault(one.fact, one.value)
        if one.fact in AMOUNTS and cues.EACH.search(text[max(0, one.start - 4) : one.start]):
            for group in said.activities:
                if not AMOUNTS & set(group):
                    group[one.fact] = one.value
    _opposite(said, text, clauses, placed)


def _of_all(text: str, begin: int, end: int) -> bool:
    """Whether a clause speaks of all: 都 is in it, or a list follows its colon (全国性的：…)."""
    return bool(cues.OF_ALL.search(text[begin:end])) or text[end : end + 1] in (":", "：")


def _opposite(said: Said, text: str, clauses: Clauses, placed: Sequence[Placed]) -> None:
    """第一个宣读了论文，第二个没有."""
    told = [one for one in placed if one.value is True and clauses.counted_out(one.start) is not None]
    for index, cue in cues.COUNTED_OUT:
        for match in cue.finditer(text):
            if told and cues.HAS_NOT.match(text[match.end() :]) and index < len(said.activities):
                said.activities[index].setdefault(told[-1].fact, False)
