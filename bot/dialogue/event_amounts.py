"""How long an activity was, or how many there were of it: a quantity of the sentence as the amount of an activity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Mapping, Optional

from bot.dialogue import cues
from bot.dialogue.said import Conflict, Said
from bot.dialogue.values import NO_AMOUNT, exact, notes_of
from rules_core.facts import LIMITS

#: Facts that say how much of an activity there was, named as their quantities; and the kinds of quantity that may.
AMOUNTS = frozenset({"days", "months", "hours", "subjects"})
KINDS = AMOUNTS | {"weeks", "range", "clock_hours", "class_periods"}
_WEEK = (5, 7)


@dataclass(frozen=True)
class Amount:
    """A fact with its figure. `dated`: counted from a first and a last date; `listed` dates prove no span."""

    fact: str
    value: Fraction
    dated: bool
    listed: bool


def read_amount(entity: Mapping[str, Any], text: str, said: Said, in_months: bool) -> Optional[Amount]:
    """The amount that an entity states of an activity. What is vague (三五天), absurd or against itself is noted in
    `said` instead. `in_months`: the activity's months are known, so that 满一年 behind them is no other amount."""
    notes, kind = notes_of(entity), entity["entity"]
    before, after = text[: entity["start"]], text[entity["end"] :]
    spelled = str(entity.get("text") or "")
    if cues.EACH.search(before[-2:] + spelled) and cues.COUNT.search(before):
        # 开了两次，每次2天
        notes -= {"per_item"}
    if notes & NO_AMOUNT or "bare" in notes or entity["start"] in said.record_places or _is_done(entity, said):
        return None
    if "contradicts_stated_days" in notes and entity.get("low") is not None:
        # 5月6号到8号一共5天: the dates and the stated count exclude each other.
        said.conflicts.append(Conflict("days", (exact(entity["value"]), exact(entity["low"]))))
        return None
    if kind == "range" or entity["value"] is None:
        _note_range(entity, notes, spelled, said)
        return None
    if cues.THAT_ONE.match(after):
        return None
    value = exact(entity["value"])
    if kind == "weeks":
        # A week of a course is five to seven days, as people count.
        said.vague["days"] = spelled
        said.bounds["days"] = (value * _WEEK[0], value * _WEEK[1])
        return None
    if kind in ("clock_hours", "class_periods"):
        said.vague.setdefault("hours", spelled)
        return None
    if kind == "subjects" and cues.NO_SUBJECTS_AFTER.match(after):
        return None
    if kind == "months" and _no_amount_of_months(before, after, in_months):
        return None
    if kind == "days" and before.endswith(("第", "差", "每")):
        return None
    if "end_before_start" in notes:
        said.refused = ("days", "end_before_start")
        return None
    low, high = LIMITS[kind]
    if before.endswith(("-", "−", "负")) and not entity.get("start_date"):
        value = -value
    if value <= low or value > high:
        said.refused = (kind, spelled)
        return None
    listed = "listed" in notes or bool(cues.STATED_DAYS.search(spelled))
    return Amount(kind, value, bool(entity.get("start_date")), listed)


def _note_range(entity: Mapping[str, Any], notes: set[str], spelled: str, said: Said) -> None:
    unit = str(entity.get("note") or "").split(" ")[0]
    fact = "days" if entity["entity"] == "days" else unit
    if "end_before_start" in notes:
        said.refused = ("days", "end_before_start")
    elif fact in AMOUNTS:
        said.vague[fact] = spelled
        if entity.get("low") is not None and entity.get("high") is not None:
            said.bounds[fact] = (exact(entity["low"]), exact(entity["high"]))


def _no_amount_of_months(before: str, after: str, in_months: bool) -> bool:
    full = before.endswith("满")
    return bool(
        cues.NOT_AN_AMOUNT_AFTER.match(after)
        or (full and in_months)
        or (cues.NOT_AN_AMOUNT_BEFORE.search(before) and not full)
    )


def _is_done(entity: Mapping[str, Any], said: Said) -> bool:
    return entity["entity"] == "hours" and any(
        said.person.get(f"done_{s}") == exact(entity["value"]) for s in ("public", "professional")
    )
