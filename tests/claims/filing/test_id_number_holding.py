"""Whose an ID number is: writing it into a form keeps nobody else from filing; an office's approval settles it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from filing_world import World, conference, personal

from claims.filing.applicant_record import id_number_index
from claims.trouble import Refused
from db.tables import applicants


def _refused(world: World, name: str, *arguments: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        world.write(name, *arguments, **named)
    return caught.value


def _approve(world: World, claim: Any) -> Any:
    return world.act(world.office_of(claim), claim, "approve")


def _index_of(world: World, who: Any) -> str | None:
    query = sa.select(applicants.c.id_number_index).where(applicants.c.id == who.id)
    found: str | None = world.database.write_now(lambda connection: connection.execute(query).scalar_one())
    return found


def test_a_strangers_form_keeps_nobody_from_filing(world: World) -> None:
    stranger, owner = world.applicant(), world.applicant()
    world.write("create", stranger, world.draft(serial=1))
    world.filed(stranger, world.draft(serial=1, organisation=world.organisation["bt:employer"]))
    mine = world.filed(owner, world.draft(serial=1))
    assert _index_of(world, stranger) is _index_of(world, owner) is None
    _approve(world, mine)
    assert _index_of(world, owner) == mine.id_number_index


def test_after_the_first_approval_it_is_nobody_elses(world: World) -> None:
    owner, stranger = world.applicant(), world.applicant()
    theirs = world.filed(stranger, world.draft(serial=1))
    draft = world.write("create", stranger, world.draft(serial=1))
    mine = _approve(world, world.filed(owner, world.draft(serial=1)))
    refused = _refused(world, "act", world.office_of(theirs), theirs.number, "approve", version=theirs.version)
    assert (refused.code, refused.status) == ("not_allowed_now", 409) and "身份证号" in refused.message
    for name, arguments in (("create", (world.draft(serial=1),)), ("save", (draft.number, {}, draft.version)),
                            ("submit", (draft.number, draft.version))):
        told = _refused(world, name, stranger, *arguments)
        assert told.field in ("personal.id_number", "evidence", "activities.0.evidence"), (name, told.field)
    # What an office refuses it can still send back or reject.
    world.act(world.office_of(theirs), theirs, "reject", reason="不是本单位的人")
    assert _approve(world, mine).state == "approved"


def test_nobody_learns_of_anothers_days_by_writing_his_number(world: World) -> None:
    owner, stranger = world.applicant(), world.applicant()
    world.filed(owner, world.draft(serial=1))
    claim = world.write("create", stranger, world.draft(serial=1))
    assert [flag.kind for flag in world.look("flags", claim, stranger)] == []
    other = world.filed(stranger, world.draft(serial=1, activities=[conference("2026-03-02")]))
    assert "dates" in [flag.kind for flag in world.look("flags", other, world.office_of(other))]


def test_a_number_corrected_after_an_approval_is_free_again(world: World) -> None:
    who, owner = world.applicant(), world.applicant()
    claim = _approve(world, world.filed(who, world.draft(serial=1)))
    claim = world.act(world.office_of(claim), claim, "return", reason="身份证号写错了", field="personal.id_number")
    claim = world.write("save", who, claim.number, {"personal": personal(3)}, claim.version)
    assert _index_of(world, who) == id_number_index(world.sealer, personal(1)["id_number"])
    claim = world.write("submit", who, claim.number, claim.version)
    assert _index_of(world, who) is None
    _approve(world, world.filed(owner, world.draft(serial=1)))
    _approve(world, claim)
    assert _index_of(world, who) == claim.id_number_index != _index_of(world, owner)


def test_a_number_that_the_employer_told_differently_is_not_approved(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft(serial=1))
    told = world.sealer.index("id_number", personal(3)["id_number"])
    world.database.write_now(lambda connection: connection.execute(
        sa.update(applicants).where(applicants.c.id == who.id).values(id_number_index=told)))
    refused = _refused(world, "act", world.office_of(claim), claim.number, "approve", version=claim.version)
    assert refused.code == "not_allowed_now" and _index_of(world, who) == told
