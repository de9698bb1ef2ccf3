"""FORM: what the form of a region offers: kinds of activity, what each asks, the printed fields, who reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.documents.printed_form import EXEMPTION, NOTICE, REGISTRATION, printed_form
from claims.evidence.kinds import KINDS
from claims.evidence.limits import MOST_BYTES, MOST_FILES
from claims.rules.asking import label_of
from claims.rules.chains import chain_of, first_year, steps_of
from claims.rules.days_asked import days_of
from claims.rules.offered import Offered, offered
from claims.rules.outcome import evidence_json
from claims.rules.personal import FIELDS, GENDERS, needed
from claims.trouble import Refused
from db.tables.claims import CLAIM_KINDS
from policy_kb.chains import HeldChain
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS

_ANNEX = {"recognition": REGISTRATION, "exemption": EXEMPTION}
_TYPES = {"gender": "choice", "birth": "month", "work_start": "month", "phone": "phone", "id_number": "id_number",
          "reason": "long_text"}
#: So many years back a claim is offered where no notice says from when it holds.
_YEARS_BACK = 10


def reference_form(kb: KnowledgeBase, region: str, kind: str, today: date) -> dict[str, Any]:
    """FORM of a region and a kind of claim. Raises Refused for an unknown region or kind, and where nobody reviews."""
    if kind not in CLAIM_KINDS:
        raise Refused("invalid", "申报事项请选“学时认定”或“免试”。", "kind")
    if region not in kb.book.jurisdictions:
        raise Refused("invalid", "申报地区请从列表里选。", "region")
    chain = chain_of(kb, region, kind)
    return {
        "kind": kind, "region": region, "region_name": kb.book.jurisdictions[region].name,
        "years": _years(kb, chain, region, today), "title_levels": _choices(kb, "title_level", region),
        "activities": [_activity(kb, chain, region, one) for one in offered(kb, region, kind, chain)],
        "fields": [_field(kind, name) for name in needed(kind)],
        "evidence_rules": {"types": [f".{suffix}" for one in KINDS for suffix in one.suffixes],
                           "most_bytes": MOST_BYTES, "most_files": MOST_FILES},
        "steps": list(_steps(kb, region, kind, chain)),
        "notes": list(_notes(kb, region, kind)),
    }


def _years(kb: KnowledgeBase, chain: HeldChain, region: str, today: date) -> list[int]:
    """The years that notices cover and for which one says who reviews, the newest first."""
    calendar = kb.book.calendars[region]
    covered = [year for year, periods in zip(calendar.years, calendar.steps) if periods]
    first = max(min(covered, default=today.year), first_year(kb, chain) or 0)
    return list(range(today.year, max(first, today.year - _YEARS_BACK if first == 0 else first) - 1, -1))


def _activity(kb: KnowledgeBase, chain: HeldChain, region: str, one: Offered) -> dict[str, Any]:
    demanded = [evidence for evidence in chain.chain.evidence
                if not evidence.rules or not one.rules.isdisjoint(evidence.rules)]
    return {"id": one.term, "name": kb.term_name(one.term, region),
            "facts": [_fact(kb, region, name) for name in one.facts],
            "days": [{"name": name, "label": label}
                     for name, label in days_of(kb, region, {"activity": one.term}).items()],
            "evidence": evidence_json(demanded, chain.chain.kind == "recognition")}


def _fact(kb: KnowledgeBase, region: str, name: str) -> dict[str, Any]:
    spec = FACTS[name]
    return {"name": name, "label": label_of(name, of_activity=True), "type": spec.type, "unit": spec.unit or None,
            "choices": _choices(kb, name, region) if spec.type == "term" else []}


def _choices(kb: KnowledgeBase, fact: str, region: str) -> list[dict[str, str]]:
    """The terms of a fact with their names in the region; without those that only narrow another one."""
    terms = [term for term in kb.terms.values() if term.kind == fact and (not term.regions or region in term.regions)]
    ids = {term.id for term in terms}
    return [{"id": term.id, "name": kb.term_name(term.id, region)} for term in terms if term.broader not in ids]


def _field(kind: str, name: str) -> dict[str, Any]:
    choices = [{"id": one, "name": one} for one in GENDERS] if name == "gender" else []
    return {"name": name, "label": FIELDS[name], "type": _TYPES.get(name, "text"), "required": name in needed(kind),
            "choices": choices}


def _steps(kb: KnowledgeBase, region: str, kind: str, chain: HeldChain) -> Iterator[dict[str, Any]]:
    """The offices in order for each level of a title; for all levels together (null) where it does not matter."""
    if kind == "exemption":
        yield from ({"title_level": None, "offices": [step.office for step in steps]} for _, steps in chain.ways)
        return
    levels: list[str | None] = [None]
    if "title_level" in chain.facts():
        levels = [choice["id"] for choice in _choices(kb, "title_level", region)]
    for level in levels:
        steps = steps_of(kb, region, kind, level, {"activities": [], "person": {}})
        yield {"title_level": level, "offices": [step.office for step in steps]}


def _notes(kb: KnowledgeBase, region: str, kind: str) -> Iterator[str]:
    """The notes of the printed form, where the region's notice prints it."""
    document = kb.book.documents.get(NOTICE)
    if document is not None and document.jurisdiction == region:
        yield from printed_form(_ANNEX[kind]).notes
