"""The life of claims at random, step after step, on SQLite and PostgreSQL: no illegal state, sums and chain whole.

Needs a PostgreSQL server on which databases may be made (XUESHI_TEST_POSTGRES); without one SQLite alone is run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/claims/filing")]

from claims_machine import Shared, machine_of  # noqa: E402
from filing_world import World  # noqa: E402
from hypothesis import HealthCheck, Phase, settings  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402

from benchmarks.measuring.databases import KINDS, NoServer, fresh_database  # noqa: E402
from benchmarks.measuring.machine import about  # noqa: E402
from claims.audit.verify import verify  # noqa: E402
from claims.filing.service import Filing  # noqa: E402
from claims.sealing.keyring import new_ring  # noqa: E402
from claims.sealing.sealer import Sealer  # noqa: E402
from db.database import Database  # noqa: E402
from db.upgrade import upgrade  # noqa: E402
from policy_kb.knowledge import KnowledgeBase  # noqa: E402
from policy_kb.loader import load  # noqa: E402

STEPS_OF_ONE = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000, help="at least so many on each database")
    parser.add_argument("--only", choices=KINDS, help="one kind of database alone")
    options = parser.parse_args()
    print(about("sqlalchemy", "hypothesis"))
    kb = load()
    good = True
    for kind in KINDS:
        if options.only in (None, kind):
            try:
                with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
                    good &= _run(kind, url, kb, options.steps)
            except NoServer as error:
                print(f"{kind}: {error}, left out")
    return 0 if good else 1


def _run(kind: str, url: str, kb: KnowledgeBase, steps: int) -> bool:
    database, sealer = Database(url), Sealer(new_ring())
    upgrade(database.engine)
    shared = Shared(World(database, sealer, Filing(kb, sealer), kb).build())
    begun = time.monotonic()
    while shared.steps < steps:
        # derandomize off: every round looks elsewhere. Each starts from empty bundles on the same database.
        run_state_machine_as_test(machine_of(shared), settings=settings(
            max_examples=max(20, min(100, (steps - shared.steps) // STEPS_OF_ONE)), stateful_step_count=STEPS_OF_ONE,
            deadline=None, derandomize=False, phases=[Phase.generate], database=None,
            suppress_health_check=list(HealthCheck)))
        print(f"{kind}: {shared.steps} steps", file=sys.stderr, flush=True)
    seconds = time.monotonic() - begun
    faults = database.write_now(lambda connection: verify(connection, sealer))
    done = ", ".join(f"{action} {count}" for action, count in sorted(shared.happened.items()))
    print(f"{kind}: {shared.steps} steps in {seconds:.0f} s, {shared.illegal} illegal states, audit chain of "
          f"{shared.seq} rows with {len(faults)} faults; transitions: {done}")
    database.close()
    return not faults and not shared.illegal


if __name__ == "__main__":
    sys.exit(main())
