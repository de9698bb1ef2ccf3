"""Who may do what where: the whole table once more, written from docs/claims.md, and everything beside it refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.access import ACTIONS, Place, may, step_for
from claims.actors import Applicant, Grant, Staff
from db.tables import CLAIM_STATES, ROLES

REVIEWERS = ("employer_reviewer", "industry_authority", "hr_authority", "posting_office")


@dataclass(frozen=True)
class Claim:
    """A claim as access sees it."""

    applicant: int = 1
    region: str = "bt"
    state: str = "submitted"
    step: int | None = 0
    steps: tuple[dict[str, Any], ...] = field(default=())
    id_number_index: str | None = "person-1"


def step(role: str, organisation: int, region: str, kind: str = "review") -> dict[str, Any]:
    return {"role": role, "organisation": organisation, "region": region, "kind": kind}


CHAIN = (step("employer_reviewer", 10, "bt"), step("industry_authority", 20, "bt"),
         step("hr_authority", 30, "bt", "spot_check"))
WAITS = Claim(steps=CHAIN)
SECOND = replace(WAITS, state="under_review", step=1)
APPROVED = replace(WAITS, state="approved", step=None)


def staff(role: str, organisation: int | None = None, region: str | None = None, index: str | None = None) -> Staff:
    return Staff(7, (Grant(role, organisation, region),), index)


EMPLOYER, INDUSTRY, HR = (staff("employer_reviewer", 10, "bt"), staff("industry_authority", 20, "bt"),
                          staff("hr_authority", 30, "bt"))


@pytest.mark.parametrize("action", ["approve", "return", "reject"])
def test_only_the_office_that_a_claim_waits_for_decides(action: str) -> None:
    assert may(EMPLOYER, action, WAITS) and not may(INDUSTRY, action, WAITS) and not may(HR, action, WAITS)
    assert may(INDUSTRY, action, SECOND) and not may(EMPLOYER, action, SECOND)
    assert not any(may(who, action, APPROVED) for who in (EMPLOYER, INDUSTRY, HR))


@pytest.mark.parametrize("action", ["draw", "pass", "revoke"])
def test_only_the_spot_check_office_draws(action: str) -> None:
    assert may(HR, action, APPROVED)
    assert not may(EMPLOYER, action, APPROVED) and not may(INDUSTRY, action, APPROVED)
    assert not may(staff("hr_authority", 31, "bt"), action, APPROVED)


@pytest.mark.parametrize("other", [
    staff("employer_reviewer", 11, "bt"), staff("employer_reviewer", 10, "xj"), staff("industry_authority", 10, "bt"),
    staff("employer_reviewer"), staff("employer_reviewer", 10), staff("employer_reviewer", None, "bt"),
    staff("admin"), staff("auditor"), staff("editor"), staff("hotline", 10, "bt"), Staff(7, ()),
])
def test_another_role_organisation_or_region_decides_and_reads_nothing(other: Staff) -> None:
    for action in ("approve", "return", "reject", "draw", "read", "reveal", "read_evidence"):
        assert not may(other, action, WAITS)


def test_the_whole_chain_reads_what_is_filed_and_nobody_a_draft() -> None:
    for who in (EMPLOYER, INDUSTRY, HR):
        for claim in (WAITS, SECOND, APPROVED, replace(WAITS, state="returned", step=None)):
            assert all(may(who, action, claim) for action in ("read", "read_evidence", "reveal", "status"))
        draft = replace(WAITS, state="draft", step=None)
        assert not any(may(who, action, draft) for action in ACTIONS)


@pytest.mark.parametrize("action", ["approve", "return", "reject", "draw", "pass", "revoke"])
def test_nobody_decides_on_his_own_claim_or_on_one_that_he_filed(action: str) -> None:
    claim = APPROVED if action in ("draw", "pass", "revoke") else WAITS
    grants = (*EMPLOYER.grants, *HR.grants)
    assert may(Staff(7, grants, "somebody-else"), action, claim)
    assert not may(Staff(7, grants, "person-1"), action, claim)
    assert not may(Staff(7, grants, "filer"), action, claim, filer_index="filer")
    assert may(Staff(7, grants, None), action, replace(claim, id_number_index=None))


def test_a_professional_does_what_is_his_with_his_own_claims_alone() -> None:
    own = {"read", "save", "submit", "withdraw", "add_evidence", "remove_evidence", "read_evidence", "status"}
    assert {action for action in ACTIONS if may(Applicant(1), action, WAITS)} == own
    assert not any(may(Applicant(2), action, WAITS) for action in ACTIONS)
    assert not any(may(Applicant(1), action, target) for action in ACTIONS for target in (None, Place(1, "bt")))


def test_the_hotline_tells_where_a_claim_of_its_region_stands_and_nothing_else() -> None:
    assert {action for action in ACTIONS if may(staff("hotline", 9, "bt"), action, WAITS)} == {"status"}
    assert not may(staff("hotline", 9, "xj"), "status", WAITS)


def test_people_figures_and_the_keeping_of_things() -> None:
    here, elsewhere = Place(10, "bt"), Place(11, "bt")
    assert may(EMPLOYER, "import_people", here) and not may(EMPLOYER, "import_people", elsewhere)
    assert may(staff("admin"), "import_people", elsewhere) and not may(INDUSTRY, "import_people", here)
    assert may(HR, "statistics", Place(region="bt")) and not may(HR, "statistics", Place(region="xj"))
    assert not may(HR, "statistics", Place()) and may(staff("auditor"), "statistics", Place())
    assert may(EMPLOYER, "statistics", here) and not may(EMPLOYER, "statistics", elsewhere)
    assert not may(EMPLOYER, "statistics", Place(region="bt"))
    assert may(INDUSTRY, "export", Place(region="bt")) and not may(staff("auditor"), "export", Place(region="bt"))
    assert [role for role in ROLES if may(staff(role), "keep_accounts")] == ["admin"]
    assert [role for role in ROLES if may(staff(role), "keep_organisations")] == ["admin"]
    assert [role for role in ROLES if may(staff(role), "read_audit")] == ["auditor"]
    # A role that holds everywhere does not hold where a grant narrows it.
    assert not may(staff("admin", 10, "bt"), "keep_accounts") and not may(staff("auditor", None, "bt"), "read_audit")


def test_a_reviewer_of_two_steps_acts_for_the_one_waited_for() -> None:
    both = Staff(7, (*EMPLOYER.grants, *INDUSTRY.grants))
    assert (step_for(both, WAITS), step_for(both, SECOND), step_for(both, APPROVED)) == (0, 1, 0)
    assert step_for(HR, WAITS) is None and step_for(HR, APPROVED, "spot_check") == 2


roles = st.sampled_from([*ROLES, "applicant", "staff", "root", ""])
offices = st.one_of(st.none(), st.integers(1, 4))
regions = st.one_of(st.none(), st.sampled_from(["bt", "xj", "xj-city"]))
indexes = st.one_of(st.none(), st.sampled_from(["a", "b"]))
actors = st.one_of(
    st.builds(Applicant, st.integers(1, 3)),
    st.builds(Staff, st.integers(1, 3), st.lists(st.builds(Grant, roles, offices, regions), max_size=3).map(tuple),
              indexes))
chains = st.lists(st.builds(step, st.sampled_from(REVIEWERS), st.integers(1, 4), st.sampled_from(["bt", "xj"]),
                            st.sampled_from(["review", "spot_check"])), max_size=3).map(tuple)
claims = st.builds(Claim, st.integers(1, 3), st.sampled_from(["bt", "xj"]), st.sampled_from(CLAIM_STATES),
                   st.one_of(st.none(), st.integers(-1, 3)), chains, indexes)
targets = st.one_of(st.none(), st.builds(Place, offices, regions), claims)


@given(actors, st.sampled_from([*sorted(ACTIONS), "delete", "", "Approve"]), targets, indexes)
def test_whatever_is_allowed_stands_in_the_design(actor: Any, action: str, target: Any, filer: str | None) -> None:
    if not may(actor, action, target, filer_index=filer):
        return
    if isinstance(actor, Applicant):
        assert isinstance(target, Claim) and target.applicant == actor.id
        assert action in ("read", "save", "submit", "withdraw", "status") or action.endswith("_evidence")
        return
    grants = {(one.role, one.organisation, one.region) for one in actor.grants}
    everywhere = {role for role, organisation, region in grants if organisation is None and region is None}
    if isinstance(target, Claim):
        assert target.state != "draft"
        offices_of = [(one["role"], one["organisation"], one["region"]) for one in target.steps]
        hotline = action == "status" and any(role == "hotline" and region == target.region
                                             for role, _, region in grants)
        assert hotline or grants & set(offices_of) or action in ("keep_accounts", "keep_organisations", "read_audit")
        if action in ("approve", "return", "reject", "draw", "pass", "revoke"):
            assert actor.id_number_index is None or actor.id_number_index not in (target.id_number_index, filer)
        if action in ("approve", "return", "reject"):
            assert target.state in ("submitted", "under_review") and target.step is not None
            assert offices_of[target.step] in grants and target.steps[target.step]["kind"] == "review"
    if action in ("keep_accounts", "keep_organisations"):
        assert "admin" in everywhere
    if action == "read_audit":
        assert "auditor" in everywhere
    if action in ("statistics", "export") and "auditor" not in everywhere:
        assert isinstance(target, Place) and target.region is not None
        own = ("employer_reviewer", target.organisation, target.region)
        assert (action == "statistics" and None not in own and own in grants) or any(role in (
            "industry_authority", "hr_authority") and region == target.region for role, _, region in grants)
