"""Before submitting: everything that is missing is named by its field, one thing at a time, and a full claim passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from drafts import TODAY, conference, draft, person

from claims.rules.draft import read_draft
from claims.rules.gate import complete, compute
from claims.rules.personal import masked
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase


def _submit(kb: KnowledgeBase, raw: dict[str, Any], evidence: Sequence[int | None] = (0,)) -> None:
    read = read_draft(kb, raw, TODAY)
    complete(kb, read, compute(kb, read, TODAY), evidence, TODAY)


def _missing(kb: KnowledgeBase, raw: dict[str, Any], evidence: Sequence[int | None] = (0,)) -> tuple[str, str | None]:
    with pytest.raises(Refused) as error:
        _submit(kb, raw, evidence)
    assert "请" in error.value.message or error.value.code == "not_claimable"
    return error.value.code, error.value.field


EXEMPTION = {"kind": "exemption", "posting_office": 9, "person": {"still_in_post": False},
             "activities": [{"activity": "village_stationing", "start": "2024-03-01", "end": "2025-02-28"}]}


def test_complete_claims_pass(kb: KnowledgeBase) -> None:
    _submit(kb, draft())
    _submit(kb, draft(), (None,))
    _submit(kb, draft(activities=[conference(), conference(start="2025-06-02", end="2025-06-04")]), (1, 0))
    _submit(kb, draft(**EXEMPTION), ())
    still = {"activity": "village_stationing", "start": "2024-03-01"}
    _submit(kb, draft(**{**EXEMPTION, "person": {"still_in_post": True}, "activities": [still]}), ())


@pytest.mark.parametrize("missing", ["region", "year", "activities", "organisation"])
def test_what_a_claim_must_state(kb: KnowledgeBase, missing: str) -> None:
    assert _missing(kb, draft(**{missing: None})) == ("incomplete", missing)


@pytest.mark.parametrize("missing", ["activity", "title", "organizer_name", "start", "end", "level", "days"])
def test_what_an_activity_must_state(kb: KnowledgeBase, missing: str) -> None:
    assert _missing(kb, draft(activities=[conference(**{missing: None})])) == ("incomplete", f"activities.0.{missing}")


def test_the_order_is_that_of_the_form(kb: KnowledgeBase) -> None:
    raw: dict[str, Any] = {"kind": "recognition", "activities": [{}]}
    named = []
    given: Any
    for field, given in (("region", "xj-aks"), ("year", 2025), ("activities.0.activity", "academic_conference"),
                         ("activities.0.title", "某会"), ("activities.0.organizer_name", "某学会"),
                         ("activities.0.start", "2025-05-06"), ("activities.0.end", "2025-05-08"),
                         ("title_level", "middle")):
        named.append(_missing(kb, raw)[1])
        assert named[-1] == field
        if field.startswith("activities"):
            raw["activities"][0][field.rpartition(".")[2]] = given
        else:
            raw[field] = given
    assert _missing(kb, raw, ()) == ("incomplete", "evidence")
    assert _missing(kb, raw) == ("incomplete", "personal.name")
    assert _missing(kb, {**raw, "personal": person()}) == ("incomplete", "organisation")
    _submit(kb, {**raw, "personal": person(), "organisation": 3})


def test_every_activity_proves_itself(kb: KnowledgeBase) -> None:
    two = draft(activities=[conference(), conference(start="2025-06-02", end="2025-06-04")])
    for evidence in ((), (0,), (1,), (None,), (0, None), (0, 0)):
        assert _missing(kb, two, evidence) == ("incomplete", "evidence")
    with pytest.raises(Refused) as error:
        _submit(kb, two, (0,))
    assert "第 2 项" in error.value.message and "讲座、会议的相关证明材料" in error.value.message


def test_where_no_clause_demands_proof_something_proves_it(kb: KnowledgeBase) -> None:
    course = {"activity": "remote_training", "course_subject": "professional", "recorded": True, "in_region": True,
              "title": "某课", "organizer_name": "某校", "start": "2025-05-06", "end": "2025-05-08"}
    assert _missing(kb, draft(region="nm-hhht", activities=[course]), ()) == ("incomplete", "evidence")
    _submit(kb, draft(region="nm-hhht", activities=[course]), (0,))


def test_what_cannot_be_claimed_is_not_submitted(kb: KnowledgeBase) -> None:
    failed = {**conference(), "activity": "qualification_exam", "level": None, "days": None, "subjects": 1,
              "passed": False}
    assert _missing(kb, draft(activities=[failed])) == ("not_claimable", None)
    assert _missing(kb, draft(region="xj"))[0] == "not_claimable"
    assert _missing(kb, draft(**{**EXEMPTION, "region": "bt"}))[0] == "not_claimable"


def test_an_exemption_needs_its_office_and_the_other_fields_of_the_form(kb: KnowledgeBase) -> None:
    assert _missing(kb, draft(**{**EXEMPTION, "posting_office": None})) == ("incomplete", "posting_office")
    assert _missing(kb, draft(**{**EXEMPTION, "person": {}})) == ("incomplete", "person.still_in_post")
    ended = {"activity": "village_stationing", "start": "2024-03-01"}
    assert _missing(kb, draft(**{**EXEMPTION, "activities": [ended]})) == ("incomplete", "activities.0.end")
    for field in ("work_start", "applied_title", "reason"):
        raw = draft(**EXEMPTION, personal=person(**{field: None}))
        assert _missing(kb, raw) == ("incomplete", f"personal.{field}")


def test_masked_values_are_not_submitted(kb: KnowledgeBase) -> None:
    assert _missing(kb, draft(personal=masked(person()))) == ("incomplete", "personal.id_number")
