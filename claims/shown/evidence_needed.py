"""Which proofs the clauses demand, and for which activities a file has been given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.filing.stored import StoredClaim
from claims.rules.outcome import evidence_json
from policy_kb.knowledge import KnowledgeBase


def evidence_needed(kb: KnowledgeBase, claim: StoredClaim, files: Sequence[int | None]) -> list[dict[str, Any]]:
    """`evidence_needed` of CLAIM: what is demanded by the rules that its stored decision rests on.

    files: of each file the place of the activity that it proves, None for the whole claim, which proves its activity
    where there is only one.
    """
    chain = kb.chains.get((claim.region, claim.kind))
    parts = (claim.decision or {}).get("parts") or ()
    if chain is None:
        return []
    whole = None in files and len(claim.activities) == 1
    counted = claim.kind == "recognition"
    return [{"activity": place, **wanted, "given": whole or place in files} for place, part in enumerate(parts)
            for wanted in evidence_json(chain.evidence(part.get("rule")), counted and part.get("rule") is not None)]
