"""How the hours of one claim are divided among its subjects and activities: as its decision says, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from claims.filing.totals import summed
from rules_core.facts import exact_number

_ZERO = Fraction(0)


def subject_shares(parts: Sequence[Mapping[str, Any]], deemed: Sequence[str] | None,
                   recognised: Fraction | None) -> dict[str, Fraction]:
    """Hours by subject, `unsaid` for those of which the notice does not say it; together the recognised hours.

    parts: of the stored decision. A subject that counts as complete (视同完成) is there with none. A claim that says
    nothing of subjects is `unsaid`.
    """
    # As the sum line of the paper form divides them.
    total = summed([({"parts": parts, "deemed": deemed}, recognised)])
    hours = {"public": total.public, "professional": total.professional, "unsaid": total.unsaid}
    said = {part.get("subject") for part in parts} | set(deemed or ())
    found = {key: share for key, share in hours.items() if share or key in said}
    return found or {"unsaid": _ZERO}


def activity_shares(activities: Sequence[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]], recognised: Fraction,
                    several: str) -> dict[str, Fraction]:
    """Hours by kind of activity; together the recognised hours.

    parts: of the stored decision. Where the claim holds several kinds and what its parts come to is not what was
    recognised (a limit, a reviewer who recognised fewer), nobody says of which kind the hours are: they are all under
    `several`.
    """
    kinds = [str(activity.get("activity") or "-") for activity in activities]
    shares = dict.fromkeys(kinds, _ZERO)
    if not recognised:
        return shares or {"-": _ZERO}
    if len(shares) == 1:
        return {kinds[0]: recognised}
    hours = [exact_number(part.get("exact_hours")) or _ZERO for part in parts]
    if len(hours) != len(kinds) or sum(hours) != recognised:
        return {**shares, several: recognised}
    for kind, share in zip(kinds, hours):
        shares[kind] += share
    return shares
