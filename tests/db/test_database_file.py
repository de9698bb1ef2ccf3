"""The file of a SQLite database is its owner's alone: what it holds in clear is nobody else's on the machine either."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db.database import Database
from db.engine import DatabaseUnavailable
from db.upgrade import upgrade

needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs file modes")


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@needs_posix
def test_a_new_database_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = Database(f"sqlite:///{tmp_path / 'new' / 'xueshi.db'}")
        upgrade(database.engine)
        files = sorted((tmp_path / "new").iterdir())
        assert files[0].name == "xueshi.db" and {_mode(file) for file in files} == {0o600}
        database.close()
    finally:
        os.umask(before)


@needs_posix
def test_the_mode_of_an_older_one_is_its_owners_to_choose(tmp_path: Path) -> None:
    (tmp_path / "xueshi.db").touch(0o640)
    (tmp_path / "xueshi.db").chmod(0o640)
    Database(f"sqlite:///{tmp_path / 'xueshi.db'}").close()
    assert _mode(tmp_path / "xueshi.db") == 0o640


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "xueshi.db").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'xueshi.db'}")
    with pytest.raises(DatabaseUnavailable):
        database.write_now(lambda connection: None)
    database.close()
