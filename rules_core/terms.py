"""The vocabulary's shape: which term is narrower than which (学术讲座 is a kind of 学术活动)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class TermRing(ValueError):
    """A chain of broader terms that comes back to where it began; `term` is one of them."""

    def __init__(self, term: str, message: str) -> None:
        super().__init__(message)
        self.term = term


@dataclass(frozen=True)
class TermTree:
    """Terms by id with their broader terms; answers "is A a kind of B" in one look-up.

    `broader` maps a term's id to the id of the next wider one, or None. Built once, never changed.
    """

    broader: Mapping[str, str | None]
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _narrower: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for term in self.broader:
            chain: list[str] = []
            at: str | None = term
            while at is not None:
                if at in chain:
                    raise TermRing(term, f"is its own broader term: {' → '.join([*chain, at])}")
                chain.append(at)
                at = self.broader.get(at)
            self._ancestors[term] = frozenset(chain)
        below: dict[str, list[str]] = {}
        for term, wider in self._ancestors.items():
            for one in wider:
                below.setdefault(one, []).append(term)
        self._narrower.update((term, frozenset((term, *narrower))) for term, narrower in below.items())

    def lineage(self, term: str) -> frozenset[str]:
        """The term itself and everything wider; a term that is not listed has only itself."""
        return self._ancestors.get(term) or frozenset((term,))

    def covers(self, wide: str, narrow: str) -> bool:
        """Whether `narrow` is `wide` or a kind of it."""
        return wide in self.lineage(narrow)

    def under(self, wide: str) -> frozenset[str]:
        """`wide` and every term below it."""
        return self._narrower.get(wide) or frozenset((wide,))
