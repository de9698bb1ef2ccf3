"""What the rest of the service knows of organisations: found here, made and changed here."""

from __future__ import annotations

from claims.people.organisation_changes import CHANGEABLE, KIND_NAMES, create, update
from claims.people.organisation_search import (
    MOST_FOUND,
    Organisation,
    ancestors,
    authority_above,
    find,
    lineage,
    listed,
    names,
    offices,
    search,
)

__all__ = ["CHANGEABLE", "KIND_NAMES", "MOST_FOUND", "Organisation", "ancestors", "authority_above", "create", "find",
           "lineage", "listed", "names", "offices", "search", "update"]
