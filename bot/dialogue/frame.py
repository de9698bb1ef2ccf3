"""What a conversation carries from turn to turn. Plain JSON, kept in one slot of the tracker."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Mapping, Optional

from bot.dialogue.record import DONE, Record

Facts = dict[str, Any]
#: Facts that JSON keeps as text, because they are exact numbers.
NUMBERS = ("days", "months", "hours", "subjects", "age", *DONE)


@dataclass
class Frame:
    """`region` is the person's own region that the next question is answered for, `page_region` the one that came with
    the last message: only where that changes, or was chosen by hand, does it replace what the person said.

    `kind` is the question that is open or was answered last, `asked` the fact that was asked for, `pending` the
    same of a question that a digression interrupted, `last` the clauses of the last answer, for "依据哪一条", `spanned`
    numbers of days that were counted from a first and a last date.

    `doubt` is a message that waits until the person says whether a word in it was read right (see `doubt`).

    `record` are the hours done by year and subject (see `record.Record`), `open` the cells of it that were asked for,
    `told` those that the last message to state any stated (`just_told`: this one), `about` the years that a question
    without a review is of, `loose` hours whose year was asked (subject, amount), `done_in` the year of the facts
    done_public and done_professional, `rest` what was said of all years or subjects beside (see `record_rest.Rest`).
    `credits`: the activities are what is done, in a question for what is missing; `took_part`: they were told as things
    done by the person this year, so that a later question may take them so (None: others were told that are no longer
    held). `unsure` is a message that was not
    clearly understood (see `unsure.Unsure`).

    `earlier` are activities that others took the place of, for 这两个加起来.

    `waiting` are further questions of a message whose first one asks something back, `sides` those of the comparison
    that was answered last (`sides.Side`), `main` the last question with a computed answer, to go back to.

    `when` are the days of each activity, as far as said (`event_dates`); `filing` is a claim that is being filled
    in (see `filing.Filing`).
    """

    region: Optional[str] = None
    region_said: bool = False
    page_region: Optional[str] = None
    year: Optional[int] = None
    person: Facts = field(default_factory=dict)
    birth: Optional[list[Optional[int]]] = None
    activities: list[Facts] = field(default_factory=list)
    earlier: list[Facts] = field(default_factory=list)
    kind: Optional[str] = None
    topic: Optional[str] = None
    question: str = ""
    surfaces: dict[str, str] = field(default_factory=dict)
    day: Optional[str] = None
    relief: bool = False
    asked: Optional[str] = None
    asked_at: int = 0
    failed: int = 0
    last: dict[str, Any] = field(default_factory=dict)
    record: Record = field(default_factory=dict)
    open: list[Facts] = field(default_factory=list)
    told: list[list[Any]] = field(default_factory=list)
    just_told: bool = False
    about: list[int] = field(default_factory=list)
    loose: list[list[str]] = field(default_factory=list)
    done_in: Optional[int] = None
    rest: list[list[Any]] = field(default_factory=list)
    credits: bool = False
    took_part: Optional[bool] = False
    spanned: list[str] = field(default_factory=list)
    doubt: Facts = field(default_factory=dict)
    pending: dict[str, Any] = field(default_factory=dict)
    unsure: dict[str, Any] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    sides: list[dict[str, Any]] = field(default_factory=list)
    main: dict[str, Any] = field(default_factory=dict)
    when: list[Any] = field(default_factory=list)
    filing: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, raw: Optional[Mapping[str, Any]]) -> "Frame":
        """From the slot; a frame of an older shape begins anew."""
        if not raw:
            return cls()
        try:
            frame = cls(**raw)
        except TypeError:
            return cls()
        frame.person = _exact(frame.person)
        frame.activities = [_exact(a) for a in frame.activities]
        frame.earlier = [_exact(a) for a in frame.earlier]
        return frame

    def dump(self) -> dict[str, Any]:
        """For the slot."""
        raw = asdict(self)
        raw["person"] = _plain(self.person)
        raw["activities"] = [_plain(a) for a in self.activities]
        raw["earlier"] = [_plain(a) for a in self.earlier]
        return raw

    def take_page_region(self, region: Optional[str], chosen: bool) -> None:
        """The region that comes with a message; `chosen`: by hand since the last answer (None: removed)."""
        if chosen or region != self.page_region:
            self.page_region, self.region, self.region_said = region, region, False

    def forget(self) -> None:
        """Begin anew; only the place stays."""
        fresh = Frame(region=self.region, region_said=self.region_said, page_region=self.page_region)
        self.__dict__.update(fresh.__dict__)


def _plain(facts: Facts) -> Facts:
    return {k: str(v) if isinstance(v, Fraction) else v for k, v in facts.items()}


def _exact(facts: Mapping[str, Any]) -> Facts:
    return {k: Fraction(str(v)) if k in NUMBERS and v is not None else v for k, v in facts.items()}
