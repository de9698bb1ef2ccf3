"""Terms that a question states: each must be one of its fact's, and brings the facts that it implies."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from policy_kb.model import Term
from rules_core.facts import FACTS, FactError
from rules_core.question import Question


def terms_of(terms: Mapping[str, Term], fact: str) -> dict[str, str]:
    """The terms that a fact takes, with their Chinese names, in the order of the files."""
    return {term.id: term.name for term in terms.values() if term.kind == fact}


def refuse_unknown_terms(question: Question, terms: Mapping[str, Term]) -> None:
    """Raises FactError for the first fact whose term is not one of its own, naming those that are."""
    for facts in (question.person, *question.activities):
        for fact, value in facts.items():
            spec = FACTS.get(fact)
            if spec is not None and spec.type == "term":
                _check(fact, value, terms_of(terms, fact))


def with_implied_facts(question: Question, terms: Mapping[str, Term]) -> Question:
    """The question with what its activities' terms imply (中级专业技术资格考试: its level; 单位内部培训: by whom).

    A fact that the activity itself states stands.
    """
    activities = tuple({**(terms[name].sets if (name := str(facts.get("activity"))) in terms else {}), **facts}
                       for facts in question.activities)
    return question.with_(activities=activities)


def _check(fact: str, value: Any, accepted: Mapping[str, str]) -> None:
    if value in accepted:
        return
    close = get_close_matches(str(value), accepted, n=1)
    hint = f" (did you mean {close[0]!r}?)" if close else ""
    raise FactError(fact, f"{fact} has no term {value!r}{hint}; accepted: {', '.join(accepted)}")
