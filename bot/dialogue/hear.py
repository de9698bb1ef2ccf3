"""From entities to facts: which quantity belongs to which activity, what is said of the person, where and when.

An activity's facts stand together in the sentence. A new group begins where a slot that is already filled is filled with
something else (全国会议3天 | 自治区级2天), or at a word that adds (还有、加上).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Iterable, Mapping

from bot.dialogue.said import Conflict, Facts, Said
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS, LIMITS

ADDING = re.compile(r"还有|加上|另外|外加|再加|以及|然后又|接着又|又去|又参加|后来又|再算上|再有|，又|和|跟|、|外带|还参加|还去|还听|还办|也参加|还通过|还考")
_STARTS_ADDING = re.compile(r"^(那|那么|对了|哦|嗯|，|\s)*(还有|另外|再加|加上|外加|还参加|又参加|再加上|我还|还听|还去|后来又|后面又|除此)")
_AMOUNTS = {"days": "days", "months": "months", "hours": "hours", "subjects": "subjects"}
#: Notes of a quantity that make it no amount of an activity (一年要…, 每天8学时, 第三天).
_NO_AMOUNT = {"rate", "per_year", "per_month", "per_day", "per_week", "per_item", "period", "above", "below"}
#: An activity that happens at another one: teaching at a class is teaching.
_ABSORBING = ("teaching",)
_DONE = re.compile(r"(已经?|都|只)?(学了|学完|修了|完成了?|有了|攒了|够了|拿了|修满|学满|得了|做了|有|才|完|了|到手)")


def hear(text: str, entities: Iterable[Mapping[str, Any]], kb: KnowledgeBase) -> Said:
    """The facts of one message. `entities` are those of the deterministic extractor, with offsets in `text`."""
    said = Said(adds=bool(_STARTS_ADDING.match(text)))
    ordered = sorted(entities, key=lambda e: (e["start"], -e["end"]))
    terms = [e for e in ordered if e["entity"] in FACTS or e["entity"] in ("place", "concept")]
    _hear_person(said, text, ordered, kb)
    _hear_time_and_place(said, ordered)
    groups = _Groups(said, text, kb)
    for entity in ordered:
        groups.take(entity, terms)
    groups.close()
    return said


def exact(value: Any) -> Fraction:
    """An entity's figure ("7/2", 3) as an exact number."""
    return Fraction(str(value))


def _hear_person(said: Said, text: str, entities: list[Mapping[str, Any]], kb: KnowledgeBase) -> None:
    course: list[str] = []
    for index, entity in enumerate(entities):
        kind, value = entity["entity"], entity["value"]
        spec = FACTS.get(kind)
        if kind == "age" and value is not None:
            _put(said, "age", exact(value))
        elif kind == "birth" and value:
            year, month, day = (*value, None, None)[:3]
            said.birth = (int(year), month, day)
        elif kind == "course_subject":
            course.append(str(value))
        elif spec is not None and spec.scope == "person" and spec.type in ("term", "bool"):
            term = kb.terms.get(str(value))
            if term is None:
                continue
            if spec.type == "term":
                _put(said, kind, term.id, kb)
            for fact, set_value in term.sets.items():
                if FACTS[fact].scope == "person":
                    _put(said, fact, set_value, kb)
            said.surfaces[kind] = str(entity.get("text") or term.name)
            _purpose_beside(said, text, entity, kb)
    if len(set(course)) == 1:
        said.person["course_subject"] = course[0]
    _hear_done(said, text, entities)


def _purpose_beside(said: Said, text: str, entity: Mapping[str, Any], kb: KnowledgeBase) -> None:
    """评 right before a title level states the purpose (评副高); alone it says nothing."""
    before = text[:entity["start"]]
    for term in kb.terms.values():
        for word in term.beside.get(str(entity["entity"]), ()):
            if before.endswith(word) or before.endswith(word + "了"):
                _put(said, term.kind, term.id, kb)
                return


def _hear_done(said: Said, text: str, entities: list[Mapping[str, Any]]) -> None:
    """Hours already done, by subject (公需学了20，专业45学时): a subject followed by a number before the next subject."""
    marks = [e for e in entities if e["entity"] == "course_subject"]
    for index, mark in enumerate(marks):
        end = marks[index + 1]["start"] if index + 1 < len(marks) else len(text)
        between = [e for e in entities if e["entity"] in ("hours", "number") and mark["end"] <= e["start"] < end
                   and e["value"] is not None and not set(str(e.get("note") or "").split()) & (_NO_AMOUNT - {"bare"})]
        if between and _DONE.search(text[mark["end"]:between[0]["start"]] or ("了" if _DONE.search(text) else "")):
            said.person[f"done_{mark['value']}"] = exact(between[0]["value"])


def _put(said: Said, fact: str, value: Any, kb: KnowledgeBase | None = None) -> None:
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


def _hear_time_and_place(said: Said, entities: list[Mapping[str, Any]]) -> None:
    for entity in entities:
        if entity["entity"] == "place":
            said.places.append((str(entity["value"]), entity["start"], entity["end"], str(entity.get("text") or "")))
        elif entity["entity"] == "year" and entity["value"] is not None:
            if int(entity["value"]) not in said.years:
                said.years.append(int(entity["value"]))
        elif entity["entity"] == "date" and entity["value"] is not None and "month" not in str(entity.get("note") or ""):
            said.day = str(entity["value"])
        elif entity["entity"] == "number" and entity["value"] is not None:
            said.numbers.append(str(entity["value"]))


