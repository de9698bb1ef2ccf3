"""A folder that cannot be laid over is refused by every command, with a line that says what to mend; nothing is
answered from half a knowledge base."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from asking import QINGHE, xueshi

ASK = ("ask", "清河县一年要多少学时", "--today", "2025-06-01")
COMPUTE = ("compute", "question.yml")
COVERAGE = ("kb", "coverage")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the command runs; `qinghe` in it is a sound folder, `empty` holds nothing."""
    shutil.copytree(QINGHE, tmp_path / "qinghe")
    (tmp_path / "empty").mkdir()
    (tmp_path / "question.yml").write_text("{question: requirement, region: bt, year: 2019}", encoding="utf-8")
    return tmp_path


def _fault(message: str, *words: str, cwd: Path) -> None:
    run = xueshi(*words, cwd=cwd)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"xueshi {words[0]}: the knowledge base cannot be used:\n{message}\n"


@pytest.mark.parametrize("words", [ASK, COMPUTE, COVERAGE], ids=["ask", "compute", "coverage"])
@pytest.mark.parametrize(("kb", "message"), [
    ("nowhere", "nowhere: is not a folder; name one with knowledge-base files (*.yml)"),
    ("question.yml", "question.yml: is not a folder; name one with knowledge-base files (*.yml)"),
    ("empty", "empty: holds no knowledge-base files (*.yml)"),
])
def test_no_knowledge_base_folder(folder: Path, kb: str, message: str, words: tuple[str, ...]) -> None:
    _fault(message, *words, "--kb", kb, cwd=folder)


def test_a_service_does_not_start_on_a_folder_that_is_not_there(folder: Path) -> None:
    run = xueshi("serve", cwd=folder, kb=folder / "nowhere")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"xueshi serve: XUESHI_KB: there is no folder {folder}/nowhere\n"


def test_an_id_that_stands_twice_in_the_folder(folder: Path) -> None:
    shutil.copy(folder / "qinghe" / "kb.yml", folder / "qinghe" / "kb-copy.yml")
    run = xueshi(*ASK, "--kb", "qinghe", cwd=folder)
    assert (run.returncode, run.stdout) == (1, "")
    assert "qinghe/kb.yml:2: 'qh': the id is taken by qinghe/kb-copy.yml:2; choose another" in run.stderr.splitlines()


def test_a_held_notice_without_its_text(folder: Path) -> None:
    (folder / "qinghe" / "texts" / "qh-2025.txt").unlink()
    run = xueshi(*ASK, "--kb", "qinghe", cwd=folder)
    assert run.returncode == 1
    assert "qinghe/kb.yml:4: 'qh-2025': is held but has no text; put it at texts/qh-2025.txt" in run.stderr


def test_words_that_the_text_no_longer_holds(folder: Path) -> None:
    """The text is put right after its rules were written: each quote of the old words is named."""
    text = folder / "qinghe" / "texts" / "qh-2025.txt"
    text.write_text(text.read_text("utf-8").replace("每天按7学时", "每天按9学时"), encoding="utf-8")
    run = xueshi(*ASK, "--kb", "qinghe", cwd=folder)
    assert (run.returncode, run.stdout) == (1, "")
    assert "'qh.field': the quote 「每天按7学时计算」 is not in qh-2025#二/二" in run.stderr
