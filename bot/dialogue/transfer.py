"""The year in which a person moved from a government organ (2021年从政府机关转到事业单位)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Iterable, Mapping, Optional

from bot.dialogue.cues import one_of
from bot.dialogue.said import Said
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.question import Question

#: The fact's broad term: that there was a move. The core tells from the year whether it was this year's.
BROAD, EARLIER = "transferred", "transferred_earlier"
#: Without one of these the words only say that somebody changed the place of work.
_ORGAN = one_of(
    "机关 公务员 政府 党政 行政 党委 人大 政协 法院 检察院 转任 [局委厅办署](?=[机调转出下过来]|工作) 选调 公检法"
)
_CLAUSE_END = re.compile(r"[,，;；。!！?？]")
_NOT_OF_THE_MOVE = re.compile(r"^(?:年度?)?(?:的)?(?:要|想|能|就|才)?(?:参?评|申报|报|晋|认定|公需|专业|继续教育)")
_NEAR = 10


def hear_transfer(said: Said, text: str, entities: Iterable[Mapping[str, Any]]) -> None:
    """Take the year that stands in or beside the words of the move; it is no year of the question any more."""
    entities = list(entities)
    moves = [e for e in entities if e["entity"] == BROAD]
    if not moves or not _ORGAN.search(text):
        return
    start, end = min(e["start"] for e in moves), max(e["end"] for e in moves)
    years = {year for e in entities if (year := _year(e)) is not None and _beside(text, e, start, end)}
    if len(years) != 1:
        return
    year = years.pop()
    said.person["transfer_year"], said.person[BROAD] = year, BROAD
    said.conflicts = [c for c in said.conflicts if c.fact != BROAD]
    said.years = [known for known in said.years if known != year or _elsewhere(entities, text, year, start, end)]


def _year(entity: Mapping[str, Any]) -> Optional[int]:
    """The year that an entity names, alone or with a month (2021年3月)."""
    if entity["entity"] == "year" and entity["value"] is not None:
        return int(entity["value"])
    named = entity["entity"] == "date" and entity["value"] is not None and "年" in str(entity.get("text") or "")
    return int(str(entity["value"])[:4]) if named else None


def _beside(text: str, entity: Mapping[str, Any], start: int, end: int) -> bool:
    if _NOT_OF_THE_MOVE.search(text[entity["end"] :]):
        return False
    if start <= entity["start"] < end:
        return True
    gap = text[entity["end"] : start] if entity["end"] <= start else text[end : entity["start"]]
    return len(gap) <= _NEAR and not _CLAUSE_END.search(gap)


def _elsewhere(entities: list[Mapping[str, Any]], text: str, year: int, start: int, end: int) -> bool:
    """Whether the year is also named apart from the move."""
    return any(e["entity"] == "year" and e["value"] == year and not _beside(text, e, start, end) for e in entities)


def meanwhile(question: Question, asking: Decision, book: RuleBook, today: date) -> Optional[Decision]:
    """What the notice says of an earlier move in general, while what is demanded of the single years hangs on facts
    that are asked for. None where the demand is known, and only hours done are asked for."""
    moved = question.person.get("transfer_year")
    if question.answers not in ("review", "remaining") or moved is None or moved >= (question.day or today).year:
        return None
    if asking.ask_for[0] == "record":
        return None
    person = {k: v for k, v in question.person.items() if k != "transfer_year"} | {BROAD: EARLIER}
    told = decide(question.with_(answers="review", person=person, record={}), book, today)
    return told if told.outcome == "lookup" else None


def within_move(entities: list[Mapping[str, Any]], entity: Mapping[str, Any]) -> bool:
    """Whether a term only names where the person came from (从教育局调到学校): no organizer of an activity."""
    return entity["entity"] == "organizer" and any(
        e["entity"] == BROAD and e["start"] <= entity["start"] and entity["end"] <= e["end"] for e in entities
    )
