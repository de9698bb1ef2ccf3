"""What holds for all tests: their order, and that where every service has to be there none is silently missed.

A test that misses something of the machine skips with a reason that begins with "needs " or "no " ("needs PostgreSQL").
With XUESHI_REQUIRE_SERVICES=1, as in .ci/run, such a skip is a failure: a green run then says that everything ran.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, however slow the machine: a red run is of the change under test.
# HYPOTHESIS_PROFILE=search looks for more.
_UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", derandomize=True, **_UNTIMED)
settings.register_profile("search", max_examples=1000, **_UNTIMED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
REQUIRE = "XUESHI_REQUIRE_SERVICES"
NEEDS = ("needs ", "no ")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: playwright keeps an event loop running in the main thread, beside which no async test can."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test skipped for want of something, in its marks, its fixtures or its body."""
    report = yield
    return _demanded(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole module skipped for want of something."""
    report = yield
    return _demanded(report)


def _demanded(report: Report) -> Report:
    if os.environ.get(REQUIRE) != "1" or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if reason.startswith(NEEDS):
        report.outcome = "failed"
        report.longrepr = f"{REQUIRE}=1, and this test was skipped: {reason}"
    return report
