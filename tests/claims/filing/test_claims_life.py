"""The whole life of claims at random, on both databases; benchmarks/claims_life.py goes on for 20,000 steps."""

from __future__ import annotations

from claims_machine import Shared, machine_of
from filing_world import World
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from claims.audit.verify import verify


def test_no_claim_ever_leaves_its_way(world: World) -> None:
    shared = Shared(world)
    run_state_machine_as_test(machine_of(shared), settings=settings(
        max_examples=8, stateful_step_count=30, deadline=None, phases=[Phase.generate], database=None,
        suppress_health_check=list(HealthCheck)))
    assert shared.steps > 150 and shared.illegal == 0
    assert world.database.write_now(lambda connection: verify(connection, world.sealer)) == []
