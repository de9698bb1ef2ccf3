"""Three-valued conditions: true, false, or unknown with what would settle it."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest

from rules_core.conditions import ConditionError, leaves, read_condition, unknown_facts
from rules_core.terms import TermRing, TermTree

TERMS = TermTree({"exchange": None, "conference": "exchange", "lecture": "conference", "forum": "exchange",
                  "national": None, "provincial": None, "male": None, "female": None})


def _read(raw: Any) -> Any:
    return read_condition(raw, TERMS)


@pytest.mark.parametrize(("when", "facts", "truth"), [
    ({}, {}, True),
    ({"activity": "conference"}, {"activity": "conference"}, True),
    ({"activity": "conference"}, {"activity": "lecture"}, True),           # a kind of it
    ({"activity": "conference"}, {"activity": "forum"}, False),
    ({"activity": "conference"}, {"activity": "exchange"}, None),          # too broad to tell
    ({"activity": "conference"}, {}, None),
    ({"activity": ["lecture", "forum"]}, {"activity": "forum"}, True),
    ({"activity": ["lecture", "forum"]}, {"activity": "conference"}, None),
    ({"activity": {"not": ["forum"]}}, {"activity": "lecture"}, True),
    ({"activity": {"not": ["forum"]}}, {"activity": "forum"}, False),
    ({"activity": {"not": ["forum"]}}, {"activity": "exchange"}, None),
    ({"activity": {"not": ["forum"]}}, {}, None),
    ({"presented": True}, {"presented": True}, True),
    ({"presented": True}, {"presented": False}, False),
    ({"presented": [True, False]}, {}, None),
    ({"age": {"at_least": 50}}, {"age": F(50)}, True),
    ({"age": {"at_least": 50}}, {"age": F(49)}, False),
    ({"age": {"below": 55}}, {"age": F(54)}, True),
    ({"age": {"below": 55}}, {"age": F(55)}, False),
    ({"age": {"at_least": 50, "below": 55}}, {"age": F(55)}, False),
    ({"age": {"at_least": 0.5}}, {"age": F(1, 2)}, True),
    ({"age": {"at_least": 50}}, {}, None),
    ({"activity": "forum", "presented": True}, {"presented": False}, False),   # false, whatever is unknown
    ({"activity": "forum", "presented": True}, {"presented": True}, None),
    ({"any": [{"activity": "forum"}, {"presented": True}]}, {"presented": True}, True),
    ({"any": [{"activity": "forum"}, {"presented": True}]}, {"presented": False}, None),
    ({"any": [{"activity": "forum"}, {"presented": True}]}, {"presented": False, "activity": "lecture"}, False),
    ({"all": [{"activity": "forum"}, {"presented": True}]}, {"presented": True, "activity": "forum"}, True),
])
def test_truth(when: Any, facts: dict[str, Any], truth: bool | None) -> None:
    assert _read(when).test(facts) is truth


@pytest.mark.parametrize(("when", "facts", "unknown"), [
    ({"activity": "forum", "level": "national"}, {}, ["activity", "level"]),
    ({"activity": "forum", "level": "national"}, {"level": "national"}, ["activity"]),
    ({"activity": "forum", "level": "national"}, {"level": "provincial"}, []),
    ({"any": [{"gender": "male", "age": {"at_least": 55}}, {"gender": "female", "age": {"at_least": 50}}]},
     {"age": F(52)}, ["gender"]),
    ({"any": [{"gender": "male", "age": {"at_least": 55}}, {"gender": "female", "age": {"at_least": 50}}]},
     {"age": F(49)}, []),
])
def test_what_would_settle_it(when: Any, facts: dict[str, Any], unknown: list[str]) -> None:
    assert unknown_facts(_read(when), facts) == unknown


@pytest.mark.parametrize(("when", "message"), [
    ("conference", "a condition is a mapping of facts, not 'conference'"),
    ({"any": []}, "'any' takes a list of conditions"),
    ({"any": {"activity": "forum"}}, "'any' takes a list of conditions"),
    ({"place": "x"}, "unknown fact 'place'; accepted: any, all, activity,"),
    ({"activity": {"is": "forum", "not": "lecture"}}, "'activity' needs one of at_least, below, is, not"),
    ({"activity": {"quote": "x"}}, "'activity' needs one of at_least, below, is, not"),
    ({"activity": {"isnt": "forum"}},
     "'activity' has the unknown key 'isnt'; accepted: at_least, below, is, not, quote"),
    ({"activity": "lectur"},
     "'activity' names the term 'lectur', which no terms file defines; did you mean 'lecture'?"),
    ({"activity": 5}, "'activity' names the term 5, which no terms file defines"),
    ({"presented": "yes"}, "'presented' takes true or false, not 'yes'"),
    ({"age": 50}, "'age' is a number: write {at_least: …} or {below: …}"),
    ({"age": {"at_least": [50]}}, "'at_least' takes a number, not [50]"),
    ({"age": {"at_least": True}}, "'at_least' takes a number, not True"),
    ({"age": {"at_least": "fifty"}}, "'at_least' takes a number, not 'fifty'"),
    ({"age": {"at_least": None}}, "'age' needs a number in at_least or below"),
])
def test_a_condition_that_cannot_be_read(when: Any, message: str) -> None:
    with pytest.raises(ConditionError) as error:
        _read(when)
    assert str(error.value).startswith(message)


def test_leaves_are_in_the_order_written() -> None:
    condition = _read({"level": "national", "any": [{"gender": "male"}, {"age": {"below": 9}}], "activity": "forum"})
    assert [leaf.fact for leaf in leaves(condition)] == ["level", "gender", "age", "activity"]


def test_terms() -> None:
    assert TERMS.covers("exchange", "lecture") and not TERMS.covers("lecture", "exchange")
    assert TERMS.under("conference") == {"conference", "lecture"}
    assert TERMS.lineage("unknown") == {"unknown"}
    with pytest.raises(TermRing, match="is its own broader term: a → b → a"):
        TermTree({"a": "b", "b": "a"})
