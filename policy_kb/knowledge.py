"""The loaded knowledge base: the rule book of the core, with the texts, words, places and answers around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policy_kb.chains import Chains, ChargedOffices
from policy_kb.clauses import Notice
from policy_kb.model import Lookup, Place, Silence, Term
from rules_core.book import RuleBook
from rules_core.conditions import Condition


@dataclass(frozen=True)
class HeldLookup:
    """A lookup with the place and notice it answers for."""

    lookup: Lookup
    document: str
    jurisdiction: str


@dataclass(frozen=True)
class HeldSilence:
    """A declared silence with its notice and its condition read."""

    silence: Silence
    document: str
    condition: Condition


@dataclass(frozen=True)
class KnowledgeBase:
    """Frozen after loading. `digest` identifies the content that an answer was computed from; `origins` gives file and
    line of an entry, by its section and id (a rule and a lookup may share an id). `chains` are the approval chains by
    region and kind of claim; `charged` the offices named where the notice prints none.
    """

    book: RuleBook
    terms: Mapping[str, Term]
    places: tuple[Place, ...]
    lookups: tuple[HeldLookup, ...]
    notices: Mapping[str, Notice]
    words: Mapping[str, str]
    digest: str
    origins: Mapping[tuple[str, str], str]
    context: Mapping[str, str] = field(default_factory=dict)
    silences: tuple[HeldSilence, ...] = ()
    chains: Chains = field(default_factory=dict)
    charged: ChargedOffices = field(default_factory=dict)

    def clause_text(self, address: str) -> str | None:
        """The clause verbatim, or None where there is no such address."""
        notice = self.notices.get(address.partition("#")[0])
        return notice.clause_text(address) if notice is not None and address in notice else None

    def term_name(self, term: Any, region: str | None = None) -> str:
        """The Chinese name of a term's id, as the region calls it; the id itself where none is known."""
        found = self.terms.get(term)
        if found is None:
            return str(term)
        places = self.book.chain(region) if region and region in self.book.jurisdictions else ()
        return next((found.local[place] for place in places if place in found.local), found.name)

    def choices(self, fact: str, region: str | None = None) -> list[Term]:
        """The terms offered as buttons for a fact, in the order of the files."""
        return [t for t in self.terms.values()
                if t.kind == fact and t.choice and (not t.regions or region in t.regions)]
