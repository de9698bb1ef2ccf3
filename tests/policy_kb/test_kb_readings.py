"""`xueshi kb readings`, as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import xueshi

from policy_kb.loader import DATA, load


def count() -> int:
    """The readings that the knowledge base holds."""
    return len(load(folders=[DATA]).book.readings)


def test_one_reading_with_its_alternatives_and_the_answers_that_would_change() -> None:
    run = xueshi("kb", "readings", "bt-pool")
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0].startswith("bt-pool  bt-2019#附件/二/四  [rules]  policy_kb/data/readings.yml:")
    assert lines[1:] == [
        "  question: 「年度计入专业科目的学时数最多不超过40学时」限制什么？",
        "  taken: 限制一年内全部学术会议合计。",
        "  told: 上限是一年内全部学术会议合计的上限，当年已经计入的学术会议学时要一并算",
        "  example: 一年两次国家级学术会议，各 4 天，都宣读论文",
        "    answered: 40 学时",
        "  or: 每次会议各自限制",
        "    would be: 60 学时, 每次 4 × 6 + 6 = 30，都没有超过 40",
        "  or: 限制全年的专业科目（连同考试等）",
        "    example: 国家级学术会议 7 天没有宣读论文，又通过中级资格考试",
        "    answered: 75 学时",
        "    would be: 40 学时, 会议 40 加考试 35，合计最多 40",
        next(line for line in lines if line.startswith("  answers that would change: 2 of ")),
        "    bt.conference  bt-2019#附件/二/四  参加学术会议",
        "    bt.conference_other_level  bt-2019#附件/二/八  原文没有给出每天学时的学术会议（国际级、师市级）",
        "  decided by: 项目约定; confirmed by: nobody yet",
        "",
        lines[-1],
    ]
    assert lines[-1].startswith(f"readings: {count()}, confirmed: 0; rules that show one of their own: ")


def test_all_of_them() -> None:
    run = xueshi("kb", "readings")
    heads = [line for line in run.stdout.splitlines() if " policy_kb/data/readings.yml:" in line]
    assert (run.returncode, len(heads)) == (0, count())
    assert "  no example: " not in run.stdout, "each reading shows its example"
    assert "(the answer itself: words.conflict)" in run.stdout
    assert "  told: nothing: 通知本身没有限定年度，照用不必说明" in run.stdout
    assert "    would be: 18 学时 (no change), " in run.stdout
    # What nearly every answer rests on is counted, not listed.
    assert "xj.requirement_teacher" not in run.stdout


def test_one_reading_that_nearly_all_rest_on_lists_them() -> None:
    out = xueshi("kb", "readings", "earlier-year-refused").stdout
    assert "xj.requirement_teacher  xj-2021#一/三  中小学教师的学时要求" in out
    count = next(line for line in out.splitlines() if line.startswith("  answers that would change: "))
    rules, of, lookups, in_all = [int(word) for word in count.split() if word.isdecimal()]
    assert rules == of > 70 and lookups == in_all > 300
    assert len([line for line in out.splitlines() if line.startswith("    ") and "#" in line]) == rules


def test_json() -> None:
    run = xueshi("kb", "readings", "--json")
    found = json.loads(run.stdout)
    assert (run.returncode, len(found["readings"])) == (0, count())
    one = next(reading for reading in found["readings"] if reading["id"] == "bt-apart")
    assert one["would_change"] == {"rules": [], "lookups": [], "not_listed_in": ["bt"]}
    assert one["example"]["answered"] == one["example"]["gives"] == "not_listed"
    assert one["alternatives"][0]["example_gives"] == "per_prior_policy"
    assert (one["decided_by"], one["confirmed_by"]) == ("项目约定", None)
    assert found["counts"]["readings"] == count() and found["counts"]["confirmed"] == 0
    assert 0 < found["counts"]["rules_resting"] < found["counts"]["rules"]


def test_json_of_one() -> None:
    readings = json.loads(xueshi("kb", "readings", "half-days", "--json").stdout)["readings"]
    assert [(r["id"], len(r["alternatives"]), r["would_change"]["rules"][0]["clause"]) for r in readings] == [
        ("half-days", 2, "bt-2019#附件/二/四")]


def test_an_unknown_reading() -> None:
    run = xueshi("kb", "readings", "half-day")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("xueshi kb: no reading has the id 'half-day' (did you mean 'half-days'?); readings: ")


@pytest.mark.parametrize("words", [("kb", "readings", "half-days", "bt-pool"), ("kb", "readings", "--yaml")])
def test_a_wrong_call_exits_2(words: tuple[str, ...]) -> None:
    run = xueshi(*words)
    assert run.returncode == 2 and "see xueshi kb" in run.stderr


def test_an_example_that_a_folder_laid_over_changes_says_both(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text(
        "document: bt-2019\nrules:\n  - id: bt.language_computer_exam\n    about: 职称外语和计算机知识考试\n"
        "    clause: bt-2019#附件/二/七\n    answers: hours\n"
        "    when: {activity: [title_english_exam, computer_exam, academic_exchange]}\n"
        "    exception_to: [bt.conference, bt.conference_other_level]\n    subject: professional\n"
        "    effect: {kind: fixed, hours: 10, quote: 可分别视同为完成年度专业科目10学时的学习}\n",
        encoding="utf-8")
    run = xueshi("kb", "readings", "bt-bonus-once", "--kb", str(tmp_path))
    assert run.returncode == 0, run.stderr
    assert "    answered: 10 学时 (its file states 18 学时)" in run.stdout
