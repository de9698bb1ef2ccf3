"""One made-up county: its figures follow from its number alone, and differ from those of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: Shares of the requirement as the notices word them.
SHARES = (("1/3", "三分之一"), ("1/2", "二分之一"), ("2/5", "五分之二"), ("2/3", "三分之二"))


@dataclass(frozen=True)
class Region:
    """The level above some of the counties: hours, which the counties below set otherwise or not at all."""

    id: str = "gen-region"
    document: str = "gen-region-2023"
    public: int = 18
    professional: int = 36
    paper: int = 14

    @property
    def total(self) -> int:
        """Hours a year over both subjects."""
        return self.public + self.professional


REGION = Region()
#: One county in so many lies below the region, the others stand alone; one in so many has an activity of its own.
BELOW, OWN_ACTIVITY = 10, 10


@dataclass(frozen=True)
class County:
    """The figures of one county's notice: hours, unless the name says ages, a multiple, years, or a month."""

    number: int
    public: int
    professional: int
    national: Fraction
    provincial: Fraction
    conference_cap: int
    training: int
    training_years: int
    degree: int
    teaching: Fraction
    teaching_cap: int
    senior: int
    middle: int
    junior: int
    male_exempt: int
    female_exempt: int
    reduced_years_before: int
    share: str
    share_words: str
    contest: int
    deadline_month: int

    @property
    def id(self) -> str:
        """The county's jurisdiction."""
        return f"gen-{self.number:05}"

    @property
    def document(self) -> str:
        """The id of its notice."""
        return f"{self.id}-2023"

    @property
    def name(self) -> str:
        """What people call it."""
        return f"示例{self.number:05}县"

    @property
    def below(self) -> bool:
        """Whether it lies below the region."""
        return self.number % BELOW == 0

    @property
    def has_contest(self) -> bool:
        """Whether its notice counts an activity that no other names."""
        return self.number % OWN_ACTIVITY == 1

    @property
    def total(self) -> int:
        """Hours a year over both subjects."""
        return self.public + self.professional


def county(number: int) -> County:
    """The county of a number from 0."""
    share, share_words = SHARES[number % len(SHARES)]
    national = Fraction(12 + number % 13, 2)
    senior = 36 + number % 17
    return County(
        number=number,
        public=20 + number % 23,
        professional=40 + number * 7 % 41,
        national=national,
        provincial=national - Fraction(1 + number % 5, 2),
        conference_cap=24 + number % 29,
        training=5 + number % 7,
        training_years=1 + number % 2,
        degree=30 + number * 3 % 43,
        teaching=Fraction(3 + number % 6, 2),
        teaching_cap=45 + number % 31,
        senior=senior,
        middle=senior - 3 - number % 4,
        junior=senior - 9 - number % 5,
        male_exempt=55 + number % 6,
        female_exempt=50 + number % 6,
        reduced_years_before=3 + number % 4,
        share=share,
        share_words=share_words,
        contest=4 + number % 19,
        deadline_month=9 + number % 4,
    )
