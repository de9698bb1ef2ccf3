"""A trial: made-up organisations, an account for each role, people, and a claim in every state.

All of it is marked 演示. Again, it makes what is missing and changes nothing else. Passwords are random and printed
once; professionals log in by phone and code, which XUESHI_DEVELOPMENT=1 prints to the console of the service.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from xueshi.failure import Failure
from xueshi.opened import opened
from xueshi.settings import settings

if TYPE_CHECKING:
    from xueshi.demo.seed import Seeded


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi demo`."""
    parser.add_argument("--force", action="store_true", help="also into a database with real organisations")
    parser.add_argument("--password", help="one password for all new accounts (only with XUESHI_DEVELOPMENT=1)")


def run(options: argparse.Namespace) -> int:
    """Exit 0; 1 where the database is not one for a trial, or something cannot be made."""
    from claims.people.passwords import check_password
    from claims.sealing.keyring import KeysUnusable
    from claims.sealing.start import open_sealer
    from claims.trouble import Refused
    from db.engine import DatabaseUnavailable
    from db.moments import now
    from xueshi.demo.seed import NotEmpty, Seed
    from xueshi.knowledge import knowledge

    told = settings()
    if options.password is not None and not told.development:
        raise Failure("one password for all is for a trial on one machine: set XUESHI_DEVELOPMENT=1, or leave it out")
    kb = knowledge()
    with opened(told.database_url) as database:
        try:
            if options.password is not None:
                check_password(options.password, "demo", "--password")
            sealer = database.write_now(lambda connection: open_sealer(connection, told.key_file, told.cipher))
            seed = Seed(database, kb, sealer, told.evidence_folder, now(), told.today(), options.password)
            _print(seed.plant(options.force))
        except NotEmpty as error:
            raise Failure(f"{error}: --force puts the trial beside them") from None
        except (KeysUnusable, DatabaseUnavailable) as error:
            raise Failure(str(error)) from None
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}") from None
        except Refused as refused:
            raise Failure(refused.message) from None
    return 0


def _print(seeded: Seeded) -> None:
    from xueshi.demo.offices import LOGINS, OFFICES, PEOPLE

    office = {one.key: one.name for one in OFFICES}
    print(f"新建：机构 {seeded.organisations} 个，账号 {len(seeded.passwords)} 个，人员 {seeded.people} 人，"
          f"申报 {seeded.claims} 份，名称都以“演示”开头。\n")
    print("工作人员（密码只显示这一次；忘记了用 xueshi accounts reset 登录名）：")
    for login in LOGINS:
        password = seeded.passwords.get(login.login, "已有，密码没有改")
        print(f"  {login.login:20} {password:25} {office.get(login.office or '', '全部')}：{login.hint}")
    print("\n申报人（手机号加验证码登录；设了 XUESHI_DEVELOPMENT=1，验证码显示在服务的控制台）：")
    for person in PEOPLE:
        print(f"  {person.personal['phone']}  {person.name}  {office[person.office]}")
