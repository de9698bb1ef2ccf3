"""The clauses of a sentence and the activities that each names, so that a fact is put to the one it stands by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

from bot.dialogue import cues

#: What tells one event from another of the same kind.
_OWN = ("level", "organizer")
_AMOUNTS = ("days", "months", "weeks", "hours", "subjects", "range")


@dataclass(frozen=True)
class Mention:
    """An activity named in a clause. `amount`: its length or number stands there too; `each`: which is that of
    several (各两天); `own`: its level or organizer; `again`: a word that adds (又、另外) or of taking part; `same`: a
    word that points back (这个会); `listed`: it stands in a list (论坛、年会和讲座)."""

    activity: str
    start: int
    amount: bool
    each: bool
    own: bool
    again: bool
    same: bool
    listed: bool


class Clauses:
    """The clauses of one text, with its entities in their order."""

    def __init__(self, text: str, entities: Sequence[Mapping[str, Any]]) -> None:
        self._text, self._entities = text, entities
        inside = [(e["start"], e["end"]) for e in entities]
        self._borders = [
            match.span()
            for match in cues.CLAUSE_BORDER.finditer(text)
            if not any(start <= match.start() and match.end() <= end for start, end in inside)
        ]
        self._circumstances = [(e["start"], e["end"]) for e in entities if e["entity"] == "presented"]

    def parted(self, start: int, end: int) -> bool:
        """Whether a border lies between two places."""
        return any(start <= border < end for border, _ in self._borders)

    def around(self, place: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        begin = max((end for _, end in self._borders if end <= place), default=0)
        return begin, min((start for start, _ in self._borders if start >= place), default=len(self._text))

    @property
    def measured(self) -> bool:
        """Whether the text states how much there was of anything."""
        return any(e["entity"] in _AMOUNTS for e in self._entities)

    def adds(self, place: int) -> bool:
        """Whether the clause around a place tells of one more (又、还、另外), or of taking part."""
        begin = self.around(place)[0]
        return bool(cues.TAKES_PART.search(self._text[max(0, begin - 2) : place]))

    def part_of(self, place: int) -> bool:
        """Whether the clause around a place tells of a part of what was told (其中一天是讲座)."""
        return bool(cues.PART_OF.match(self._text[self.around(place)[0] :]))

    def behind_activity(self, place: int) -> int:
        """Where the last activity that the clause around a place names before it ends; else where the clause begins."""
        begin = self.around(place)[0]
        named = (e for e in self._entities if e["entity"] == "activity" and begin <= e["start"] < place)
        return max((e["end"] for e in named if not self.no_activity(e)), default=begin)

    def names_activity(self, place: int) -> bool:
        """Whether the clause around a place names any activity."""
        return self.named_from(self.around(place)[0]) is not None

    def counted_out(self, place: int) -> Optional[int]:
        """Which of the activities named before the clause around a place is about (后一个没读), by its index."""
        before = self._text[self.around(place)[0] : place]
        found = [(match.end(), index) for index, cue in cues.COUNTED_OUT for match in cue.finditer(before)]
        return max(found)[1] if found else None

    def told_by_length(self, place: int) -> Optional[Mapping[str, Any]]:
        """The amount that tells which of the activities the clause around a place is about (3天那趟读了论文)."""
        begin = self.around(place)[0]
        here = (e for e in self._entities if e["entity"] in _AMOUNTS and begin <= e["start"] and e["end"] <= place)
        return next((e for e in here if cues.THAT_ONE.match(self._text[e["end"] :])), None)

    def circumstance(self, entity: Mapping[str, Any]) -> bool:
        """Whether an activity's word only tells what was done at one: the 论文 of 没有读论文, 宣读了自己的论文
        and 论文在会上宣读了."""
        if entity["entity"] != "activity":
            return False
        inside = any(start <= entity["start"] and entity["end"] <= end for start, end in self._circumstances)
        return (
            inside
            or entity["value"] == "paper"
            and any(
                self._one_breath(min(start, entity["start"]), max(end, entity["end"]))
                for start, end in self._circumstances
            )
        )

    def _one_breath(self, start: int, end: int) -> bool:
        """Whether neither a comma nor another thing stands between two places."""
        others = (e for e in self._entities if e["entity"] in (*_AMOUNTS, "activity") and e["value"] != "paper")
        between = (e for e in others if start <= e["start"] < end and not cues.AT_IT.match(self._text[e["end"] :]))
        return not cues.COMMA.search(self._text[start:end]) and not any(between)

    def named_from(self, place: int) -> Optional[Mention]:
        """The first activity that the clause around `place` names at or behind it."""
        begin, stop = self.around(place)
        here = [e for e in self._entities if begin <= e["start"] < stop]
        named = (e for e in here if e["entity"] == "activity" and e["start"] >= place and not self.no_activity(e))
        found = next(named, None)
        if found is None:
            return None
        before = self._text[begin : found["start"]]
        return Mention(
            str(found["value"]),
            found["start"],
            amount=any(e["entity"] in _AMOUNTS for e in here),
            each=bool(cues.EACH.search(self._text[found["end"] : stop])),
            own=any(e["entity"] in _OWN for e in here),
            again=self.adds(found["start"]),
            listed=bool(cues.LISTS.search(self._text[:begin])) or any(e["entity"] == "papers" for e in here),
            same=bool(cues.POINTS_BACK.search(before) or cues.AT_IT.match(self._text[found["end"] :])),
        )

    def _of_degree(self, entity: Mapping[str, Any]) -> bool:
        """在职读硕士，晚上写论文: the paper is that of the degree."""
        degree = any(e["entity"] in ("degree", "degree_obtained") for e in self._entities)
        return degree and not cues.PUBLISHED.search(self._text[max(0, entity["start"] - 6) : entity["end"] + 6])

    def no_activity(self, entity: Mapping[str, Any]) -> bool:
        """Whether an activity's word names none: it tells what was done at one, or whose work it is (管培训的小王)."""
        if entity["entity"] != "activity":
            return False
        if entity["value"] == "paper" and self._of_degree(entity):
            return True
        if cues.ROOM_AFTER.match(self._text[entity["end"] :]) and self._text[: entity["end"]].endswith("会议"):
            return True
        in_charge = cues.IN_CHARGE_BEFORE.search(self._text[: entity["start"]])
        return self.circumstance(entity) or bool(in_charge and self._text[entity["end"] :].startswith("的"))
