"""From entities to facts: what is said of the person, of time and place, and of each activity (see `groups`)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Iterable, Mapping, Optional

from bot.dialogue import cues
from bot.dialogue.attended import as_attended
from bot.dialogue.degree_hear import hear_degree
from bot.dialogue.done_hear import hear_done
from bot.dialogue.event_dates import whens
from bot.dialogue.exam_levels import hear_levels
from bot.dialogue.exam_place import hear_exam_place
from bot.dialogue.groups import Groups
from bot.dialogue.heard import Heard, HeardPart
from bot.dialogue.job_titles import is_applied_for
from bot.dialogue.other_offices import hear_offices
from bot.dialogue.region_names import name_regions
from bot.dialogue.said import Conflict, Said
from bot.dialogue.transfer import hear_transfer, within_move
from bot.dialogue.values import exact, notes_of
from policy_kb.knowledge import KnowledgeBase
from rules_core.age import age_on
from rules_core.facts import FACTS


def hear(text: str, entities: Iterable[Mapping[str, Any]], kb: KnowledgeBase, today: Optional[date] = None) -> Said:
    """The facts of one message. `entities` are those of the deterministic extractor, with offsets in `text`."""
    said = Said(adds=bool(cues.STARTS_ADDING.search(text)))
    ordered = as_attended(text, sorted(entities, key=lambda e: (e["start"], -e["end"])))
    _hear_person(said, text, ordered, kb)
    _hear_time_and_place(said, text, ordered, kb)
    hear_transfer(said, text, ordered)
    groups = Groups(said, text, ordered, kb)
    for entity in ordered:
        if not within_move(ordered, entity):
            groups.take(entity)
    groups.end()
    hear_exam_place(said, text)
    if said.tells_done and any("activity" in group for group in said.activities):
        # 公需学完了，又参加了培训班: what is done says nothing of what the activity is.
        said.person.pop("course_subject", None)
    hear_levels(said, text, ordered, kb)
    hear_offices(said, ordered, kb)
    hear_degree(said, text, kb)
    _age_against_birth(said, today)
    return said


def hear_message(heard: Heard | HeardPart, kb: KnowledgeBase, today: str) -> Said:
    """The facts of a message, or of one of its questions, on a day as YYYY-MM-DD."""
    return hear(heard.text, heard.entities, kb, date.fromisoformat(today))


def _hear_person(said: Said, text: str, entities: list[Mapping[str, Any]], kb: KnowledgeBase) -> None:
    course: list[str] = []
    levels: list[tuple[str, bool]] = []
    for entity in entities:
        kind, value = entity["entity"], entity["value"]
        spec = FACTS.get(kind)
        if kind == "age" and value is not None:
            _put(said, "age", exact(value))
        elif kind == "range" and notes_of(entity) >= {"age", "nominal"}:
            # 虚岁四十六: no age in full years, which the notices count in.
            said.vague["age"] = str(entity.get("text"))
        elif kind == "birth" and value:
            year, month, day = (*value, None, None)[:3]
            said.birth = (int(year), month, day)
        elif kind == "course_subject":
            course.append(str(value))
        elif spec is not None and spec.scope == "person" and spec.type in ("term", "bool"):
            term = kb.terms.get(str(value))
            if term is None:
                continue
            beside = _purpose_beside(said, text, entity, kb)
            if kind == "title_level" and not beside and not is_applied_for(text, entity):
                continue
            if kind == "title_level":
                levels.append((term.id, beside))
            elif spec.type == "term":
                _put(said, kind, term.id, kb)
            for fact, set_value in term.sets.items():
                if FACTS[fact].scope == "person":
                    _put(said, fact, set_value, kb)
            said.surfaces.setdefault(kind, str(entity.get("text") or term.name))
    _hear_levels(said, levels, kb)
    if len(set(course)) == 1:
        said.person["course_subject"] = course[0]
    hear_done(said, text, entities)


def _hear_levels(said: Said, levels: list[tuple[str, bool]], kb: KnowledgeBase) -> None:
    """The level applied for: one that stands right behind 评 or 申报 goes before a title that the person has."""
    aimed = [level for level, beside in levels if beside]
    for level in aimed or [level for level, _ in levels]:
        _put(said, "title_level", level, kb)


def _purpose_beside(said: Said, text: str, entity: Mapping[str, Any], kb: KnowledgeBase) -> bool:
    """评 right before a title level states the purpose (评副高); alone it says nothing."""
    before = text[: entity["start"]]
    for term in kb.terms.values():
        for word in term.beside.get(str(entity["entity"]), ()):
            if before.endswith((word, word + "了", word + "个")):
                _put(said, term.kind, term.id, kb)
                return True
    return False


def _put(said: Said, fact: str, value: Any, kb: Optional[KnowledgeBase] = None) -> None:
    known = said.person.get(fact)
    if known is not None and known != value:
        if kb is not None and isinstance(known, str):
            if kb.book.terms.covers(value, known):
                return
            if kb.book.terms.covers(known, value):
                said.person[fact] = value
                return
        said.conflicts.append(Conflict(fact, (known, value)))
        return
    said.person[fact] = value


def _hear_time_and_place(said: Said, text: str, entities: list[Mapping[str, Any]], kb: KnowledgeBase) -> None:
    said.when = whens(text, entities)
    for entity in entities:
        if entity["entity"] == "place":
            said.places.append((str(entity["value"]), entity["start"], entity["end"], str(entity.get("text") or "")))
        elif entity["entity"] == "concept":
            said.concepts.append(str(entity["value"]))
        elif entity["entity"] == "year" and entity["value"] is not None:
            if int(entity["value"]) not in said.years:
                said.years.append(int(entity["value"]))
        elif entity["entity"] == "date" and entity["value"] is not None and "month" not in notes_of(entity):
            said.dates.append(str(entity["value"]))
            if cues.REVIEW_DAY.search(text[max(0, entity["start"] - 8) : entity["end"] + 6]):
                said.day = str(entity["value"])
        elif entity["entity"] == "number" and entity["value"] is not None:
            said.numbers.append(str(entity["value"]))
    name_regions(said, text, kb)


def _age_against_birth(said: Said, today: Optional[date]) -> None:
    """An age and a birth date that exclude each other are asked about."""
    if said.birth is None or "age" not in said.person or today is None:
        return
    day = date.fromisoformat(said.day) if said.day else today
    low, high = age_on(day, *said.birth)
    stated = said.person["age"]
    if low <= stated <= high:
        return
    said.conflicts.append(Conflict("age", (stated, Fraction(high))))


__all__ = ["hear", "hear_message"]
