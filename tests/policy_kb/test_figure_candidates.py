"""What a new notice's skeleton offers to its author: true words, ready to be pasted, and only as comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import yaml
from command import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.addresser import AddressError, count_quote, load_notice, read_notice
from policy_kb.addresser.store import TEXTS
from policy_kb.clauses import Notice
from policy_kb.figure_candidates import Candidate, candidates
from policy_kb.flow import flow
from policy_kb.model import TOPICS
from policy_kb.notice_head import Heading
from policy_kb.notice_skeleton import lookups_file, notice_file, rules_file
from rules_core.model import Bonus, Cap, Effect, Minimum, RequirementPart, Total
from rules_core.quoted_numbers import numbers_in

COUNTY = PROJECT / "tests" / "overlay" / "qinghe" / "texts" / "qh-2025.txt"
HELD = sorted(path.stem for path in TEXTS.glob("*.txt"))


def _all_candidates() -> Iterator[tuple[Notice, Candidate]]:
    for notice in (*(load_notice(name) for name in HELD), read_notice("qh-2025", COUNTY.read_text("utf-8"))):
        for clause in notice.clauses:
            for candidate in candidates(notice, clause.address):
                yield notice, candidate


_SHAPES: dict[str, Any] = {"effect": Effect, "caps": list[Cap], "bonus": Bonus, "total": Total, "minimum": Minimum,
                           "subjects": list[RequirementPart], "age": dict[str, Any]}


def test_every_candidate_is_true_and_can_be_pasted() -> None:
    """Its words stand in its clause once and state its figure, and the line is one that a rule takes."""
    found = list(_all_candidates())
    assert len(found) > 50
    for notice, candidate in found:
        assert count_quote(notice.clause_text(candidate.clause), candidate.quote) == 1
        assert candidate.value in numbers_in(candidate.quote)
        ((key, value),) = yaml.safe_load(candidate.line).items()
        msgspec.convert(value, _SHAPES[key])
        assert flow(candidate.quote) in candidate.line


@pytest.mark.parametrize(("address", "line"), [
    ("xj-city-2022#附件3/5",
     "caps: [{scope: per_event, years: 2, figures: REQUIREMENT, quote: 一次最多认定两年的学时}]"),
    ("xj-city-2022#附件3/6", "effect: {kind: multiple, times: 2, quote: 可获得所授课程时的 2 倍学时}"),
    ("xj-city-2022#一/1",
     "subjects: [{subject: professional, share: 2/3, quote: 专业科目一般不少于总学时的三分之二}]"),
    ("bt-2019#附件/二/四/p1", "bonus: {when: {}, cells: [{is: [], hours: 6, quote: 宣读、报告论文者另加6学时}]}"),
    ("hhht-2022#三/一", 'effect: {kind: reduced, fraction: 1/3, step: "0.5", quote: 要求完成规定学时的 1/3 即可}'),
    ("xj-2021#二/二/1", "subjects: [{subject: professional, hours: 60, quote: 专业科目不少于60学时}]"),
])
def test_a_candidate_of_a_held_notice(address: str, line: str) -> None:
    assert line in [candidate.line for _, candidate in _all_candidates() if candidate.clause == address]


@pytest.mark.parametrize("name", HELD)
def test_the_skeleton_of_any_notice_is_only_comments(name: str) -> None:
    notice = read_notice("zz-2025", (TEXTS / f"{name}.txt").read_bytes().decode("utf-8"))
    head = Heading("zz-2025", "通知", "zz", "某地")
    for text in (rules_file(head, notice), lookups_file(head, notice, TOPICS)):
        assert yaml.safe_load(text) == {"document": "zz-2025"}
        assert all(clause.address in text for clause in notice.clauses)


def test_an_answer_that_is_offered_stands_in_its_clause() -> None:
    """What the lookups skeleton offers is a quote that the loader takes."""
    for name in HELD:
        notice = load_notice(name)
        body = lookups_file(Heading(name, "通知", "zz"), notice, TOPICS).partition(f"document: {name}\n")[2]
        mark = "#     answer: "
        offered = [line.removeprefix(mark) for line in body.splitlines() if line.startswith(mark)]
        assert len(offered) > len(notice.clauses) / 2
        for line in offered:
            ((entry),) = yaml.safe_load(line)
            assert count_quote(notice.clause_text(entry["clause"]), entry["quote"]) == 1


@given(st.text(min_size=1, max_size=60))
def test_no_character_of_a_text_becomes_an_entry(words: str) -> None:
    """Line separators, control and private-use characters, quotes and brackets stay inside the comments."""
    try:
        notice = read_notice("zz-2025", f"通知\n\n一、要求\n\n{words}\n\n二、每天按5学时计算{words}，截止。\n")
    except AddressError:
        return
    head = Heading("zz-2025", "通知", "zz", "某地")
    for text in (rules_file(head, notice), lookups_file(head, notice, TOPICS)):
        assert yaml.safe_load(text) == {"document": "zz-2025"}


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(str.isprintable))
def test_any_title_reads_back(title: str) -> None:
    entry = yaml.safe_load(notice_file(Heading("zz-2025", title, "zz", title)))
    assert (entry["documents"][0]["title"], entry["places"][0]["names"]) == (title, [title])
