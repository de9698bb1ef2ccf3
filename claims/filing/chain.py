"""The approval chain of a claim, with the organisation that sits at each step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from claims.filing.store import write_steps
from claims.filing.stored import StoredClaim
from claims.people.organisations import Organisation, ancestors, authority_above, find, lineage
from claims.trouble import Refused

EMPLOYER, POSTING_OFFICE = "employer_reviewer", "posting_office"


class Step(Protocol):
    """A step as the knowledge base prints it (`claims.rules.chains`)."""

    @property
    def role(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def regions(self) -> Collection[str]: ...


def resolve(connection: Connection, steps: Sequence[Step], employer: int | None,
            posting_office: int | None) -> list[dict[str, Any]]:
    """`claims.steps` of docs/claims.md: reviews in order, then spot checks. A spot check delays nothing: where its
    office is not there yet, the step has no organisation, and `found_now` looks again.

    Raises Refused("incomplete") that names the office which cannot be found, and what to do.
    """
    own, *above = _employer(connection, employer)
    ordered = sorted(steps, key=lambda step: step.kind == "spot_check")
    return [_resolved(step, _office(connection, step, own, above, posting_office)) for step in ordered]


def found_now(connection: Connection, claim: StoredClaim) -> StoredClaim:
    """The claim with the offices of spot checks that were missing on submitting, where they are there by now.

    Nothing is written.
    """
    if claim.organisation is None or all(step["organisation"] is not None for step in claim.steps):
        return claim
    above = ancestors(connection, claim.organisation)
    filled = tuple(_filled(connection, step, above) for step in claim.steps)
    return claim if filled == claim.steps else replace(claim, steps=filled, kept_steps=claim.steps)


def keep_found(connection: Connection, claim: StoredClaim) -> dict[str, Any]:
    """The column `steps` as `found_now` filled it, with its rows; nothing where nothing was missing."""
    if claim.kept_steps is None:
        return {}
    write_steps(connection, claim, claim.steps)
    return {"steps": [dict(step) for step in claim.steps]}


def _filled(connection: Connection, step: Mapping[str, Any], above: Sequence[Organisation]) -> Mapping[str, Any]:
    if step["organisation"] is not None:
        return step
    office = authority_above(connection, above, step["role"], step["region"])
    if office is None:
        return step
    return {**step, "organisation": office.id, "organisation_name": office.name}


def _employer(connection: Connection, employer: int | None) -> list[Organisation]:
    """The employer and what is above it."""
    line = [] if employer is None else lineage(connection, employer)
    if not line:
        raise Refused("incomplete", "请选择工作单位，申报要先经单位审核。", "organisation")
    found = line[0]
    if not found.active or found.kind != "employer":
        raise Refused("incomplete", f"“{found.name}”不能作为工作单位受理申报，请重新选择工作单位，或联系人社部门登记。",
                      "organisation")
    return line


def _office(connection: Connection, step: Step, employer: Organisation, higher: Sequence[Organisation],
            posting_office: int | None) -> Organisation | None:
    if step.role == EMPLOYER:
        return employer
    if step.role == POSTING_OFFICE:
        return _chosen(connection, step, posting_office)
    above = authority_above(connection, higher, step.role, step.region)
    if above is None and step.kind != "spot_check":
        raise Refused("incomplete", f"系统里还没有登记“{employer.name}”的审核单位“{step.office}”，暂时不能提交。"
                      "草稿已保存，请联系单位或职称办补登后再提交。", "organisation")
    return above


def _chosen(connection: Connection, step: Step, posting_office: int | None) -> Organisation:
    found = None if posting_office is None else find(connection, posting_office)
    if (found is None or not found.active or found.kind != POSTING_OFFICE
            or found.region not in (step.regions or (step.region,))):
        raise Refused("incomplete", f"请选择受理的审核单位（{step.office}）。", "posting_office")
    return found


def _resolved(step: Step, organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {"role": step.role, "office": step.office, "clause": step.clause, "quote": step.quote,
                "organisation": None, "organisation_name": None, "region": step.region, "kind": step.kind}
    return {"role": step.role, "office": step.office, "clause": step.clause, "quote": step.quote,
            "organisation": organisation.id, "organisation_name": organisation.name, "region": organisation.region,
            "kind": step.kind}
