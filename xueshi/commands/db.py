"""The database of the service: `upgrade` runs the migrations that are missing, `status` says where it stands."""

from __future__ import annotations

import argparse

from xueshi.failure import Failure
from xueshi.settings import settings


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi db`."""
    parser.add_argument("action", choices=("upgrade", "status"), help="what to do with the database of DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Exit 0; `status` exits 1 where migrations are missing."""
    from db.engine import DatabaseUnavailable, make_engine, parse_url, shown
    from db.upgrade import NotUpgraded, current, newest, upgrade

    url = parse_url(settings().database_url)
    try:
        engine = make_engine(url)
        if options.action == "upgrade":
            before, after = upgrade(engine)
            print(f"{shown(url)}: {after}" + (" already" if before == after else f" (was {before or 'empty'})"))
            return 0
        found = current(engine)
    except (DatabaseUnavailable, NotUpgraded) as error:
        raise Failure(str(error)) from None
    due = found != newest()
    print(f"{shown(url)}: {found or 'empty'}" + (f"; needs {newest()}: run `xueshi db upgrade`" if due else ""))
    return 1 if due else 0
