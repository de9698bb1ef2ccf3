"""Organisations: found by name, above each other as the chain needs, and changed only as fits."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.people import organisations
from claims.people.organisations import Organisation
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import audit_log, claims
from db.tables import applicants as applicants_table
from db.tables import organisations as table
from policy_kb.loader import load

NOW = datetime(2025, 6, 1, 8, 0, tzinfo=timezone.utc)
PLACES = load().book.jurisdictions
CODE = "91110000600037341L"


class Keeper:
    """Makes and changes organisations in transactions of their own."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database, self.sealer = database, sealer

    def create(self, name: str, kind: str, region: str, parent: int | None = None,
               code: str | None = None) -> Organisation:
        return self.database.write_now(lambda connection: organisations.create(
            connection, self.sealer, "account:1", places=PLACES, now=NOW, name=name, kind=kind, region=region,
            parent=parent, code=code))

    def update(self, one: Organisation, version: int | None = None, **changes: Any) -> Organisation:
        return self.database.write_now(lambda connection: organisations.update(
            connection, self.sealer, "account:1", one.id, one.version if version is None else version, changes,
            places=PLACES, now=NOW))

    def above(self, one: Organisation, kind: str, region: str) -> str | None:
        found = self.database.write_now(
            lambda connection: organisations.authority_above(
                connection, organisations.ancestors(connection, one.id), kind, region))
        return found.name if found else None

    def search(self, *arguments: Any) -> list[str]:
        return [one.name for one in self.database.write_now(
            lambda connection: organisations.search(connection, *arguments))]

    def audited(self) -> list[str]:
        return list(self.database.write_now(lambda connection: connection.execute(
            sa.select(audit_log.c.action).order_by(audit_log.c.seq)).scalars()))


@pytest.fixture
def keeper(database: Database, sealer: Sealer) -> Keeper:
    return Keeper(database, sealer)


