"""A write answers with the claim as it is kept, without reading it again: the two are the same in every column."""

from __future__ import annotations

from fractions import Fraction

import sqlalchemy as sa
from filing_world import World, conference

from claims.audit.log import plain_json
from claims.filing import store
from claims.filing.stored import StoredClaim
from db.tables import organisations as tables


def _same(world: World, claim: StoredClaim) -> StoredClaim:
    kept = world.database.write_now(lambda connection: store.read(connection, world.sealer, claim.number))
    assert claim == kept
    assert plain_json({"steps": claim.steps, "facts": claim.facts, "decision": claim.decision}) == plain_json(
        {"steps": kept.steps, "facts": kept.facts, "decision": kept.decision})
    return claim


def test_on_the_whole_way(world: World) -> None:
    who = world.applicant()
    begun = _same(world, world.write("create", who, {"kind": "recognition", "region": "bt", "year": 2026}))
    draft = world.draft("bt", activities=[conference(days=3, certificate="SL-2026-017")], person={})
    saved = _same(world, world.write("save", who, begun.number, draft, begun.version))
    assert saved.personal["degree"] == "学士"
    world.add_evidence(who, saved)
    claim = _same(world, world.write("submit", who, saved.number, saved.version))
    claim = _same(world, world.act(world.office_of(claim), claim, "return", reason="缺页", field="evidence"))
    claim = _same(world, world.write("submit", who, claim.number, claim.version))
    assert claim.reason is None and claim.decision is not None
    claim = _same(world, world.act(world.office_of(claim), claim, "approve", recognised_hours=Fraction(5, 2),
                                   reason="一天半"))
    claim = _same(world, world.act(world.office_of(claim), claim, "approve"))
    claim = _same(world, world.act(world.office_of(claim, "spot_check"), claim, "draw"))
    assert _same(world, world.act(world.office_of(claim, "spot_check"), claim, "pass")).state == "spot_passed"


def test_an_office_that_is_only_found_on_reading_is_not_taken_for_kept(world: World) -> None:
    """The steps that an approval answers and signs are those of the row, until the last one writes the found ones."""
    hr = world.organisation["bt:hr"]

    def switch(active: bool) -> None:
        world.database.write_now(lambda connection: connection.execute(
            sa.update(tables).where(tables.c.id == hr).values(active=active)))

    switch(False)
    claim = world.filed(world.applicant(), world.draft("bt"))
    assert claim.steps[-1]["kind"] == "spot_check" and claim.steps[-1]["organisation"] is None
    switch(True)
    claim = _same(world, world.act(world.office_of(claim), claim, "approve"))
    assert claim.steps[-1]["organisation"] is None
    claim = _same(world, world.act(world.office_of(claim), claim, "approve"))
    assert claim.state == "approved" and claim.steps[-1]["organisation"] == hr


def test_a_draft_that_is_withdrawn(world: World) -> None:
    who = world.applicant()
    claim = _same(world, world.write("create", who, {"kind": "recognition", "region": "bt", "year": 2026}))
    assert _same(world, world.write("withdraw", who, claim.number, claim.version)).state == "withdrawn"
