"""`xueshi kb check`, `coverage` and `show`, as people run them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import PROJECT, xueshi

COUNTY = "tests/policy_kb/county"
BROKEN = "tests/kb_broken"


def test_check_of_a_sound_knowledge_base() -> None:
    run = xueshi("kb", "check")
    assert run.returncode == 0
    assert re.fullmatch(r"no faults: \d+ rules, \d+ lookups, 5 notices\n", run.stdout)


@pytest.mark.parametrize("words", [("kb", "--kb", COUNTY, "check"), ("kb", "check", "--kb", COUNTY)])
def test_a_folder_is_laid_over(words: tuple[str, ...]) -> None:
    run = xueshi(*words)
    assert (run.returncode, "6 notices" in run.stdout) == (0, True)


def test_check_prints_every_fault_with_file_and_line() -> None:
    run = xueshi("kb", "check", "--kb", f"{BROKEN}/parent-ring")
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        f"{BROKEN}/parent-ring/places.yml:2: 'xj-aks-county': lies below itself: xj-aks-county → xj-town → "
        "xj-aks-county; mend one 'parent'",
        f"{BROKEN}/parent-ring/places.yml:3: 'xj-town': lies below itself: xj-town → xj-aks-county → xj-town; mend one "
        "'parent'",
        "2 faults"]


def test_check_of_a_folder_that_is_not_there() -> None:
    run = xueshi("kb", "check", "--kb", "nowhere")
    assert (run.returncode, run.stdout) == (1, "nowhere: is not a folder; name one with knowledge-base files (*.yml)\n"
                                            "1 fault\n")


@pytest.mark.parametrize("words", [("coverage",), ("show", "bt-2019#一")])
def test_the_others_refuse_a_broken_knowledge_base(words: tuple[str, ...]) -> None:
    run = xueshi("kb", *words, "--kb", f"{BROKEN}/duplicate-key")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == ("xueshi kb: the knowledge base cannot be used:\n"
                          f"{BROKEN}/duplicate-key/rules.yml:10: the key 'about' stands twice in one mapping (first on "
                          "line 4); keep one\n")


def test_coverage_as_json() -> None:
    run = xueshi("kb", "coverage", "--json")
    assert run.returncode == 0
    documents = json.loads(run.stdout)["documents"]
    assert {name: row["clauses"] for name, row in documents.items()} == {
        "xj-2021": 45, "xj-city-2022": 40, "aks-2025": 41, "bt-2019": 52, "hhht-2022": 49}
    for row in documents.values():
        assert list(row) == ["clauses", "rule", "lookup", "context", "none"]
        assert row["clauses"] == row["rule"] + row["lookup"] + row["context"] + row["none"]
        assert row["none"] == 0 and row["rule"] > 0


def test_coverage_as_a_table_lists_what_nothing_carries() -> None:
    lines = xueshi("kb", "coverage", "--kb", COUNTY).stdout.splitlines()
    assert lines[0].split() == ["document", "clauses", "rule", "lookup", "context", "none"]
    assert lines[6].split() == ["county-2024", "14", "7", "0", "4", "3"]
    assert lines[7:] == ["", "clauses that nothing carries:",
                         "  county-2024#p2  为做好我县专业技术人员继续教育工作，现将有关事项通知如下：",
                         "  county-2024#p3  某县人力资源和社会保障局", "  county-2024#p4  2024年3月1日"]


def test_show() -> None:
    run = xueshi("kb", "show", "bt-2019#附件/二/四")
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0] == "bt-2019#附件/二/四"
    assert "年度计入专业科目的学时数最多不超过40学时。" in run.stdout
    rule = next(line for line in lines if line.startswith("  bt.conference  "))
    assert "参加学术会议  [hours: rate]  bt-2019#附件/二/四  policy_kb/data/rules/bt/other_forms.yml:" in rule
    answers = lines[lines.index(next(line for line in lines if line.startswith("lookups: "))) + 1:]
    assert answers and all("policy_kb/data/lookups/bt/" in line for line in answers)


def test_show_names_the_file_of_each_entry_where_a_rule_and_a_lookup_share_an_id() -> None:
    lines = xueshi("kb", "show", "hhht-2022#二/一").stdout.splitlines()
    shared = [line for line in lines if line.startswith("  hhht.review_senior_middle  ")]
    assert [line.rpartition("  ")[2].rpartition(":")[0] for line in shared] == [
        "policy_kb/data/rules/nm-hhht/review.yml", "policy_kb/data/lookups/nm-hhht/review.yml"]


def test_show_a_heading_with_all_that_stands_on_its_parts() -> None:
    out = xueshi("kb", "show", "xj-city-2022#附件3").stdout
    assert "rules: 13" in out and "city.class " in out and "city.remote " in out
    assert "context: heading: what stands below it is carried" in out


@pytest.mark.parametrize(("address", "says"), [
    ("xj-city-2022#附件3/9", "xj-city-2022 has no clause 'xj-city-2022#附件3/9'; nearest: xj-city-2022#附件3/8"),
    ("xj-city-2022#附件3／4", "nearest: xj-city-2022#附件3/4"),
    ("bt-2019#七", "bt-2019 has no clause 'bt-2019#七'; nearest: "),
    ("bt-2019", "bt-2019 has no clause 'bt-2019'; nearest: "),
    ("xj-2020#一", "'xj-2020#一' is no address of a held notice; an address begins with one of: xj-2021#, "),
])
def test_an_unknown_address(address: str, says: str) -> None:
    run = xueshi("kb", "show", address)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("xueshi kb: ") and says in run.stderr


@pytest.mark.parametrize("words", [("kb",), ("kb", "chek"), ("kb", "show"), ("kb", "coverage", "--yaml")])
def test_a_wrong_call_exits_2(words: tuple[str, ...]) -> None:
    run = xueshi(*words)
    assert run.returncode == 2
    assert "see xueshi" in run.stderr and "Traceback" not in run.stderr


def test_it_runs_from_any_folder(tmp_path: Path) -> None:
    run = xueshi("kb", "check", "--kb", str(PROJECT / BROKEN / "bad-date"), cwd=tmp_path)
    assert run.returncode == 1
    assert "notice.yml:2: 'county-2024': 'issued' is '2024-02-30'" in run.stdout
