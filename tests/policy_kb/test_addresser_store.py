"""The stored clauses equal a fresh run, are refused with another text, and the command says what is stale."""

import json
import subprocess
import sys

import pytest

from policy_kb.addresser import UnknownClause, address_text, load_notice
from policy_kb.addresser.__main__ import main
from policy_kb.addresser.store import TEXTS, clauses_path, read_text, render

TEXT = "关于学习的通知\n\n各单位：\n\n一、学习\n\n（一）甲。\n\n（二）乙。\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "new-2024.txt").write_bytes(TEXT.encode())
    return tmp_path


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_stored_clauses_equal_a_fresh_run(path):
    assert clauses_path(path).read_bytes().decode() == render(path.stem, read_text(path))


def test_the_project_holds_no_stale_file(capsys):
    assert main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_write_then_check_then_load(folder, capsys):
    assert main(["--texts", str(folder), "--check"]) == 1
    assert "missing" in capsys.readouterr().err
    assert main(["--texts", str(folder)]) == 0
    assert main(["--texts", str(folder), "--check"]) == 0
    stored = json.loads((folder / "new-2024.clauses.json").read_text(encoding="utf-8"))
    assert sorted(stored) == ["clauses", "document", "sha256"]
    assert load_notice("new-2024", folder).clauses == address_text("new-2024", TEXT)


def test_another_text_is_refused(folder, capsys):
    main(["--texts", str(folder)])
    (folder / "new-2024.txt").write_text(TEXT + "二、其他\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"another text.*policy_kb\.addresser"):
        load_notice("new-2024", folder)
    assert main(["--texts", str(folder), "--check"]) == 1
    assert "stale" in capsys.readouterr().err


def test_faults_of_a_folder_are_all_named(folder, capsys):
    (folder / "empty-2024.txt").write_text("", encoding="utf-8")
    (folder / "gbk-2024.txt").write_bytes("各单位：继续教育。".encode("gbk"))
    (folder / "gone-2024.clauses.json").write_text("{}", encoding="utf-8")
    assert main(["--texts", str(folder)]) == 1
    faults = capsys.readouterr().err
    assert "empty-2024.txt: empty-2024: the text holds no clause" in faults
    assert "gbk-2024.txt: " in faults and "not UTF-8" in faults
    assert "gone-2024.clauses.json: no text beside it" in faults
    assert (folder / "new-2024.clauses.json").exists()


@pytest.mark.parametrize("stored", ["{", '{"document": "new-2024"}', "[]"])
def test_a_damaged_file_is_refused(folder, stored):
    (folder / "new-2024.clauses.json").write_text(stored, encoding="utf-8")
    with pytest.raises(ValueError, match=r"run `python -m policy_kb\.addresser`"):
        load_notice("new-2024", folder)


def test_a_wrong_call_exits_2(tmp_path):
    call = [sys.executable, "-B", "-m", "policy_kb.addresser", "--texts", str(tmp_path / "nowhere")]
    done = subprocess.run(call, capture_output=True, text=True, cwd=TEXTS.parents[2], check=False)
    assert done.returncode == 2
    assert "is no folder" in done.stderr


def test_line_ends_are_kept_so_that_offsets_hold(folder):
    (folder / "new-2024.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    main(["--texts", str(folder)])
    assert load_notice("new-2024", folder).clause_text("new-2024#一/二") == "（二）乙。"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("new-2024#一/三", "has no clause 'new-2024#一/三'; new-2024#一 holds: 一/一、一/二"),
        ("new-2024#二", "the document holds: p1、一"),
        ("new-2024#一/一/1", "new-2024#一/一 holds: nothing below"),
        ("other#一", "is no address of new-2024: an address looks like 'new-2024#p1'"),
        ("new-2024#", "is no address"),
    ],
)
def test_unknown_addresses_say_what_there_is(folder, address, message):
    main(["--texts", str(folder)])
    with pytest.raises(UnknownClause, match=message):
        load_notice("new-2024", folder).clause_text(address)
