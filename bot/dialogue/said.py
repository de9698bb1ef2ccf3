"""What one message states, as facts: activities, the person, place, year. No policy: only who said what of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from bot.dialogue.record import Done
from bot.dialogue.record_rest import Rest

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
    of days that were counted from a first and a last date, `when` the days themselves (`event_dates`). `record` are
    hours done by year and subject, `record_places` where their figures stand; `amounts` are those of a message that
    holds nothing else (都是30), said of `each` or not; `rest` is what is said of all years or subjects beside
    (其他都齐了), `unread` hours of which it is not certain what they are of. `offices` are matters of other offices,
    `always_foreign` one of them whose 学时 are never ours; `only_exams`: every activity named is an examination.
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
    rest: list[Rest] = field(default_factory=list)
    unread: list[Any] = field(default_factory=list)
    adds: bool = False
    offices: list[str] = field(default_factory=list)
    always_foreign: bool = False
    only_exams: bool = False
    dates: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    surfaces: dict[str, str] = field(default_factory=dict)
    spanned: list[str] = field(default_factory=list)
    when: list[list[Any]] = field(default_factory=list)

    @property
    def has_facts(self) -> bool:
        return bool(self.activities or self.person or self.birth or self.years or self.tells_done)

    @property
    def tells_done(self) -> bool:
        """Whether hours done are stated by year or subject."""
        return bool(self.rest) or any(done.amount is not None for done in self.record)


#: Words of the field, and facts of a person, that are said of anything.
TELL_NOTHING = frozenset({"professionals", "employer", "title_word", "hotline"})
_ANYBODYS = frozenset({"gender", "age", "degree", "title_level", "sector", "occupation"})


def says_ours(said: Said) -> bool:
    """Whether a message states anything of the field."""
    words = {word for word in said.concepts if word not in TELL_NOTHING and not word.startswith("series_")}
    named = any("activity" in group for group in said.activities)
    return bool(words or named or set(said.person) - _ANYBODYS or said.record)
