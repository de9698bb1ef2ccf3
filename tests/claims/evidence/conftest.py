"""Fixtures of evidence: a folder, beside those of all claims."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of evidence files, not yet made."""
    return tmp_path / "evidence"
