"""What must hold of jurisdictions, names of places and documents."""

from __future__ import annotations

from datetime import date

from policy_kb.sources import Sources
from policy_kb.yamltree import Fault


def check_places_and_documents(sources: Sources) -> list[Fault]:
    """Parents, jurisdictions and dates exist and can be read."""
    faults = []
    places = sources.entries["jurisdictions"]
    for entry in sources.of("jurisdictions"):
        parent = entry.value.parent
        if parent is not None and parent not in places:
            faults.append(entry.fault(f"its parent '{parent}' is not defined; jurisdictions: {', '.join(places)}",
                                      "parent"))
        elif entry.value.id in (above := _above(entry.value.id, sources)):
            faults.append(entry.fault(f"lies below itself: {' → '.join([entry.value.id, *above])}; mend one 'parent'",
                                      "parent"))
    for entry in sources.of("places"):
        if entry.value.region is not None and entry.value.region not in places:
            faults.append(entry.fault(f"the region '{entry.value.region}' is not defined", "region"))
    for entry in sources.of("documents"):
        document = entry.value
        if document.held and document.jurisdiction not in places:
            faults.append(entry.fault(f"its jurisdiction '{document.jurisdiction}' is not defined; jurisdictions: "
                                      f"{', '.join(places)}", "jurisdiction"))
        days = {key: _day(getattr(document, key)) for key in ("issued", "in_force_from", "in_force_to")}
        for key, day in days.items():
            if day is None and getattr(document, key) is not None:
                faults.append(entry.fault(f"'{key}' is {getattr(document, key)!r}; write a date of the calendar as "
                                          "YYYY-MM-DD", key))
        first, last = days["in_force_from"], days["in_force_to"]
        if first and last and last < first:
            faults.append(entry.fault(f"is in force to {last}, before it begins on {first}", "in_force_to"))
        if document.applies_to_years is not None and document.applies_from_year is not None:
            faults.append(entry.fault("takes either 'applies_from_year' or 'applies_to_years', not both",
                                      "applies_from_year"))
        if document.applies_to_years == []:
            faults.append(entry.fault("'applies_to_years' is empty; list the years, or leave the key out",
                                      "applies_to_years"))
    return faults


def _above(place: str, sources: Sources) -> list[str]:
    """The places above, nearest first, up to the first that comes twice."""
    found: list[str] = []
    entries = sources.entries["jurisdictions"]
    at: str | None = entries[place].value.parent
    while at is not None and at in entries and at not in found:
        found.append(at)
        at = entries[at].value.parent
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        return None
