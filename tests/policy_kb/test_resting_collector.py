"""The collector rests while a knowledge base is loaded, and is as it was afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from policy_kb.resting_collector import resting_collector


@pytest.fixture(autouse=True)
def _on_again() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_rests_and_goes_on() -> None:
    with resting_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), resting_collector():
        raise ValueError("broken")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with resting_collector():
        pass
    assert not gc.isenabled()


def test_what_was_made_meanwhile_is_old_afterwards() -> None:
    """Else the first questions after a load would pay for the search that the load was spared."""
    made = []
    with resting_collector():
        made += [[] for _ in range(50_000)]
    assert gc.get_count()[0] < 1000 and gc.get_count()[1] == 0