def refusal(call: Any, *arguments: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value


def test_the_offices_of_a_chain(keeper: Keeper) -> None:
    """县医院 → 地区卫健委 → 自治区卫健委, the 人社 of the region beside it."""
    top = keeper.create("演示自治区卫健委", "industry_authority", "xj")
    middle = keeper.create("演示地区卫健委", "industry_authority", "xj-aks", top.id)
    hospital = keeper.create("演示县医院", "employer", "xj-aks", middle.id)
    hr = keeper.create("演示地区人社局", "hr_authority", "xj-aks")
    assert keeper.above(hospital, "industry_authority", "xj-aks") == middle.name
    assert keeper.above(hospital, "industry_authority", "xj") == top.name
    assert keeper.above(hospital, "hr_authority", "xj-aks") == hr.name
    assert keeper.above(hospital, "hr_authority", "xj") is None
    assert keeper.above(hospital, "posting_office", "xj-aks") is None
    second = keeper.create("演示地区人社局二", "hr_authority", "xj-aks")
    assert keeper.above(hospital, "hr_authority", "xj-aks") is None
    keeper.update(second, active=False)
    assert keeper.above(hospital, "hr_authority", "xj-aks") == hr.name


def test_the_nearest_of_two_is_taken_and_an_inactive_one_is_passed_over(keeper: Keeper) -> None:
    far = keeper.create("演示兵团教育局", "industry_authority", "bt")
    near = keeper.create("演示师市教育局", "industry_authority", "bt", far.id)
    school = keeper.create("演示学校", "employer", "bt", near.id)
    assert keeper.above(school, "industry_authority", "bt") == near.name
    keeper.database.write_now(lambda connection: connection.execute(
        table.update().where(table.c.id == near.id).values(active=False)))
    assert keeper.above(school, "industry_authority", "bt") == far.name


def test_an_own_hr_authority_comes_before_the_only_one(keeper: Keeper) -> None:
    own = keeper.create("演示市职称办", "hr_authority", "xj-city")
    keeper.create("演示市职称办二", "hr_authority", "xj-city")
    assert keeper.above(keeper.create("演示公司", "employer", "xj-city", own.id), "hr_authority", "xj-city") == own.name


@pytest.mark.parametrize(("named", "field"), [
    ({"kind": "shop"}, "kind"), ({"region": "nowhere"}, "region"), ({"name": " "}, "name"),
    ({"name": "长" * 201}, "name"),
    ({"name": "坏\x00名字"}, "name"), ({"code": "91110000600037341M"}, "code"), ({"code": "１" * 18}, "code"),
    ({"parent": 999}, "parent"), ({"parent": True}, "parent"), ({"code": 5}, "code"), ({"name": None}, "name"),
])
def test_what_does_not_fit_is_refused_with_its_field_and_nothing_is_kept(keeper: Keeper, named: dict[str, Any],
                                                                         field: str) -> None:
    asked = {"name": "演示单位", "kind": "employer", "region": "xj-city", **named}
    found = refusal(keeper.create, **asked)
    assert (found.code, found.field) == ("invalid", field) and found.message
    assert keeper.search() == [] and keeper.audited() == []


@pytest.mark.parametrize(("kind", "region", "above", "above_region", "fits"), [
    ("employer", "xj-aks", "industry_authority", "xj-aks", True),
    ("employer", "xj-aks", "industry_authority", "xj", True),
    ("employer", "xj-city", "hr_authority", "xj-city", True),
    ("employer", "xj-aks", "hr_authority", "xj-city", False),
    ("employer", "xj", "industry_authority", "xj-aks", False),
    ("employer", "bt", "hr_authority", "xj", False),
    ("employer", "xj", "employer", "xj", False),
    ("industry_authority", "xj-aks", "industry_authority", "xj", True),
    ("industry_authority", "bt", "hr_authority", "bt", True),
    ("industry_authority", "bt", "employer", "bt", False),
    ("hr_authority", "xj-aks", "hr_authority", "xj", True),
    ("hr_authority", "xj-aks", "industry_authority", "xj-aks", False),
    ("posting_office", "xj-city", "hr_authority", "xj-city", True),
    ("posting_office", "xj-city", "employer", "xj-city", False),
])
def test_which_parent_fits(keeper: Keeper, kind: str, region: str, above: str, above_region: str, fits: bool) -> None:
    parent = keeper.create("演示上级", above, above_region)
    if fits:
        assert keeper.create("演示下级", kind, region, parent.id).parent == parent.id
    else:
        assert refusal(keeper.create, "演示下级", kind, region, parent.id).field == "parent"


def test_none_stands_above_itself(keeper: Keeper) -> None:
    one = keeper.create("演示一", "industry_authority", "bt")
    two = keeper.create("演示二", "industry_authority", "bt", one.id)
    three = keeper.create("演示三", "industry_authority", "bt", two.id)
    assert refusal(keeper.update, one, parent=three.id).field == "parent"
    assert refusal(keeper.update, one, parent=one.id).field == "parent"


def test_two_changes_at_once_close_no_circle(database: Database, sealer: Sealer) -> None:
    """Each alone would fit; together they would lead in a circle."""
    keeper = Keeper(database, sealer)
    for turn in range(5):
        one = keeper.create(f"演示甲{turn}", "industry_authority", "bt")
        two = keeper.create(f"演示乙{turn}", "industry_authority", "bt")
        refused: list[str | None] = []
        start = threading.Barrier(2)
        threads = [threading.Thread(target=move, args=(keeper, *pair, start, refused))
                   for pair in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert refused == ["parent"]


def move(keeper: Keeper, lower: Organisation, upper: Organisation, start: threading.Barrier,
         refused: list[str | None]) -> None:
    """One of two changes at once, over connections of its own."""
    own = Keeper(Database(keeper.database.url.render_as_string(hide_password=False)), keeper.sealer)
    start.wait()
    try:
        own.update(lower, parent=upper.id)
    except Refused as error:
        refused.append(error.field)
    finally:
        own.database.close()


def test_name_and_code_are_there_once(keeper: Keeper) -> None:
    first = keeper.create("演示单位", "employer", "xj-city", code=CODE.lower())
    assert first.code == CODE
    assert refusal(keeper.create, "演示单位", "hr_authority", "xj-city").field == "name"
    assert refusal(keeper.create, " 演示单位 ", "employer", "xj-city").field == "name"
    assert refusal(keeper.create, "演示单位二", "employer", "xj-city", code=CODE).field == "code"
    other = keeper.create("演示单位", "employer", "bt")
    assert refusal(keeper.update, other, code=CODE).field == "code"


def test_a_change_counts_the_version_and_is_audited_and_none_is_neither(keeper: Keeper) -> None:
    one = keeper.create("演示单位", "employer", "xj-city")
    renamed = keeper.update(one, name="演示单位新", code=CODE)
    assert (renamed.name, renamed.code, renamed.version) == ("演示单位新", CODE, 2)
    assert keeper.update(renamed, name="演示单位新").version == 2
    assert keeper.audited() == ["organisation.create", "organisation.update"]
    stale = refusal(keeper.update, renamed, version=1, name="另一个名字")
    assert (stale.code, stale.status, stale.field) == ("stale_version", 409, "version")
    assert refusal(keeper.update, Organisation(99, "", "", "", None, None, True, 1), name="没有的").status == 404
    assert refusal(keeper.update, renamed, kind="hr_authority").field == "kind"
    assert refusal(keeper.update, renamed, created_at="2020").field == "created_at"
    assert refusal(keeper.update, renamed, active="yes").field == "active"


def test_an_office_that_is_needed_stays_active(keeper: Keeper) -> None:
    above = keeper.create("演示主管部门", "industry_authority", "bt")
    below = keeper.create("演示单位", "employer", "bt", above.id)
    assert (refusal(keeper.update, above, active=False).code) == "not_allowed_now"

    def wait(connection: Any) -> None:
        connection.execute(applicants_table.insert().values(id=1, version=1, created_at=NOW))
        connection.execute(claims.insert().values(
            number="R1", verify_code="v", kind="recognition", region="bt", year=2025, state="submitted", steps=[],
            applicant=1, waiting_at=below.id, facts={}, version=1, created_at=NOW, updated_at=NOW))

    keeper.database.write_now(wait)
    assert refusal(keeper.update, below, active=False).code == "not_allowed_now"


def test_searching(keeper: Keeper) -> None:
    for name, kind, region in [("演示第一医院", "employer", "xj-city"), ("演示第二医院", "employer", "xj-city"),
                               ("演示ABC公司", "employer", "xj-city"), ("演示100%公司", "employer", "xj-city"),
                               ("演示医院管理局", "industry_authority", "xj-city"), ("演示医院", "employer", "bt")]:
        keeper.create(name, kind, region)
    assert keeper.search("xj-city", "employer", "医院") == ["演示第一医院", "演示第二医院"]
    assert keeper.search("xj-city", None, "abc") == ["演示ABC公司"]
    assert keeper.search(None, None, "%") == ["演示100%公司"] and keeper.search(None, None, "_") == []
    assert keeper.search(None, None, "\\") == []
    assert keeper.search("bt") == ["演示医院"] and keeper.search("bt", None, "医\0院") == []
    hidden = keeper.create("演示停用医院", "employer", "bt")
    keeper.update(hidden, active=False)
    assert keeper.search("bt") == ["演示医院"]


def test_twenty_at_most(keeper: Keeper) -> None:
    for number in range(25):
        keeper.create(f"演示单位{number:02}", "employer", "bt")
    assert len(keeper.search("bt")) == 20 and len(keeper.search(None, None, "", 500)) == 20
    assert keeper.search(None, None, "", 2) == ["演示单位00", "演示单位01"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(min_size=1, max_size=12), part=st.text(max_size=4))
def test_whatever_is_searched_finds_what_contains_it(keeper: Keeper, name: str, part: str) -> None:
    """As Python finds it, capitals of ASCII aside."""
    keeper.database.write_now(lambda connection: connection.execute(table.delete()))
    try:
        made = keeper.create(name, "employer", "bt")
    except Refused as error:
        assert error.field == "name"
        return
    sought, found = " ".join(part.split()), keeper.search(None, None, part)
    if sought in made.name:
        assert found == [made.name]
    elif sought.lower() not in made.name.lower():
        assert found == []
