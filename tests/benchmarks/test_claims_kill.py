"""A short run of benchmarks/claims_kill.py: the service is killed under people's hands, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.killing.run import trial


def test_nothing_is_lost_doubled_or_half_done(database_url: str, tmp_path: Path) -> None:
    found = trial(database_url, tmp_path, kills=4, seed=7)
    assert found.faults == []
    assert found.claims > 0 and found.approved == found.claims
    assert found.asked_again > 0, "no request was cut off: the kills came too late"


def test_a_row_taken_out_of_the_log_is_a_fault(sqlite_url: str, tmp_path: Path) -> None:
    import sqlalchemy as sa

    from benchmarks.killing.people import Told
    from benchmarks.killing.verdict import faults
    from benchmarks.killing.world import build
    from db.database import Database

    world = build(sqlite_url, tmp_path, people=1, reviewers=1)
    database = Database(sqlite_url)
    database.write_now(lambda connection: connection.execute(sa.text("DELETE FROM audit_log WHERE seq = 1")))
    database.close()
    assert faults(world, Told()) != []
