"""A limit of the year holds over all claims of a person: any split, any order, whatever a reviewer takes off."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from drafts import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.rules.draft import read_draft
from claims.rules.gate import Counted, compute, counted_of
from claims.rules.outcome import Outcome
from claims.rules.room import recognised_of
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import DATA, load

LIMIT = Fraction(40)  # bt-2019#附件/二/四
YEAR = 2025
ROOT = Path(__file__).resolve().parents[2]
COUNTY_CHAIN = """document: county-2024
chains:
  - id: county.recognition
    region: xj-aks-county
    kind: recognition
    ways:
      - steps: [{role: hr_authority, office: 某县人社局, clause: county-2024#二/二, quote: 每次按 10 学时认定}]
"""


def _conference(days: int, level: str, presented: bool, start: int) -> dict[str, Any]:
    first = date(YEAR, 1, 5) + timedelta(days=start)
    return {"activity": "academic_conference", "level": level, "days": days, "presented": presented,
            "start": first.isoformat(), "end": (first + timedelta(days=days - 1)).isoformat()}


def _exam(title: str) -> dict[str, Any]:
    return {"activity": title, "passed": True, "start": f"{YEAR}-03-01", "end": f"{YEAR}-03-01"}


conferences = st.builds(_conference, st.integers(1, 6), st.sampled_from(["national", "provincial"]), st.booleans(),
                        st.integers(0, 30).map(lambda week: week * 10))
exams = st.builds(_exam, st.sampled_from(["licence_exam", "title_english_exam", "middle_title_exam"]))


def _event(activity: dict[str, Any]) -> tuple[str, str]:
    """Papers read at conferences on the same days would be one conference, which is refused."""
    return activity["activity"], activity["start"]


@cache
def project() -> KnowledgeBase:
    """The knowledge base; no fixture, for hypothesis would print it whole."""
    return load()


@cache
def county() -> KnowledgeBase:
    """The same with the made-up county and a chain of it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "chains.yml").write_text(COUNTY_CHAIN, encoding="utf-8")
        return load(folders=[DATA, ROOT / "policy_kb" / "county", Path(folder)])


def file(kb: KnowledgeBase, activities: list[dict[str, Any]], counted: list[Counted], region: str = "bt") -> Outcome:
    """A claim of these activities beside what counts already."""
    raw = {"kind": "recognition", "region": region, "year": YEAR, "activities": activities}
    return compute(kb, read_draft(kb, raw, TODAY), TODAY, counted)


def _in_turn(kb: KnowledgeBase, claims: list[list[dict[str, Any]]]) -> list[Counted]:
    counted: list[Counted] = []
    for activities in claims:
        outcome = file(kb, activities, counted)
        counted.append(counted_of(outcome.decision, outcome.hours))
    return counted


@settings(deadline=None)
@given(st.lists(st.one_of(conferences, exams), min_size=1, max_size=8, unique_by=_event),
       st.randoms(use_true_random=False))
def test_claim_after_claim_comes_to_what_one_claim_comes_to(activities: list[dict[str, Any]],
                                                            order: random.Random) -> None:
    kb = project()
    whole = file(kb, activities, []).hours
    assert whole is not None
    shuffled = order.sample(activities, len(activities))
    claims: list[list[dict[str, Any]]] = [[]]
    for activity in shuffled:
        if claims[-1] and order.random() < 0.5:
            claims.append([])
        claims[-1].append(activity)
    counted = _in_turn(kb, claims)
    assert sum(one.recognised or 0 for one in counted) == whole
    assert sum(hours for one in counted for rule, hours in one.parts if rule == "bt.conference") <= LIMIT


@settings(deadline=None)
@given(st.lists(st.tuples(conferences, st.fractions(0, 1, max_denominator=8)), min_size=1, max_size=10))
def test_what_a_reviewer_takes_off_is_room_again(filed: list[tuple[dict[str, Any], Fraction]]) -> None:
    kb = project()
    counted: list[Counted] = []
    total = Fraction(0)
    for activity, share in filed:
        outcome = file(kb, [activity], counted)
        alone = file(kb, [activity], []).hours
        assert outcome.hours is not None and alone is not None
        assert outcome.hours == min(alone, LIMIT - total)
        recognised = outcome.hours * share
        total += recognised
        counted.append(counted_of(outcome.decision, recognised))
    assert total <= LIMIT


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(st.one_of(conferences, exams), min_size=1, max_size=4, unique_by=_event),
                          st.fractions(0, 1, max_denominator=8)), min_size=1, max_size=6))
def test_however_a_reduction_is_read_the_limit_holds(
        filed: list[tuple[list[dict[str, Any]], Fraction]]) -> None:
    """Of a claim with other activities the reviewer may have taken everything off those: the conferences stand."""
    kb = project()
    counted: list[Counted] = []
    most = Fraction(0)
    for activities, share in filed:
        outcome = file(kb, activities, counted)
        assert outcome.hours is not None
        recognised = outcome.hours * share
        claim = counted_of(outcome.decision, recognised)
        most += min(sum((h for rule, h in claim.parts if rule == "bt.conference"), Fraction(0)), recognised)
        counted.append(claim)
    assert most <= LIMIT


