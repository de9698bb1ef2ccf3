"""What carries a clause: by address, by quote through a narrower or wider address, as a heading, by declaration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_kb.coverage import Carried, counts, coverage, own_span, speaking_of
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

COUNTY = Path(__file__).resolve().parent / "county"


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(str(COUNTY))


@pytest.fixture(scope="module")
def carried(kb: KnowledgeBase) -> Iterator[dict[str, Carried]]:
    yield {one.clause.address: one for clauses in coverage(kb).values() for one in clauses}


@pytest.mark.parametrize(("address", "carrier", "name"), [
    ("xj-city-2022#附件3/4", "rule", "city.conference"),
    ("bt-2019#附件/二/四", "rule", "bt.conference"),           # named by the rule
    ("bt-2019#附件/二/四/p1", "rule", "bt.conference"),        # quoted through the wider address
    ("aks-2025#三/p1", "rule", "aks.off_platform"),
    ("xj-2021#二/二/3/p1", "rule", "xj.training"),             # a pointer of the rule
    ("xj-city-2022#附件2/p1", "rule", "city.prior_policy"),    # the form
    ("xj-city-2022#一/2", "lookup", ""),
    ("county-2024#二/二", "rule", "county.contest"),
])
def test_carried_by(carried: dict[str, Carried], address: str, carrier: str, name: str) -> None:
    one = carried[address]
    assert one.carrier == carrier
    assert not name or name in one.rules


def test_a_heading_is_context_only_where_all_below_it_is_carried(carried: dict[str, Carried]) -> None:
    assert carried["county-2024#二"].carrier == "context"
    assert carried["xj-2021#二/二"].carrier == "context"


def test_what_nothing_speaks_of_is_none(carried: dict[str, Carried]) -> None:
    assert [a for a, one in carried.items() if one.carrier == "none"] == [
        "county-2024#p2", "county-2024#p3", "county-2024#p4"]


def test_the_salutation_is_context(carried: dict[str, Carried]) -> None:
    assert (carried["county-2024#p1"].carrier, carried["county-2024#p1"].reason) == ("context", "salutation")


def test_a_bare_part_keeps_its_heading_from_being_context(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "town-2024.txt").write_text(
        "关于学习的通知\n\n各单位：\n\n一、学习\n\n（一）甲。\n\n（二）乙。\n\n二、其他\n\n（一）丙。\n",
        encoding="utf-8")
    (tmp_path / "town.yml").write_text(
        "document: town-2024\n"
        "documents: [{id: town-2024, title: 某镇通知, jurisdiction: xj, applies_from_year: 2024}]\n"
        "context: [{clause: town-2024#一/二, reason: 口号}]\n"
        "lookups:\n"
        "  - {id: town.a, topics: [ways], title: 甲, answer: [{clause: town-2024#一, quote: 甲}]}\n", encoding="utf-8")
    kb = load(str(tmp_path))
    found = {one.clause.address: (one.carrier, one.reason) for one in coverage(kb)["town-2024"]}
    assert found == {
        "town-2024#p1": ("context", "salutation"),
        "town-2024#一": ("lookup", None),                       # the lookup names it
        "town-2024#一/一": ("lookup", None),                    # and quotes what stands here
        "town-2024#一/二": ("context", "口号"),
        "town-2024#二": ("none", None),
        "town-2024#二/一": ("none", None)}
    assert counts(coverage(kb))["town-2024"] == {"clauses": 6, "rule": 0, "lookup": 2, "context": 2, "none": 2}


def test_each_clause_counts_once(kb: KnowledgeBase) -> None:
    for document, row in counts(coverage(kb)).items():
        assert row["clauses"] == len(kb.notices[document].clauses)
        assert row["clauses"] == sum(row[carrier] for carrier in ("rule", "lookup", "context", "none"))


def test_own_words_end_where_the_next_clause_begins(kb: KnowledgeBase) -> None:
    notice = kb.notices["county-2024"]
    start, end = own_span(notice, notice.clause("county-2024#二"))
    assert notice.text[start:end].strip() == "二、学时认定"


def test_who_speaks_of_a_part_speaks_of_what_is_below(kb: KnowledgeBase) -> None:
    notice = kb.notices["county-2024"]
    rules, lookups = speaking_of(kb, notice, notice.clause("county-2024#二"))
    assert rules == ("county.conference", "county.contest", "county.teaching", "county.medical_support")
    assert lookups == ("county.contest_hours",)
