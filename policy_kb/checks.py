"""What must hold of a knowledge base before one answer is taken from it. Each check returns its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from policy_kb.addresser.quotes import count_quote, find_quote, squeeze
from policy_kb.clauses import Notice
from policy_kb.model import TOPICS
from policy_kb.quotes import clauses_beside, digits_not_in, quotes_of
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.book import RuleBook
from rules_core.effects.readings_used import named_by
from rules_core.facts import FACTS
from rules_core.model import Requirement, Rule
from rules_core.overlap import overlaps



def nearest(name: str, known: Iterable[str]) -> str:
    """"; did you mean 'X'?" for the known name that looks most like it; nothing where none does."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.75)
    return f"; did you mean '{close[0]}'?" if close else ""


def check_terms(sources: Sources) -> list[Fault]:
    """Kinds are facts, broader terms are there, what a term sets is a fact."""
    faults = []
    known = sources.entries["terms"]
    for entry in sources.of("terms"):
        term = entry.value
        if term.kind not in FACTS and term.kind not in ("concept", "foreign"):
            accepted = ", ".join([*FACTS, "concept", "foreign"])
            faults.append(entry.fault(f"has the unknown kind '{term.kind}'; accepted: {accepted}", "kind"))
        if term.broader is not None and term.broader not in known:
            faults.append(entry.fault(f"its broader term '{term.broader}' is not defined{nearest(term.broader, known)}",
                                      "broader"))
        elif term.broader is not None and known[term.broader].value.kind != term.kind:
            faults.append(entry.fault(f"is of the kind '{term.kind}', its broader term '{term.broader}' of the "
                                      f"kind '{known[term.broader].value.kind}'; both must be of one", "broader"))
        for index, pattern in enumerate(term.patterns):
            try:
                re.compile(pattern)
            except re.error as error:
                faults.append(entry.fault(f"the pattern {pattern!r} cannot be read: {error}", "patterns", index))
        if not re.search(r"[\u4e00-\u9fff]", term.name):
            faults.append(entry.fault("has no Chinese name", "name"))
        for place in term.local:
            if place not in sources.entries["jurisdictions"]:
                faults.append(entry.fault(f"has a name for the place '{place}', which jurisdictions.yml does not list"
                                          f"{nearest(place, sources.entries['jurisdictions'])}", "local"))
        for fact, value in {**term.sets, **term.hints}.items():
            spec = FACTS.get(fact)
            if spec is None:
                faults.append(entry.fault(f"sets the unknown fact '{fact}'; facts: {', '.join(FACTS)}", "sets"))
            elif spec.type == "term" and value not in known:
                faults.append(entry.fault(f"sets {fact} to '{value}', which no terms file defines"
                                          f"{nearest(str(value), known)}", "sets"))
            elif spec.type == "bool" and not isinstance(value, bool):
                faults.append(entry.fault(f"sets {fact} to {value!r}; {fact} takes true or false", "sets"))
    return faults


def _check_step(sources: Sources, entry: Entry) -> list[Fault]:
    """The rules that a next step follows are there, and it states no number of its own."""
    step = entry.value.step
    if step is None:
        return []
    faults = [entry.fault(f"its step follows the rule '{rule}', which no rules file defines"
                          f"{nearest(rule, sources.entries['rules'])}", "step")
              for rule in step.after if rule not in sources.entries["rules"]]
    strange = digits_not_in("".join(a.quote for a in entry.value.answer), step.say)
    if strange:
        faults.append(entry.fault(f"its step states {', '.join(strange)}, which no quote of it holds", "step"))
    return faults


def check_rules(sources: Sources, book: RuleBook) -> list[Fault]:
    """Ids that a rule names are there and of the right kind."""
    faults = []
    rules = sources.entries["rules"]
    for entry in sources.of("rules"):
        rule: Rule = entry.value
        for name in rule.exception_to:
            if name not in rules:
                faults.append(entry.fault(f"is an exception to '{name}', which no file defines{nearest(name, rules)}",
                                          "exception_to"))
        for name in named_by(rule):
            if name not in book.readings:
                faults.append(entry.fault(f"uses the reading '{name}', which no file defines"
                                          f"{nearest(name, book.readings)}", "readings"))
        for fact in rule.needs:
            if fact not in FACTS:
                faults.append(entry.fault(f"needs the unknown fact '{fact}'; facts: {', '.join(FACTS)}", "needs"))
        for name in getattr(rule.effect, "documents", []):
            if name not in book.documents:
                faults.append(entry.fault(f"points to the document '{name}', which no file defines; add it under "
                                          "'documents', with 'held: false' where its text is not held", "effect"))
        figures = [getattr(rule.effect, "figures", None), *(cap.figures for cap in rule.caps)]
        for name in (f for f in figures if f):
            if name not in book.rules or not isinstance(book.rules[name].rule.effect, Requirement):
                faults.append(entry.fault(f"takes figures from '{name}', which is no requirement rule", "effect"))
        for index, cap in enumerate(rule.caps):
            if (cap.hours is None) == (cap.years is None) or (cap.years is not None and not cap.figures):
                faults.append(entry.fault("a cap takes either 'hours', or 'years' with 'figures'", "caps", index))
            for name in cap.pool:
                if name not in rules:
                    faults.append(entry.fault(f"pools the rule '{name}', which no file defines{nearest(name, rules)}",
                                              "caps", index))
    return faults


