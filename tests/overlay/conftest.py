"""The model that `xueshi ask` uses, and a made-up county's folder outside the repository."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from asking import PROJECT, QINGHE

# `policy_tables` reads tables of any folder.
sys.path.append(str(PROJECT / "tests" / "rules_core"))


@pytest.fixture(scope="session")
def model() -> None:
    """The project's own model, trained without any folder laid over."""
    from bot.runtime.training import MODELS, train

    train(MODELS)


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the repository that holds nothing but `qinghe`, the county's notice."""
    folder = tmp_path_factory.mktemp("outside")
    shutil.copytree(QINGHE, folder / "qinghe")
    return folder
