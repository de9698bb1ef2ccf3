"""Certificates, files and days that are in two claims: found, told to both sides, and no number of a stranger's."""

from __future__ import annotations

from typing import Any

from filing_world import World, conference

from claims.actors import Actor
from claims.filing.marks import certificate_key
from claims.filing.stored import StoredClaim

WITH = conference(certificate="SL-2026-017")


def _flags(world: World, claim: StoredClaim, who: Actor | None) -> list[tuple[str, str | None]]:
    found = world.look("flags", claim, who)
    assert all(flag.message for flag in found)
    return [(flag.kind, flag.claim) for flag in found]


def test_the_same_certificate_of_another_person(world: World) -> None:
    first, second = world.applicant(), world.applicant()
    one = world.filed(first, world.draft(serial=1, activities=[WITH]))
    other = conference("2026-05-11", certificate=" sl 2026－０17")
    two = world.filed(second, world.draft(serial=2, activities=[other]))
    assert _flags(world, two, second) == [("certificate", None)]
    assert _flags(world, one, first) == [("certificate", None)]
    assert _flags(world, one, None) == [("certificate", None)]
    assert one.number not in world.look("flags", two, second)[0].message
    # The employer's reviewer sees both; that of another region sees only its own.
    assert _flags(world, two, world.staff("bt:employer")) == [("certificate", one.number)]
    elsewhere = world.filed(world.applicant(), world.draft("xj-city", 3, activities=[WITH]))
    assert _flags(world, elsewhere, world.staff("xj-city:employer")) == [("certificate", None), ("certificate", None)]


def test_drafts_and_what_ended_collide_with_nothing(world: World) -> None:
    mine = world.applicant()
    claim = world.filed(mine, world.draft(serial=1, activities=[WITH]))
    world.write("create", world.applicant(), world.draft(serial=2, activities=[WITH]))
    third = world.applicant()
    gone = world.filed(third, world.draft(serial=3, activities=[WITH]))
    assert _flags(world, claim, mine) == [("certificate", None)]
    world.write("withdraw", third, gone.number, gone.version)
    assert _flags(world, claim, mine) == []


def test_a_certificate_that_was_corrected_is_no_longer_found(world: World) -> None:
    mine, other = world.applicant(), world.applicant()
    claim = world.filed(mine, world.draft(serial=1, activities=[WITH]))
    two = world.filed(other, world.draft(serial=2, activities=[WITH]))
    back = world.act(world.office_of(two), two, "return", reason="证书编号不对", field="activities.0.certificate")
    world.write("save", other, two.number, {"activities": [{**WITH, "certificate": "SL-2026-018"}]}, back.version)
    assert _flags(world, claim, mine) == []


def test_the_same_file(world: World) -> None:
    first, second = world.applicant(), world.applicant()
    one = world.filed(first, world.draft(serial=1), content="scan")
    two = world.filed(second, world.draft(serial=2), content="scan")
    assert _flags(world, two, second) == [("file", None)]
    assert _flags(world, two, world.staff("bt:employer")) == [("file", one.number)]


def test_the_same_days_of_one_person(world: World) -> None:
    who = world.applicant()
    one = world.filed(who, world.draft(activities=[conference("2026-03-02", 3)]))
    two = world.filed(who, world.draft(activities=[conference("2026-03-04", 3)]))
    assert _flags(world, two, who) == [("dates", one.number)]
    three = world.filed(who, world.draft(activities=[conference("2026-03-07", 2)]))
    assert _flags(world, three, who) == []
    stranger = world.applicant()
    assert _flags(world, world.filed(stranger, world.draft(serial=2)), stranger) == []


def test_the_same_days_within_a_claim(world: World) -> None:
    who = world.applicant()
    twice = [conference("2026-03-02", 3), conference("2026-03-04", 2), conference("2026-03-06", 1)]
    claim = world.write("create", who, world.draft(activities=twice))
    found = [flag for flag in world.look("flags", claim, who) if flag.kind == "dates"]
    assert len(found) == 1 and "第 1 项和第 2 项" in found[0].message


