"""What a person fills in, read: every value in its shape, no value out of the question. Things may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claims.rules.activity import read_activity
from claims.rules.one_event import check_bonus
from claims.rules.personal import check_personal
from claims.rules.rule_facts import looked_at
from claims.rules.values import fact, incomplete, invalid, known_keys, whole, year
from db.tables.claims import CLAIM_KINDS
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_terms import terms_of
from rules_core.facts import FACTS

KEYS = ("kind", "region", "year", "title_level", "organisation", "posting_office", "activities", "person", "personal")
#: A claim holds so many activities at most; more go into another claim.
MOST_ACTIVITIES = 20
_KINDS = "申报事项请选“学时认定”或“免试”。"


@dataclass(frozen=True)
class Draft:
    """A claim as far as it is filled in. None and absent keys are what is not stated yet.

    kind: one of CLAIM_KINDS. activities: facts and form fields as plain JSON, numbers exact (36, "45/2"). person: facts
    of the person. title_level: of the person; it chooses the approval chain and is no fact of a rule (an examination
    has a level of its own). personal: normalised; masked values (with `*`) stand for what is kept.
    """

    kind: str
    region: str | None = None
    year: int | None = None
    title_level: str | None = None
    organisation: int | None = None
    posting_office: int | None = None
    activities: tuple[Mapping[str, Any], ...] = ()
    person: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


def read_draft(kb: KnowledgeBase, raw: Mapping[str, Any], today: date) -> Draft:
    """The draft of a DRAFT object. A key `version` beside it is passed over: it belongs to the write, not to the draft.

    Raises Refused with the path of the field at fault; what is missing is no fault (`gate.complete` demands it).
    """
    known_keys(raw, (*KEYS, "version"), None, "申报内容")
    kind = raw.get("kind")
    if kind is None or kind == "":
        raise incomplete("kind", _KINDS)
    if kind not in CLAIM_KINDS:
        raise invalid("kind", _KINDS)
    region = _region(kb, raw.get("region"))
    claimed = year(raw.get("year"), "year", today)
    person = _person(kb, raw.get("person"))
    level = fact("title_level", raw.get("title_level"), "title_level", frozenset(terms_of(kb.terms, "title_level")))
    stated = person.pop("title_level", None)
    if level is not None and stated is not None and level != stated:
        raise invalid("title_level", "职称级别前后填得不一样，请核对。")
    activities = _activities(kb, raw.get("activities"), kind, region, claimed, person, today)
    return Draft(kind, region, claimed, level or stated,
                 whole(raw.get("organisation"), "organisation", "所在单位"),
                 whole(raw.get("posting_office"), "posting_office", "审核单位"),
                 activities, person, check_personal(raw.get("personal"), kind, False, today))


def facts_of(draft: Draft) -> dict[str, Any]:
    """What `claims.facts` keeps: activities and facts of the person, nothing personal."""
    return {"activities": [dict(one) for one in draft.activities], "person": dict(draft.person)}


def stored_draft(kind: str, region: str | None, year: int | None, title_level: str | None,
                 facts: Mapping[str, Any], organisation: int | None = None, posting_office: int | None = None,
                 personal: Mapping[str, str] | None = None) -> Draft:
    """The draft of a claim as it was stored; it was checked when it was saved."""
    return Draft(kind, region, year, title_level, organisation, posting_office,
                 tuple(dict(one) for one in facts.get("activities", ())), dict(facts.get("person", {})), personal or {})


def person_facts(kb: KnowledgeBase) -> frozenset[str]:
    """The facts of the person that rules on hours look at, and the level, which chooses the chain."""
    rules = [rule for (_, answers), rules in kb.book.by_place.items() if answers == "hours" for rule in rules]
    looked = {name for rule in rules for name in looked_at(rule)}
    return frozenset({name for name in looked if FACTS[name].scope == "person"} | {"title_level"})


def _region(kb: KnowledgeBase, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in kb.book.jurisdictions:
        raise invalid("region", "申报地区请从列表里选。")
    if not any(kb.book.calendars[value].steps):
        raise invalid("region", f"还没有收录{kb.book.jurisdictions[value].name}的继续教育通知，不能在这里申报，"
                                "请向当地人力资源和社会保障部门咨询。")
    return value


def _person(kb: KnowledgeBase, raw: Any) -> dict[str, Any]:
    if raw in (None, {}):
        return {}
    known_keys(raw, person_facts(kb), "person", "本人情况")
    found = {name: fact(name, value, f"person.{name}", frozenset(terms_of(kb.terms, name)))
             for name, value in raw.items()}
    return {name: value for name, value in found.items() if value is not None}


def _activities(kb: KnowledgeBase, raw: Any, kind: str, region: str | None, claimed: int | None,
                person: Mapping[str, Any], today: date) -> tuple[Mapping[str, Any], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise invalid("activities", "继续教育活动的格式不对，请刷新页面后再填。")
    most = 1 if kind == "exemption" else MOST_ACTIVITIES
    if len(raw) > most:
        raise invalid("activities", "免试申请一次只填一项工作。" if most == 1 else
                      f"一次最多申报 {most} 项活动，其余的请另外申报一次。")
    found = tuple(read_activity(kb, one, f"activities.{index}", kind, region, claimed, person, today)
                  for index, one in enumerate(raw))
    check_bonus(kb, region, found)
    return found
