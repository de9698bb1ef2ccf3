"""What a message sets side by side: places, years, or kinds of a thing (兵团和我们市, 2024和2025, 地州级和自治区级)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Optional, Sequence

from bot.dialogue import side_cues
from bot.dialogue.exam_levels import LEVEL
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.place import ELSEWHERE
from bot.dialogue.said import Facts, Said
from bot.dialogue.side_places import places_of, side_by_side, without
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain
from rules_core.facts import FACTS

#: Facts whose values may be compared.
_KINDS = ("level", "organizer", "presented", "title_level", "degree", "gender", "age", "sector", "occupation")


@dataclass(frozen=True)
class Side:
    """One side: a region (or `elsewhere`), a year, a fact with its value, or an activity of the message by its index.
    `of_activity`: a fact that may be a person's is the activity's here (the level of an examination)."""

    label: str
    region: Optional[str] = None
    year: Optional[int] = None
    fact: Optional[str] = None
    value: Any = None
    activity: Optional[int] = None
    of_activity: bool = False

    def dump(self) -> dict[str, Any]:
        """For the frame."""
        return {**asdict(self), "value": str(self.value) if isinstance(self.value, Fraction) else self.value}


@dataclass(frozen=True)
class Sides:
    """`sides` in the order said. `names` are places that lead to one and the same region, `own`: the person's own place
    is one of them and not known yet. `question` is the message without the places and the words that compare them,
    `base` the one activity of which a fact is compared."""

    sides: tuple[Side, ...]
    names: tuple[str, ...] = ()
    own: bool = False
    question: str = ""
    base: tuple[Facts, ...] = ()
    joined: bool = False


def sides_of(heard: Heard, said: Said, frame: Frame, kb: KnowledgeBase, words: Wording) -> Sides:
    """What is compared; fewer than two sides where the message names none."""
    places = places_of(heard.text, said, frame.region, kb)
    question, joined = without(heard.text, places), side_by_side(heard.text, places)
    if frame.region is None and any(place.region is None for place in places):
        return Sides((), own=True)
    known = [(place.region or frame.region, place.name) for place in places]
    regions = dict(reversed(known))
    if len(regions) == 1 and frame.region and frame.region not in regions and len(known) == 1:
        # 兵团那边是不是更多: compared with one's own.
        regions[frame.region] = ""
        known = [(frame.region, ""), *known]
    if len(regions) > 1:
        order = list(dict.fromkeys(region or "" for region, _ in known))
        sides = tuple(_of_region(region, regions[region], words) for region in order)
        return Sides(sides, question=question, joined=joined)
    names = tuple(dict.fromkeys(name for _, name in known))
    if len(names) > 1:
        return Sides((_of_region(known[0][0] or "", names[0], words),), names, question=question)
    if len(said.years) > 1:
        return Sides(tuple(Side(words.say("of_year", year=year), year=year) for year in said.years))
    return _kinds(said, kb, words)


def _of_region(region: str, name: str, words: Wording) -> Side:
    return Side(name if region == ELSEWHERE else words.place(region), region=region)


def _kinds(said: Said, kb: KnowledgeBase, words: Wording) -> Sides:
    conflict = next((c for c in said.conflicts if c.fact in _KINDS), None)
    levels = list(dict.fromkeys(group[LEVEL] for group in said.activities if LEVEL in group))
    if levels and (conflict is None or conflict.fact == LEVEL):
        # 中级、初级职称考试各给多少: the level of the examination, of which there is one.
        told = [said.person[LEVEL]] if LEVEL in said.person else []
        named = list(dict.fromkeys([*(conflict.values if conflict else ()), *told, *levels]))
        base = {f: v for f, v in said.activities[0].items() if f != LEVEL}
        if all({**base, LEVEL: group.get(LEVEL)} == {**group} for group in said.activities) and len(named) > 1:
            sides = (Side(_name(LEVEL, v, kb), fact=LEVEL, value=v, of_activity=True) for v in named)
            return Sides(tuple(sides), base=(base,))
    if conflict is not None and len(said.activities) > 1:
        return Sides(())
    if conflict is not None:
        return Sides(tuple(Side(_name(conflict.fact, v, kb), fact=conflict.fact, value=v) for v in conflict.values))
    if len(said.activities) < 2:
        return Sides(())
    fact, base = _differs(said.activities)
    if fact is not None:
        values = [group[fact] for group in said.activities]
        return Sides(tuple(Side(_name(fact, v, kb), fact=fact, value=v) for v in values), base=(base,))
    return Sides(tuple(Side(words.what(group), activity=index) for index, group in enumerate(said.activities)))


def _differs(groups: Sequence[Facts]) -> tuple[Optional[str], Facts]:
    """The one fact in which activities differ (3天会议，地州级和自治区级), and what they have in common."""
    base: Facts = {}
    differing: set[str] = set()
    for group in groups:
        differing |= {fact for fact, value in group.items() if fact in base and base[fact] != value}
        base = {**group, **base}
    fact = next(iter(differing), None)
    if len(differing) != 1 or fact not in _KINDS or not all(fact in group for group in groups):
        return None, base
    return fact, base


def _name(fact: str, value: Any, kb: KnowledgeBase) -> str:
    if FACTS[fact].type == "number":
        return f"{plain(value)}{FACTS[fact].unit}"
    if isinstance(value, bool):
        return next((t.name for t in kb.terms.values() if t.sets.get(fact) is value), fact)
    return kb.term_name(str(value))


def side_by_side_asked(heard: Heard, found: Sides, meant: bool) -> bool:
    """Whether the sides are set against each other, by the words or (`meant`) by the classifier. Several activities of
    one message are, where it is said: else they are summed."""
    if len(found.sides) < 2:
        return bool(found.names) and (meant or bool(side_cues.COMPARES.search(heard.text)))
    kinds = found.sides[0].region is None and found.sides[0].year is None
    text = heard.text if kinds else side_cues.DIFFERENCE.sub("", heard.text)
    against, each = side_cues.AGAINST.search(text), side_cues.COMPARES.search(text)
    if found.sides[0].activity is not None:
        return bool(against)
    return bool(meant or against or each or found.joined)


def loaded(raw: list[dict[str, Any]]) -> tuple[Side, ...]:
    """The sides that a frame keeps."""
    sides = (Side(**side) for side in raw)
    return tuple(replace(side, value=Fraction(side.value)) if _figure(side) else side for side in sides)


def _figure(side: Side) -> bool:
    return side.fact is not None and FACTS[side.fact].type == "number"


def applied(side: Side, frame: Frame, activities: list[Facts]) -> Frame:
    """The frame of one side."""
    one = Frame.load(frame.dump())
    if side.region is not None:
        one.region = side.region
    if side.year is not None:
        one.year = side.year
    if side.activity is not None:
        one.activities = [dict(activities[side.activity])]
    elif side.fact is not None and (side.of_activity or FACTS[side.fact].scope == "activity"):
        one.activities = [{**(activities[-1] if activities else {}), side.fact: side.value}]
    elif side.fact is not None:
        one.person[side.fact] = side.value
    return one
