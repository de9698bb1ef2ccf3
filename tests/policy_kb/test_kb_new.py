"""`xueshi kb new`: a folder for a new notice that is sound at once, states nothing yet, and replaces nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from command import PROJECT, xueshi

from policy_kb.addresser import read_notice
from xueshi.main import main

TEXT = PROJECT / "tests" / "overlay" / "qinghe" / "texts" / "qh-2025.txt"
TITLE = "关于做好清河县2025年专业技术人员继续教育工作的通知"
PLACE = ("--jurisdiction", "qh", "--name", "清河县", "--parent", "xj")
NOTICE = ("--id", "qh-2025", "--title", TITLE, "--text", str(TEXT))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of a county below xj, and what the command said."""
    folder = tmp_path_factory.mktemp("new")
    run = xueshi("kb", "new", "qinghe", *NOTICE, *PLACE, "--issued", "2025-01-10", "--years", "2025", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    yield folder / "qinghe", run.stdout


def test_it_is_sound_at_once_and_carries_nothing(made: tuple[Path, str]) -> None:
    folder, _ = made
    check = xueshi("kb", "check", "--kb", str(folder), cwd=folder)
    assert (check.returncode, check.stdout.partition(":")[0]) == (0, "no faults"), check.stdout
    own = xueshi("kb", "check").stdout
    assert check.stdout == own.replace("5 notices", "6 notices"), "a skeleton holds no rule and no answer"
    run = xueshi("kb", "coverage", "--json", "--kb", str(folder), cwd=folder)
    row = json.loads(run.stdout)["documents"]["qh-2025"]
    # The salutation is context by itself.
    assert row == {"clauses": row["clauses"], "rule": 0, "lookup": 0, "context": 1, "none": row["clauses"] - 1}


def test_the_files_and_their_entries(made: tuple[Path, str]) -> None:
    folder, _ = made
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == ["lookups/qh-2025.yml", "notices/qh-2025.yml", "rules/qh-2025.yml", "texts/qh-2025.txt"]
    assert (folder / "texts/qh-2025.txt").read_bytes() == TEXT.read_bytes()
    assert yaml.safe_load((folder / "notices/qh-2025.yml").read_text("utf-8")) == {
        "jurisdictions": [{"id": "qh", "name": "清河县", "parent": "xj"}],
        "documents": [{"id": "qh-2025", "title": TITLE, "jurisdiction": "qh", "issued": "2025-01-10",
                       "applies_to_years": [2025]}],
        "places": [{"region": "qh", "names": ["清河县"]}]}
    for name in ("rules", "lookups"):
        assert yaml.safe_load((folder / f"{name}/qh-2025.yml").read_text("utf-8")) == {"document": "qh-2025"}


def test_every_clause_stands_in_both_files_with_its_words(made: tuple[Path, str]) -> None:
    folder, _ = made
    notice = read_notice("qh-2025", TEXT.read_text("utf-8"))
    for name in ("rules", "lookups"):
        lines = (folder / f"{name}/qh-2025.yml").read_text("utf-8").splitlines()
        shown = [line.removeprefix("# ") for line in lines if line.startswith("# qh-2025#")]
        assert shown == [clause.address for clause in notice.clauses]
        assert lines[lines.index("# qh-2025#二/二") + 1] == "#   参加田间学校实训的，每天按7学时计算。"


def test_it_says_what_to_do_next(made: tuple[Path, str]) -> None:
    _, said = made
    assert "docs/add-a-notice.md" in said
    assert "xueshi kb check --kb qinghe" in said and "xueshi kb coverage --kb qinghe" in said
    assert "look at:" not in said, "nothing is odd about this notice"


def test_figures_are_offered_as_comments(made: tuple[Path, str]) -> None:
    lines = (made[0] / "rules/qh-2025.yml").read_text("utf-8").splitlines()
    at = lines.index("# qh-2025#二/一")
    assert lines[at + 2: at + 4] == [
        "#     effect: {kind: rate, unit: day, hours: 5, quote: 每天按5学时计算}",
        "#     caps: [{scope: per_year, hours: 30, quote: 一年最多计30学时}]"]
    assert "#     age: {at_least: 58, quote: 年满58周岁的专业技术人员参加职称评审时}" in lines
    assert "#     minimum: {fact: months, at_least: 6, quote: 外派支医满六个月的}" in lines


@pytest.mark.parametrize("text", ["\ufeff通知\r\n\r\n一、每天按5学时计算。\r\n", "通知\n\n一、按5学时\x0c计算。\n"],
                         ids=["mark of byte order and CRLF", "form feed"])
def test_the_text_is_kept_byte_for_byte(text: str, tmp_path: Path) -> None:
    data = text.encode()
    (tmp_path / "paper.txt").write_bytes(data)
    run = xueshi("kb", "new", "folder", "--id", "zz-2025", "--title", "通知", "--text", "paper.txt", "--jurisdiction",
                 "bt", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "folder/texts/zz-2025.txt").read_bytes() == data
    assert xueshi("kb", "check", "--kb", "folder", cwd=tmp_path).returncode == 0


def test_a_place_that_is_held_gets_no_second_entry(tmp_path: Path) -> None:
    run = xueshi("kb", "new", "folder", "--id", "bt-2026", "--title", "某通知", "--text", str(TEXT),
                 "--jurisdiction", "bt", cwd=tmp_path)
    assert run.returncode == 0
    assert list(yaml.safe_load((tmp_path / "folder/notices/bt-2026.yml").read_text("utf-8"))) == ["documents"]
    assert "look at: the title does not stand in the text" in run.stdout
    assert "look at: without a date or years the notice answers for every year" in run.stdout


def test_a_document_that_was_only_cited_can_be_held(tmp_path: Path) -> None:
    run = xueshi("kb", "new", "folder", "--id", "xj-2022-9", "--title", TITLE, "--text", str(TEXT),
                 "--jurisdiction", "xj", "--issued", "2022-01-01", cwd=tmp_path)
    assert "look at: xj-2022-9 was cited but not held" in run.stdout
    assert xueshi("kb", "check", "--kb", "folder", cwd=tmp_path).returncode == 0


def test_a_name_that_led_elsewhere_is_told(tmp_path: Path) -> None:
    run = xueshi("kb", "new", "folder", "--id", "kc-2025", "--title", TITLE, "--text", str(TEXT),
                 "--jurisdiction", "xj-kc", "--name", "库车", "--parent", "xj-aks", "--years", "2025", cwd=tmp_path)
    assert "look at: 库车 led to xj-aks so far; it leads to xj-kc with this folder laid over" in run.stdout


def test_next_years_notice_goes_beside(made: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "two"
    for name in ("notices", "rules", "lookups", "texts"):
        (folder / name).mkdir(parents=True)
        for file in (made[0] / name).iterdir():
            (folder / name / file.name).write_bytes(file.read_bytes())
    words = ("--id", "qh-2026", "--title", TITLE, "--text", str(TEXT), "--jurisdiction", "qh", "--years", "2026",
             "2027")
    before = {file: file.read_bytes() for file in folder.rglob("*.*")}
    assert xueshi("kb", "new", "two", *words, cwd=tmp_path).returncode == 1
    run = xueshi("kb", "new", "two", *words, "--beside", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert {file: file.read_bytes() for file in before} == before
    assert "7 notices" in xueshi("kb", "check", "--kb", "two", cwd=tmp_path).stdout


def test_no_file_is_replaced_and_none_left_half_made(tmp_path: Path) -> None:
    (tmp_path / "held" / "rules").mkdir(parents=True)
    own = tmp_path / "held" / "rules" / "qh-2025.yml"
    own.write_text("words: {greet: 您好}\n", encoding="utf-8")
    run = xueshi("kb", "new", "held", *NOTICE, *PLACE, "--beside", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "xueshi kb: held/rules/qh-2025.yml is there already; nothing was written\n"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [own]
    assert own.read_text("utf-8") == "words: {greet: 您好}\n"


def _with(**changed: str | None) -> list[str]:
    """The words of a call; an option that is None is left out."""
    options = {"id": "qh-2025", "title": TITLE, "text": str(TEXT), "jurisdiction": "qh", "name": "清河县", **changed}
    return [word for name, value in options.items() if value is not None for word in (f"--{name}", value)]


@pytest.mark.parametrize(("words", "code", "says"), [
    (_with(id="QH 2025"), 2, "--id takes small letters, digits and hyphens, as in qh-2025; not 'QH 2025'"),
    (_with(id="../qh"), 2, "--id takes small letters, digits and hyphens"),
    (_with(jurisdiction="清河"), 2, "--jurisdiction takes small letters, digits and hyphens"),
    (_with(title=" "), 2, "--title takes one line of text"),
    (_with(title="通知\n又一行"), 2, "--title takes one line of text"),
    (_with(name="Qinghe"), 2, "--name is shown to people and takes Chinese, not 'Qinghe'"),
    (_with(issued="2025-02-30"), 2, "--issued takes a day of the calendar as YYYY-MM-DD, not '2025-02-30'"),
    (_with(issued="10.1.2025"), 2, "--issued takes a day of the calendar"),
    (_with(years="25"), 2, "--years takes years from 1949 to 2100, not 25"),
    (_with(years="今年"), 2, "argument --years: invalid int value: '今年'"),
    ([*_with(), "--years", "2025", "2025"], 2, "--years names a year twice"),
    (_with(id=None), 2, "the following arguments are required: --id"),
    (_with(jurisdiction=None), 2, "the following arguments are required: --jurisdiction"),
    (_with(id="bt-2019"), 1, "the id bt-2019 is taken by 《关于做好兵团 2019 年度"),
    (_with(name=None), 1, "the jurisdiction qh is not known; give its --name (and --parent), or one of: xj, xj-city,"),
    (_with(jurisdiction="bt"), 1, "the jurisdiction bt is held as 新疆生产建设兵团; leave --name and --parent out"),
    (_with(parent="xz"), 1, "--parent xz is not known; accepted: xj, xj-city,"),
    (_with(text="nowhere.txt"), 1, "cannot read nowhere.txt: No such file or directory"),
    (_with(text="."), 1, "cannot read .: Is a directory"),
    (_with(text="gb.txt"), 1, "gb.txt is not UTF-8; save the notice as plain text in UTF-8"),
    (_with(text="empty.txt"), 1, "empty.txt cannot be addressed: qh-2025: the text holds no clause"),
    (_with(text="twice.txt"), 1, "twice.txt cannot be addressed: qh-2025: lines 3 and 7 would both be qh-2025#一"),
])
def test_a_call_that_makes_nothing(words: list[str], code: int, says: str, tmp_path: Path,
                                   monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gb.txt").write_bytes("关于继续教育的通知".encode("gb18030"))
    (tmp_path / "empty.txt").write_bytes(b"\n")
    (tmp_path / "twice.txt").write_text("通知\n\n一、甲\n\n二、乙\n\n一、丙\n", encoding="utf-8")
    try:
        found = main(["kb", "new", "folder", *words])
    except SystemExit as left:
        found = left.code
    said = capsys.readouterr()
    assert (found, said.out) == (code, ""), said.err
    assert says in said.err.splitlines()[-1], said.err
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize(("prepare", "says"), [
    ("file", "held is a file; name a new folder"),
    ("full", "held is not empty; name a new folder, or give --beside"),
])
def test_a_folder_that_cannot_be_used(prepare: str, says: str, tmp_path: Path) -> None:
    held = tmp_path / "held"
    if prepare == "file":
        held.write_text("x", encoding="utf-8")
    else:
        held.mkdir()
        (held / "notes.txt").write_text("x", encoding="utf-8")
    run = xueshi("kb", "new", "held", *NOTICE, *PLACE, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(f"xueshi kb: {says}") and len(run.stderr.splitlines()) == 1
    left = ["held"] if prepare == "file" else ["held", "notes.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == left


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    run = xueshi("kb", "new", "file/below", *NOTICE, *PLACE, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "xueshi kb: cannot write file/below/texts: Not a directory\n"


def test_a_file_in_the_way_leaves_nothing_half_made(tmp_path: Path) -> None:
    """`rules` is a file: the text and the notice's entries were written before it was met, and are taken back."""
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "own.yml").write_text("words: {greet: 您好}\n", encoding="utf-8")
    (tmp_path / "held" / "rules").write_text("x", encoding="utf-8")
    run = xueshi("kb", "new", "held", *NOTICE, *PLACE, "--beside", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("xueshi kb: cannot write held/rules")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["own.yml", "rules"]


def test_an_empty_folder_is_as_good_as_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert xueshi("kb", "new", "empty", *NOTICE, *PLACE, cwd=tmp_path).returncode == 0


def test_beside_a_folder_that_is_broken(tmp_path: Path) -> None:
    run = xueshi("kb", "new", "nowhere", *NOTICE, *PLACE, "--beside", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == ("xueshi kb: the knowledge base cannot be used; mend it first: nowhere: is not a folder; name "
                          "one with knowledge-base files (*.yml)\n")
