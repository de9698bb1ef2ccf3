"""Load once, check everything, freeze. Every fault is collected with file and line; none is passed over."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policy_kb import checks
from policy_kb.addresser import read_notice
from policy_kb.addresser.store import TEXTS, clauses_path, load_notice, read_text
from policy_kb.chain_checks import read_chains, read_charged
from policy_kb.clauses import Notice
from policy_kb.condition_checks import check_conditions, check_exceptions
from policy_kb.effect_checks import check_effects, check_figures
from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.model import Term
from policy_kb.place_checks import check_places_and_documents
from policy_kb.reading_checks import check_readings
from policy_kb.reading_example_checks import check_examples
from policy_kb.relation_checks import check_relations
from policy_kb.resting_collector import resting_collector
from policy_kb.silences import read_silences
from policy_kb.sources import Entry, Sources, read_sources, shown
from policy_kb.word_checks import check_words
from policy_kb.yamltree import Fault
from rules_core.book import CompiledRule, RuleBook, build_book, compile_rule
from rules_core.conditions import ConditionError
from rules_core.facts import FACTS
from rules_core.terms import TermRing, TermTree

DATA = Path(__file__).parent / "data"


class KbError(Exception):
    """The knowledge base cannot be used; `faults` lists what to mend, each with file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(f) for f in faults))
        self.faults = tuple(faults)


def kb_folders(extra: str | None = None) -> list[Path]:
    """The project's own folder, and the one laid over it (`--kb DIR` or XUESHI_KB)."""
    over = extra or os.environ.get("XUESHI_KB")
    return [DATA, *([Path(over)] if over else [])]


def load(extra: str | None = None, folders: Sequence[Path] | None = None) -> KnowledgeBase:
    """The knowledge base. Raises KbError with every fault found."""
    with resting_collector():
        sources = read_sources(list(folders) if folders is not None else kb_folders(extra))
        # What an unreadable file defines would be missed everywhere: those faults would only hide this one.
        kb = assemble(sources) if not sources.unreadable else None
    if sources.faults or kb is None:
        raise KbError(sources.faults)
    return kb


def assemble(sources: Sources) -> KnowledgeBase | None:
    """Build and check; faults go to `sources.faults`. None where too much is missing to go on."""
    faults = sources.faults
    terms: Mapping[str, Term] = sources.values("terms")
    try:
        tree = TermTree({t.id: t.broader for t in terms.values()})
    except TermRing as ring:
        entry = sources.entries["terms"][ring.term]
        faults.append(entry.fault(f"{ring}; mend one 'broader'", "broader"))
        return None
    faults += checks.check_terms(sources)
    misplaced = check_places_and_documents(sources)
    faults += misplaced
    notices = _notices(sources)
    compiled = [c for c in (_compile(sources, entry, tree) for entry in sources.of("rules")) if c is not None]
    book = build_book(sources.values("jurisdictions"), sources.values("documents"), tree, sources.values("readings"),
                      compiled, _small_domains(terms))
    lookups = tuple(_held(sources, entry) for entry in sources.of("lookups")
                    if entry.document in sources.entries["documents"])
    faults += checks.check_rules(sources, book)
    faults += checks.check_quotes(sources, notices)
    faults += check_figures(sources)
    faults += check_effects(sources, book)
    faults += check_conditions(sources, book)
    faults += check_exceptions(sources, book)
    faults += check_readings(sources, book, notices)
    if not misplaced:
        # Which rules meet in time is told only by dates that can be read.
        faults += checks.check_overlaps(sources, book)
    if not faults:
        # How two rules stand to each other is asked once each of them is sound.
        faults += check_relations(sources, book)
    faults += checks.check_lookups(sources)
    faults += checks.check_context(sources, notices)
    faults += check_words(sources)
    if not faults:
        # An example is asked of rules that are sound.
        faults += check_examples(sources, book)
    silences = read_silences(sources, tree, notices)
    chains = read_chains(sources, tree)
    origins = {(section, name): f"{entry.tree.file}:{entry.tree.line(*entry.path)}"
               for section, entries in sources.entries.items() for name, entry in entries.items()}
    return KnowledgeBase(book, terms, tuple(sources.values("places").values()), lookups, notices, sources.words,
                         sources.digest, origins, {c.clause: c.reason for c in sources.values("context").values()},
                         silences, chains, read_charged(sources))


def _notices(sources: Sources) -> dict[str, Notice]:
    notices = {}
    for entry in sources.of("documents"):
        document = entry.value
        if not document.held:
            continue
        path = sources.texts.get(document.id)
        if path is None:
            sources.faults.append(entry.fault(f"is held but has no text; put it at texts/{document.id}.txt"))
            continue
        try:
            # A notice laid over from outside need not bring its clauses: they are taken from its text.
            stored = clauses_path(path).exists()
            notices[document.id] = (load_notice(document.id, path.parent) if stored
                                    else read_notice(document.id, read_text(path)))
        except ValueError as error:
            file = shown(path)
            message = str(error).removeprefix(f"{path}: ").replace(f"{path.parent}{os.sep}", "")
            if path.parent != TEXTS:
                message = message.replace("policy_kb.addresser`", f"policy_kb.addresser --texts {file.parent}`")
            sources.faults.append(Fault(file, None, message))
    return notices


def _compile(sources: Sources, entry: Entry, tree: TermTree) -> CompiledRule | None:
    document = sources.entries["documents"].get(entry.document or "")
    if document is None:
        sources.faults.append(entry.fault(checks.unknown_document(entry)))
        return None
    if not document.value.held:
        sources.faults.append(entry.fault(f"hangs from {entry.document}, which is cited but not held: no rule and no "
                                          "figure may come from it"))
        return None
    if entry.value.clause.partition("#")[0] != document.value.id:
        sources.faults.append(entry.fault(f"stands on {entry.value.clause}, but its file is about {document.value.id}; "
                                          "a rule belongs in the file of its own notice", "clause"))
        return None
    try:
        return compile_rule(entry.value, document.value, tree)
    except ConditionError as error:
        sources.faults.append(entry.fault(str(error), error.where))
        return None


def _held(sources: Sources, entry: Entry) -> HeldLookup:
    document = sources.entries["documents"][entry.document or ""].value
    return HeldLookup(entry.value, document.id, document.jurisdiction or "")


def _small_domains(terms: Mapping[str, Term]) -> dict[str, tuple[Any, ...]]:
    """Facts with so few values that all can be tried."""
    domains: dict[str, tuple[Any, ...]] = {name: (True, False) for name, spec in FACTS.items() if spec.type == "bool"}
    domains["gender"] = tuple(t.id for t in terms.values() if t.kind == "gender")
    return domains


def build_rule_book(extra: str | None = None) -> RuleBook:
    """Only the rule book."""
    return load(extra).book
