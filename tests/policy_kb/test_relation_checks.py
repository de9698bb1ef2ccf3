"""Levels that both speak need a declared relation: what is asked of a new notice, and what each kind demands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_kb.loader import DATA, KbError, load

TOWN = Path(__file__).resolve().parent / "town"


def _faults(*folders: Path) -> list[str]:
    with pytest.raises(KbError) as error:
        load(folders=[DATA, *folders])
    return [str(fault) for fault in error.value.faults]


def test_a_new_notice_below_xj_without_relations_is_refused() -> None:
    """Each pair is named with both clauses, both places, facts for which both answer, and what to write."""
    faults = _faults(TOWN)
    assert all("tests/policy_kb/town/rules.yml:" in fault for fault in faults)
    pairs = {(fault.split("'")[1], fault.split("'")[3]) for fault in faults}
    assert pairs == {
        ("town.requirement", "xj.requirement"), ("town.requirement", "xj.requirement_teacher"),
        ("town.requirement", "xj.requirement_health"), ("town.conference", "xj.conference"),
        ("town.conference", "xj.claimed_way"), ("town.remote", "xj.off_platform")}
    one = next(fault for fault in faults if "'town.conference'" in fault and "'xj.claimed_way'" in fault)
    assert "town/rules.yml:14: 'town.conference': (town-2024#二/一) and 'xj.claimed_way' (xj-2021#二/二/3, " in one
    assert "policy_kb/data/rules/xj/ways.yml:" in one and "of 'xj' above both answer" in one
    assert "for {activity: academic_conference, on_platform: false}" in one
    assert "'relations: [{to: [xj.claimed_way], kind: KIND}]' with KIND one of details, narrows, diverges" in one
    assert "diverges also takes 'why', in Chinese, shown to the person" in one


def test_only_the_kinds_that_can_be_are_offered() -> None:
    offered = {tuple(fault.split("'")[i] for i in (1, 3)): fault.partition("KIND one of ")[2].partition(" (")[0]
               for fault in _faults(TOWN)}
    assert offered["town.requirement", "xj.requirement"] == "repeats, narrows, diverges"    # the same 90, 30, 60
    assert offered["town.requirement", "xj.requirement_teacher"] == "details, narrows, diverges"
    assert offered["town.remote", "xj.off_platform"] == "diverges"                          # it counts what is refused


def test_the_rule_that_meets_none_needs_none() -> None:
    """驻村 on the platform: the autonomous region's notice says nothing of it."""
    assert not any("town.village" in fault for fault in _faults(TOWN))


def test_with_what_the_faults_ask_for_it_loads(tmp_path: Path) -> None:
    shutil.copytree(TOWN, tmp_path, dirs_exist_ok=True)
    rules = (tmp_path / "rules.yml").read_text(encoding="utf-8")
    for rule, relations in {
        "town.requirement": "[{to: [xj.requirement], kind: repeats}, "
                            "{to: [xj.requirement_teacher, xj.requirement_health], kind: details}]",
        "town.conference": "[{to: [xj.conference, xj.claimed_way], kind: details}]",
        "town.remote": "[{to: [xj.off_platform], kind: diverges, why: 自治区要求在公布的网站学习}]",
    }.items():
        rules = rules.replace(f"- id: {rule}\n", f"- id: {rule}\n    relations: {relations}\n")
    (tmp_path / "rules.yml").write_text(rules, encoding="utf-8")
    book = load(folders=[DATA, tmp_path]).book
    assert book.relations["town.conference", "xj.claimed_way"].kind == "details"
    assert book.relations["town.remote", "xj.off_platform"].why == "自治区要求在公布的网站学习"


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("{subject: professional, hours: 60, quote: 专业科目不少于 60 学时}",
     "{subject: professional, hours: 50, quote: 专业科目不少于 50 学时}",
     "it repeats 'xj.requirement' (xj-2021#二/二/1), but the professional subject is 50 here and 60 there; accepted: "),
    ("{subject: public, hours: 30, quote: 公需科目不少于 30 学时}",
     "{subject: public, hours: 24, quote: 公需科目不少于 24 学时}",
     "but the public subject is 24 here and 30 there; accepted: diverges"),
    ("        - {subject: public, hours: 30, quote: 公需科目不少于 30 学时}\n", "",
     "but the public subject is not stated here and 30 there"),
    ("{subject: professional, hours: 60, quote: 专业科目不少于 60 学时}",
     "{subject: professional, share: 2/3, quote: 专业科目不少于三分之二}", None),
    ("{hours: 90, quote: 每年参加继续教育累计不少于 90 学时}",
     "{hours: 100, quote: 每年参加继续教育累计不少于 100 学时}",
     "but the total is 100 here and 90 there; accepted: narrows, diverges"),
])
def test_repeats_compares_the_figures(tmp_path: Path, old: str, new: str, fault: str | None) -> None:
    """The same figures, a share worked out to hours among them; anything else is no repetition."""
    shutil.copytree(TOWN, tmp_path, dirs_exist_ok=True)
    text, rules = (tmp_path / "texts" / "town-2024.txt"), (tmp_path / "rules.yml")
    head = rules.read_text(encoding="utf-8").partition("\n  - id: town.conference")[0]
    relations = ("    relations: [{to: [xj.requirement], kind: repeats}, "
                 "{to: [xj.requirement_teacher, xj.requirement_health], kind: details}]\n")
    assert old in head
    rules.write_text(head.replace(old, new) + relations, encoding="utf-8")
    quoted = [part.partition("quote: ")[2].rstrip("}\n ") for part in (old, new)]
    text.write_text(text.read_text(encoding="utf-8").replace(*quoted) if new else text.read_text(encoding="utf-8"),
                    encoding="utf-8")
    if fault is None:
        assert load(folders=[DATA, tmp_path]).book.relations["town.requirement", "xj.requirement"].kind == "repeats"
    else:
        found = _faults(tmp_path)
        assert len(found) == 1 and fault in found[0], found


def test_a_broken_rule_is_told_before_its_relations(tmp_path: Path) -> None:
    """A rule that is not sound is not compared: its relations would be noise."""
    shutil.copytree(TOWN, tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "rules.yml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("每天按 2 学时认定}", "每天按 3 学时认定}"), encoding="utf-8")
    assert [fault.partition("quote")[0].count("town.remote") for fault in _faults(tmp_path)] == [1, 1]
    assert not any("relations" in fault for fault in _faults(tmp_path))
