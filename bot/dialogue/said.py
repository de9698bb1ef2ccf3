"""What one message states, as facts: activities, the person, place, year. No policy: only who said what of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from bot.dialogue.record import Done

Facts = dict[str, Any]


@dataclass
class Conflict:
    """Two values of one fact that exclude each other; the person is asked, never one chosen."""

    fact: str
    values: tuple[Any, ...]


@dataclass
class Said:
    """One message in facts.

    `activities` are in the order said; a group without `activity` states details of one mentioned before.
    `places` are (region id or "elsewhere", start, end, name). `vague` are facts given as a range (三五天, 一周),
    `bounds` their limits where both are known. `numbers` are bare numbers, which mean something only as an answer.
    `latest` is the last value that each fact of an activity was given, which a correction means. `spanned` are numbers
    of days that were counted from a first and a last date. `record` are hours done
    by year and subject, `record_places` where their figures stand; `amounts` are those of a message that holds nothing
    else (都是30), said of `each` or not.
    """

    activities: list[Facts] = field(default_factory=list)
    person: Facts = field(default_factory=dict)
    birth: Optional[tuple[int, Optional[int], Optional[int]]] = None
    places: list[tuple[str, int, int, str]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    day: Optional[str] = None
    vague: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: Optional[tuple[str, str]] = None
    numbers: list[str] = field(default_factory=list)
    latest: dict[str, Any] = field(default_factory=dict)
    record: list[Done] = field(default_factory=list)
    record_places: set[int] = field(default_factory=set)
    amounts: list[str] = field(default_factory=list)
    each: bool = False
    adds: bool = False
    foreign: bool = False
    dates: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    surfaces: dict[str, str] = field(default_factory=dict)
    spanned: list[str] = field(default_factory=list)

    @property
    def has_facts(self) -> bool:
        return bool(self.activities or self.person or self.birth or self.years or self.tells_done)

    @property
    def tells_done(self) -> bool:
        """Whether hours done are stated by year or subject."""
        return any(done.amount is not None for done in self.record)
