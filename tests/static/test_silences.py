"""A declared silence is checked when the knowledge base is loaded, found for a question, and shown by `kb show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import DATA, KbError, load
from policy_kb.silences import silences_on
from xueshi.main import main

SOUND = {"id": "x", "clause": "bt-2019#附件/一/三", "answers": "hours", "when": "{activity: paper}", "why": "没有写"}


def _written(**changes: str) -> str:
    fields = {**SOUND, **changes}
    return "silences:\n  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


@pytest.mark.parametrize(("changes", "says"), [
    ({"clause": "bt-2019#附件/一/九"}, "'x': stands on bt-2019#附件/一/九, which is no clause of a held notice"),
    ({"clause": "bt-2020#一"}, "'x': stands on bt-2020#一, which is no clause of a held notice"),
    ({"when": "{activity: papr}"},
     "'x': 'activity' names the term 'papr', which no terms file defines; did you mean 'paper'?"),
    ({"when": "{activity: senior}"},
     "'x': compares 'activity' with the term 'senior', which is of the kind 'title_level'"),
    ({"when": "{age: 50}"}, "'x': 'age' is a number: write {at_least: …} or {below: …}"),
    ({"why": "silent"}, "'x': its 'why' is not in Chinese; people read it beside the answer"),
    ({"why": "只计 40 学时"}, "'x': its 'why' states 40, which bt-2019#附件/一/三 does not hold"),
    ({"answers": "remaining"}, "'x': 'answers' is 'remaining'; accepted: hours, requirement, review"),
])
def test_a_fault_is_named_with_its_line(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    (tmp_path / "silences.yml").write_text(_written(**changes), encoding="utf-8")
    with pytest.raises(KbError) as error:
        load(folders=[DATA, tmp_path])
    assert [(Path(fault.file).name, fault.line, fault.message) for fault in error.value.faults] == [
        ("silences.yml", 2, says)]


def test_a_sound_one_is_taken_from_a_folder_laid_over(tmp_path: Path) -> None:
    (tmp_path / "silences.yml").write_text(_written(), encoding="utf-8")
    assert load(folders=[DATA, tmp_path]).silences[-1].silence.why == "没有写"


@pytest.mark.parametrize(("place", "year", "facts", "found"), [
    ("bt", 2019, {"activity": "academic_lecture", "level": "county"}, ["bt.silent_low_conference"]),
    ("bt", 2025, {"activity": "academic_lecture", "level": "county"}, ["bt.silent_low_conference"]),
    ("bt", 2019, {"activity": "academic_lecture", "level": "national"}, []),
    ("bt", 2018, {"activity": "academic_lecture", "level": "county"}, []),
    ("xj", 2025, {"activity": "secondment"}, ["xj.silent_service"]),
    ("xj-city", 2021, {"activity": "secondment"}, ["xj.silent_service"]),
    ("xj-city", 2025, {"activity": "secondment"}, ["city.silent_service", "xj.silent_service"]),
    ("nm", 2022, {"activity": "paper"}, []),
])
def test_the_nearest_notice_comes_first(kb: KnowledgeBase, place: str, year: int, facts: dict[str, str],
                                        found: list[str]) -> None:
    assert [held.silence.id for held in silences_on(kb, place, year, "hours", facts)] == found


def test_a_clause_is_shown_with_its_silences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", "xj-city-2022#附件2/注"]) == 0
    shown = capsys.readouterr().out
    assert "silences: 1\n  city.silent_service  免试只限通知列明的几种工作" in shown
    assert "[hours]  xj-city-2022#附件2/注/3  policy_kb/data/silences.yml:" in shown


def test_a_clause_without_silences_says_nothing_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", "xj-city-2022#附件3/4"]) == 0
    assert "silences" not in capsys.readouterr().out
