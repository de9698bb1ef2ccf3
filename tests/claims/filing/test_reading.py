"""What an office finds waiting, what it may look up, and who sees numbers in clear."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from filing_world import World, id_number, personal

from claims.trouble import Refused


def _numbers(world: World, who: object, **named: object) -> list[str]:
    claims, total = world.look("queue", who, **named)
    assert len(claims) == total
    return [claim.number for claim in claims]


def test_a_queue_is_what_waits_at_ones_own_step(world: World) -> None:
    employer, industry, hr = (world.staff(f"bt:{place}") for place in ("employer", "industry", "hr"))
    first = world.filed(world.applicant(), world.draft(serial=1))
    world.now += timedelta(minutes=1)
    second = world.filed(world.applicant(), world.draft(serial=2))
    world.filed(world.applicant(), world.draft("xj-city", serial=3))
    world.write("create", world.applicant(), world.draft(serial=4))
    assert _numbers(world, employer) == [first.number, second.number]
    assert _numbers(world, industry) == _numbers(world, hr) == []
    first = world.act(employer, first, "approve")
    assert _numbers(world, employer) == [second.number] and _numbers(world, industry) == [first.number]
    # What has passed, and what will come.
    assert sorted(_numbers(world, employer, state="all")) == sorted([first.number, second.number])
    assert _numbers(world, industry, state="submitted") == [second.number]
    first = world.act(industry, first, "approve")
    assert _numbers(world, hr, state="approved") == [first.number] and _numbers(world, hr) == []
    world.act(hr, first, "draw")
    assert _numbers(world, hr) == [first.number] and _numbers(world, employer) == [second.number]


def test_a_role_alone_opens_nothing(world: World) -> None:
    world.filed(world.applicant(), world.draft())
    for who in (world.staff("xj-city:employer"), world.staff("xj-city:posting"), world.staff("xj-aks:hr")):
        assert _numbers(world, who, state="all") == []


def test_looking_for_one(world: World) -> None:
    employer = world.staff("bt:employer")
    claim = world.filed(world.applicant(), world.draft(serial=1))
    other = world.filed(world.applicant(), world.draft(serial=2))
    assert _numbers(world, employer, q=claim.number[-6:].lower()) == [claim.number]
    assert sorted(_numbers(world, employer, q="测试btemployer")) == sorted([claim.number, other.number])
    assert _numbers(world, employer, q="%") == [] and _numbers(world, employer, q="_") == []
    assert _numbers(world, employer, year=2025) == []
    for named in ({"q": "\0"}, {"state": "nonsense"}, {"page": 0}, {"q": "长" * 200}):
        with pytest.raises(Refused, match="invalid"):
            world.look("queue", employer, **named)


def test_pages(world: World) -> None:
    employer = world.staff("bt:employer")
    all_of_them = [world.filed(world.applicant(), world.draft(serial=serial)).number for serial in range(1, 23)]
    first, total = world.look("queue", employer)
    second, again = world.look("queue", employer, page=2)
    assert (len(first), len(second), total, again) == (20, 2, 22, 22)
    assert [claim.number for claim in first + second] == all_of_them
    assert world.look("queue", employer, page=3) == ([], 22)


def test_who_may_read_a_claim(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft())
    for reader in (who, world.staff("bt:employer"), world.staff("bt:industry"), world.staff("bt:hr")):
        assert world.look("read", reader, claim.number).number == claim.number
    for reader in (world.applicant(), world.staff("xj-city:employer"), world.staff("xj:industry")):
        with pytest.raises(Refused, match="not_found"):
            world.look("read", reader, claim.number)


def test_a_number_in_clear_is_in_the_log(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    reviewer = world.staff("bt:employer")
    assert world.write("reveal", reviewer, claim.number, "id_number") == id_number(1)
    assert world.write("reveal", reviewer, claim.number, "phone") == personal(1)["phone"]
    rows = [row for row in world.audit(claim) if row.action == "claim.reveal"]
    assert [(row.actor, json.loads(row.detail)["field"]) for row in rows] == [
        (reviewer.key, "id_number"), (reviewer.key, "phone")]
    assert id_number(1) not in "".join(row.detail for row in world.audit(claim))
    for who, field, code in ((reviewer, "name", "invalid"), (world.staff("xj-city:hr"), "phone", "not_found"),
                             (world.applicant(), "phone", "not_found")):
        with pytest.raises(Refused, match=code):
            world.write("reveal", who, claim.number, field)
    assert len([row for row in world.audit(claim) if row.action == "claim.reveal"]) == 2


def test_by_number_and_by_code(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    assert world.look("by_number", claim.number.lower().replace("-", "")) == claim
    assert world.look("by_verify_code", claim.verify_code.lower()) == claim
    for wrong in ("", "x" * 26, "\0", "' OR 1=1"):
        with pytest.raises(Refused, match="not_found"):
            world.look("by_verify_code", wrong)
    with pytest.raises(Refused, match="invalid"):
        world.look("by_number", claim.number[:-1] + ("0" if claim.number[-1] != "0" else "1"))