def check_quotes(sources: Sources, notices: Mapping[str, Notice]) -> list[Fault]:
    """Every clause is there; every quote stands in its clause exactly once, white space and line breaks aside."""
    faults = []
    for entry in (*sources.of("rules"), *sources.of("lookups"), *sources.of("chains")):
        quotes = list(quotes_of(entry.value))
        for address in sorted(clauses_beside(entry.value, (clause for clause, _, _ in quotes))):
            document = address.partition("#")[0]
            notice = notices.get(document)
            if notice is None:
                faults.append(entry.fault(f"cites {address}, but no held document has the id '{document}'"))
            elif address not in notice:
                faults.append(entry.fault(f"cites {address}, which is no clause of {document}"
                                          f"{_near(address, notice)}", *_path_of(entry, address)))
        for clause, quote, path in quotes:
            notice = notices.get(clause.partition("#")[0])
            if notice is None or clause not in notice:
                continue
            if not squeeze(quote):
                faults.append(entry.fault(f"has an empty quote for {clause}; copy the words from the text", *path,
                                          "quote"))
                continue
            times = count_quote(notice.clause_text(clause), quote)
            if times != 1:
                found = "is not in" if times == 0 else f"stands {times} times in"
                mend = _elsewhere(quote, notice) if times == 0 else "quote more of the sentence"
                faults.append(entry.fault(f"the quote 「{quote}」 {found} {clause}; {mend}", *path, "quote"))
    return faults


def check_context(sources: Sources, notices: Mapping[str, Notice]) -> list[Fault]:
    """What is declared to be context is a clause, with a reason."""
    faults = []
    for entry in sources.of("context"):
        address = entry.value.clause
        notice = notices.get(address.partition("#")[0])
        if notice is None or address not in notice:
            near = _near(address, notice) if notice is not None else ""
            faults.append(entry.fault(f"declares {address}, which is no clause of a held document{near}", "clause"))
        if not entry.value.reason.strip():
            faults.append(entry.fault(f"declares {address} without a reason", "reason"))
    return faults


def _elsewhere(quote: str, notice: Notice) -> str:
    """What to do with a quote that its clause does not hold."""
    at = find_quote(notice.text, quote) if count_quote(notice.text, quote) == 1 else None
    clause = notice.narrowest(*at) if at is not None else None
    return f"it stands in {clause.address}" if clause is not None else "copy the words from the text"


def _path_of(entry: Entry, address: str) -> tuple[Any, ...]:
    """Where in the entry the address is written."""
    return next((path for clause, _, path in quotes_of(entry.value) if clause == address), ("clause",))


def _near(address: str, notice: Notice) -> str:
    """The clauses that lie beside the address, under the nearest part of it that there is."""
    holder: str | None = address.rpartition("/")[0] or None
    while holder is not None and holder not in notice:
        holder = holder.rpartition("/")[0] or None
    near = [c.address for c in notice.children(holder)]
    more = f" … ({len(near)} in all)" if len(near) > 12 else ""
    return f"; there are: {', '.join(near[:12])}{more}" if near else ""


def check_overlaps(sources: Sources, book: RuleBook) -> list[Fault]:
    """No two rules of one place can both win."""
    faults = []
    for one, two in overlaps(book):
        entry: Entry = sources.entries["rules"][two.id]
        other = sources.entries["rules"][one.id]
        faults.append(entry.fault(
            f"({two.rule.clause}) can win for the same facts as '{one.id}' ({one.rule.clause}, "
            f"{other.tree.file}:{other.tree.line(*other.path)}). Narrow one 'when', or let the one that goes before "
            "name the other in its 'exception_to'"))
    return faults


def unknown_document(entry: Entry) -> str:
    """What to say of an entry whose file is about no document that is defined."""
    if entry.document is None:
        return "its file names no document; begin the file with 'document: ID', the notice that it is about"
    return f"its file names the document '{entry.document}', which no file defines; add it under 'documents'"


def check_lookups(sources: Sources) -> list[Fault]:
    """Topics are known, an answer is there, and a lead states no number that its quotes do not hold."""
    faults = []
    for entry in sources.of("lookups"):
        lookup = entry.value
        if entry.document not in sources.entries["documents"]:
            faults.append(entry.fault(unknown_document(entry)))
        for topic in lookup.topics:
            if topic not in TOPICS:
                faults.append(entry.fault(f"has the unknown topic '{topic}'; accepted: {', '.join(TOPICS)}", "topics"))
        if not lookup.answer or any(not a.clause for a in lookup.answer):
            faults.append(entry.fault("needs an 'answer' with a clause and a quote for each part", "answer"))
        for term in lookup.terms:
            if term not in sources.entries["terms"]:
                faults.append(entry.fault(f"names the term '{term}', which no terms file defines"
                                          f"{nearest(term, sources.entries['terms'])}", "terms"))
        faults += _check_step(sources, entry)
        held = "".join(a.quote for a in lookup.answer)
        strange = digits_not_in(held, lookup.lead or "")
        if strange:
            faults.append(entry.fault(f"its lead states {', '.join(strange)}, which no quote of it holds", "lead"))
    return faults
