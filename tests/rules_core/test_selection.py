"""Selection in place, time and facts, on a small book: exactly one wins, or it is known what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules_core.age import age_on
from rules_core.book import RuleBook, build_book, compile_rule, span_of_years
from rules_core.decide import decide
from rules_core.decision import Decision, number, plain, to_json
from rules_core.model import Document, Fixed, Jurisdiction, NotMet, Reading, Rule
from rules_core.overlap import overlaps, satisfiable_together
from rules_core.question import Question
from rules_core.select import AmbiguousRules, select
from rules_core.terms import TermTree

TERMS = TermTree({"talk": None, "lecture": "talk", "exam": None, "town": None, "state": None, "male": None,
                  "female": None})
PLACES = {"land": Jurisdiction(id="land", name="州"), "town": Jurisdiction(id="town", name="镇", parent="land"),
          "isle": Jurisdiction(id="isle", name="岛")}
DOCUMENTS = {
    "land-1": Document(id="land-1", title="州", jurisdiction="land", applies_from_year=2020),
    "town-1": Document(id="town-1", title="镇", jurisdiction="town", applies_to_years=[2021, 2022]),
    "isle-1": Document(id="isle-1", title="岛", jurisdiction="isle", in_force_from="2019-05-01",
                       in_force_to="2021-12-31"),
}

#: The words that decisions show by themselves.
READINGS = {name: Reading(id=name, question="？", reading="。", caveat=caveat) for name, caveat in {
    "later-year-carried": "依据的是{notice_year}年度的通知《{title}》；没有收录适用于{year}年的通知",
    "higher-level-covers": "{place}的文件对此没有规定，依据上级（{higher}）的文件",
    "higher-level-of-the-year": "没有收录{place}适用于这一年度的通知，依据上级（{higher}）的文件",
    "year-of-today": "按 {year} 年",
    "age-on-review-day": "年龄按 {day} 计，为 {age} 周岁",
}.items()}


def _rule(name: str, when: dict[str, Any], hours: int = 1, exceptions: tuple[str, ...] = (),
          needs: tuple[str, ...] = (), effect: Any = None) -> Rule:
    return Rule(id=name, clause=f"{name.partition('.')[0]}-1#一", answers="hours", about=name, when=when,
                effect=effect or Fixed(hours=hours, quote=f"{hours} 学时"), exception_to=list(exceptions),
                needs=list(needs), subject="professional")


def _book(*rules: Rule) -> RuleBook:
    compiled = [compile_rule(r, DOCUMENTS[r.clause.partition("#")[0]], TERMS) for r in rules]
    return build_book(PLACES, DOCUMENTS, TERMS, READINGS, compiled,
                      {"presented": (True, False), "gender": ("male", "female"), "passed": (True, False)})


def _ask(book: RuleBook, place: str = "land", year: int = 2021, **facts: Any) -> Decision:
    return decide(Question("hours", place, year, {}, (facts,)), book, date(2021, 1, 1))


def test_the_nearest_level_that_holds_a_rule_wins() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}, 1), _rule("town.talk", {"activity": "talk"}, 2),
                 _rule("land.exam", {"activity": "exam"}, 3), _rule("isle.exam", {"activity": "exam"}, 4))
    assert _ask(book, "town", activity="talk").rule == "town.talk"
    assert _ask(book, "land", activity="talk").rule == "land.talk"
    above = _ask(book, "town", activity="exam")
    assert above.rule == "land.exam" and "依据上级（州）的文件" in above.caveats[-1]
    assert _ask(book, "isle", activity="talk").outcome == "not_listed"


@pytest.mark.parametrize(("place", "year", "rule"), [
    ("town", 2019, None), ("town", 2020, "land.talk"), ("town", 2021, "town.talk"), ("town", 2022, "town.talk"),
    ("town", 2023, "town.talk"), ("land", 2019, None), ("land", 2020, "land.talk"), ("isle", 2018, None),
    ("isle", 2019, "isle.talk"), ("isle", 2021, "isle.talk"), ("isle", 2022, "isle.talk")])
def test_years(place: str, year: int, rule: str | None) -> None:
    book = _book(*(_rule(f"{p}.talk", {"activity": "talk"}) for p in PLACES))
    decision = _ask(book, place, year, activity="talk")
    assert decision.rule == rule
    assert (decision.detail.get("not_covered") == "earlier_year") is (rule is None)
    assert any("没有收录适用于" in c for c in decision.caveats) is ((place, year) in {("town", 2023), ("isle", 2022)})


def test_a_notice_carried_forward_is_named_by_its_own_last_year() -> None:
    book = _book(*(_rule(f"{p}.talk", {"activity": "talk"}) for p in PLACES))
    assert any("依据的是2022年度的通知《镇》" in c for c in _ask(book, "town", 2023, activity="talk").caveats)
    assert any("依据的是2021年度的通知《岛》" in c for c in _ask(book, "isle", 2022, activity="talk").caveats)


def test_span_of_years() -> None:
    assert span_of_years(DOCUMENTS["land-1"]) == (2020, None)
    assert span_of_years(DOCUMENTS["town-1"]) == (2021, 2022)
    assert span_of_years(DOCUMENTS["isle-1"]) == (2019, 2021)
    assert span_of_years(Document(id="x", title="某", issued="2018-03-01")) == (2018, None)


def test_two_winners_are_refused_at_run_time_too() -> None:
    book = _book(_rule("land.a", {"activity": "talk"}), _rule("land.b", {"activity": "lecture"}))
    with pytest.raises(AmbiguousRules, match=r"land.a \(land-1#一\) and land.b"):
        select(book, "hours", {"activity": "lecture"}, book.periods("land", 2021))
    assert [(a.id, b.id) for a, b in overlaps(book)] == [("land.a", "land.b")]
    assert _ask(book, activity="talk").ask_for == ("activity",)


EXCEPTION = _rule("land.town_talk", {"activity": "talk", "level": "town"}, 2, ("land.talk",))


def test_an_exception_sleeps_until_its_own_fact_is_stated() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}, 1), EXCEPTION)
    assert overlaps(book) == []
    asleep = _ask(book, activity="talk")
    assert (asleep.rule, asleep.detail["sleeping"]) == ("land.talk", ["land.town_talk"])
    awake = _ask(book, activity="talk", level="town")
    assert (awake.rule, [lost.rule for lost in awake.losers]) == ("land.town_talk", ["land.talk"])
    other = _ask(book, activity="talk", level="state")
    assert (other.rule, other.detail["sleeping"]) == ("land.talk", [])


def test_an_exception_that_is_raised_must_be_decided_first() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}, 1),
                 _rule("land.old", {"activity": "talk", "age": {"at_least": 60}, "gender": "male"}, 2, ("land.talk",),
                       needs=("gender", "age")))
    assert _ask(book, activity="talk", age=61).ask_for == ("gender",)
    assert _ask(book, activity="talk", age=61, gender="female").rule == "land.talk"
    assert _ask(book, activity="talk", age=59).rule == "land.talk"


def test_what_does_not_matter_is_not_asked() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}, 1),
                 _rule("land.old", {"activity": "talk", "any": [{"gender": "male", "age": {"at_least": 60}},
                                                                {"gender": "female", "age": {"at_least": 55}}]}, 2,
                       ("land.talk",)))
    assert _ask(book, activity="talk", age=61).rule == "land.old"
    assert _ask(book, activity="talk", age=57).ask_for == ("gender",)
    assert _ask(book, activity="talk", age=50).rule == "land.talk"


def test_an_exception_to_an_exception() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}), EXCEPTION,
                 _rule("land.never", {"presented": False}, exceptions=("land.talk", "land.town_talk"),
                       effect=NotMet(quote="不计")))
    assert overlaps(book) == []
    assert _ask(book, activity="talk", level="town", presented=False).rule == "land.never"
    assert _ask(book, activity="talk", level="town").rule == "land.town_talk"
    # Nothing is known but what refuses: it refuses, whatever the activity was.
    assert _ask(book, presented=False).rule == "land.never"


def test_missing_facts_are_asked_in_the_order_that_the_rule_needs() -> None:
    book = _book(_rule("land.talk", {"activity": "talk", "presented": True, "level": "town"}, 1,
                       needs=("level", "presented")))
    assert _ask(book, activity="talk").ask_for == ("level", "presented")
    assert decide(Question("hours", "land", 2021), book, date(2021, 1, 1)).ask_for == ("activity",)


@pytest.mark.parametrize(("one", "two", "both"), [
    ({"activity": "talk"}, {"activity": "exam"}, False),
    ({"activity": "talk"}, {"activity": "lecture"}, True),
    ({"activity": "talk"}, {"level": "town"}, True),
    ({"age": {"below": 50}}, {"age": {"at_least": 50}}, False),
    ({"age": {"below": 51}}, {"age": {"at_least": 50}}, True),
    ({"level": {"not": ["town"]}}, {"level": "town"}, False),
    ({"level": {"not": ["town"]}}, {"level": {"not": ["state"]}}, True),
    ({"any": [{"gender": "male"}, {"level": "town"}]}, {"gender": "female", "level": "state"}, False),
    ({"any": [{"gender": "male"}, {"level": "town"}]}, {"gender": "female"}, True),
    ({"presented": True}, {"presented": False}, False),
    ({}, {"activity": "talk"}, True),
])
def test_which_conditions_can_meet(one: dict[str, Any], two: dict[str, Any], both: bool) -> None:
    book = _book(_rule("land.a", one), _rule("land.b", two))
    assert satisfiable_together(book.rules["land.a"].condition, book.rules["land.b"].condition) is both


@pytest.mark.parametrize(("day", "birth", "age"), [
    (date(2022, 6, 1), (1967, 6, 1), (55, 55)), (date(2022, 6, 1), (1967, 6, 2), (54, 54)),
    (date(2022, 2, 28), (1972, 2, 29), (50, 50)), (date(2022, 2, 27), (1972, 2, 29), (49, 49)),
    (date(2024, 2, 28), (1972, 2, 29), (51, 51)), (date(2024, 2, 29), (1972, 2, 29), (52, 52)),
    (date(2100, 2, 28), (1972, 2, 29), (128, 128)), (date(2022, 6, 1), (1967, None, None), (54, 55)),
    (date(2022, 6, 1), (1967, 6, None), (54, 55)), (date(2022, 6, 1), (1967, 5, None), (55, 55)),
    (date(2022, 12, 31), (1967, None, None), (55, 55)), (date(2022, 1, 1), (1967, 2, None), (54, 54))])
def test_ages(day: date, birth: tuple[int, int | None, int | None], age: tuple[int, int]) -> None:
    assert age_on(day, *birth) == age


def test_amounts_as_people_and_as_json_write_them() -> None:
    from fractions import Fraction
    assert [plain(Fraction(n)) for n in ("36", "9/2", "10/3", "1/8")] == ["36", "4.5", "3.3333", "0.125"]
    assert [number(Fraction(n)) for n in ("36", "9/2")] == [36, 4.5] and number(None) is None


def test_json_has_the_contracts_keys_and_with_full_the_rest() -> None:
    decision = _ask(_book(_rule("land.talk", {"activity": "talk"}, 4)), activity="talk")
    assert to_json(decision) == {
        "outcome": "hours", "hours": 4, "by_subject": {"public": 0, "professional": 4},
        "trace": [{"rule": "land.talk", "text": "按规定计 4 学时", "clause": "land-1#一"}], "caveats": []}
    full = to_json(decision, full=True)
    assert full["trace"][0]["operands"] == [{"value": 4, "origin": "quote:land-1#一"}]
    assert full["citations"] == [{"clause": "land-1#一", "quote": "4 学时"}]
    assert list(full) == ["outcome", "hours", "by_subject", "trace", "caveats", "jurisdiction", "year", "rule",
                          "citations", "ask_for", "losers", "parts", "detail"]
