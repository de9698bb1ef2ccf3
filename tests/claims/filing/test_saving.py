"""Drafts: nothing half-written, nothing lost, nothing personal in clear, one ID number for one account."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
import sqlalchemy as sa
from filing_world import World, conference, id_number, personal

from claims.filing.applicant_record import recorded
from claims.trouble import Refused
from db.tables import applicants, claims, metadata


def _refused(world: World, *call: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        world.write(*call, **named)
    return refused.value


def test_a_draft_is_kept_and_read_back(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    assert claim.state == "draft" and claim.version == 2 and claim.number.startswith("R261121-")
    again = world.look("read", who, claim.number)
    assert again == claim
    assert again.personal == personal(1)
    assert again.activities == (conference(),)
    assert again.computed_hours == Fraction(18) and again.outcome == "hours"
    assert world.look("mine", who) == [claim]


def test_most_of_a_draft_may_be_missing(world: World) -> None:
    claim = world.write("create", world.applicant(), {"kind": "recognition", "region": "bt"})
    assert (claim.year, claim.organisation, claim.activities, claim.personal) == (2026, None, (), {})
    assert _refused(world, "create", world.applicant(), {"kind": "recognition"}).field == "region"
    assert _refused(world, "create", world.applicant(), {"region": "bt"}).field == "kind"


def test_what_is_wrong_is_refused_with_its_field_and_nothing_is_kept(world: World) -> None:
    who = world.applicant()
    wrong = {**personal(1), "id_number": id_number(1)[:-1] + ("0" if id_number(1)[-1] != "0" else "1")}
    assert _refused(world, "create", who, world.draft(personal=wrong)).field == "personal.id_number"
    assert _refused(world, "create", who, world.draft(organisation=10**6)).field == "organisation"
    assert world.look("mine", who) == []
    claim = world.write("create", who, world.draft())
    turned = [conference(start="2026-03-05", end="2026-03-02")]
    assert _refused(world, "save", who, claim.number, {"activities": turned}, claim.version
                    ).field == "activities.0.end"
    assert world.look("read", who, claim.number) == claim


def test_what_is_not_named_stays(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    saved = world.write("save", who, claim.number, {"title_level": "senior", "personal": {"phone": "13800000000"}},
                        claim.version)
    assert saved.title_level == "senior" and saved.version == claim.version + 1
    assert saved.activities == claim.activities
    assert saved.personal == {**claim.personal, "phone": "13800000000"}
    emptied = world.write("save", who, claim.number, {"personal": {"degree": ""}}, saved.version)
    assert "degree" not in emptied.personal


@pytest.mark.parametrize("raw", [[], None, "x", 3, {"personal": []}, {"personal": {"id_number": 5}},
                                 {"activities": {}}, {"person": []}, {"organisation": "1"}, {"nonsense": 1}])
def test_what_is_no_form_is_refused_and_nothing_changes(world: World, raw: Any) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    assert _refused(world, "save", who, claim.number, raw, claim.version).code == "invalid"
    whole = {**world.draft(), **raw} if isinstance(raw, dict) else raw
    assert _refused(world, "create", who, whole).code == "invalid"
    assert world.look("mine", who) == [claim]


def test_no_personal_part_clears_nothing(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    saved = world.write("save", who, claim.number, {"personal": None, "year": 2026}, claim.version)
    assert saved.personal == claim.personal and saved.id_number_index == claim.id_number_index


def test_masked_values_stand_for_what_is_kept(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    masked = {**personal(1), "id_number": "650***********0017", "phone": "139****0001", "degree": "硕士"}
    saved = world.write("save", who, claim.number, {"personal": masked}, claim.version)
    assert saved.personal == {**personal(1), "degree": "硕士"}
    # The next form is filled in from what is kept of the person, which goes out masked too.
    second = world.write("create", who, world.draft(personal={"id_number": "650***********0017"}))
    assert second.personal["id_number"] == id_number(1)
    refused = _refused(world, "create", world.applicant(), world.draft(personal={"phone": "138****0000"}))
    assert refused.field == "personal.phone" and "0000" not in refused.message


def test_a_stale_version_changes_nothing(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    world.write("save", who, claim.number, {"year": 2025, "activities": []}, claim.version)
    refused = _refused(world, "save", who, claim.number, {"year": 2024}, claim.version)
    assert (refused.code, refused.field, refused.status) == ("stale_version", "version", 409)
    assert "刷新" in refused.message
    assert world.look("read", who, claim.number).year == 2025


def test_the_kind_stays(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, {"kind": "recognition", "region": "xj-city"})
    assert _refused(world, "save", who, claim.number, {"kind": "exemption"}, claim.version).field == "kind"


def test_nobody_else_sees_or_saves_it(world: World) -> None:
    claim = world.write("create", world.applicant(), world.draft())
    for other in (world.applicant(), world.staff("bt:employer"), world.staff("bt:hr")):
        with pytest.raises(Refused, match="not_found"):
            world.look("read", other, claim.number)
    refused = _refused(world, "save", world.applicant(), claim.number, {}, claim.version)
    assert (refused.code, refused.status) == ("not_found", 404)
    for wrong in ("R261121-00000000", "", "x" * 5000, "R26\0", "申报"):
        assert _refused(world, "save", world.applicant(), wrong, {}, 1).code == "not_found"


def test_an_approved_id_number_belongs_to_one_account(world: World) -> None:
    first, second = world.applicant(), world.applicant()
    claim = world.filed(first, world.draft())
    world.act(world.office_of(claim), claim, "approve")
    refused = _refused(world, "create", second, world.draft(serial=1))
    assert refused.field == "personal.id_number" and "其他账号" in refused.message
    assert id_number(1) not in refused.message
    assert world.look("mine", second) == []


def test_a_number_that_was_mistyped_can_be_corrected_while_nothing_is_filed(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft(serial=1))
    world.write("save", who, claim.number, {"personal": personal(3)}, claim.version)
    world.write("create", world.applicant(), world.draft(serial=1))
    filed = world.filed(who, world.draft(serial=3))
    refused = _refused(world, "create", who, world.draft(serial=5))
    assert refused.field == "personal.id_number" and filed.number in refused.message


def test_the_person_is_remembered_and_the_login_phone_is_not_changed(world: World) -> None:
    who = world.applicant()
    sealed = world.sealer.seal("13711112222", f"applicants.phone:{who.id}")
    world.database.write_now(lambda c: c.execute(sa.update(applicants).values(
        phone_sealed=sealed, phone_index=world.sealer.index("phone", "13711112222"))))
    world.write("create", who, world.draft())
    row = world.database.write_now(lambda c: c.execute(sa.select(applicants).where(applicants.c.id == who.id)).one())
    assert row.phone_sealed == sealed and row.organisation == world.organisation["bt:employer"]
    assert world.database.write_now(lambda c: recorded(c, world.sealer, who.id)) == personal(1)


def test_nothing_personal_lies_in_clear_anywhere(world: World) -> None:
    world.approved(world.applicant(), world.draft())
    secret = [personal(1)["id_number"], personal(1)["phone"], personal(1)["name"], personal(1)["graduation"]]

    def every_row(connection: Any) -> str:
        return "\n".join(str(tuple(row)) for table in metadata.sorted_tables
                         for row in connection.execute(sa.select(table)))
    kept = world.database.write_now(every_row)
    assert "学术年会" in kept
    for value in secret:
        assert value not in kept and json.dumps(value)[1:-1] not in kept


def test_saving_writes_the_names_of_the_fields_to_the_log(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    world.write("save", who, claim.number, {"personal": {"phone": "13800000000"}, "title_level": "senior"}, 2)
    create, save = world.audit(claim)
    assert (create.action, create.actor) == ("claim.create", who.key)
    assert json.loads(save.detail) == {"fields": ["title_level", "personal.phone"], "version": 3}


def test_numbers_are_never_given_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.filing import store
    claim = world.write("create", world.applicant(), world.draft())
    given = iter([claim.number, claim.number, "R261121-00000000"])
    monkeypatch.setattr(store, "new_number", lambda kind, day: next(given))
    assert world.write("create", world.applicant(), world.draft(serial=2)).number == "R261121-00000000"
    assert world.database.write_now(lambda c: c.execute(sa.select(sa.func.count()).select_from(claims)).scalar()) == 2