class _Groups:
    """Collects the facts of one activity after the other."""

    def __init__(self, said: Said, text: str, kb: KnowledgeBase) -> None:
        self.said, self.text, self.kb = said, text, kb
        self.facts: Facts = {}
        self.hints: Facts = {}
        self.last_end = 0

    def take(self, entity: Mapping[str, Any], terms: list[Mapping[str, Any]]) -> None:
        """Put one entity's facts into the current group, or begin the next one."""
        kind = entity["entity"]
        spec = FACTS.get(kind)
        if kind in _AMOUNTS or kind in ("weeks", "range", "clock_hours", "class_periods"):
            self._amount(entity)
        elif spec is not None and spec.scope == "activity" and spec.type in ("term", "bool") and kind != "course_subject":
            self._term(entity)

    def _term(self, entity: Mapping[str, Any]) -> None:
        term = self.kb.terms.get(str(entity["value"]))
        if term is None:
            return
        self.said.surfaces[term.kind] = str(entity.get("text") or term.name)
        if FACTS[term.kind].type == "term":
            self._set(term.kind, term.id, entity)
        for fact, value in term.sets.items():
            if FACTS[fact].scope == "activity":
                self._set(fact, value, entity)
        for fact, value in term.hints.items():
            self.hints.setdefault(fact, value)

    def _amount(self, entity: Mapping[str, Any]) -> None:
        notes = set(str(entity.get("note") or "").split())
        kind = entity["entity"]
        if kind == "range" or entity["value"] is None:
            unit = str(entity.get("note") or "").split(" ")[0]
            fact = "days" if kind == "days" else _AMOUNTS.get(unit)
            if fact and not notes & _NO_AMOUNT:
                self.said.vague[fact] = str(entity.get("text") or "")
            return
        if notes & _NO_AMOUNT or self._belongs_to_done(entity):
            return
        value = exact(entity["value"])
        if kind == "weeks":
            self.said.vague["days"] = str(entity.get("text") or "")
            return
        if kind in ("clock_hours", "class_periods"):
            self.said.vague.setdefault("hours", str(entity.get("text") or ""))
            return
        fact = _AMOUNTS[kind]
        if kind == "days" and "end_before_start" in notes:
            self.said.refused = ("days", "end_before_start")
            return
        low, high = LIMITS[fact]
        if value <= low or value > high:
            self.said.refused = (fact, str(entity.get("text") or value))
            return
        self._set(fact, value, entity)

    def _belongs_to_done(self, entity: Mapping[str, Any]) -> bool:
        return entity["entity"] == "hours" and any(
            self.said.person.get(f"done_{s}") == exact(entity["value"]) for s in ("public", "professional"))

    def _set(self, fact: str, value: Any, entity: Mapping[str, Any]) -> None:
        between = self.text[self.last_end:entity["start"]]
        adding = bool(ADDING.search(between)) and bool(self.facts)
        known = self.facts.get(fact)
        if known is not None and known != value:
            merged = self._merge(fact, known, value, adding)
            if merged is not None:
                self.facts[fact] = merged
            elif fact != "activity" and not adding and set(self.facts) <= {"activity", fact, "organizer", "level"} \
                    and not self._activity_follows(entity):
                self.said.conflicts.append(Conflict(fact, (known, value)))
            elif fact in ("level", "activity", "days", "months", "subjects", "hours", "organizer"):
                self.close()
                self.facts[fact] = value
            else:
                self.said.conflicts.append(Conflict(fact, (known, value)))
        elif known is None and adding and self._complete() and fact in ("days", "level", "activity", "months"):
            self.close()
            self.facts[fact] = value
        else:
            self.facts[fact] = value
        self.last_end = max(self.last_end, entity["end"])

    def _merge(self, fact: str, known: Any, value: Any, adding: bool) -> Any:
        """One value where the two are about the same thing: the narrower term, or what happens at the other."""
        if not isinstance(known, str) or not isinstance(value, str):
            return None
        terms = self.kb.book.terms
        if terms.covers(known, value):
            return value
        if terms.covers(value, known):
            return known
        if fact == "activity" and not adding:
            for absorbing in _ABSORBING:
                if absorbing in (known, value):
                    return absorbing
            if "exam" in terms.lineage(known) and value == "degree_education":
                return known
            if not self._complete():
                # 进修班培训, 网络培训班, 高研班学习: said of one thing; the first, more telling word stands.
                return known if known != "training_class" else value
        if fact in ("organizer", "level"):
            return known if not adding else None
        return None

    def _complete(self) -> bool:
        """Whether the group has an activity and an amount, or an activity that needs none."""
        return "activity" in self.facts and bool({"days", "months", "hours", "subjects"} & set(self.facts))

    def _activity_follows(self, entity: Mapping[str, Any]) -> bool:
        """Whether an activity or level is named close behind (2天培训班), so that the amount is of that one."""
        rest = self.text[entity["end"]:entity["end"] + 14]
        return any(name in rest for name in ("会", "班", "讲座", "培训", "进修", "课", "级", "论坛", "考试"))

    def close(self) -> None:
        """End the current group."""
        if self.facts:
            for fact, value in self.hints.items():
                self.facts.setdefault(fact, value)
            self.said.activities.append(self.facts)
        self.facts, self.hints = {}, {}


__all__ = ["hear", "exact", "Conflict"]
