"""Four eyes: whoever approved a claim at one step decides on it at no other, by whichever account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from filing_world import World, id_number

from claims.actors import Grant, Staff
from claims.filing.applicant_record import id_number_index
from claims.filing.four_eyes import approved_at
from claims.shown.claim import allowed
from claims.trouble import Refused

EMPLOYER, INDUSTRY, HR = "bt:employer", "bt:industry", "bt:hr"


def many_hats(world: World, *keys: str, own_serial: int | None = None) -> Staff:
    """One account with the reviewing role of several offices."""
    first = world.staff(keys[0], own_serial)
    return replace(first, grants=tuple(grant for key in keys for grant in world.staff(key).grants))


def refused_twice(world: World, who: Staff, claim: object, action: str, **said: object) -> None:
    with pytest.raises(Refused) as told:
        world.act(who, claim, action, **said)  # type: ignore[arg-type]
    assert (told.value.code, told.value.status) == ("forbidden", 403)
    assert "同一个人" in told.value.message
    assert world.database.write_now(lambda connection: allowed(connection, claim, who)) == []  # type: ignore[arg-type]


def test_one_account_with_two_offices_decides_at_one_of_them(world: World) -> None:
    both = many_hats(world, EMPLOYER, INDUSTRY)
    passed = world.act(both, world.filed(world.applicant(), world.draft("bt")), "approve")
    for action in ("approve", "return", "reject"):
        refused_twice(world, both, passed, action, reason="理由", field="evidence")
    assert world.act(world.staff(INDUSTRY), passed, "approve").state == "approved"


def test_two_accounts_of_one_person_are_one_pair_of_eyes(world: World) -> None:
    one, other = world.staff(EMPLOYER, own_serial=77), world.staff(INDUSTRY, own_serial=77)
    passed = world.act(one, world.filed(world.applicant(), world.draft("bt")), "approve")
    refused_twice(world, other, passed, "approve")
    assert world.act(world.staff(INDUSTRY, own_serial=78), passed, "approve").state == "approved"


@pytest.mark.parametrize("first", [EMPLOYER, INDUSTRY])
def test_who_approved_does_not_spot_check(world: World, first: str) -> None:
    hats = many_hats(world, first, HR, own_serial=77)
    claim = world.filed(world.applicant(), world.draft("bt"))
    for key in (EMPLOYER, INDUSTRY):
        claim = world.act(hats if key == first else world.staff(key), claim, "approve")
    refused_twice(world, hats, claim, "draw")
    drawn = world.act(world.staff(HR), claim, "draw")
    refused_twice(world, world.staff(HR, own_serial=77), drawn, "pass")
    refused_twice(world, hats, drawn, "revoke", reason="理由")
    assert world.act(world.staff(HR), drawn, "pass").state == "spot_passed"


def test_what_was_approved_before_a_return_is_void(world: World) -> None:
    both, who = many_hats(world, EMPLOYER, INDUSTRY), world.applicant()
    passed = world.act(both, world.filed(who, world.draft("bt")), "approve")
    returned = world.act(world.staff(INDUSTRY), passed, "return", reason="缺页", field="evidence")
    again = world.write("submit", who, returned.number, returned.version)
    passed = world.act(world.staff(EMPLOYER), again, "approve")
    assert world.database.write_now(lambda connection: approved_at(connection, passed, both)) == frozenset()
    assert world.act(both, passed, "approve").state == "approved"


def test_who_drew_a_claim_also_ends_its_spot_check(world: World) -> None:
    office, claim = world.staff(HR), world.approved(world.applicant(), world.draft("bt"))
    assert world.act(office, world.act(office, claim, "draw"), "pass").state == "spot_passed"


def test_somebody_without_an_id_number_is_known_by_the_account(world: World) -> None:
    one = world.staff(EMPLOYER)
    passed = world.act(one, world.filed(world.applicant(), world.draft("bt")), "approve")
    assert one.id_number_index is None
    found = world.database.write_now(lambda connection: approved_at(connection, passed, one))
    stranger = Staff(one.id + 1000, (Grant("employer_reviewer", 1, "bt"),), id_number_index(world.sealer, id_number(9)))
    assert found == {0}
    assert world.database.write_now(lambda connection: approved_at(connection, passed, stranger)) == frozenset()
