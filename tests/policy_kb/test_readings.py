"""Readings: all of them are there, each is used, and what the answers of the policy tables show is declared."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import DATA, KbError, load
from policy_kb.reading_checks import uses
from policy_kb.reading_examples import ANSWERS, ask, caveat_pattern, gives
from policy_kb.reading_uses import resting
from rules_core.decision import Decision
from rules_core.effects.readings_used import BY_CLAIMS, BY_DIALOGUE, BY_SELECTION, SHOWN_BY_CODE, named_by, readings_of
from rules_core.model import Reading
from web.openapi.schemas import OUTCOMES

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "tests" / "rules_core"))
from policy_tables import ask as ask_case  # noqa: E402
from policy_tables import cases  # noqa: E402

#: What the project's contract reads into the notices, one after the other, and what the project decided besides.
AGREED = ("city-one-year", "half-days", "whole-months", "date-range-both-ends", "bt-pool", "bt-bonus-once",
          "bt-full-year", "third-by-subject", "age-on-review-day", "leap-birthday", "review-years-as-printed",
          "year-of-today", "later-year-carried", "earlier-year-refused", "open-ended-notice", "nearest-level",
          "higher-level-covers", "higher-level-of-the-year", "bt-apart", "contradictions-asked")
OWN = ("city-public-from-region", "review-year-figures", "sector-before-reduction", "city-degree-once",
       "split-at-new-year")


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(folders=[DATA])


@pytest.fixture(scope="module")
def decisions(kb: KnowledgeBase) -> list[tuple[str, Decision]]:
    """Every case of the policy tables, and the examples of the readings."""
    found = [(case.where, ask_case(case, kb.book)) for case in cases()]
    return found + [(name, ask(example, kb.book, kb.terms)) for name, reading in kb.book.readings.items()
                    for example in (reading.example, *(a.example for a in reading.alternatives))
                    if example is not None]


def shown(kb: KnowledgeBase, decision: Decision) -> set[str]:
    """The readings whose caveats a decision shows."""
    patterns = {name: caveat_pattern(reading) for name, reading in kb.book.readings.items()}
    return {name for caveat in decision.caveats for name, pattern in patterns.items() if pattern.fullmatch(caveat)}


def rules_of(decision: Decision) -> set[str]:
    """The rules that an answer is made of; an empty id where none answers."""
    own = {decision.rule or "", *(step.rule for step in decision.trace)}
    return own.union(*(rules_of(part) for part in decision.parts))


def test_every_reading_that_was_agreed_is_there_and_by_whom_it_was_taken(kb: KnowledgeBase) -> None:
    readings = kb.book.readings
    assert sorted(readings) == sorted((*AGREED, *OWN))
    assert {name for name, reading in readings.items() if reading.decided_by == "项目约定"} == set(AGREED)
    assert {name for name, reading in readings.items() if reading.confirmed_by is not None} == set()


def test_what_a_decision_shows_is_among_the_readings_of_its_rule(kb: KnowledgeBase,
                                                                 decisions: list[tuple[str, Decision]]) -> None:
    by_rule = {name: readings_of(compiled, kb.book) for name, compiled in kb.book.rules.items()}
    # Where no rule answers, the year is still told, and what the place says of its silence.
    silent = {"year-of-today", *(name for place in kb.book.jurisdictions.values() for name in place.readings)}
    strange = [(where, name) for where, decision in decisions for name in shown(kb, decision)
               if not any(name in (by_rule[rule] if rule else silent) for rule in rules_of(decision))]
    assert strange == []


def test_every_caveat_of_a_reading_is_shown(kb: KnowledgeBase, decisions: list[tuple[str, Decision]]) -> None:
    """Those of the dialogue are shown in tests/bot/dialogue/test_spoken_readings.py, those of claims in
    tests/claims/rules/test_gate_words.py."""
    seen = {name for _, decision in decisions for name in shown(kb, decision)}
    told = {name for name, reading in kb.book.readings.items() if reading.caveat}
    assert seen == told - set(BY_DIALOGUE) - set(BY_CLAIMS)


def test_two_readings_never_say_the_same(kb: KnowledgeBase) -> None:
    caveats = [reading.caveat for reading in kb.book.readings.values() if reading.caveat]
    assert len(set(caveats)) == len(caveats)


@pytest.mark.parametrize("folder", ["rules_core", "bot/dialogue"])
def test_no_caveat_is_written_in_code(folder: str, kb: KnowledgeBase) -> None:
    """The words of a reading stand in one place: a stretch of eight characters of a caveat is in no module."""
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / folder).rglob("*.py"))
    pieces = {piece for reading in kb.book.readings.values()
              for piece in re.findall(r"[一-龥，、；]{8,}", reading.caveat)}
    assert [piece for piece in sorted(pieces) if piece in code] == []
    assert len(pieces) > 15


def test_readings_shown_by_effects_are_declared() -> None:
    """Whatever id the effects read is in the registry."""
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "rules_core").rglob("*.py"))
    literal = set(re.findall(r'(?:\.read\(|note\(book, )"([\w-]+)"', code))
    assert literal and literal <= SHOWN_BY_CODE


def test_uses(kb: KnowledgeBase) -> None:
    assert {name: uses(name, kb.book) for name in ("half-days", "bt-pool", "bt-apart", "date-range-both-ends", "none")
            } == {"half-days": ["rules"], "bt-pool": ["rules"], "bt-apart": ["selection"],
                  "date-range-both-ends": ["dialogue"], "none": []}
    assert {name for name, reading in kb.book.readings.items() if reading.used_by == "selection"} == {
        *BY_SELECTION, "bt-apart"}


def test_the_rules_that_would_change(kb: KnowledgeBase) -> None:
    rests = resting(kb)
    assert rests["bt-bonus-once"].rules == ("bt.conference",)
    assert rests["bt-pool"].rules == ("bt.conference", "bt.conference_other_level")
    assert rests["whole-months"].rules == ("city.further_study",)
    assert rests["city-one-year"].rules == tuple(
        name for name, compiled in kb.book.rules.items() if "city-one-year" in named_by(compiled.rule))
    assert rests["bt-apart"].places == ("bt",) and rests["bt-apart"].rules == ()
    carried = {kb.book.rules[name].document for name in rests["later-year-carried"].rules}
    assert carried == {"aks-2025", "bt-2019", "hhht-2022"}
    held = {lookup.lookup.id: lookup.document for lookup in kb.lookups}
    assert {held[name] for name in rests["later-year-carried"].lookups} == carried
    assert {kb.book.rules[name].jurisdiction for name in rests["higher-level-covers"].rules} == {"xj"}
    assert {kb.book.rules[name].jurisdiction for name in rests["year-of-today"].rules} == {"xj", "xj-city", "xj-aks"}


def test_answers_in_words_of_an_example_are_outcomes() -> None:
    assert {*OUTCOMES} - {*ANSWERS} == {"hours", "claim_status"}
    assert {*ANSWERS} - {*OUTCOMES} == {"not_covered", "asks"}


#: What each alternative gives, once more, from the figures of the clauses: 12 a day, 60 a month, 60 and 90 a year in
#: the city; 6 a day and 6 for a paper, 40 a year, 35 for an examination in 兵团; 30 and 60 a year, 1/3 in 呼和浩特.
DERIVED = {
    "city-degree-once": (60,), "split-at-new-year": (4 * 12,),
    "city-one-year": (6 * 12, 60), "half-days": (3 * 12, 4 * 12), "whole-months": (Fraction(3, 2) * 60, 2 * 60, 60),
    "date-range-both-ends": (3 * 12, 2 * 12), "bt-pool": (2 * (4 * 6 + 6), 40),
    "bt-bonus-once": (2 * (6 + 6), 2 * 6 + 6), "bt-full-year": ("not_met", "not_met", "deemed_complete"),
    "city-public-from-region": ("not_listed", 90 - 60),
    "third-by-subject": ((3 * 30 + 2 * 60) / Fraction(3), 3 * 30 + 2 * 60 / Fraction(3)),
    "age-on-review-day": ((3 * 30 + 2 * 60) / Fraction(3), "exempt"),
    "leap-birthday": ((3 * 30 + 2 * 60) / Fraction(3),),
    "review-years-as-printed": (3 * (30 + 60), 30 + 2 * (30 + 60)), "review-year-figures": ("set_elsewhere",),
    "sector-before-reduction": ((3 * 30 + 2 * 60) / Fraction(3),),
    "year-of-today": (3 * 12, "asks"), "later-year-carried": ("not_covered", 90), "earlier-year-refused": (90,),
    "open-ended-notice": ("not_covered", 90), "nearest-level": ("set_elsewhere",),
    "higher-level-covers": ("not_listed",), "higher-level-of-the-year": ("not_covered",),
    "bt-apart": ("per_prior_policy",), "contradictions-asked": (3 * 30 + 2 * 60, (3 * 30 + 2 * 60) / Fraction(3)),
}


def test_what_the_alternatives_give_follows_from_the_figures_of_the_clauses(kb: KnowledgeBase) -> None:
    stated = {name: tuple(a.example_gives for a in reading.alternatives) for name, reading in kb.book.readings.items()}
    assert stated == DERIVED


@pytest.mark.parametrize("name", [*AGREED, *OWN])
def test_examples_are_answered_as_stated(kb: KnowledgeBase, name: str) -> None:
    reading: Reading = kb.book.readings[name]
    assert reading.example is not None
    for example in (reading.example, *(a.example for a in reading.alternatives)):
        if example is not None:
            assert gives(ask(example, kb.book, kb.terms), example.gives)


def _copy(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("lookups"))
    file = folder / "readings.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_reading_that_answers_show_must_be_there(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "id: later-year-carried", "id: later-year-caried")
    with pytest.raises(KbError) as error:
        load(folders=[folder])
    faults = "\n".join(str(fault) for fault in error.value.faults)
    assert "readings.yml: no file defines the reading 'later-year-carried', which answers show" in faults
    assert "'later-year-caried': is used by no rule and by no place" in faults


def test_an_overlay_may_replace_rules_that_examples_were_written_for(tmp_path: Path) -> None:
    """A notice of 兵团 for 2025 lets the example of a year carried forward show nothing: no reason to refuse it."""
    (tmp_path / "bt.yml").write_text(
        "documents:\n  - {id: bt-2019, title: 关于做好兵团 2019 年度专业技术人员继续教育工作的有关事项的通知, "
        "jurisdiction: bt, applies_from_year: 2019}\n", encoding="utf-8")
    kb = load(folders=[DATA, tmp_path])
    example = kb.book.readings["later-year-carried"].example
    assert example is not None
    assert not any("没有收录适用于" in c for c in ask(example, kb.book, kb.terms).caveats)


def test_an_overlay_may_word_a_caveat_anew(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text(
        "readings:\n  - id: later-year-carried\n    question: 以后的年度怎么答？\n    reading: 按最近一份通知回答。\n"
        "    caveat: \"{year}年的通知还没有收录\"\n    used_by: selection\n    example:\n      says: 兵团 2025 年\n"
        "      question: {question: requirement, region: bt, year: 2025, today: 2025-06-01}\n      gives: 90\n"
        "    alternatives:\n      - {reading: 不答, example_gives: not_covered, because: 没有当年的通知}\n",
        encoding="utf-8")
    kb = load(folders=[DATA, tmp_path])
    example = kb.book.readings["later-year-carried"].example
    assert example is not None
    assert ask(example, kb.book, kb.terms).caveats == ("2025年的通知还没有收录",)
