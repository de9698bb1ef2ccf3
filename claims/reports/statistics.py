"""How many claims there are, how many are approved, and their hours: added up exactly, by one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


def statistics(connection: Connection, kb: KnowledgeBase, actor: Actor, by: str, wanted: Wanted) -> list[Row]:
    """The rows of one of BY over the claims that the actor's figures are of, in the order of a table.

    By subject and activity a claim that holds several counts in each of them; its hours are divided where its decision
    divides them, and else stand in a row of their own, so that the hours of all rows are those of all claims.
    Raises Refused: not one of BY, no right to figures.
    """
    if by not in BY:
        raise Refused("invalid", f"by 须为 {'、'.join(BY)} 之一。", "by")
    scope = wanted.narrowed(of_figures(actor))
    rows: dict[str, Row] = {}
    for key, state, hours, count in BY[by].read(connection, scope):
        rows.setdefault(key, Row(key)).add(state, hours, count)
    names = BY[by].names(connection, kb, list(rows))
    for row in rows.values():
        row.name = names.get(row.key, row.key)
    order = {key: place for place, key in enumerate(names)}
    return sorted(rows.values(), key=lambda row: (order.get(row.key, len(order)), row.key))


_Found = Iterator[tuple[str, str, Fraction, int]]
"""Key, state, hours of one claim, how many such claims."""


@dataclass(frozen=True)
class _By:
    read: Callable[[Connection, Any], _Found]
    names: Callable[[Connection, KnowledgeBase, list[str]], Mapping[str, str]]


def _column(column: Any) -> Callable[[Connection, Any], _Found]:
    def read(connection: Connection, scope: Any) -> _Found:
        query = (sa.select(column, claims.c.state, claims.c.recognised_hours, sa.func.count())
                 .where(scope).group_by(column, claims.c.state, claims.c.recognised_hours))
        for key, state, hours, count in connection.execute(query):
            yield _NONE if key is None else str(key), state, Fraction(hours or 0), count

    return read


def _subjects(connection: Connection, scope: Any) -> _Found:
    query = sa.select(claims.c.state, claims.c.recognised_hours, claims.c.decision["parts"],
                      claims.c.decision["deemed"]).where(scope)
    for state, hours, parts, deemed in connection.execute(query):
        recognised = Fraction(hours) if hours else None
        for key, share in subject_shares(parts or (), deemed, recognised).items():
            yield key, state, share, 1


def _activities(connection: Connection, scope: Any) -> _Found:
    query = sa.select(claims.c.state, claims.c.recognised_hours, claims.c.facts["activities"],
                      claims.c.decision["parts"]).where(scope)
    for state, hours, activities, parts in connection.execute(query):
        for key, share in activity_shares(activities or (), parts or (), Fraction(hours or 0), SEVERAL).items():
            yield key, state, share, 1


def _organisation_names(connection: Connection, _kb: KnowledgeBase, keys: list[str]) -> Mapping[str, str]:
    rows = connection.execute(sa.select(organisations.c.id, organisations.c.name).order_by(organisations.c.name))
    return {**{str(row.id): row.name for row in rows}, _NONE: "未填单位"}


BY: Mapping[str, _By] = {
    "organisation": _By(_column(claims.c.organisation), _organisation_names),
    "region": _By(_column(claims.c.region),
                  lambda _, kb, __: {key: place.name for key, place in kb.book.jurisdictions.items()}),
    "year": _By(_column(claims.c.year), lambda _, __, keys: {key: f"{key}年" for key in sorted(keys, reverse=True)}),
    "kind": _By(_column(claims.c.kind), lambda _, __, ___: KIND_NAMES),
    "state": _By(_column(claims.c.state), lambda _, __, ___: STATES),
    "subject": _By(_subjects, lambda _, __, ___: SUBJECT_NAMES),
    "activity": _By(_activities, lambda _, kb, keys: {**{key: kb.term_name(key) for key in sorted(keys)},
                                                      SEVERAL: "多项合计（未分到各项）"}),
}
