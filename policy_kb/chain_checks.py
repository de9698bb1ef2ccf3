"""What must hold of approval chains before one claim is sent along them; and the chains of a sound knowledge base."""

from __future__ import annotations

import re
from itertools import combinations

from policy_kb.chains import Chain, Charged, HeldChain, held_chain
from policy_kb.checks import nearest, unknown_document
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.calendar import chain
from rules_core.conditions import ConditionError
from rules_core.overlap import satisfiable_together
from rules_core.terms import TermTree

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_chains(sources: Sources, terms: TermTree) -> dict[tuple[str, str], HeldChain]:
    """The chains by region and kind. Faults go to `sources.faults`."""
    found: dict[tuple[str, str], HeldChain] = {}
    holders: dict[tuple[str, str], Entry] = {}
    for entry in sources.of("chains"):
        filed: Chain = entry.value
        sources.faults += _check(sources, entry)
        twin = holders.setdefault((filed.region, filed.kind), entry)
        if twin is not entry:
            sources.faults.append(entry.fault(
                f"is a second chain of '{filed.region}' for {filed.kind} ({twin.tree.file}:"
                f"{twin.tree.line(*twin.path)}); write its steps as another of that one's 'ways'", "region"))
            continue
        try:
            held = held_chain(filed, terms, sources.values("jurisdictions"))
        except ConditionError as error:
            sources.faults.append(entry.fault(str(error), error.where))
            continue
        sources.faults += _ambiguous(entry, held)
        if filed.ways:
            found[filed.region, filed.kind] = held
    return found


def read_charged(sources: Sources) -> dict[tuple[str, str], tuple[Charged, ...]]:
    """Who is charged with claims that no chain is printed for, by region and kind."""
    return {(entry.value.region, entry.value.kind): tuple(entry.value.charged)
            for entry in sources.of("chains") if not entry.value.ways}


def _check(sources: Sources, entry: Entry) -> list[Fault]:
    """Names lead somewhere, every part says its clause, and what people read is Chinese."""
    filed: Chain = entry.value
    faults = []
    places, rules = sources.entries["jurisdictions"], sources.entries["rules"]
    if entry.document not in sources.entries["documents"]:
        faults.append(entry.fault(unknown_document(entry)))
    if filed.region not in places:
        faults.append(entry.fault(f"is of the region '{filed.region}', which jurisdictions.yml does not list; "
                                  f"there are: {', '.join(places)}", "region"))
    if not filed.ways and not filed.charged:
        faults.append(entry.fault("has no 'ways': list at least one, with its steps; where the notice prints none, "
                                  "name who is 'charged'", "ways"))
    for number, charged in enumerate(filed.charged):
        faults += _told(sources, entry, charged.clause, charged.office, "office", "charged", number)
    for at, way in enumerate(filed.ways):
        if not any(step.kind == "review" for step in way.steps):
            faults.append(entry.fault("has a way without a step that reviews", "ways", at))
        for number, step in enumerate(way.steps):
            path = ("ways", at, "steps", number)
            if step.region is not None and step.region not in places:
                faults.append(entry.fault(f"has a step in the region '{step.region}', which jurisdictions.yml does not "
                                          f"list; there are: {', '.join(places)}", *path, "region"))
            if step.within is not None and (step.within not in places or step.role != "posting_office"):
                faults.append(entry.fault(f"has a step within '{step.within}'; it takes a region of jurisdictions.yml, "
                                          f"for an office that the person chooses (posting_office)", *path, "within"))
            if step.kind == "review" and any(before.kind == "spot_check" for before in way.steps[:number]):
                faults.append(entry.fault("has a review behind a spot check; spot checks come last", *path))
            faults += _told(sources, entry, step.clause, step.office, "office", *path)
    for number, evidence in enumerate(filed.evidence):
        faults += _told(sources, entry, evidence.clause, evidence.text, "text", "evidence", number)
        faults += [entry.fault(f"demands evidence for the rule '{rule}', which no rules file defines"
                               f"{nearest(rule, rules)}", "evidence", number)
                   for rule in evidence.rules if rule not in rules]
    for number, refused in enumerate(filed.not_taken):
        faults += _told(sources, entry, refused.clause, refused.text, "text", "not_taken", number)
        if not refused.when:
            faults.append(entry.fault("takes nothing at all: 'when' is empty", "not_taken", number))
    return faults


def _told(sources: Sources, entry: Entry, clause: str | None, words: str, key: str, *path: str | int) -> list[Fault]:
    """The clause is one of the region or of a level above it, and people can read the words."""
    faults = []
    places = sources.values("jurisdictions")
    document = sources.entries["documents"].get((clause or "").partition("#")[0])
    if clause is None:
        faults.append(entry.fault("names no clause for its quote; write 'clause: ADDRESS' beside it", *path))
    elif document is not None and entry.value.region in places and document.value.jurisdiction not in chain(
            places, entry.value.region):
        faults.append(entry.fault(f"quotes {clause}, a notice of '{document.value.jurisdiction}', which does not hold "
                                  f"in '{entry.value.region}'", *path, "clause"))
    if not _CHINESE.search(words):
        faults.append(entry.fault(f"says {words!r} in '{key}', which people read; write it in Chinese", *path, key))
    return faults


def _ambiguous(entry: Entry, held: HeldChain) -> list[Fault]:
    """No claim may go two ways."""
    return [entry.fault("has two ways that fit the same claim; narrow one 'when'", "ways", other)
            for (_, (one, _)), (other, (two, _)) in combinations(enumerate(held.ways), 2)
            if satisfiable_together(one, two)]
