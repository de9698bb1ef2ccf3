"""Approval chains: who reviews what people file, in order, in the words of the notice. Data, read from chains/*.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Optional

import msgspec

from rules_core.calendar import chain as above
from rules_core.conditions import Condition, ConditionError, leaves, read_condition, unknown_facts
from rules_core.model import Jurisdiction, Quoted
from rules_core.terms import TermTree

Role = Literal["employer_reviewer", "industry_authority", "hr_authority", "posting_office"]
ClaimKind = Literal["recognition", "exemption"]
StepKind = Literal["review", "spot_check"]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base: frozen, strict about keys."""


class Step(Quoted, frozen=True, kw_only=True):
    """One office of a chain. `role` is who acts there, `office` what the notice calls it, `region` the jurisdiction
    whose office it is where that is not the chain's own; `within` the one in which it lies, or below which, where the
    person chooses it. A `spot_check` comes after approval and does not delay it."""

    role: Role
    office: str
    region: Optional[str] = None
    within: Optional[str] = None
    kind: StepKind = "review"


class Way(_Data, frozen=True, kw_only=True):
    """The steps for those whom `when` describes (facts, as in a rule); everybody where it is empty."""

    when: dict[str, Any] = {}
    steps: list[Step]


class Evidence(Quoted, frozen=True, kw_only=True):
    """Proof that a clause demands of an activity that one of `rules` decides; of every activity where none is named.
    `text` says in Chinese what it is."""

    text: str
    rules: list[str] = []


class Unclaimable(Quoted, frozen=True, kw_only=True):
    """What this chain does not take, and in Chinese why and what to do instead."""

    when: dict[str, Any]
    text: str


class Charged(Quoted, frozen=True, kw_only=True):
    """An office that the notice charges with what is claimed, without saying who decides on a person's claim."""

    office: str


class Chain(_Data, frozen=True, kw_only=True):
    """The chain of one region for one kind of claim. At most one of its `ways` fits a claim. Where the notice prints no
    order of offices it has none, and names who is `charged`: then no claims are taken, and they are named."""

    id: str
    region: str
    kind: ClaimKind
    ways: list[Way]
    evidence: list[Evidence] = []
    not_taken: list[Unclaimable] = []
    charged: list[Charged] = []


@dataclass(frozen=True)
class ChainStep:
    """One step as it is resolved for a claim: `region` is always set, `clause` and `quote` prove it. `regions`: where
    the office may be that a person chooses."""

    role: str
    office: str
    region: str
    clause: str
    quote: str
    kind: str
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HeldChain:
    """A chain with its conditions read."""

    chain: Chain
    ways: tuple[tuple[Condition, tuple[ChainStep, ...]], ...]
    not_taken: tuple[tuple[Condition, Unclaimable], ...]

    def regions(self, role: str) -> frozenset[str]:
        """Where the offices of a role may be, in any of the ways."""
        return frozenset().union(*(step.regions for _, steps in self.ways for step in steps if step.role == role))

    def steps(self, facts: Mapping[str, Any]) -> tuple[tuple[ChainStep, ...], tuple[str, ...]]:
        """The steps for these facts, or, where none of the ways is certain, the facts that decide between them; both
        empty where no way fits."""
        missing: list[str] = []
        for condition, steps in self.ways:
            truth = condition.test(facts)
            if truth is True:
                return steps, ()
            if truth is None:
                missing += [name for name in unknown_facts(condition, facts) if name not in missing]
        return (), tuple(missing)

    def evidence(self, rule: str | None) -> tuple[Evidence, ...]:
        """What is demanded of an activity that this rule decides."""
        return tuple(one for one in self.chain.evidence if not one.rules or rule in one.rules)

    def facts(self) -> frozenset[str]:
        """The facts that choose between the ways."""
        return frozenset(leaf.fact for condition, _ in self.ways for leaf in leaves(condition))


Chains = Mapping[tuple[str, str], HeldChain]
ChargedOffices = Mapping[tuple[str, str], tuple[Charged, ...]]


def held_chain(chain: Chain, terms: TermTree, places: Mapping[str, Jurisdiction]) -> HeldChain:
    """The chain ready to use. places: the jurisdictions. Raises ConditionError; its `where` is the key of the chain
    that holds the condition."""
    return HeldChain(
        chain,
        tuple((_condition(way.when, terms, "ways"), tuple(_steps(chain, way, places))) for way in chain.ways),
        tuple((_condition(one.when, terms, "not_taken"), one) for one in chain.not_taken),
    )


def _steps(chain: Chain, way: Way, places: Mapping[str, Jurisdiction]) -> Iterator[ChainStep]:
    for step in way.steps:
        region = step.region or chain.region
        regions = {region} if step.within is None else {name for name in places if step.within in above(places, name)}
        yield ChainStep(step.role, step.office, region, step.clause or "", step.quote, step.kind, frozenset(regions))


def _condition(when: Mapping[str, Any], terms: TermTree, where: str) -> Condition:
    try:
        return read_condition(when, terms)
    except ConditionError as error:
        raise ConditionError(str(error), where) from None
