"""A second process that approves claims, and prints what came of each as JSON:

race_process.py URL KEYFILE ACCOUNT ROLE ORGANISATION REGION NUMBER:VERSION…
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).resolve().parent)]

from filing_world import NOW, TODAY  # noqa: E402

from claims.actors import Grant, Staff  # noqa: E402
from claims.filing.service import Filing  # noqa: E402
from claims.sealing.keyring import load_ring  # noqa: E402
from claims.sealing.sealer import Sealer  # noqa: E402
from claims.trouble import Refused  # noqa: E402
from db.database import Database  # noqa: E402
from policy_kb.loader import load  # noqa: E402


def main() -> None:
    url, keys, account, role, organisation, region, *claims = sys.argv[1:]
    database, filing = Database(url), Filing(load(), Sealer(load_ring(Path(keys))))
    who = Staff(int(account), (Grant(role, int(organisation), region),))
    print("ready", flush=True)
    sys.stdin.readline()
    found = []
    for claim in claims:
        number, version = claim.rsplit(":", 1)
        try:
            database.write_now(lambda connection, number=number, version=int(version): filing.act(
                connection, who, number, "approve", version=version, now=NOW, today=TODAY))
            found.append("done")
        except Refused as refused:
            found.append(refused.code)
    print(json.dumps(found), flush=True)
    database.close()


if __name__ == "__main__":
    main()
