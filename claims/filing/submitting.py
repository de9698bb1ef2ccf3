"""Filing a draft: everything is there, the hours are computed, the offices are found, and the first one has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Applicant
from claims.filing import store
from claims.filing.applicant_record import lock_person, remember
from claims.filing.chain import resolve
from claims.filing.computing import columns_of, computed, with_fresh
from claims.filing.finding import own_claim
from claims.filing.moving import move
from claims.filing.saving import raw_of
from claims.filing.stored import StoredClaim
from claims.filing.transitions import transition
from claims.filing.whose_number import release
from claims.rules.chains import steps_of
from claims.rules.draft import facts_of, read_draft
from claims.rules.gate import complete
from claims.rules.personal import check_personal
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import evidence
from policy_kb.knowledge import KnowledgeBase


def submit(connection: Connection, kb: KnowledgeBase, sealer: Sealer, who: Applicant, number: str, version: int, *,
           now: datetime, today: date) -> StoredClaim:
    """The claim, submitted to the first office of a freshly resolved chain. A returned one keeps number and history.

    Raises Refused for the first thing that is missing or wrong; the draft stays as it is.
    """
    claim = own_claim(connection, sealer, who, number, "submit", version)
    draft = read_draft(kb, raw_of(claim), today)
    person = lock_person(connection, who.id, claim.id_number_index)
    outcome = computed(connection, kb, draft, claim.id_number_index, today)
    complete(kb, draft, outcome, _evidence(connection, claim.id), today)
    index = remember(connection, sealer, who.id, claim.id, check_personal(draft.personal, claim.kind, True, today),
                     row=person)
    release(connection, person, index)
    found = steps_of(kb, claim.region, claim.kind, draft.title_level, facts_of(draft))
    steps = resolve(connection, found, draft.organisation, draft.posting_office)
    if not steps or steps[0]["kind"] != "review":
        raise Refused("not_claimable", "当地的通知没有写明由谁审核，暂时不能在线申报，请咨询当地职称办。", "region")
    store.write_steps(connection, claim, steps)
    filed = move(connection, who, claim, "submit", {
        "state": transition(claim.state, "submit").to, "step": 0, "steps": steps,
        "waiting_at": steps[0]["organisation"], "facts": facts_of(draft), "id_number_index": index,
        **columns_of(outcome), "recognised_hours": None, "reason": None, "returned_field": None, "basis": None,
        "submitted_at": now, "decided_at": None}, now=now)
    return with_fresh(filed, index, today, outcome)


def withdraw(connection: Connection, sealer: Sealer, who: Applicant, number: str, version: int, *,
             now: datetime) -> StoredClaim:
    """The claim, taken back by who filed it; nothing more can be done with it. The files of a mere draft go with it."""
    claim = own_claim(connection, sealer, who, number, "withdraw", version)
    if claim.submitted_at is None:
        # No office has seen its files: they go, and the hourly sweep deletes them.
        connection.execute(sa.update(evidence).where(evidence.c.claim == claim.id, evidence.c.removed_at.is_(None))
                           .values(removed_at=now))
    return move(connection, who, claim, "withdraw",
                {"state": transition(claim.state, "withdraw").to, "step": None, "waiting_at": None}, now=now)


def _evidence(connection: Connection, claim: int) -> Sequence[int | None]:
    """Of each file the place of the activity that it proves, None for the claim as a whole."""
    query = sa.select(evidence.c.activity).where(evidence.c.claim == claim, evidence.c.removed_at.is_(None))
    return list(connection.execute(query).scalars())
