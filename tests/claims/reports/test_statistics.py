"""Figures over claims: what each role sees of them, and that they are the sum of the claims, whatever they are by."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_claims import KB, Made, house, of_city, of_hospital, put

from claims.access import may
from claims.actors import Actor, Applicant, Grant, Staff
from claims.filing.stored import read_claim
from claims.filing.transitions import COUNTING
from claims.reports.scope import Wanted, of_lists
from claims.reports.shares import activity_shares, subject_shares
from claims.reports.statistics import BY, Figures, Row
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import CLAIM_STATES, claim_steps, claims

AUDITOR = Staff(9, (Grant("auditor", None, None),))
ONE_KEY = ("organisation", "region", "year", "kind", "state")


class Ledger:
    """Claims put in, and figures over them."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database, self.sealer = database, sealer
        self.offices = database.write_now(lambda connection: house(connection, sealer))

    def put(self, *made: Made) -> None:
        self.database.write_now(lambda connection: [put(connection, self.sealer, one) for one in made])

    def figures(self, actor: Actor, by: str, **wanted: Any) -> dict[str, tuple[int, int, Fraction]]:
        return {row.key: (row.claims, row.approved, row.hours) for row in self.table(actor, by, Wanted(**wanted))}

    def rows(self, by: str) -> list[Row]:
        return self.table(AUDITOR, by, Wanted())

    def table(self, actor: Actor, by: str, wanted: Wanted) -> list[Row]:
        figures = Figures(actor, by, wanted)
        while page := self.database.write_now(figures.next_page):
            figures.add(page)
        return self.database.write_now(lambda connection: figures.table(connection, KB))

    def staff(self, role: str, office: str, region: str) -> Staff:
        return Staff(5, (Grant(role, self.offices[office], region),))


@pytest.fixture
def ledger(database: Database, sealer: Sealer) -> Ledger:
    return Ledger(database, sealer)


def test_claims_approved_and_hours(ledger: Ledger) -> None:
    ledger.put(of_city(ledger.offices), of_city(ledger.offices, hours=Fraction(45, 2)),
               of_city(ledger.offices, state="spot_passed", year=2024), of_city(ledger.offices, state="rejected"),
               of_city(ledger.offices, state="submitted", hours=None), of_city(ledger.offices, state="revoked"))
    assert ledger.figures(AUDITOR, "year") == {"2025": (5, 2, Fraction(117, 2)), "2024": (1, 1, Fraction(36))}
    assert ledger.figures(AUDITOR, "state", year=2025) == {
        "submitted": (1, 0, 0), "approved": (2, 2, Fraction(117, 2)), "rejected": (1, 0, 0), "revoked": (1, 0, 0)}


def test_keys_have_names_in_the_order_of_a_table(ledger: Ledger) -> None:
    ledger.put(of_city(ledger.offices, year=2024), of_city(ledger.offices, kind="exemption", state="rejected"),
               of_hospital(ledger.offices, organisation=None), of_hospital(ledger.offices))
    assert [(row.key, row.name) for row in ledger.rows("year")] == [("2025", "2025年"), ("2024", "2024年")]
    assert [row.name for row in ledger.rows("kind")] == ["学时认定", "免试免学"]
    assert [row.name for row in ledger.rows("state")] == ["未通过", "已通过"]
    assert [row.key for row in ledger.rows("region")] == ["xj-city", "xj-aks"]
    assert [row.name for row in ledger.rows("organisation")] == ["演示city", "演示hospital", "未填单位"]
    assert [row.name for row in ledger.rows("activity")] == [KB.term_name("academic_conference")]


def test_drafts_are_counted_nowhere(ledger: Ledger) -> None:
    ledger.put(of_city(ledger.offices, state="draft"), of_city(ledger.offices, state="withdrawn", submitted=False))
    assert ledger.figures(AUDITOR, "state") == {}


def test_what_each_role_sees(ledger: Ledger) -> None:
    ledger.put(of_city(ledger.offices), of_hospital(ledger.offices), of_hospital(ledger.offices))
    seen = {
        ("employer_reviewer", "city", "xj-city"): {"xj-city"}, ("hr_authority", "city_hr", "xj-city"): {"xj-city"},
        ("employer_reviewer", "hospital", "xj-aks"): {"xj-aks"}, ("industry_authority", "middle", "xj-aks"): {"xj-aks"},
        ("industry_authority", "top", "xj"): {"xj-aks"}, ("hr_authority", "aks_hr", "xj-aks"): {"xj-aks"},
    }
    for (role, office, region), regions in seen.items():
        assert set(ledger.figures(ledger.staff(role, office, region), "region")) == regions, (role, office)
    assert set(ledger.figures(AUDITOR, "region")) == {"xj-city", "xj-aks"}


@pytest.mark.parametrize("actor", [
    Applicant(1), Staff(5, ()), Staff(5, (Grant("admin", None, None),)), Staff(5, (Grant("hotline", 1, "xj-city"),)),
    Staff(5, (Grant("editor", None, None),)), Staff(5, (Grant("hr_authority", None, None),))])
