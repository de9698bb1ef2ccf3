"""What the gate says of a draft, and how it is stored with the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from policy_kb.chains import ChainStep, Evidence
from rules_core.book import RuleBook
from rules_core.decision import SUBJECTS, Decision, to_json

_ANY_PROOF = "通知没有写明需要哪些材料，请上传能证明这项学习的材料"


@dataclass(frozen=True)
class Outcome:
    """What the gate says of a draft.

    decision: PREVIEW.decision, to be stored with the claim: as `to_json` of the rules core gives it, with `text`,
    `rule`, `year`, `exact_hours`, `subject` (where it is the same for all), `deemed`, `needs_basis`, `citations` and
    `parts` (one for each activity).
    hours: exact; None while something is missing, and where the activities have no figure. needs_basis: then the last
    reviewer enters the hours and names what they rest on; `most` is what a limit of the year leaves them, None without
    one. deemed: the subjects that count as complete (视同完成), for which there is no figure. claimable: nothing is
    refused and nothing more is asked; `message` says what is. refused_at: the field that a refusal is about, where it
    can be mended there. ask_for: paths of the fields still needed. activities: a part of the decision each, with its
    evidence, `ask_for`, `claimable` and `message`. flags: FLAG objects.
    """

    decision: dict[str, Any]
    outcome: str | None
    hours: Fraction | None
    claimable: bool
    message: str
    citations: list[dict[str, str]]
    ask_for: list[str]
    activities: list[dict[str, Any]]
    kb_digest: str
    needs_basis: bool
    most: Fraction | None = None
    refused_at: str | None = None
    deemed: tuple[str, ...] = ()
    steps: tuple[ChainStep, ...] = ()
    flags: list[dict[str, Any]] = field(default_factory=list)


def decision_json(decision: Decision) -> dict[str, Any]:
    """The decision as RESULT has it, with hours only where they are credited.

    What counts as complete (视同完成) has none: the yearly figure that it stands for is no sum of anybody's hours.
    """
    shown = to_json(decision)
    if decision.outcome == "deemed_complete":
        shown |= {"hours": None, "by_subject": dict.fromkeys(SUBJECTS)}
    return shown


def part_json(book: RuleBook, decision: Decision) -> dict[str, Any]:
    """An activity's part of the decision as it is stored. `exact_hours` is what it credits, None without a figure;
    `subject` what its rule credits to, None where the text does not say."""
    hours = decision.hours if decision.outcome == "hours" else None
    return {**decision_json(decision), "rule": decision.rule, "year": decision.year, "exact_hours": exact(hours),
            "subject": subject_of(book, decision), "citations": cited(decision)}


def subject_of(book: RuleBook, decision: Decision) -> str | None:
    """The subject that the rule of a decision credits to."""
    compiled = book.rules.get(decision.rule or "")
    return compiled.rule.subject if compiled is not None else None


def evidence_json(demanded: Sequence[Evidence], counts: bool) -> list[dict[str, str]]:
    """What is to be proved, in words, with the clause that demands it. What `counts` is proved anyhow: where no
    clause says by what, `clause` and `quote` are empty."""
    if counts and not demanded:
        return [{"text": _ANY_PROOF, "clause": "", "quote": ""}]
    return [{"text": one.text, "clause": one.clause or "", "quote": one.quote} for one in demanded]


def cited(decision: Decision) -> list[dict[str, str]]:
    """The citations as RESULT has them."""
    return [{"clause": one.clause, "quote": one.quote} for one in decision.citations]


def exact(hours: Fraction | None) -> str | None:
    """Hours as `claims.computed_hours` keeps them: "36", "45/2"."""
    return None if hours is None else str(hours)
