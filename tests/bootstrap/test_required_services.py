"""XUESHI_REQUIRE_SERVICES=1 turns a skip for want of a service into a failure, and no other skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
REASON = "no PostgreSQL at 127.0.0.1"
CASES = {
    "body": 'import pytest\ndef test_it(): pytest.skip("{reason}")',
    "mark": 'import pytest\n@pytest.mark.skip(reason="{reason}")\ndef test_it(): pass',
    "condition": 'import pytest\n@pytest.mark.skipif(True, reason="{reason}")\ndef test_it(): pass',
    "fixture": 'import pytest\n@pytest.fixture\ndef thing(): pytest.skip("{reason}")\ndef test_it(thing): pass',
    "module": 'import pytest\npytest.skip("{reason}", allow_module_level=True)',
}


def outcome(folder: Path, source: str, required: str) -> tuple[int, str]:
    """Exit code and output of pytest on one test file beside the project's conftest."""
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_one.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder, env={**os.environ, "XUESHI_REQUIRE_SERVICES": required, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, timeout=60,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("source", CASES.values(), ids=CASES.keys())
def test_a_missing_service_fails_where_all_are_required(tmp_path: Path, source: str) -> None:
    code, output = outcome(tmp_path, source.format(reason=REASON), "1")
    assert code != 0
    assert REASON in output


@pytest.mark.parametrize("source", CASES.values(), ids=CASES.keys())
def test_a_missing_service_is_a_skip_otherwise(tmp_path: Path, source: str) -> None:
    code, output = outcome(tmp_path, source.format(reason=REASON), "")
    assert "1 skipped" in output
    assert code in (0, 5)


@pytest.mark.parametrize("source", [
    CASES["body"].format(reason="nothing to compare on this platform"),
    'import pytest\n@pytest.mark.xfail(reason="needs thought")\ndef test_it(): assert False',
])
def test_other_skips_stay(tmp_path: Path, source: str) -> None:
    code, _ = outcome(tmp_path, source, "1")
    assert code == 0
