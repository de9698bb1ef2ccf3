"""One-time links: opened once, and nothing personal in them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from logins_kit import NOW, later, refused

from claims.people import links
from claims.people.prefill import read_prefill
from db.database import Database
from db.tables import one_time_links
from policy_kb.loader import load

KB, TODAY = load(), date(2025, 6, 1)
PREFILL: dict[str, Any] = {
    "kind": "recognition", "region": "xj-city", "year": 2025, "title_level": None,
    "activities": [{"activity": "academic_conference", "level": "national", "days": 3, "title": "某某学术年会",
                    "start": "2025-05-01", "end": "2025-05-03"}],
}


def read(raw: Any) -> dict[str, Any]:
    return read_prefill(KB, raw, TODAY, lambda text: "139" in text)


def test_a_link_is_opened_once(database: Database) -> None:
    token, ends = database.write_now(lambda connection: links.create(connection, read(PREFILL), NOW))
    assert ends == later(hours=24)
    with database.engine.connect() as connection:
        assert token not in str(connection.execute(sa.select(one_time_links)).all())
    refused("not_found", lambda: database.write_now(lambda connection: links.take(connection, token + "x", NOW)))
    found = database.write_now(lambda connection: links.take(connection, token, later(hours=23.9)))
    assert found == {**PREFILL, "person": {}}
    told = refused("not_found", lambda: database.write_now(
        lambda connection: links.take(connection, token, later(hours=23.9))))
    assert told.status == 404


def test_a_link_ends_by_itself(database: Database) -> None:
    token, ends = database.write_now(lambda connection: links.create(connection, read(PREFILL), NOW))
    refused("not_found", lambda: database.write_now(lambda connection: links.take(connection, token, ends)))
    database.write_now(lambda connection: links.sweep(connection, ends))
    with database.engine.connect() as connection:
        assert connection.execute(sa.select(one_time_links)).all() == []


@pytest.mark.parametrize(("changes", "field"), [
    ({"personal": {"name": "张三"}}, "prefill.personal"), ({"organisation": 1}, "prefill.organisation"),
    ({"name": "张三"}, "prefill.name"), ({"id_number": "1"}, "prefill.id_number"), ({"a b": 1}, "prefill.?"),
    ({"kind": "other"}, "prefill.kind"), ({"region": "mars"}, "prefill.region"), ({"year": "x"}, "prefill.year"),
    ({"activities": [{"name": "张三"}]}, "prefill.activities.0.name"),
    ({"activities": [{"certificate": "A-1"}]}, "prefill.activities.0.certificate"),
    ({"activities": [{"title": "打 13912345678 找我"}]}, "prefill.activities.0.title"),
    ({"activities": [{"organizer_name": "13912345678"}]}, "prefill.activities.0.organizer_name"),
    ({"activities": [{"start": "2025-02-30"}]}, "prefill.activities.0.start"),
    ({"person": {"id_number": "1"}}, "prefill.person.id_number"),
])
def test_what_is_personal_or_wrong_is_refused(changes: dict[str, Any], field: str) -> None:
    refused("invalid", lambda: read({**PREFILL, **changes}), field)


@pytest.mark.parametrize("raw", [None, [], "x", 1])
def test_what_is_no_object_is_refused(raw: Any) -> None:
    refused("invalid", lambda: read(raw), "prefill")
