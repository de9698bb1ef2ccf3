"""The parts of the knowledge base that the rules core does not read: words, places, and answers in words."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from rules_core.model import Quoted


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base: frozen, strict about keys."""


class Term(_Data, frozen=True, kw_only=True):
    """A word of the field. `kind` is the fact it is a value of, or `concept` for a word that only helps to find
    answers.

    `sets` are further facts that saying it states (在读硕士 states the degree). `hints` are facts that it states only
    where nothing else does. `beside` are short words that count only right before a word of another kind (评 before a
    title level). `patterns` are regular expressions for spellings with a gap (宣读了…论文); they may overlap other
    words.
    `choice` is the text of the button that offers the term when its fact is asked for. `local` is what a place, and
    what lies below it, calls the term.
    """

    id: str
    kind: str
    name: str
    aliases: list[str] = []
    patterns: list[str] = []
    broader: str | None = None
    sets: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    beside: dict[str, list[str]] = {}
    regions: list[str] = []
    choice: str | None = None
    local: dict[str, str] = {}


class Place(_Data, frozen=True, kw_only=True):
    """Names of places that lead to a jurisdiction; `region` null is the rest of the country (nothing held).

    `patterns` are regular expressions for words that name the place only where others stand beside them.
    """

    region: str | None
    names: list[str]
    patterns: list[str] = []


class NextStep(_Data, frozen=True, kw_only=True):
    """What to do next, told behind the answers of the rules `after`: `say` is in a person's words, without a full stop,
    and states no number that the lookup's quotes do not hold."""

    after: list[str]
    say: str


class Lookup(_Data, frozen=True, kw_only=True):
    """An answer in the notice's own words. `asks` are ways of asking it, for search; they carry no rule.

    `topics` are the question kinds it answers (evidence, contact, …); `terms` the words that single it out. `step` is
    what it tells behind the answers of rules.
    """

    id: str
    topics: list[str]
    title: str
    answer: list[Quoted]
    lead: str | None = None
    asks: list[str] = []
    terms: list[str] = []
    outcome: str = "lookup"
    step: NextStep | None = None


class Silence(_Data, frozen=True, kw_only=True):
    """A question that a notice is known to have no rule for: `when` as in a rule, `clause` the one that ends the list
    or shows that the text says no more, `why` the reason in Chinese.
    """

    id: str
    clause: str
    answers: Literal["hours", "requirement", "review"]
    when: dict[str, Any] = {}
    why: str


class ContextClause(_Data, frozen=True, kw_only=True):
    """A clause that no rule and no answer needs to carry, with the reason (an issuer's name, a list of annexes)."""

    clause: str
    reason: str


TOPICS = ("hours", "requirement", "review", "exemption", "remaining", "makeup", "evidence", "procedure", "responsible",
          "certificate", "deadline", "consequence", "platform", "contact", "ways", "base", "scope", "policy")
