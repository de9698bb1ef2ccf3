"""The words of the knowledge base as patterns for the term ruler.

Read on every load of a model and never frozen in it: a new notice brings its terms to the NLU without retraining. The
classifier sees a new term by its kind (see `concept_featurizer`).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Iterator, TypedDict

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

OVERLAY_VARIABLE = "XUESHI_KB"
ELSEWHERE = "elsewhere"
"""The id of a place that no held jurisdiction reaches."""
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

    kb_dir: the overlay; None takes that of `laid_over`, else of XUESHI_KB. Raises KbError.
    """
    chosen = kb_dir or _overlay.get() or (Path(os.environ[OVERLAY_VARIABLE]) if os.environ.get(OVERLAY_VARIABLE) else None)
    return patterns_of(load(str(chosen) if chosen else None))


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


def load_gapped(kb_dir: Path | None = None) -> list[TermPattern]:
    """The regular expressions of the terms (spellings with a gap), with the same overlay as `load_patterns`."""
    chosen = kb_dir or _overlay.get() or (Path(os.environ[OVERLAY_VARIABLE]) if os.environ.get(OVERLAY_VARIABLE) else None)
    kb = load(str(chosen) if chosen else None)
    return [{"label": t.kind, "pattern": p, "id": t.id} for t in kb.terms.values() for p in t.patterns]
