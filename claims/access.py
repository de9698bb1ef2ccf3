"""Who may do what where: one table of role × action × scope. What stands in no row of it is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Union

from claims.actors import Actor, Applicant, Grant, Staff

REVIEWING = ("employer_reviewer", "industry_authority", "hr_authority", "posting_office")
"""Roles that decide on claims; the office of a chain's step is one of them."""
AUTHORITIES = ("industry_authority", "hr_authority")


class ClaimTarget(Protocol):
    """What access asks of a claim; a row of the table `claims` has it. steps: as in docs/claims.md, "The chain".

    step: place in `steps` of what it waits for, None where it waits for nobody. applicant: id of who filed it.
    """

    @property
    def applicant(self) -> int: ...
    @property
    def region(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def step(self) -> int | None: ...
    @property
    def steps(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def id_number_index(self) -> str | None: ...


@dataclass(frozen=True)
class Place:
    """What belongs to an organisation or a region: its people, its figures. None: everywhere."""

    organisation: int | None = None
    region: str | None = None


Target = Union[ClaimTarget, Place, None]
Scope = Callable[[Grant, Any], bool]


def may(actor: Actor, action: str, target: Target = None, *, filer_index: str | None = None,
        approved_at: Collection[int] = ()) -> bool:
    """Whether the actor may do the action to the target: False for everything that the table does not name.

    action: one of ACTIONS. target: a claim for actions on one, a Place for people and figures, None for the rest.
    filer_index: `applicants.id_number_index` of who filed the claim, where it is known. approved_at: places in the
    chain at which the actor's person already approved the claim.
    """
    if isinstance(actor, Applicant):
        return action in OF_APPLICANT and _is_claim(target) and _claim(target).applicant == actor.id
    if not isinstance(actor, Staff):
        return False
    scopes = OF_STAFF.get(action)
    if scopes is None:
        return False
    if action in DECISIONS and (is_own(actor, target, filer_index) or acts_twice(actor, action, target, approved_at)):
        return False
    return any(scope(grant, target) for grant in actor.grants for scope in scopes.get(grant.role, ()))


def is_own(actor: Staff, target: Target, filer_index: str | None = None) -> bool:
    """Whether the claim is of the account's own person, or was filed by that person for somebody else."""
    mine = actor.id_number_index
    return mine is not None and _is_claim(target) and mine in (_claim(target).id_number_index, filer_index)


def acts_twice(actor: Staff, action: str, target: Target, approved_at: Collection[int]) -> bool:
    """Whether the same person approved the claim at another step than this decision's: four eyes see more than two."""
    if not _is_claim(target) or not approved_at:
        return False
    claim = _claim(target)
    step = step_for(actor, claim, "spot_check") if action in SPOT_CHECKS else claim.step
    return any(place != step for place in approved_at)


def step_for(actor: Staff, claim: ClaimTarget, kind: str = "review") -> int | None:
    """The first step of a kind that is an office of the actor's: the one waited for, where that is his; else None."""
    own = [place for place, step in enumerate(claim.steps) if step["kind"] == kind and _holds(actor.grants, step)]
    return claim.step if claim.step in own else next(iter(own), None)


def _waits_here(grant: Grant, claim: Any) -> bool:
    """The claim waits for the office that the grant names."""
    if not _is_claim(claim) or claim.state not in ("submitted", "under_review") or claim.step is None:
        return False
    if not 0 <= claim.step < len(claim.steps):
        return False
    step = claim.steps[claim.step]
    return bool(step["kind"] == "review") and _is_office(grant, step)


def _spot_checks(grant: Grant, claim: Any) -> bool:
    """The office that the grant names draws this claim's spot check, and it was approved."""
    if not _is_claim(claim) or claim.state not in ("approved", "spot_drawn"):
        return False
    return any(step["kind"] == "spot_check" and _is_office(grant, step) for step in claim.steps)


def _in_chain(grant: Grant, claim: Any) -> bool:
    """The claim waits at, has passed or will come to the office that the grant names; a draft is nobody's yet."""
    return _is_claim(claim) and claim.state != "draft" and any(_is_office(grant, step) for step in claim.steps)


def _of_region(grant: Grant, claim: Any) -> bool:
    """A claim under the rules of the grant's region; a draft is nobody's yet."""
    return _is_claim(claim) and claim.state != "draft" and grant.region is not None and claim.region == grant.region


def _same_organisation(grant: Grant, place: Any) -> bool:
    return (isinstance(place, Place) and None not in (grant.organisation, grant.region)
            and (place.organisation, place.region) == (grant.organisation, grant.region))


def _same_region(grant: Grant, place: Any) -> bool:
    return isinstance(place, Place) and grant.region is not None and place.region == grant.region


def _everywhere(grant: Grant, _target: Any) -> bool:
    return grant.organisation is None and grant.region is None


def _holds(grants: Sequence[Grant], step: Mapping[str, Any]) -> bool:
    return any(_is_office(grant, step) for grant in grants)


def _is_office(grant: Grant, step: Mapping[str, Any]) -> bool:
    if grant.organisation is None or grant.region is None:
        return False
    return (grant.role, grant.organisation, grant.region) == (step["role"], step["organisation"], step["region"])


def _is_claim(target: Any) -> bool:
    return target is not None and not isinstance(target, Place)


def _claim(target: Any) -> ClaimTarget:
    claim: ClaimTarget = target
    return claim


def _all(roles: Sequence[str], scope: Scope) -> dict[str, tuple[Scope, ...]]:
    return dict.fromkeys(roles, (scope,))


SPOT_CHECKS = frozenset({"draw", "pass", "revoke"})
"""Actions of a spot check, after the approval."""

DECISIONS = frozenset({"approve", "return", "reject"}) | SPOT_CHECKS
"""Actions that decide on a claim, which nobody does on his own, nor at two steps of one claim."""

OF_APPLICANT = frozenset({"read", "save", "submit", "withdraw", "add_evidence", "remove_evidence", "read_evidence",
                          "status"})
"""What a professional may do, to his own claims alone."""

OF_STAFF: Mapping[str, Mapping[str, tuple[Scope, ...]]] = {
    "approve": _all(REVIEWING, _waits_here),
    "return": _all(REVIEWING, _waits_here),
    "reject": _all(REVIEWING, _waits_here),
    "draw": _all(REVIEWING, _spot_checks),
    "pass": _all(REVIEWING, _spot_checks),
    "revoke": _all(REVIEWING, _spot_checks),
    "read": _all(REVIEWING, _in_chain),
    "read_evidence": _all(REVIEWING, _in_chain),
    "reveal": _all(REVIEWING, _in_chain),
    "status": {**_all(REVIEWING, _in_chain), "hotline": (_of_region,)},
    "import_people": {"employer_reviewer": (_same_organisation,), "admin": (_everywhere,)},
    "statistics": {**_all(AUTHORITIES, _same_region), "employer_reviewer": (_same_organisation,),
                   "auditor": (_everywhere,)},
    "export": _all(AUTHORITIES, _same_region),
    "read_audit": {"auditor": (_everywhere,)},
    "keep_organisations": {"admin": (_everywhere,)},
    "keep_accounts": {"admin": (_everywhere,)},
}
"""action → role → scopes, of which one has to hold. Whether the state allows the action the transition table says."""

ACTIONS = OF_APPLICANT | frozenset(OF_STAFF)
