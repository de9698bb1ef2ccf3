"""Which function carries out which effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules_core import model
from rules_core.decision import Decision
from rules_core.effects import amounts, pointers, requirements, review_years
from rules_core.effects.context import Context

_EFFECTS: dict[type, Callable[[Context, Any], Decision]] = {
    model.Rate: amounts.rate,
    model.Fixed: amounts.fixed,
    model.Multiple: amounts.multiple,
    model.SetByOrganizer: amounts.set_by_organizer,
    model.Requirement: requirements.requirement,
    model.RequiredYears: review_years.required_years,
    model.RequiredCertificates: review_years.required_certificates,
    model.ByTransferYear: review_years.by_transfer_year,
    model.Exempt: requirements.exempt,
    model.Reduced: review_years.reduced,
    model.DeemedComplete: requirements.deemed_complete,
    model.SetElsewhere: pointers.set_elsewhere,
    model.PerPriorPolicy: pointers.per_prior_policy,
    model.ReferenceOnly: pointers.reference_only,
    model.Recognized: pointers.recognized,
    model.NotRecognized: pointers.not_recognized,
    model.NotMet: pointers.not_met,
    model.NotListed: pointers.not_listed,
    model.InWords: pointers.in_words,
}


def apply_effect(context: Context) -> Decision:
    """Carry out the effect of the context's rule; threshold quotes of its conditions are cited too."""
    rule = context.compiled.rule
    decision = _EFFECTS[type(rule.effect)](context, rule.effect)
    return decision
