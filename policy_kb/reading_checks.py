"""What must hold of a reading before answers rest on it: something uses it, it is told, and what else was possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from policy_kb.checks import nearest
from policy_kb.clauses import Notice
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.book import RuleBook
from rules_core.effects.readings_used import (
    BLANKS,
    BY_CLAIMS,
    BY_DIALOGUE,
    BY_EFFECT,
    BY_SELECTION,
    SHOWN_BY_CODE,
    named_by,
)
from rules_core.model import Reading

_TELLS = ("caveat", "sentence", "unsaid")


def check_readings(sources: Sources, book: RuleBook, notices: Mapping[str, Notice]) -> list[Fault]:
    """Faults of the readings themselves, of those who name them, and readings that nothing uses or that are missing.

    Whether a reading is used is asked of the folder that defines it, not where another one is laid over it.
    """
    faults = list(_missing(sources))
    for entry in sources.of("readings"):
        faults += _of_clause(entry, notices)
        faults += _of_words(entry, sources)
        faults += _of_alternatives(entry)
        if ("readings", entry.value.id) in sources.newest:
            faults += _of_use(entry, book)
    return faults + list(_of_names(sources, book))


def _missing(sources: Sources) -> Iterator[Fault]:
    for name in sorted(SHOWN_BY_CODE - sources.entries["readings"].keys()):
        yield Fault("readings.yml", None, f"no file defines the reading '{name}', which answers show; add it under "
                                          "'readings'")


def _of_clause(entry: Entry, notices: Mapping[str, Notice]) -> Iterator[Fault]:
    clause = entry.value.clause
    notice = notices.get(clause.partition("#")[0]) if clause is not None else None
    if clause is not None and (notice is None or clause not in notice):
        yield entry.fault(f"is about {clause}, which is no clause of a held document", "clause")


def _of_words(entry: Entry, sources: Sources) -> Iterator[Fault]:
    """It is told in one way, in words that can be filled in."""
    reading: Reading = entry.value
    given = [name for name in _TELLS if getattr(reading, name)]
    if not given:
        yield entry.fault("is not told to anybody; give the 'caveat' shown under the answer, or the 'sentence' of "
                          "'words' that says it, or under 'unsaid' why nothing is said")
    elif len(given) > 1:
        yield entry.fault(f"takes one of {', '.join(_TELLS)}, not {' and '.join(given)}", given[1])
    if reading.sentence and reading.sentence not in sources.words:
        yield entry.fault(f"is told by the sentence '{reading.sentence}', which 'words' does not define"
                          f"{nearest(reading.sentence, sources.words)}", "sentence")
    accepted = BLANKS.get(reading.id, frozenset())
    may = f"accepted: {', '.join(sorted(accepted))}" if accepted else "nothing fills blanks here; write the words out"
    try:
        blanks = [(name, bool(form or how)) for _, name, form, how in Formatter().parse(reading.caveat)
                  if name is not None]
    except ValueError:
        yield entry.fault("its caveat has a brace without its pair", "caveat")
        return
    for name, formed in blanks:
        if name not in accepted or formed:
            yield entry.fault(f"its caveat has the blank {{{name}}}; {may}", "caveat")


def _of_use(entry: Entry, book: RuleBook) -> Iterator[Fault]:
    reading: Reading = entry.value
    used = uses(reading.id, book)
    if not used:
        yield entry.fault("is used by no rule and by no place, and no answer shows it; name it in the 'readings' of a "
                          "rule, or delete it")
    elif reading.used_by not in used:
        yield entry.fault(f"says 'used_by: {reading.used_by}', but it is used by: {', '.join(used)}",
                          "used_by" if reading.used_by != "rules" else "id")


def uses(name: str, book: RuleBook) -> list[str]:
    """What rests on a reading: rules, selection, dialogue, claims; empty where nothing does."""
    by_effect = BY_EFFECT.get(name)
    found = {
        "rules": any(name in named_by(compiled.rule) or (by_effect is not None and by_effect(compiled, book))
                     for compiled in book.rules.values()),
        "selection": name in BY_SELECTION or any(name in place.readings for place in book.jurisdictions.values()),
        "dialogue": name in BY_DIALOGUE,
        "claims": name in BY_CLAIMS,
    }
    return [kind for kind, holds in found.items() if holds]


def _of_alternatives(entry: Entry) -> Iterator[Fault]:
    """What else was possible is there, and what the example would be answered under each."""
    reading: Reading = entry.value
    if reading.example is None and not reading.no_example:
        yield entry.fault("has no example; add one (docs/readings.md), or say in 'no_example' why none can show it")
    elif reading.example is not None and reading.no_example:
        yield entry.fault("has an example and says why there is none; delete one of the two", "no_example")
    if not reading.alternatives:
        yield entry.fault("has no alternative; say what else the text could mean, else it is no reading",
                          "alternatives")


def _of_names(sources: Sources, book: RuleBook) -> Iterator[Fault]:
    """A place names readings that are there; what is named can be shown as it stands."""
    for entry in sources.of("jurisdictions"):
        for name in entry.value.readings:
            if name not in book.readings:
                yield entry.fault(f"names the reading '{name}', which no file defines{nearest(name, book.readings)}",
                                  "readings")
    named = [(entry, named_by(entry.value)) for entry in sources.of("rules")]
    for entry, names in (*named, *((e, iter(e.value.readings)) for e in sources.of("jurisdictions"))):
        for name in names:
            if name in BLANKS:
                yield entry.fault(f"names the reading '{name}', which is shown by itself; take it out", "readings")
            elif name in book.readings and not book.readings[name].caveat:
                yield entry.fault(f"names the reading '{name}', which has no caveat to show; give it one", "readings")
