"""How many claims there are, how many are approved, and their hours: added up exactly, by one thing at a time.

Reading is one thing and adding up another: of thousands of claims it takes seconds, and nobody else is to wait for that
at the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Actor
from claims.filing.transitions import COUNTING, STATES
from claims.reports.scope import Wanted, of_figures
from claims.reports.shares import activity_shares, subject_shares
from claims.trouble import Refused
from db.tables import claims, organisations
from policy_kb.knowledge import KnowledgeBase

KIND_NAMES = {"recognition": "学时认定", "exemption": "免试免学"}
SUBJECT_NAMES = {"public": "公需科目", "professional": "专业科目", "unsaid": "未分科目"}
SEVERAL = "several"
PAGE = 1_000
"""Claims that are read in one transaction, where each is looked at by itself."""
_NONE = "-"


@dataclass
class Row:
    """key: what is added up (an id, a year, a state). claims: how many hold it. approved: of these, how many count.
    hours: recognised in them, exact.
    """

    key: str
    name: str = ""
    claims: int = 0
    approved: int = 0
    hours: Fraction = field(default_factory=Fraction)

    def add(self, state: str, hours: Fraction, claims: int = 1) -> None:
        """Claims of a state, each with these hours."""
        self.claims += claims
        if state in COUNTING:
            self.approved += claims
            self.hours += hours * claims


class Figures:
    """Statistics by one of BY over the claims that the actor's figures are of, a page of claims at a time.

    `next_page` reads, `add` adds up, until a page is empty. By subject and activity a claim that holds several counts
    in each of them; its hours are divided where its decision divides them, and else stand in a row of their own, so
    that the hours of all rows are those of all claims. Raises Refused: not one of BY, no right to figures.
    """

    def __init__(self, actor: Actor, by: str, wanted: Wanted) -> None:
        if by not in BY:
            raise Refused("invalid", f"by 须为 {'、'.join(BY)} 之一。", "by")
        self._by, self._scope = BY[by], wanted.narrowed(of_figures(actor))
        self._after, self._all_read = 0, False
        self._rows: dict[str, Row] = {}

    def next_page(self, connection: Connection) -> Sequence[Any]:
        """What `add` takes next; empty where all is read."""
        if self._all_read:
            return ()
        query = self._by.query(self._scope)
        if self._by.grouped:
            self._all_read = True
            return list(connection.execute(query))
        query = query.where(claims.c.id > self._after).order_by(claims.c.id).limit(PAGE)
        found = list(connection.execute(query))
        self._after, self._all_read = found[-1].id if found else 0, len(found) < PAGE
        return found

    def add(self, page: Sequence[Any]) -> None:
        """Add up a page. Takes a while: neither for the event loop nor within a transaction."""
        for one in page:
            for key, state, hours, count in self._by.divided(one):
                self._rows.setdefault(key, Row(key)).add(state, hours, count)

    def table(self, connection: Connection, kb: KnowledgeBase) -> list[Row]:
        """The rows by name, in the order of a table."""
        names = self._by.names(connection, kb, list(self._rows))
        for row in self._rows.values():
            row.name = names.get(row.key, row.key)
        order = {key: place for place, key in enumerate(names)}
        return sorted(self._rows.values(), key=lambda row: (order.get(row.key, len(order)), row.key))


_Shares = Iterator[tuple[str, str, Fraction, int]]
"""Key, state, hours of one claim, how many such claims."""


@dataclass(frozen=True)
class _By:
    """query: for a condition, what is read, a claim a row unless grouped. divided: what a row of it counts as.
    names: of the keys, in order.
    """

    grouped: bool
    query: Callable[[Any], Any]
    divided: Callable[[Any], _Shares]
    names: Callable[[Connection, KnowledgeBase, list[str]], Mapping[str, str]]


def _grouped(column: Any, names: Callable[[Connection, KnowledgeBase, list[str]], Mapping[str, str]]) -> _By:
    def query(scope: Any) -> Any:
        return (sa.select(column, claims.c.state, claims.c.recognised_hours, sa.func.count())
                .where(scope).group_by(column, claims.c.state, claims.c.recognised_hours))

    def divided(row: Any) -> _Shares:
        key, state, hours, count = row
        yield _NONE if key is None else str(key), state, Fraction(hours or 0), count

    return _By(True, query, divided, names)


def _each(*columns: Any) -> Callable[[Any], Any]:
    return lambda scope: sa.select(claims.c.id, claims.c.state, claims.c.recognised_hours, *columns).where(scope)


def _subjects(row: Any) -> _Shares:
    _, state, hours, parts, deemed = row
    for key, share in subject_shares(parts or (), deemed, Fraction(hours) if hours else None).items():
        yield key, state, share, 1


def _activities(row: Any) -> _Shares:
    _, state, hours, activities, parts = row
    for key, share in activity_shares(activities or (), parts or (), Fraction(hours or 0), SEVERAL).items():
        yield key, state, share, 1


def _organisation_names(connection: Connection, _kb: KnowledgeBase, _keys: list[str]) -> Mapping[str, str]:
    rows = connection.execute(sa.select(organisations.c.id, organisations.c.name).order_by(organisations.c.name))
    return {**{str(row.id): row.name for row in rows}, _NONE: "未填单位"}


_PARTS = claims.c.decision["parts"]
BY: Mapping[str, _By] = {
    "organisation": _grouped(claims.c.organisation, _organisation_names),
    "region": _grouped(claims.c.region,
                       lambda _, kb, __: {key: place.name for key, place in kb.book.jurisdictions.items()}),
    "year": _grouped(claims.c.year, lambda _, __, keys: {key: f"{key}年" for key in sorted(keys, reverse=True)}),
    "kind": _grouped(claims.c.kind, lambda _, __, ___: KIND_NAMES),
    "state": _grouped(claims.c.state, lambda _, __, ___: STATES),
    "subject": _By(False, _each(_PARTS, claims.c.decision["deemed"]), _subjects, lambda _, __, ___: SUBJECT_NAMES),
    "activity": _By(False, _each(claims.c.facts["activities"], _PARTS), _activities, lambda _, kb, keys: {
        **{key: kb.term_name(key) for key in sorted(keys)}, SEVERAL: "多项合计（未分到各项）"}),
}
