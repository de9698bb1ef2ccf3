"""Making and changing organisations, each change checked and audited.

The tree above an employer is its approval chain, so a parent must fit, no organisation may stand above itself, and
kind and region never change: another kind of office is another organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.audit import log
from claims.people.organisation_fields import read_code, read_name
from claims.people.organisation_search import Organisation, ancestors, find
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import ORGANISATION_KINDS, claim_steps, claims, organisations
from rules_core.model import Jurisdiction

PARENTS: dict[str, tuple[str, ...]] = {
    "employer": ("industry_authority", "hr_authority"),
    "industry_authority": ("industry_authority", "hr_authority"),
    "hr_authority": ("hr_authority",),
    "posting_office": ("hr_authority",),
}
"""What may stand above an organisation of a kind, in its own region or in one above that."""

KIND_NAMES = {"employer": "用人单位", "industry_authority": "行业主管部门", "hr_authority": "人社部门（职称办）",
              "posting_office": "派出（组织）单位主管办公室"}
CHANGEABLE = ("name", "parent", "code", "active")
# Held while the tree changes: two changes at once could close a circle that neither sees alone.
_TREE_LOCK = 7830194


def create(connection: Connection, sealer: Sealer, actor_key: str, *, places: Mapping[str, Jurisdiction],
           now: datetime, name: str, kind: str, region: str, parent: int | None = None,
           code: str | None = None) -> Organisation:
    """A new organisation, active. places: the jurisdictions that are known. Raises Refused."""
    _lock_tree(connection)
    if kind not in ORGANISATION_KINDS:
        raise Refused("invalid", f"机构类别须为{'、'.join(KIND_NAMES.values())}之一，请重新选择。", "kind")
    if region not in places:
        raise Refused("invalid", "没有这个适用地区，请从地区列表中选择。", "region")
    new = Organisation(0, read_name(name), kind, region, parent, read_code(code), True, 1)
    _check_parent(connection, new, places)
    _check_unique(connection, new)
    values = {field: getattr(new, field) for field in ("name", "kind", "region", "parent", "code", "active", "version")}
    result = connection.execute(organisations.insert().values(**values, created_at=now))
    number = int(result.inserted_primary_key[0])
    log.append(connection, sealer, at=now, actor=actor_key, action="organisation.create",
               object=f"organisation:{number}", detail=values)
    return _there(connection, number)


def update(connection: Connection, sealer: Sealer, actor_key: str, organisation_id: int, version: int,
           changes: Mapping[str, Any], *, places: Mapping[str, Jurisdiction], now: datetime) -> Organisation:
    """Change some of CHANGEABLE; version: that the changes were made on. Raises Refused, then nothing is changed."""
    _lock_tree(connection)
    old = find(connection, organisation_id)
    if old is None:
        raise Refused("not_found", "没有这个机构。", status=404)
    for field in changes:
        if field not in CHANGEABLE:
            raise Refused("invalid", "机构的类别和地区不能修改：请停用这个机构，另建一个。"
                          if field in ("kind", "region") else "这一项不能修改。", field)
    new = _changed(old, changes)
    if old.version != version:
        raise Refused("stale_version", "这个机构刚被别人改过，请刷新后再改。", "version", 409)
    if new.parent != old.parent:
        _check_parent(connection, new, places)
    _check_unique(connection, new)
    if old.active and not new.active:
        _check_unused(connection, old)
    told = {field: getattr(new, field) for field in CHANGEABLE if getattr(new, field) != getattr(old, field)}
    if not told:
        return old
    done = connection.execute(
        organisations.update().where(organisations.c.id == old.id, organisations.c.version == version)
        .values(**told, version=version + 1))
    if done.rowcount != 1:
        raise Refused("stale_version", "这个机构刚被别人改过，请刷新后再改。", "version", 409)
    log.append(connection, sealer, at=now, actor=actor_key, action="organisation.update",
               object=f"organisation:{old.id}",
               detail={"to": told, "from": {field: getattr(old, field) for field in told}})
    return _there(connection, old.id)


def _changed(old: Organisation, changes: Mapping[str, Any]) -> Organisation:
    name = read_name(changes["name"]) if "name" in changes else old.name
    code = read_code(changes["code"]) if "code" in changes else old.code
    active = changes.get("active", old.active)
    if not isinstance(active, bool):
        raise Refused("invalid", "“启用”须为是或否。", "active")
    parent = changes.get("parent", old.parent)
    return Organisation(old.id, name, old.kind, old.region, parent, code, active, old.version)


def _check_parent(connection: Connection, new: Organisation, places: Mapping[str, Jurisdiction]) -> None:
    if new.parent is None:
        return
    if isinstance(new.parent, bool) or not isinstance(new.parent, int):
        raise Refused("invalid", "上级机构须从机构列表中选择。", "parent")
    above = find(connection, new.parent)
    if above is None or not above.active:
        raise Refused("invalid", "没有这个上级机构，或者它已停用，请重新选择。", "parent")
    if above.id == new.id or any(one.id == new.id for one in ancestors(connection, above.id)):
        raise Refused("invalid", "上级机构不能是它自己或它的下级。", "parent")
    if above.kind not in PARENTS[new.kind]:
        allowed = "或".join(KIND_NAMES[kind] for kind in PARENTS[new.kind])
        raise Refused("invalid", f"{KIND_NAMES[new.kind]}的上级须为{allowed}。", "parent")
    if above.region not in _own_and_above(new.region, places):
        raise Refused("invalid", "上级机构须在同一地区或其上级地区。", "parent")


def _own_and_above(region: str, places: Mapping[str, Jurisdiction]) -> list[str]:
    found: list[str] = []
    current: str | None = region
    while current is not None and current not in found:
        found.append(current)
        current = places[current].parent if current in places else None
    return found


def _check_unique(connection: Connection, new: Organisation) -> None:
    columns = organisations.c
    others = sa.select(columns.id).where(columns.id != new.id)
    if connection.execute(others.where(columns.region == new.region, columns.name == new.name)).first():
        raise Refused("invalid", "这个地区已有同名的机构，请核对，或写全称加以区别。", "name")
    if new.code is not None and connection.execute(others.where(columns.code == new.code)).first():
        raise Refused("invalid", "已有机构使用这个统一社会信用代码，请核对。", "code")


def _check_unused(connection: Connection, old: Organisation) -> None:
    """An office that people wait for, or will wait for, must not vanish from the chain."""
    coming = sa.select(claims.c.id).join(claim_steps, claim_steps.c.claim == claims.c.id).where(
        claim_steps.c.organisation == old.id, claim_steps.c.kind == "review", claims.c.step.is_not(None),
        claim_steps.c.place > claims.c.step)
    waiting = sa.select(claims.c.id).where(claims.c.waiting_at == old.id)
    if any(connection.execute(query.limit(1)).first() for query in (waiting, coming)):
        raise Refused("not_allowed_now", "还有申报在等这个机构处理，处理完才能停用。", "active", 409)
    below = sa.select(organisations.c.id).where(organisations.c.parent == old.id, organisations.c.active.is_(True))
    if connection.execute(below.limit(1)).first():
        raise Refused("not_allowed_now", "它还有下级机构，请先为下级换好上级机构，再停用。", "active", 409)


def _lock_tree(connection: Connection) -> None:
    # SQLite's writers are one after the other already.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_TREE_LOCK})"))


def _there(connection: Connection, organisation_id: int) -> Organisation:
    found = find(connection, organisation_id)
    assert found is not None
    return found
