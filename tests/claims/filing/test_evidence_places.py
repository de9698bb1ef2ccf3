"""Files follow their activity; where it is not clear which one that is, they belong to the claim as a whole."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from filing_world import World, conference
from hypothesis import given
from hypothesis import strategies as st

from claims.filing.evidence_places import moved
from db.tables import evidence

A = conference("2026-03-02", certificate="SL-2026-001")
B = conference("2026-05-11", title="另一个年会", certificate="SL-2026-002")
C = {"activity": "paper", "title": "一篇论文", "organizer_name": "某某学报", "start": "2026-06-01", "end": "2026-06-01"}


@pytest.mark.parametrize("before, after, places", [
    ([A, B], [A, B], {0: 0, 1: 1}),
    ([A, B], [B, A], {0: 1, 1: 0}),
    ([A, B, C], [A, C], {0: 0, 2: 1}),
    ([A, B], [C, A, B], {0: 1, 1: 2}),
    ([A], [], {}),
    ([], [A], {}),
    # Mended where it stands.
    ([A, B], [{**A, "days": 2, "end": "2026-03-03"}, B], {0: 0, 1: 1}),
    # Mended and moved.
    ([A, B], [B, {**A, "days": 2, "end": "2026-03-03"}], {0: 1, 1: 0}),
    # Another activity in the same place.
    ([A], [C], {}),
    ([A, B], [C, B], {1: 1}),
    # Two of the same: each goes to one.
    ([A, A], [A], {0: 0}),
    ([A, A], [A, A], {0: 0, 1: 1}),
    # A row that was empty is filled in.
    ([{}], [A], {0: 0}),
    ([{"days": 3}], [A], {0: 0}),
    ([A], [{}], {}),
])
def test_where_each_activity_went(before: list[dict[str, Any]], after: list[dict[str, Any]],
                                  places: dict[int, int]) -> None:
    assert moved(before, after) == places


@given(st.lists(st.sampled_from([A, B, C]), unique_by=id), st.data())
def test_no_file_ever_proves_something_else(before: list[dict[str, Any]], data: st.DataObject) -> None:
    after = data.draw(st.permutations([A, B, C]).map(lambda order: order[:data.draw(st.integers(0, 3))]))
    for old, new in moved(before, after).items():
        assert before[old] == after[new]


def test_evidence_follows_in_the_database(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft(activities=[A, B]))
    world.add_evidence(who, claim, 0, "of A")
    world.add_evidence(who, claim, 1, "of B")
    world.add_evidence(who, claim, None, "of all")

    def places() -> list[Any]:
        query = sa.select(evidence.c.activity).order_by(evidence.c.id)
        return world.database.write_now(lambda connection: list(connection.execute(query).scalars()))

    claim = world.write("save", who, claim.number, {"activities": [B, A]}, claim.version)
    assert places() == [1, 0, None]
    claim = world.write("save", who, claim.number, {"activities": [A]}, claim.version)
    assert places() == [0, None, None]
    claim = world.write("save", who, claim.number, {"year": 2026}, claim.version)
    assert places() == [0, None, None]
