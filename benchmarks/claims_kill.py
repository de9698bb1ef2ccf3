"""`kill -9` of the service at random points while people file and approve: is a claim lost, doubled or half done?

    python benchmarks/claims_kill.py [--kills 200] [--database sqlite|postgresql] [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.killing.run import trial  # noqa: E402
from benchmarks.measuring.databases import KINDS, fresh_database  # noqa: E402


def main() -> int:
    """Exit 1 where something was lost, doubled or half done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xueshi-kill-") as name, \
            fresh_database(options.database, Path(name)) as url:
        found = trial(url, Path(name), options.kills, options.seed)
    print(f"{options.database}: {found.kills} kills in {found.seconds:.0f} s; {found.claims} claims filed, "
          f"{found.approved} approved; {found.writes} writes, {found.asked_again} times asked again")
    for fault in found.faults:
        print(f"  {fault}")
    print(f"  faults: {len(found.faults)}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