def test_room_that_is_used_up_is_told(kb: KnowledgeBase) -> None:
    full = file(kb, [_conference(6, "national", True, 0), ], [])
    assert full.hours == 40
    counted = [counted_of(full.decision, full.hours)]
    more = file(kb, [_conference(2, "national", False, 30)], counted)
    assert (more.hours, more.claimable) == (0, False)
    assert "上限" in more.message
    texts = [line["text"] for line in more.decision["trace"]]
    assert "全年合计最多计入 40 学时，本年度已认定和前面已计 40 学时，还可计 0 学时" in texts
    assert [flag["kind"] for flag in more.flags] == ["cap"]
    beside = file(kb, [_conference(2, "national", False, 30), _exam("licence_exam")], counted)
    assert (beside.hours, beside.claimable) == (40, True)


def test_a_limit_on_one_event_is_of_one_event(kb: KnowledgeBase) -> None:
    long = {"activity": "academic_conference", "level": "national", "days": 9, "start": "2025-05-01",
            "end": "2025-05-09"}
    first = file(kb, [long], [], "xj-city")
    again = file(kb, [{**long, "start": "2025-06-01", "end": "2025-06-09"}],
                 [counted_of(first.decision, first.hours)], "xj-city")
    assert (first.hours, again.hours) == (60, 60)


def test_claims_without_hours_take_no_room(kb: KnowledgeBase) -> None:
    paper = file(kb, [{"activity": "paper", "start": "2025-03-01", "end": "2025-03-01"}], [])
    assert counted_of(paper.decision, Fraction(20)).parts == ()
    assert recognised_of(kb.book, [counted_of(paper.decision, Fraction(20))], YEAR) == ()
    assert paper.most is None


class TestWithoutARate:
    """师市 and international conferences (附件/二/八): a reviewer enters the hours, within the year's limit."""

    def test_what_was_recognised_is_room_taken(self, kb: KnowledgeBase) -> None:
        open_ = file(kb, [_conference(5, "prefecture", False, 0)], [])
        assert (open_.claimable, open_.needs_basis, open_.hours, open_.most) == (True, True, None, LIMIT)
        counted = [counted_of(open_.decision, Fraction(20))]
        assert file(kb, [_conference(6, "national", True, 40)], counted).hours == 20
        assert file(kb, [_conference(2, "international", False, 40)], counted).most == 20

    def test_the_room_is_told_and_where_there_is_none_it_is_refused(self, kb: KnowledgeBase) -> None:
        national = file(kb, [_conference(5, "national", False, 0)], [])
        found = file(kb, [_conference(5, "prefecture", False, 40)], [counted_of(national.decision, national.hours)])
        assert found.most == 10 and found.decision["most"] == "10"
        assert [flag["kind"] for flag in found.flags] == ["cap"] and "10 学时" in found.flags[0]["message"]
        full = file(kb, [_conference(6, "national", True, 0)], [])
        none = file(kb, [_conference(5, "prefecture", False, 40)], [counted_of(full.decision, full.hours)])
        assert (none.claimable, none.most) == (False, 0) and "上限" in none.message

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.builds(_conference, st.integers(1, 6), st.sampled_from(
        ["national", "provincial", "prefecture", "international"]), st.booleans(), st.integers(0, 300)),
        st.fractions(0, 1, max_denominator=8)), min_size=1, max_size=10))
    def test_the_limit_holds_over_both(self, filed: list[tuple[dict[str, Any], Fraction]]) -> None:
        kb = project()
        counted: list[Counted] = []
        total = Fraction(0)
        for activity, share in filed:
            outcome = file(kb, [activity], counted)
            most = outcome.most if outcome.needs_basis else outcome.hours
            if not outcome.claimable:
                assert total == LIMIT
                continue
            assert most is not None and most <= LIMIT - total
            total += most * share
            counted.append(counted_of(outcome.decision, most * share))
        assert total <= LIMIT


def test_more_recognised_than_the_limit_leaves_nothing(kb: KnowledgeBase) -> None:
    found = file(kb, [_conference(1, "national", False, 0)], [Counted((("bt.conference", Fraction(55)),), None)])
    assert (found.hours, found.claimable) == (0, False)


@pytest.mark.parametrize("part", [{"rule": None, "exact_hours": "3"}, {"rule": "x", "exact_hours": "three"}])
def test_a_stored_decision_that_the_gate_did_not_write(part: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a stored decision"):
        counted_of({"parts": [part]}, None)


class TestSharedLimit:
    """A made-up county: conferences and teaching share one limit of the year (40), a conference has its own of 27."""

    @settings(deadline=None)
    @given(st.lists(st.one_of(
        st.builds(lambda days, start: {**_conference(days, "national", False, start)}, st.integers(1, 4),
                  st.integers(0, 300)),
        st.builds(lambda hours: {"activity": "teaching", "hours": hours, "start": "2025-04-01", "end": "2025-04-01"},
                  st.sampled_from([1, "5/2", 7, 20]))), min_size=1, max_size=6),
        st.lists(st.fractions(0, 1, max_denominator=6), min_size=6, max_size=6), st.booleans())
    def test_holds_over_claims_of_both(self, activities: list[dict[str, Any]], shares: list[Fraction],
                                       reducing: bool) -> None:
        counted: list[Counted] = []
        total = Fraction(0)
        for activity, share in zip(activities, shares):
            outcome = file(county(), [activity], counted, "xj-aks-county")
            alone = file(county(), [activity], [], "xj-aks-county").hours
            assert outcome.hours is not None and alone is not None
            assert outcome.hours == min(alone, LIMIT - total)
            recognised = outcome.hours * share if reducing else outcome.hours
            total += recognised
            counted.append(counted_of(outcome.decision, recognised))
        assert total <= LIMIT
        if not reducing:
            assert total == file(county(), activities, [], "xj-aks-county").hours
