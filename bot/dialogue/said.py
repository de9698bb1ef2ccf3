"""What one message states, as facts: activities, the person, place, year. No policy: only who said what of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

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
    `latest` is the last value that each fact of an activity was given, which a correction means.
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
    adds: bool = False
    foreign: bool = False
    dates: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    surfaces: dict[str, str] = field(default_factory=dict)

    @property
    def has_facts(self) -> bool:
        return bool(self.activities or self.person or self.birth or self.years)
