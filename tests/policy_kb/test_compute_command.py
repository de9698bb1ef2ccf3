"""`xueshi compute`: facts in, decision out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import xueshi

QUESTION = """\
question: hours
region: xj-city
today: 2025-06-01
activities: [{activity: academic_conference, level: national, days: 3}]
"""


@pytest.fixture
def question(tmp_path: Path) -> Path:
    path = tmp_path / "question.yml"
    path.write_text(QUESTION, encoding="utf-8")
    return path


def test_a_question_in_yaml(question: Path) -> None:
    run = xueshi("compute", str(question))
    assert (run.returncode, run.stderr) == (0, "")
    decision = json.loads(run.stdout)
    assert decision["outcome"] == "hours" and decision["hours"] == 36
    assert decision["by_subject"] == {"public": 0, "professional": 36}
    assert decision["trace"][0] == {
        "rule": "city.conference", "text": "3 天 × 12 学时/天 = 36 学时", "clause": "xj-city-2022#附件3/4",
        "op": "product", "result": 36, "operands": [{"value": 3, "origin": "fact:days"},
                                   {"value": 12, "origin": "quote:xj-city-2022#附件3/4"}]}
    assert decision["citations"][0]["clause"] == "xj-city-2022#附件3/4"
    assert decision["year"] == 2025 and decision["jurisdiction"] == "xj-city"


def test_the_same_in_json_from_standard_input(question: Path) -> None:
    text = json.dumps({"question": "hours", "region": "xj-city", "today": "2025-06-01",
                       "activities": [{"activity": "academic_conference", "level": "national", "days": 3}]},
                      indent="\t")
    assert xueshi("compute", "-", stdin=text.encode()).stdout == xueshi("compute", str(question)).stdout


def test_the_same_question_gives_the_same_bytes(question: Path) -> None:
    assert xueshi("compute", str(question)).stdout == xueshi("compute", str(question)).stdout


def test_an_outcome_without_hours_is_no_failure() -> None:
    run = xueshi("compute", "-", stdin=b"{region: bt, activities: [{activity: academic_conference}]}")
    assert run.returncode == 0
    assert json.loads(run.stdout)["ask_for"] == ["level"]


def test_today_sets_the_year_and_goes_before_the_questions_own(question: Path) -> None:
    assert json.loads(xueshi("compute", str(question), "--today", "2020-01-01").stdout)["detail"] == {
        "not_covered": "earlier_year"}


def test_a_folder_is_laid_over() -> None:
    run = xueshi("compute", "-", "--kb", "tests/policy_kb/county",
                 stdin=b"{region: xj-aks-county, year: 2024, activities: [{activity: skill_contest}]}")
    assert json.loads(run.stdout)["hours"] == 10


def test_a_record_of_years_in_yaml_and_json() -> None:
    """Years are keys as people write them: numbers in YAML, text in JSON."""
    yaml = b"{question: remaining, region: xj, today: 2025-06-01, record: {2021: {public: 30, professional: 42.5}}}"
    run = xueshi("compute", "-", stdin=yaml)
    assert run.returncode == 0, run.stderr
    decision = json.loads(run.stdout)
    assert (decision["outcome"], decision["hours"]) == ("hours", 17.5)
    assert decision["detail"]["table"] == [{"year": 2021, "public": 30, "professional": 60, "done_public": 30,
                                            "missing_public": 0, "done_professional": 42.5,
                                            "missing_professional": 17.5}]
    same = json.dumps({"question": "remaining", "region": "xj", "today": "2025-06-01",
                       "record": {"2021": {"public": 30, "professional": 42.5}}})
    assert xueshi("compute", "-", stdin=same.encode()).stdout == run.stdout


def test_activities_of_two_years() -> None:
    exams = b"[{activity: licence_exam, year: 2019}, {activity: licence_exam}]"
    asked = b"{region: bt, today: 2020-06-01, activities: %s}" % exams
    decision = json.loads(xueshi("compute", "-", stdin=asked).stdout)
    assert decision["hours"] == 80
    assert decision["detail"]["by_year"] == {"2019": {"public": 0, "professional": 40, "hours": 40},
                                             "2020": {"public": 0, "professional": 40, "hours": 40}}


def test_the_schema() -> None:
    run = xueshi("compute", "--schema")
    assert run.returncode == 0
    schema = json.loads(run.stdout)
    assert schema["question"]["question"] == ["hours", "requirement", "review", "remaining"]
    assert schema["question"]["region"]["bt"] == "新疆生产建设兵团"
    assert schema["facts"]["days"]["unit"] == "天"
    assert schema["facts"]["transfer_year"]["type"] == "year"
    assert "public, professional" in schema["question"]["record"]
    assert schema["facts"]["level"]["terms"]["national"] == "全国性"


@pytest.mark.parametrize(("text", "says"), [
    ("region: xj-city\nregoin: bt\n", "unknown key 'regoin'; accepted: question, region, year, person, activities,"),
    ("record: {2021: 30}", "record takes hours by year and subject"),
    ("record: {2021: {public: 3}, '2021': {public: 4}}", "standard input:1: the key '2021' stands twice"),
    ("activities: [{dayz: 3}]", "unknown fact 'dayz'; known facts: activity, level,"),
    ("activities: [{days: -3}]", "days must be above 0 and at most 366, not -3"),
    ("activities: [{activity: academic_confrence}]",
     "activity has no term 'academic_confrence' (did you mean 'academic_conference'?); accepted: academic_exchange,"),
    ("person: {gender: county}", "gender has no term 'county'; accepted: male, female"),
    ("today: tomorrow", "today takes a day as YYYY-MM-DD, not 'tomorrow'"),
    ("question: review\nregion: nm-hhht\nyear: 2022\nbirth: 2030-01-01\ntoday: 2022-06-01",
     "birth lies after 2022-06-01"),
    ("region: [bt", "standard input:1: is not valid YAML: did not find expected ',' or ']'"),
    ("region: bt\nregion: xj\n", "standard input:2: the key 'region' stands twice in one mapping (first on line 1)"),
    ('{"region": "bt",}trailing', "standard input:1: is not valid YAML"),
    ("just words", "a question is a mapping with the keys question, region,"),
    ("- region", "a question is a mapping with the keys"),
    ("[" * 5000, "standard input"),
])
def test_a_question_that_cannot_be_read(text: str, says: str) -> None:
    run = xueshi("compute", "-", stdin=text.encode())
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(f"xueshi compute: {says}"), run.stderr


def test_bytes_that_are_not_utf8() -> None:
    run = xueshi("compute", "-", stdin="region: 兵团".encode("gb18030"))
    assert run.returncode == 1
    assert run.stderr == "xueshi compute: standard input is not UTF-8 (byte 9); save it as UTF-8\n"


def test_a_file_that_is_not_there() -> None:
    run = xueshi("compute", "nowhere.yml")
    assert (run.returncode, run.stderr) == (1, "xueshi compute: cannot read nowhere.yml: No such file or directory\n")


@pytest.mark.parametrize("words", [(), ("question.yml", "--schema"), ("a.yml", "b.yml"), ("-", "--today", "1.6.2025"),
                                   ("--shema",)])
def test_a_wrong_call_exits_2(words: tuple[str, ...]) -> None:
    run = xueshi("compute", *words, stdin=b"{}")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.strip().splitlines()[-1].startswith("xueshi compute: ")


def test_it_says_what_a_question_looks_like() -> None:
    example = "activities: [{activity: academic_conference, level: national, days: 3}]"
    assert example in xueshi("compute", "--help").stdout


@pytest.mark.parametrize(("facts", "hours"), [
    ("{activity: middle_title_exam}", 35), ("{activity: junior_title_exam}", 30),
    ("{activity: senior_title_exam}", 40)])
def test_the_level_of_an_examination_is_its_own(facts: str, hours: int) -> None:
    """Not the title that the person applies for."""
    for person in ("{}", "{title_level: senior}"):
        text = f"{{region: bt, year: 2019, activities: [{facts}], person: {person}}}"
        assert json.loads(xueshi("compute", "-", stdin=text.encode()).stdout)["hours"] == hours


def test_a_training_within_the_unit_is_held_by_the_unit() -> None:
    own = "{region: bt, year: 2019, activities: [{activity: inhouse_training, hours: 20}]}"
    stated = own.replace("inhouse_training,", "inhouse_training, organizer: own_employer,")
    decision = json.loads(xueshi("compute", "-", stdin=own.encode()).stdout)
    assert decision == json.loads(xueshi("compute", "-", stdin=stated.encode()).stdout)
    assert decision["hours"] is None