def test_the_same_certificate_twice_within_a_claim(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft(activities=[WITH, {**WITH, "start": "2026-03-10",
                                                                      "end": "2026-03-12"}]))
    assert _flags(world, claim, who).count(("certificate", None)) == 1


def test_the_yearly_limit_is_told(world: World) -> None:
    who = world.applicant()
    world.approved(who, world.draft(activities=[conference("2026-03-02", 5)]))
    claim = world.filed(who, world.draft(activities=[conference("2026-05-11", 5)]))
    assert _flags(world, claim, who) == [("cap", None)]


def test_one_spelling_of_a_certificate() -> None:
    assert certificate_key("（2026）新-017号 ") == certificate_key("(2026)新017号") == "2026新017号"
    nothing: list[Any] = ["无", "", "  ", "12", None, 17]
    assert [certificate_key(value) for value in nothing] == [None] * 6


def _cap(world: World, claim: StoredClaim, who: Actor | None) -> list[str]:
    return [flag.message for flag in world.look("flags", claim, who) if flag.kind == "cap" and flag.claim is not None]


def test_a_paper_read_at_one_conference_in_two_claims(world: World) -> None:
    who = world.applicant()
    one = world.filed(who, world.draft(activities=[conference("2026-03-02", 2, presented=True)]))
    two = world.filed(who, world.draft(activities=[conference("2026-03-04", 2, presented=True)]))
    for claim in (one, two):
        told = _cap(world, claim, who)
        assert len(told) == 1 and "另加" in told[0]
    apart = world.filed(who, world.draft(activities=[conference("2026-05-11", 2, presented=True)]))
    silent = world.filed(who, world.draft(activities=[conference("2026-03-06", 2)]))
    assert _cap(world, apart, who) == [] and _cap(world, silent, who) == []


def test_a_paper_read_over_new_year(world: World) -> None:
    who = world.applicant()
    one = world.filed(who, world.draft(year=2025, activities=[conference("2025-12-30", 2, presented=True)]))
    two = world.filed(who, world.draft(activities=[conference("2026-01-01", 2, presented=True)]))
    for claim in (one, two):
        assert any("另加" in message for message in _cap(world, claim, who))


def test_one_meeting_with_a_limit_of_its_own_in_two_claims(world: World) -> None:
    who = world.applicant()
    one = world.approved(who, world.draft("xj-city", activities=[conference("2026-03-02", 5)]))
    two = world.filed(who, world.draft("xj-city", activities=[conference("2026-03-07", 2)]))
    for claim in (one, two):
        assert any("一次活动最多认定" in message for message in _cap(world, claim, who))
    other = world.filed(who, world.draft("xj-city", activities=[conference("2026-03-10", 2)]))
    assert _cap(world, other, who) == []


def test_a_degree_in_two_claims_of_a_year(world: World) -> None:
    degree = {"activity": "degree_education", "degree": "master", "degree_obtained": True, "title": "硕士",
              "organizer_name": "某大学", "start": "2023-09-01", "end": "2026-06-30"}
    who = world.applicant()
    one = world.approved(who, world.draft("xj-city", activities=[degree]))
    two = world.filed(who, world.draft("xj-city", activities=[degree]))
    for claim in (one, two):
        assert any("一次性" in message for message in _cap(world, claim, who))
    stranger = world.applicant()
    assert _cap(world, world.filed(stranger, world.draft("xj-city", 2, activities=[degree])), stranger) == []


def test_a_degree_twice_within_a_claim(world: World) -> None:
    degree = {"activity": "degree_education", "degree": "master", "degree_obtained": True, "title": "硕士",
              "organizer_name": "某大学", "start": "2023-09-01", "end": "2026-06-30"}
    who = world.applicant()
    claim = world.write("create", who, world.draft("xj-city", activities=[degree, degree]))
    assert any("一次性" in flag.message for flag in world.look("flags", claim, who))
