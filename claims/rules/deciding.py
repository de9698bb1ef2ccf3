"""A draft as a question to the rules core, and its decision activity by activity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.rules.activity import ACTIVITY_FACTS
from claims.rules.asking import field_of
from claims.rules.draft import Draft
from claims.rules.full_year import counts_full_years, day_reached
from claims.rules.room import Counted, recognised_of
from policy_kb.chains import HeldChain, Unclaimable
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_terms import with_implied_facts
from rules_core.book import CompiledRule, Period
from rules_core.conditions import unknown_facts
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.model import DeemedComplete, Fixed, Recognized
from rules_core.question import Question
from rules_core.select import Selection, select


#: Outcomes by which the notice counts an activity, and those by which it refuses one.
COUNTING = frozenset({"hours", "deemed_complete", "recognized", "set_elsewhere"})
REFUSING = frozenset({"not_recognized", "not_met"})


@dataclass(frozen=True)
class Part:
    """One activity decided. asks: paths of the fields that its figure, or whether it is taken, still depends on.

    not_taken: what of the chain refuses it. changing: its days lie under different notices, and hours hang on them.
    """

    index: int
    decision: Decision
    asks: tuple[str, ...]
    not_taken: Unclaimable | None
    changing: bool


def question_of(kb: KnowledgeBase, draft: Draft, counted: Sequence[Counted] = ()) -> Question:
    """The draft's activities as one question, each on its last day: then it is done, and the notices in force then
    count it. A post goes by its year. The person's level is no fact of it."""
    assert draft.region is not None and draft.year is not None
    activities = tuple({name: one[name] for name in ACTIVITY_FACTS if name in one} for one in draft.activities)
    dates = tuple(_day(kb, draft, one) for one in draft.activities) if draft.kind == "recognition" else ()
    question = Question("hours", draft.region, draft.year, dict(draft.person), activities, dates=dates,
                        recognised=recognised_of(kb.book, counted, draft.year))
    return with_implied_facts(question, kb.terms)


def decided(kb: KnowledgeBase, draft: Draft, chain: HeldChain, today: date,
            counted: Sequence[Counted]) -> tuple[Decision | None, tuple[Part, ...]]:
    """The decision on all activities together, None while one of them cannot be decided; and each activity's own part
    of it, after the limits of the year."""
    question = question_of(kb, draft, counted)
    alone = [decide(_only(question, (index,)), kb.book, today) for index in range(len(question.activities))]
    known = tuple(index for index, one in enumerate(alone) if one.outcome is not None)
    together = decide(_only(question, known), kb.book, today) if known else None
    if together is not None:
        for index, part in zip(known, together.parts or (together,)):
            alone[index] = part.with_(caveats=alone[index].caveats) if together.parts else part
    parts = tuple(_part(kb, draft, chain, question, index, one) for index, one in enumerate(alone))
    return (together if len(known) == len(alone) else None), parts


def in_force(kb: KnowledgeBase, question: Question, index: int) -> tuple[Period, ...]:
    """The periods that answer for an activity of the question."""
    day = question.dates[index] if question.dates else None
    place = question.jurisdiction or ""
    return kb.book.periods(place, question.year or 0) if day is None else kb.book.periods_on(place, day)


def _only(question: Question, indices: tuple[int, ...]) -> Question:
    return question.with_(activities=tuple(question.activities[index] for index in indices),
                          dates=tuple(question.dates[index] for index in indices) if question.dates else ())


def _part(kb: KnowledgeBase, draft: Draft, chain: HeldChain, question: Question, index: int,
          decision: Decision) -> Part:
    checked = question.checked()
    facts = {**checked.person, **checked.activities[index]}
    asks = list(decision.ask_for)
    selection = select(kb.book, "hours", facts, in_force(kb, question, index))
    if decision.outcome is not None:
        asks += unspoken(selection, facts)
    if selection.winner is not None and decision.outcome in COUNTING and not asks:
        asks += noted(selection.winner, facts)
    # What the notice refuses is refused by its words, whoever else would have registered it.
    refused = None if decision.outcome in REFUSING else next(
        (entry for condition, entry in chain.not_taken if condition.test(facts) is True), None)
    asks += undecided_by_chain(chain, facts)
    fields = tuple(dict.fromkeys(field_of(name, index, of_activity=True) for name in asks))
    gone = draft.kind == "exemption" and draft.person.get("still_in_post") is False
    if gone and "end" not in draft.activities[index]:
        fields += (f"activities.{index}.end",)
    return Part(index, decision, fields, refused, _changes(kb, draft, index, decision))


def unspoken(selection: Selection, facts: Mapping[str, Any]) -> list[str]:
    """The facts of exceptions that nobody has spoken of and that would decide otherwise: a claim is not decided on
    silence."""
    winner = selection.winner
    return [name for rule in selection.sleeping if winner is None or not _counts_alike(rule, winner)
            for name in unknown_facts(rule.condition, facts)]


def noted(winner: CompiledRule, facts: Mapping[str, Any]) -> list[str]:
    """The facts on which it depends whether a note of the rule (a condition of the text) concerns these facts."""
    return list(dict.fromkeys(name for condition, _, _ in winner.notes if condition.test(facts) is None
                              for name in unknown_facts(condition, facts)))


def undecided_by_chain(chain: HeldChain, facts: Mapping[str, Any]) -> list[str]:
    """The facts on which it depends whether the chain takes an activity."""
    if "activity" not in facts:
        return []
    return [name for condition, _ in chain.not_taken if condition.test(facts) is None
            for name in unknown_facts(condition, facts)]


def _counts_alike(one: CompiledRule, two: CompiledRule) -> bool:
    """Whether both count the activity without a figure, to the same subject: whoever reviews enters the hours."""
    return (isinstance(one.rule.effect, Recognized) and isinstance(two.rule.effect, Recognized)
            and one.rule.subject == two.rule.subject)


def _day(kb: KnowledgeBase, draft: Draft, activity: Mapping[str, Any]) -> date | None:
    """The day that an activity is decided by: its last one; of a post that on which the year is full."""
    if "start" in activity and draft.year is not None and counts_full_years(kb, draft.region, activity):
        end = date.fromisoformat(activity["end"]) if "end" in activity else None
        return day_reached(date.fromisoformat(activity["start"]), draft.year, end) or end or date(draft.year, 12, 31)
    return _last_day(activity)


def _last_day(activity: Mapping[str, Any]) -> date | None:
    text = activity.get("end") or activity.get("start")
    return date.fromisoformat(text) if text else None


def _changes(kb: KnowledgeBase, draft: Draft, index: int, decision: Decision) -> bool:
    """Whether hours are computed from the length of an activity that began under other notices than it ended under."""
    activity = draft.activities[index]
    compiled = kb.book.rules.get(decision.rule or "")
    if draft.kind != "recognition" or decision.hours is None or compiled is None or "start" not in activity:
        return False
    if isinstance(compiled.rule.effect, (Fixed, DeemedComplete)):
        return False
    last, place = _last_day(activity), draft.region or ""
    assert last is not None
    first = date.fromisoformat(activity["start"])
    before, after = (tuple(period.documents for period in kb.book.periods_on(place, at)) for at in (first, last))
    return before != after
