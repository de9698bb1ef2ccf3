"""The words of the knowledge base as patterns for the term ruler.

Read on every load of a model and never frozen in it: a new notice brings its terms to the NLU without retraining. The
classifier sees a new term by its kind (see `concept_featurizer`).
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, TypedDict

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

ELSEWHERE = "elsewhere"
"""The id of a place that no held jurisdiction reaches."""
_NO_FACT = ("concept", "foreign")
_SHORT = 4
_overlay: ContextVar[Path | None] = ContextVar("kb overlay", default=None)


class TermPattern(TypedDict):
    """One spelling of a term: its kind (label), the spelling (pattern) and the term's id."""

    label: str
    pattern: str
    id: str


@contextmanager
def laid_over(kb_dir: Path | None) -> Iterator[None]:
    """Lay `kb_dir` over the project's own knowledge base for the models that are loaded inside the block."""
    token = _overlay.set(kb_dir)
    try:
        yield
    finally:
        _overlay.reset(token)


def load_patterns(kb_dir: Path | None = None) -> list[TermPattern]:
    """Every spelling of every term and place of the knowledge base, with the folder laid over it.

    kb_dir: the overlay; None takes that of `laid_over`, else (policy_kb does) of XUESHI_KB. Raises KbError.
    """
    return patterns_of(_knowledge_base(kb_dir))


def patterns_of(kb: KnowledgeBase) -> list[TermPattern]:
    """The patterns of a loaded knowledge base. A spelling that a place and a term share goes to the term."""
    by_spelling: dict[str, TermPattern] = {}
    for place in kb.places:
        for name in place.names:
            by_spelling[name.lower()] = {"label": "place", "pattern": name, "id": place.region or ELSEWHERE}
    for label, pattern, term_id in _terms(kb):
        by_spelling[pattern.lower()] = {"label": label, "pattern": pattern, "id": term_id}
    return list(by_spelling.values())


def _terms(kb: KnowledgeBase) -> Iterator[tuple[str, str, str]]:
    for term in kb.terms.values():
        for spelling in dict.fromkeys([term.name, *term.aliases]):
            yield term.kind, spelling, term.id


@dataclass(frozen=True)
class Spellings:
    """What typos are put right towards: spelling → what is computed with where it is said, empty where nothing is.

    `joined` are words that count only beside another (评 before 副高), together with it.
    """

    meanings: dict[str, str]
    joined: frozenset[str]

    @property
    def targets(self) -> list[str]:
        """Those that a typo may be meant to be; places where nothing is held are too many (那句 is not 那曲)."""
        return [spelling for spelling, meaning in self.meanings.items() if meaning != f"place:{ELSEWHERE}"]

    @property
    def counting(self) -> dict[str, str]:
        """Those that something is computed with."""
        return {spelling: meaning for spelling, meaning in self.meanings.items() if meaning}


def load_spellings(kb_dir: Path | None = None) -> Spellings:
    """The spellings of all terms and places, with the overlay of `load_patterns`."""
    kb = _knowledge_base(kb_dir)
    single = {
        pattern["pattern"]: "" if pattern["label"] in _NO_FACT else f"{pattern['label']}:{pattern['id']}"
        for pattern in patterns_of(kb)
    }
    joined = {spelling: meaning for spelling, meaning in _joined(kb) if spelling not in single}
    return Spellings({**joined, **single}, frozenset(joined))


def _joined(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    for term in kb.terms.values():
        for kind, words in term.beside.items():
            for label, spelling, term_id in _terms(kb):
                if label == kind and len(spelling) <= _SHORT:
                    yield from ((word + spelling, f"{label}:{term_id}") for word in words if len(word) == 1)


def load_gapped(kb_dir: Path | None = None) -> list[TermPattern]:
    """The regular expressions of terms and places (spellings with a gap), with the same overlay as `load_patterns`."""
    kb = _knowledge_base(kb_dir)
    terms: list[TermPattern] = [
        {"label": term.kind, "pattern": pattern, "id": term.id}
        for term in kb.terms.values()
        for pattern in term.patterns
    ]
    places: list[TermPattern] = [
        {"label": "place", "pattern": pattern, "id": place.region or ELSEWHERE}
        for place in kb.places
        for pattern in place.patterns
    ]
    return terms + places


def _knowledge_base(kb_dir: Path | None) -> KnowledgeBase:
    chosen = kb_dir or _overlay.get()
    return load(str(chosen) if chosen else None)
