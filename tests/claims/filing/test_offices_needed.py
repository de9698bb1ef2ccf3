"""An office that claims under way will still come to is not closed: nobody could decide on them there."""

from __future__ import annotations

from typing import Any

import pytest
from filing_world import World

from claims.people import organisations
from claims.trouble import Refused


def _close(world: World, key: str) -> Any:
    def work(connection: Any) -> Any:
        one = organisations.find(connection, world.organisation[key])
        assert one is not None
        below = world.organisation["xj-city:employer"]
        for child in (below, world.organisation["xj-city:industry"]):
            if child != one.id:
                found = organisations.find(connection, child)
                assert found is not None
                organisations.update(connection, world.sealer, "account:1", child, found.version, {"parent": None},
                                     places=world.kb.book.jurisdictions, now=world.now)
        return organisations.update(connection, world.sealer, "account:1", one.id, one.version, {"active": False},
                                    places=world.kb.book.jurisdictions, now=world.now)
    return world.database.write_now(work)


def test_an_office_of_a_later_step_stays_open(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft("xj-city"))
    assert [step["organisation"] for step in claim.steps] == [
        world.organisation["xj-city:employer"], world.organisation["xj-city:hr"]]
    for key in ("xj-city:employer", "xj-city:hr"):
        with pytest.raises(Refused) as told:
            _close(world, key)
        assert (told.value.code, told.value.field, told.value.status) == ("not_allowed_now", "active", 409)
    second = world.act(world.office_of(claim), claim, "approve")
    assert not _close(world, "xj-city:employer").active
    returned = world.act(world.office_of(second), second, "return", reason="补材料", field="evidence")
    assert returned.state == "returned" and not _close(world, "xj-city:hr").active
