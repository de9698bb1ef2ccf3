"""The form of a claim: 附件1 or 附件2, or the layout of 附件1 under another region's own offices and clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from claims.documents.form_data import ExemptionForm, Form, Month, Opinion, RegionForm, RegistrationForm
from claims.documents.printed_form import NOTICE
from claims.filing.stored import ClaimEvent, StoredClaim
from claims.filing.totals import YearTotals
from claims.paper.activity_lines import lines_of, organisers_of
from claims.paper.notes import notes_of
from claims.paper.opinions import opinions_of, printable
from policy_kb.knowledge import KnowledgeBase


def form_of(kb: KnowledgeBase, claim: StoredClaim, events: Sequence[ClaimEvent], *, employer: str, verify_url: str,
            issued: date, hours: Sequence[Fraction | None] = (), totals: YearTotals | None = None) -> Form:
    """The claim as a form; what a draft lacks stays blank. events: in the order they happened.

    employer: its name. hours: what each activity counts, as decided. totals: see `opinions_of`.
    """
    personal = claim.personal
    common = _common(claim, personal, employer, verify_url, issued)
    opinions = opinions_of(claim, events, totals)
    if claim.kind == "exemption":
        last = next((each for each in reversed(opinions) if each is not None), None)
        assert last is None or isinstance(last, Opinion)
        return ExemptionForm(**common, work_start=_month(personal.get("work_start")), opinion=last,
                             applied_title=personal.get("applied_title", ""),
                             reason=_reason(kb, claim, personal.get("reason", "")))
    activities = claim.activities
    counted = claim.recognised_hours if claim.recognised_hours is not None else claim.computed_hours
    made = RegistrationForm(**common, organisers=organisers_of(kb, claim.region, activities) or ("",),
                            times_and_ways=lines_of(kb, claim.region, activities, hours,
                                                    ongoing=_ongoing(claim)) or ("",),
                            total_hours=printable(counted))
    return _with_opinions(kb, claim, made, opinions)


def _with_opinions(kb: KnowledgeBase, claim: StoredClaim, form: RegistrationForm,
                   opinions: Sequence[Any]) -> RegistrationForm:
    if prints_its_form(kb, claim.region) and len(opinions) in (0, 2):
        employer, authority = opinions or (None, None)
        return replace(form, employer_opinion=employer, authority_opinion=authority)
    reviews = [step for step in claim.steps if step.get("kind", "review") == "review"]
    labels = [f"{step['office']}审核意见" for step in reviews]
    boxes = tuple(zip(labels, opinions)) or (("审核意见", None),)
    return replace(form, region_form=RegionForm(boxes, notes_of(kb, claim)))


def form_name(kb: KnowledgeBase, claim: StoredClaim) -> str:
    """What the form is called where it is offered; 附件 is only what the region's own notice prints."""
    if not prints_its_form(kb, claim.region):
        return "登记表" if claim.kind == "recognition" else "申请表"
    return "附件 1 登记表" if claim.kind == "recognition" else "附件 2 申请表"


def prints_its_form(kb: KnowledgeBase, region: str) -> bool:
    """Whether 附件1 and 附件2 are of this region's own notice."""
    return kb.book.documents[NOTICE].jurisdiction == region


def _common(claim: StoredClaim, said: Mapping[str, str], employer: str, verify_url: str,
            issued: date) -> dict[str, Any]:
    return {
        "claim_number": claim.number, "verify_url": verify_url, "issued": issued, "employer": employer,
        "birth": _month(said.get("birth")),
        **{name: said.get(name, "") for name in ("name", "gender", "id_number", "education", "degree", "graduation",
                                                 "title")},
    }


def _month(text: str | None) -> Month | None:
    if not text:
        return None
    year, month = text.split("-")[:2]
    return int(year), int(month)


def _ongoing(claim: StoredClaim) -> bool:
    return claim.facts.get("person", {}).get("still_in_post") is True


def _reason(kb: KnowledgeBase, claim: StoredClaim, written: str) -> str:
    """What the person wrote, below the post that the exemption is for."""
    posts = lines_of(kb, claim.region, claim.activities, (), ongoing=_ongoing(claim))
    return "\n".join(part for part in (*posts, written) if part)