def test_who_has_no_figures(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(Refused) as caught:
        ledger.figures(actor, "year")
    assert caught.value.status == 403


@pytest.mark.parametrize(("by", "wanted", "field"), [("name", {}, "by"), ("year", {"state": "lost"}, "state")])
def test_what_is_not_there_is_refused(ledger: Ledger, by: str, wanted: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        ledger.figures(AUDITOR, by, **wanted)
    assert caught.value.field == field


def test_hours_by_subject(ledger: Ledger) -> None:
    two = {"activities": (("public_course", "10"), ("academic_conference", "30")),
           "subjects": ("public", "professional")}
    ledger.put(of_city(ledger.offices, subjects=("professional",)), of_city(ledger.offices),
               of_city(ledger.offices, hours=Fraction(40), **two), of_city(ledger.offices, hours=Fraction(25), **two),
               of_city(ledger.offices, state="rejected", subjects=("professional",), hours=None))
    assert ledger.figures(AUDITOR, "subject") == {
        "public": (2, 2, Fraction(20)), "professional": (4, 3, Fraction(81)), "unsaid": (1, 1, Fraction(36))}


def test_hours_by_activity(ledger: Ledger) -> None:
    two = (("academic_conference", "36"), ("training_class", "10"))
    ledger.put(of_city(ledger.offices), of_city(ledger.offices, activities=two, hours=Fraction(46)),
               of_city(ledger.offices, activities=two, hours=Fraction(40)))
    assert ledger.figures(AUDITOR, "activity") == {
        "academic_conference": (3, 3, Fraction(72)), "training_class": (2, 2, Fraction(10)),
        "several": (1, 1, Fraction(40))}


MADE = st.builds(
    dict, where=st.sampled_from(["city", "hospital"]), year=st.integers(2023, 2025),
    kind=st.sampled_from(["recognition", "exemption"]), state=st.sampled_from(CLAIM_STATES),
    hours=st.one_of(st.none(), st.fractions(0, 200, max_denominator=8)),
    subjects=st.lists(st.sampled_from([None, "public", "professional"]), max_size=3),
    activities=st.lists(st.tuples(st.sampled_from(["academic_conference", "training_class", "paper"]),
                                  st.sampled_from([None, "12", "45/2"])), max_size=3))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(MADE, max_size=12))
def test_the_figures_are_the_sum_of_the_claims(ledger: Ledger, made: list[dict[str, Any]]) -> None:
    """By whatever they are; and the authorities' are those of the claims that access lets them read."""
    for table in (claim_steps, claims):
        ledger.database.write_now(lambda connection, table=table: connection.execute(table.delete()))
    ledger.put(*({"city": of_city, "hospital": of_hospital}[one.pop("where")](ledger.offices, **one) for one in made))
    filed = [one for one in _all(ledger) if one.state != "draft"]
    counting = [one for one in filed if one.state in COUNTING]
    for by in BY:
        figures = list(ledger.figures(AUDITOR, by).values())
        assert sum(hours for _, _, hours in figures) == sum(one.recognised_hours or 0 for one in counting), by
        if by in ONE_KEY:
            assert sum(count for count, _, _ in figures) == len(filed), by
            assert sum(approved for _, approved, _ in figures) == len(counting), by
        else:
            assert sum(count for count, _, _ in figures) >= len(filed), by
    for role, office, region in (("hr_authority", "city_hr", "xj-city"), ("industry_authority", "top", "xj"),
                                 ("industry_authority", "middle", "xj-aks")):
        actor = ledger.staff(role, office, region)
        readable = [one for one in filed if may(actor, "read", one)]
        assert sum(count for count, _, _ in ledger.figures(actor, "year").values()) == len(readable)
        assert _listed(ledger, actor) == sorted(one.number for one in readable)


def _all(ledger: Ledger) -> list[Any]:
    return ledger.database.write_now(lambda connection: [
        read_claim(row, ledger.sealer) for row in connection.execute(sa.select(claims))])


def _listed(ledger: Ledger, actor: Actor) -> list[str]:
    return ledger.database.write_now(lambda connection: list(connection.execute(
        sa.select(claims.c.number).where(of_lists(actor)).order_by(claims.c.number)).scalars()))


@given(parts=st.lists(st.fixed_dictionaries({
    "subject": st.sampled_from([None, "public", "professional"]), "exact_hours": st.sampled_from([None, "3", "7/2"])})),
       hours=st.one_of(st.none(), st.fractions(0, 60, max_denominator=4)))
def test_shares_of_subjects_are_the_whole(parts: list[dict[str, Any]], hours: Fraction | None) -> None:
    shares = subject_shares(parts, [], hours)
    assert shares and sum(shares.values()) == (hours or 0) and min(shares.values()) >= 0


def test_a_subject_that_counts_as_complete_has_its_claim() -> None:
    assert subject_shares([], ["professional"], None) == {"professional": 0}
    assert subject_shares([{"subject": None, "exact_hours": None}], None, None) == {"unsaid": 0}


@given(activities=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, "3", "1/2"])), max_size=4),
       hours=st.fractions(0, 10, max_denominator=2))
def test_shares_of_activities_are_the_whole(activities: list[tuple[str, str | None]], hours: Fraction) -> None:
    shares = activity_shares([{"activity": name} for name, _ in activities],
                             [{"exact_hours": part} for _, part in activities], hours, "several")
    assert sum(shares.values()) == hours if activities else shares in ({"-": 0}, {"several": hours})
    assert {name for name, _ in activities} <= set(shares)
