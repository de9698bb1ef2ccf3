"""What the approval chains of a region take: as which kind of claim an activity is filed, or why it is not, and with
which papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from bot.dialogue.filing_form import Kind
from policy_kb.chains import HeldChain
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import Decision

Cited = tuple[tuple[str, str], ...]
#: How a decision must end for its activity to be filed as recognition (docs/claims.md, Hours).
_RECOGNISED = frozenset({"hours", "deemed_complete", "recognized", "set_by_organizer", "set_elsewhere"})
_PRIOR = "per_prior_policy"


@dataclass(frozen=True)
class Filed:
    """`kind` is what an activity is filed as. None: `reason` names the sentence that says why not, `why` and `cited`
    are the chain's own words where it refuses."""

    kind: Optional[Kind]
    reason: str = ""
    why: str = ""
    cited: Cited = ()


class FilingChains:
    """For one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def held(self, region: str, kind: Kind) -> Optional[HeldChain]:
        """The chain of a region for a kind of claim."""
        return self._kb.chains.get((region, kind))

    def filed(self, region: str, decision: Decision, facts: Mapping[str, Any]) -> Filed:
        """What an activity with these facts and this decision is filed as."""
        if decision.outcome == _PRIOR:
            chain = self.held(region, "exemption")
            return (
                Filed("exemption") if chain is not None and any(chain.steps(facts)) else Filed(None, "filing_no_office")
            )
        if decision.outcome not in _RECOGNISED:
            return Filed(None, "filing_not")
        chain = self.held(region, "recognition")
        if chain is None:
            return Filed(None, "filing_no_chain")
        refused = next((entry for condition, entry in chain.not_taken if condition.test(facts) is True), None)
        if refused is not None:
            return Filed(None, "filing_not_taken", refused.text, ((refused.clause or "", refused.quote),))
        return Filed("recognition")

    def missing(self, region: str, facts: Mapping[str, Any]) -> Optional[str]:
        """The fact that tells which office reviews an exemption; None where that is known."""
        chain = self.held(region, "exemption")
        return next(iter(chain.steps(facts)[1]), None) if chain is not None else None

    def papers(self, region: str, decisions: Sequence[Decision]) -> Cited:
        """(clause, quote) of the papers that a recognition of these decisions takes; empty where none are named."""
        chain = self.held(region, "recognition")
        named = [one for part in decisions for one in chain.evidence(part.rule)] if chain is not None else []
        return tuple(dict.fromkeys((one.clause or "", one.quote) for one in named))
