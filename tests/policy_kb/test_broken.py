"""A knowledge base that is broken in any one way is refused, with file, line and what to do (tests/kb_broken)."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_kb.loader import DATA, KbError, load
from policy_kb.yamltree import read_tree

ROOT = Path(__file__).resolve().parents[1] / "kb_broken"
COUNTY = Path(__file__).resolve().parent / "county"
FOLDERS = sorted(folder for folder in ROOT.iterdir() if folder.is_dir())
PROJECT = ROOT.parents[1]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project's knowledge base without its answers in words, each file read once: eighty loads in a few seconds."""
    folder = tmp_path_factory.mktemp("kb") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("lookups"))
    with pytest.MonkeyPatch.context() as patch:
        cached = functools.cache(read_tree)
        patch.setattr("policy_kb.sources.read_tree",
                      lambda file, label: (cached if folder in file.parents else read_tree)(file, label))
        yield folder


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_faults_are_named(folder: Path, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    with pytest.raises(KbError) as error:
        load(folders=[base, COUNTY, folder])
    own = folder.relative_to(PROJECT).as_posix() + "/"
    assert [str(fault).replace(own, "") for fault in error.value.faults] == (
        folder / "expect.txt").read_text(encoding="utf-8").splitlines()


def test_the_county_itself_is_sound() -> None:
    assert "county.conference" in load(folders=[DATA, COUNTY]).book.rules


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="is not a folder; name one with knowledge-base files"):
        load(str(tmp_path / "nowhere"))


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"holds no knowledge-base files \(\*\.yml\)"):
        load(str(tmp_path))


def test_an_unreadable_file_hides_no_other_unreadable_file_and_adds_no_noise(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "activities.yml").write_text("terms: [\n", encoding="utf-8")
    (tmp_path / "places.yml").write_bytes("places: 某县\n".encode("gb18030"))
    with pytest.raises(KbError) as error:
        load(str(tmp_path))
    assert [Path(fault.file).name for fault in error.value.faults] == ["places.yml", "activities.yml"]


def test_faults_of_many_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("terms:\n  - {id: x, kind: nothing, name: 某}\n", encoding="utf-8")
    (tmp_path / "two.yml").write_text("places:\n  - {region: nowhere, names: [某]}\nrulez: []\n", encoding="utf-8")
    with pytest.raises(KbError) as error:
        load(str(tmp_path))
    assert sorted((Path(fault.file).name, fault.line) for fault in error.value.faults) == [
        ("one.yml", 2), ("two.yml", 2), ("two.yml", 3)]
