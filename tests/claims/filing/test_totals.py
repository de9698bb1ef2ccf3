"""The sum of what was approved, and what is still missing of the year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from filing_world import World, conference

from claims.filing.stored import StoredClaim
from claims.filing.totals import Totals, YearTotals, summed, totals, year_totals


def _totals(world: World, claim: StoredClaim) -> Totals:
    return world.database.write_now(lambda c: totals(c, claim.id_number_index, claim.region, claim.year))


def _year(world: World, claim: StoredClaim) -> YearTotals:
    return world.database.write_now(lambda c: year_totals(c, world.kb, claim, world.today))


def test_what_was_approved_is_summed(world: World) -> None:
    """xj-city-2022: 60 hours of 专业科目 a year."""
    who = world.applicant()
    first = world.filed(who, world.draft("xj-city"))
    assert _totals(world, first) == Totals()
    assert _year(world, first) == YearTotals(Fraction(0), Fraction(60), Fraction(60), False)
    while first.state != "approved":
        first = world.act(world.office_of(first), first, "approve")
    second = world.approved(who, world.draft("xj-city", activities=[conference("2026-05-11", 2)]),
                            recognised_hours=Fraction(20), reason="核减")
    # Others of the same person that do not count.
    world.filed(who, world.draft("xj-city", activities=[conference("2026-06-01", 2)]))
    world.approved(who, world.draft("xj-city", year=2025, activities=[conference("2025-06-03", 2)]))
    assert _totals(world, second) == Totals(professional=Fraction(56), claims=2)
    assert _year(world, second) == YearTotals(Fraction(56), Fraction(60), Fraction(4), False)


def test_too_much_leaves_nothing_missing(world: World) -> None:
    who = world.applicant()
    claim = world.approved(who, world.draft("xj-city", activities=[conference("2026-06-01", 5)]))
    again = world.approved(who, world.draft("xj-city", activities=[conference("2026-07-06", 5)]))
    assert _year(world, again).recognised == (claim.recognised_hours or 0) + (again.recognised_hours or 0) >= 60
    assert _year(world, again).remaining == 0


def test_a_degree_completes_the_professional_hours(world: World) -> None:
    degree = {"activity": "degree_education", "degree": "master", "degree_obtained": True, "title": "工学硕士",
              "organizer_name": "某某大学", "start": "2023-09-01", "end": "2026-06-30"}
    claim = world.approved(world.applicant(), world.draft("bt", activities=[degree]))
    assert claim.outcome == "deemed_complete" and claim.recognised_hours is None
    assert _totals(world, claim) == Totals(deemed=frozenset({"professional"}), claims=1)
    found = _year(world, claim)
    assert found.deemed and found.remaining == 0 and found.recognised == found.required == Fraction(60)


def test_a_spot_check_keeps_the_hours_until_it_revokes(world: World) -> None:
    claim = world.approved(world.applicant(), world.draft())
    office = world.staff("bt:hr")
    drawn = world.act(office, claim, "draw")
    assert _totals(world, drawn).hours == Fraction(18)
    gone = world.act(office, drawn, "revoke", reason="材料不实")
    assert _totals(world, gone) == Totals()


def test_hours_of_two_subjects() -> None:
    both: dict[str, Any] = {"parts": [{"subject": "public", "exact_hours": "10"},
                                      {"subject": "professional", "exact_hours": "45/2"}]}
    assert summed([(both, Fraction("32.5"))]) == Totals(Fraction("22.5"), Fraction(10), claims=1)
    assert summed([(both, Fraction(20))]) == Totals(Fraction(10), Fraction(10), claims=1)
    assert summed([(both, Fraction(4))]) == Totals(Fraction(0), Fraction(4), claims=1)
    neither: dict[str, Any] = {"parts": [{"subject": None, "exact_hours": None}]}
    assert summed([(neither, Fraction(16)), (both, Fraction(0))]) == Totals(unsaid=Fraction(16), claims=2)
    one: dict[str, Any] = {"parts": [{"subject": "professional", "exact_hours": None}] * 2}
    assert summed([(one, Fraction(16))]) == Totals(professional=Fraction(16), claims=1)
    assert summed([]) == Totals()


def test_hours_that_another_document_sets_are_of_the_subject_that_the_notice_names(world: World) -> None:
    claim = world.approved(world.applicant(), world.draft("xj-aks"), recognised_hours=Fraction(16), basis="甲文件")
    assert _totals(world, claim) == Totals(professional=Fraction(16), claims=1)
    assert _year(world, claim).recognised == Fraction(16)
