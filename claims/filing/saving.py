"""Saving a draft: what the form holds now, sealed where it is personal, with nothing half-written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.actors import Applicant
from claims.audit.log import append
from claims.filing import store
from claims.filing.applicant_record import lock_person, opened, remember
from claims.filing.computing import columns_of, computed, with_fresh
from claims.filing.evidence_places import follow
from claims.filing.finding import own_claim
from claims.filing.kept_in_clear import refuse_personal
from claims.filing.marks import write_marks
from claims.filing.stored import StoredClaim, seal_personal
from claims.people.organisations import names
from claims.rules.draft import Draft, facts_of, read_draft
from claims.rules.gate import Outcome
from claims.rules.personal import FIELDS
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import claims
from policy_kb.knowledge import KnowledgeBase

MOST_DRAFTS = 50
"""Of one person, not yet submitted. A technical limit: no notice sets one."""
_COLUMNS = ("region", "year", "title_level", "organisation", "posting_office")


def create(connection: Connection, kb: KnowledgeBase, sealer: Sealer, who: Applicant, raw: Mapping[str, Any], *,
           now: datetime, today: date) -> StoredClaim:
    """A new draft with a number. Raises Refused with the path of the field at fault; then nothing is kept."""
    person = lock_person(connection, who.id, None)
    _check_room(connection, who)
    draft = read_draft(kb, _unmasked(raw, {}, opened(sealer, person)), today)
    claim = store.insert(connection, sealer, kind=draft.kind, region=_region(draft), year=draft.year or today.year,
                         applicant=who.id, now=now)
    changes, outcome = _changes(connection, kb, claim, draft, person, today)
    saved = store.update(connection, claim, changes, now)
    _note(connection, who, saved, "claim.create", sorted(changes), now)
    return with_fresh(saved, saved.id_number_index, today, outcome)


def _check_room(connection: Connection, who: Applicant) -> None:
    held = sa.select(sa.func.count()).select_from(claims).where(claims.c.applicant == who.id, claims.c.state == "draft")
    if connection.execute(held).scalar_one() >= MOST_DRAFTS:
        raise Refused("not_allowed_now", f"您已有 {MOST_DRAFTS} 份没有提交的草稿。请先把填好的提交，"
                      "或撤回不用的，再新建。", status=409)


def save(connection: Connection, kb: KnowledgeBase, sealer: Sealer, who: Applicant, number: str,
         raw: Mapping[str, Any], version: int, *, now: datetime, today: date) -> StoredClaim:
    """The draft, or the returned claim, with what the form holds now. A part that `raw` does not name stays as it is.

    Raises Refused as `create` does, and for a stale version, a state in which nothing is changed, a claim of others.
    """
    claim = own_claim(connection, sealer, who, number, "save", version)
    person = lock_person(connection, who.id, None)
    whole = {**raw_of(claim), **_unmasked(raw, claim.personal, opened(sealer, person))}
    draft = read_draft(kb, whole, today)
    if draft.kind != claim.kind:
        raise Refused("invalid", "申报的种类不能改。请另建一份申报。", "kind")
    changes, outcome = _changes(connection, kb, claim, draft, person, today)
    changed = _changed(claim, changes, draft)
    saved = store.update(connection, claim, changes, now)
    _note(connection, who, saved, "claim.save", changed, now)
    return with_fresh(saved, saved.id_number_index, today, outcome)


def raw_of(claim: StoredClaim) -> dict[str, Any]:
    """The DRAFT of docs/claims.md that would give the claim as it is kept."""
    return {"kind": claim.kind, "region": claim.region, "year": claim.year, "title_level": claim.title_level,
            "organisation": claim.organisation, "posting_office": claim.posting_office,
            "activities": list(claim.activities), "person": claim.facts.get("person", {}),
            "personal": dict(claim.personal)}


def _unmasked(raw: Mapping[str, Any], kept: Mapping[str, str], recorded_before: Mapping[str, str]) -> dict[str, Any]:
    """The DRAFT with its personal part whole: a value that was masked on the way out is what is kept, of this claim or
    of the person; what is not named stays; an empty one goes.
    """
    if not isinstance(raw, Mapping):
        raise Refused("invalid", "申报内容的格式不对，请刷新页面后再填。")
    given = raw.get("personal")
    if given is None:
        return {name: value for name, value in raw.items() if name != "personal"}
    if not isinstance(given, Mapping):
        return dict(raw)
    whole: dict[str, Any] = {**kept, **given}
    for field, value in given.items():
        if not isinstance(value, str) or "*" not in value or field not in FIELDS:
            continue
        known = kept.get(field) or recorded_before.get(field)
        if known is None:
            raise Refused("invalid", "这一项没有存过，不能用带星号的写法，请完整填写。", f"personal.{field}")
        whole[field] = known
    return {**raw, "personal": whole}


def _region(draft: Draft) -> str:
    if draft.region is None:
        raise Refused("incomplete", "请先选择地区，学时按当地的通知认定。", "region")
    return draft.region


def _changes(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, draft: Draft, person: Row, today: date
             ) -> tuple[dict[str, Any], Outcome]:
    """The columns that the draft fills in, and what it comes to; marks, evidence and the person's record follow at
    once. person: the locked row of the applicant.
    """
    _check_organisations(connection, claim, draft)
    facts = facts_of(draft)
    refuse_personal(facts["activities"])
    index = remember(connection, claim.sealer, claim.applicant, claim.id, draft.personal, employer=draft.organisation,
                     row=person)
    write_marks(connection, claim.sealer, claim.id, claim.activities, facts["activities"])
    follow(connection, claim.id, claim.activities, facts["activities"])
    outcome = computed(connection, kb, replace(draft, year=draft.year or today.year), index, today)
    sealed = claim.personal_sealed
    if dict(draft.personal) != dict(claim.personal):
        sealed = seal_personal(claim.sealer, claim.number, draft.personal)
    columns = {"region": _region(draft), "year": draft.year or today.year, "title_level": draft.title_level,
               "organisation": draft.organisation, "posting_office": draft.posting_office, "facts": facts,
               "personal_sealed": sealed, "id_number_index": index, **columns_of(outcome)}
    return columns, outcome


def _check_organisations(connection: Connection, claim: StoredClaim, draft: Draft) -> None:
    """Those newly chosen: an organisation is closed, and never deleted."""
    chosen = {field: getattr(draft, field) for field in ("organisation", "posting_office")
              if getattr(draft, field) not in (None, getattr(claim, field))}
    known = names(connection, chosen.values())
    for field, organisation in chosen.items():
        if organisation not in known:
            raise Refused("invalid", "没有这个单位，请从列表里选。", field)


def _changed(claim: StoredClaim, changes: Mapping[str, Any], draft: Draft) -> list[str]:
    """The fields that differ, by name alone."""
    names = [name for name in _COLUMNS if getattr(claim, name) != changes[name]]
    names += [part for part in ("activities", "person") if claim.facts.get(part) != changes["facts"][part]]
    personal = {**claim.personal, **draft.personal}
    return names + sorted(f"personal.{field}" for field in personal
                          if claim.personal.get(field) != draft.personal.get(field))


def _note(connection: Connection, who: Applicant, claim: StoredClaim, action: str, fields: list[str], now: datetime
          ) -> None:
    append(connection, claim.sealer, at=now, actor=who.key, action=action, object=claim.key,
           detail={"fields": fields, "version": claim.version})
