"""Giving and taking roles: only combinations that mean something, each change audited, open sessions ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from claims.actors import Grant, Staff
from claims.audit import log
from claims.filing.idempotency import forget
from claims.people.accounts import Account, step_version
from claims.people.grants import EVERYWHERE, ORGANISATION_KIND, insert, kept
from claims.people.organisations import KIND_NAMES
from claims.people.organisations import find as find_organisation
from claims.people.sessions import end_all
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import ROLES, grants


def add(connection: Connection, sealer: Sealer, actor_key: str, account: Account, version: int, grant: Grant,
        now: datetime) -> int:
    """Give the account a role; returns the grant's id. Raises Refused: a stale version, a combination without meaning.

    Without a region the organisation's own is meant. A reviewing role needs the account's ID number: without it the
    service could not keep the person from his own claim.
    """
    grant = check(connection, grant)
    if grant.role in ORGANISATION_KIND and not account.id_number_known:
        raise Refused("incomplete", "审核人不能审核自己的申报，所以要先登记这个账号本人的身份证号。", "id_number")
    if any(one.grant == grant for one in kept(connection, account.id)):
        raise Refused("invalid", "这个账号已经有这项权限。", "role")
    step_version(connection, account.id, version, {})
    number = insert(connection, account.id, grant, now)
    _changed(connection, sealer, actor_key, account, "grant.add", grant, now)
    return number


def remove(connection: Connection, sealer: Sealer, actor_key: str, account: Account, version: int, number: int,
           now: datetime) -> None:
    """Take a role away. Raises Refused: a stale version, not a grant of this account."""
    found = next((one for one in kept(connection, account.id) if one.id == number), None)
    if found is None:
        raise Refused("not_found", "这个账号没有这项权限，请刷新后再看。", status=404)
    step_version(connection, account.id, version, {})
    connection.execute(grants.delete().where(grants.c.id == number))
    _changed(connection, sealer, actor_key, account, "grant.remove", found.grant, now)


def check(connection: Connection, grant: Grant) -> Grant:
    """The grant with its region. Raises Refused where role, organisation and region do not go together."""
    if grant.role not in ROLES:
        raise Refused("invalid", "没有这种角色，请从列表中选择。", "role")
    if grant.role in EVERYWHERE:
        if grant.organisation is not None or grant.region is not None:
            raise Refused("invalid", "这种角色不分单位和地区，请把单位和地区留空。", "organisation")
        return grant
    if grant.organisation is None:
        raise Refused("invalid", "这种角色须指定所属的单位。", "organisation")
    organisation = find_organisation(connection, grant.organisation)
    if organisation is None or not organisation.active:
        raise Refused("invalid", "没有这个单位，或者它已停用，请重新选择。", "organisation")
    wanted = ORGANISATION_KIND.get(grant.role, organisation.kind)
    if organisation.kind != wanted:
        raise Refused("invalid", f"这种角色须属于{KIND_NAMES[wanted]}，请重新选择单位。", "organisation")
    if grant.region not in (None, organisation.region):
        raise Refused("invalid", "地区须与所选单位的地区一致。", "region")
    return Grant(grant.role, organisation.id, organisation.region)


def _changed(connection: Connection, sealer: Sealer, actor_key: str, account: Account, action: str, grant: Grant,
             now: datetime) -> None:
    # Whoever is logged in begins anew: a session belongs to the roles it was opened with, and so do answers.
    end_all(connection, account=account.id)
    forget(connection, Staff(account.id, ()).key)
    log.append(connection, sealer, at=now, actor=actor_key, action=action, object=f"account:{account.id}",
               organisation=grant.organisation,
               detail={"role": grant.role, "organisation": grant.organisation, "region": grant.region})
