"""What the program found in an utterance beside what a person labelled, as pairs of kind and value.

The level of comparison is the utterance's set of pairs: a pair that is said twice counts once, and where it stands does
not count. How what is found becomes such pairs:

- A term is its kind and id, as the extractor found it. A place is `region` with the jurisdiction that the knowledge
  base leads its name to, `elsewhere` where nothing is held.
- `purpose`, `transferred` and circumstances that are true or false (`presented`, `recorded` …) are settled by the words
  around them (评副高, 没有宣读): they are taken from `bot.dialogue.hear`, as the rules get them. A move whose
  year is named is one of this year or earlier; the 论文 of 宣读了论文 is no activity of its own, as there.
- A quantity is its kind and its exact figure; a birth is YYYY, YYYY-MM or YYYY-MM-DD.

Two things are told. *Found*: everything that the extractor found. *Taken*: of what nobody labelled, only what the rules
get as a fact (`bot.dialogue.hear`): the 考试 inside 执业药师考试 and the 工程师 who only asks are found and not taken.

Labels do not cover everything that is found. Left out of the comparison: kinds without a label (`concept`, `foreign`,
`date`, `range`, `number`, `class_periods`); and, unless they are labelled, quantities that their note calls no amount
(一年要, 每天, 近三年) or negated, days counted from two dates, and a year that follows from today (今年).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from bot.dialogue.hear import hear
from bot.dialogue.said import Said
from bot.dialogue.values import NO_AMOUNT, notes_of
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS

Pair = tuple[str, str]
Entity = Mapping[str, Any]

QUANTITIES = frozenset({
    "days", "weeks", "months", "hours", "clock_hours", "subjects", "times", "papers", "age", "birth", "year",
})  # fmt: skip
TERMS = frozenset({
    "activity", "level", "organizer", "presented", "degree_obtained", "passed", "recorded", "on_platform", "in_region",
    "gender", "title_level", "purpose", "degree", "sector", "occupation", "transferred", "frontline", "still_in_post",
    "course_subject", "region",
})  # fmt: skip
_SETTLED = frozenset({"purpose", "transferred"} | {kind for kind in TERMS & set(FACTS) if FACTS[kind].type == "bool"})
_RELATIVE_YEAR = re.compile(r"[今去前明本当同]年")


@dataclass(frozen=True)
class Found:
    """The pairs of one utterance: labelled, found, and taken. `near` of the labelled are found wider or narrower."""

    labelled: frozenset[Pair]
    found: frozenset[Pair]
    taken: frozenset[Pair] = frozenset()
    near: int = 0


def compare(case: Mapping[str, Any], parsed: Mapping[str, Any], kb: KnowledgeBase) -> Found:
    """What is labelled in an utterance and what `AgentHost.parse` found in it."""
    labelled = frozenset(_pair(e["entity"], e["value"]) for e in case["entities"])
    entities = parsed.get("entities") or []
    today = date.fromisoformat(case["today"])
    said = hear(parsed["text"], entities, kb, today)
    settled = frozenset(_settled(said, today.year, kb))
    found = frozenset(_mentioned(entities, labelled)) | settled
    taken = found & (frozenset(_stated(said)) | settled | labelled)
    near = sum(any(_lineal(one, other, kb) for other in found - labelled) for one in labelled - found)
    return Found(labelled, found, taken, near)


def scores(compared: Iterable[Found]) -> dict[str, Any]:
    """`precision`, `recall` and `f1` over all pairs; `f1_near` where a wider or narrower term counts as found."""
    held = list(compared)
    both = sum(len(c.labelled & c.found) for c in held)
    labelled, found = sum(len(c.labelled) for c in held), sum(len(c.found) for c in held)
    near = both + sum(c.near for c in held)
    return {
        "labelled": labelled,
        "found": found,
        "precision": both / found if found else None,
        "recall": both / labelled if labelled else None,
        "f1": 2 * both / (labelled + found) if labelled + found else None,
        "f1_near": 2 * near / (labelled + found) if labelled + found else None,
    }


def scores_taken(compared: Iterable[Found]) -> dict[str, Any]:
    """`precision`, `recall` and `f1` of what the rules get."""
    told = scores(Found(c.labelled, c.taken) for c in compared)
    return {name: told[name] for name in ("labelled", "found", "precision", "recall", "f1")}


def by_kind(compared: Iterable[Found]) -> dict[str, dict[str, int]]:
    """For each kind of entity how many pairs are labelled, found, and both."""
    table: dict[str, dict[str, int]] = {}
    for one in compared:
        for column, pairs in (("labelled", one.labelled), ("found", one.found), ("both", one.labelled & one.found)):
            for kind, _ in pairs:
                row = table.setdefault(kind, {"labelled": 0, "found": 0, "both": 0})
                row[column] += 1
    return dict(sorted(table.items()))


def _mentioned(entities: Sequence[Entity], labelled: frozenset[Pair]) -> Iterable[Pair]:
    presented = max((e["end"] for e in entities if e["entity"] == "presented"), default=-2)
    for entity in entities:
        kind = "region" if entity["entity"] == "place" else entity["entity"]
        if entity["value"] is None or kind in _SETTLED or kind not in TERMS | QUANTITIES:
            continue
        if entity["value"] == "paper" and entity["start"] <= presented + 1:
            continue
        pair = _pair(kind, entity["value"])
        if kind in TERMS or pair in labelled or not _passed_over(kind, entity):
            yield pair


def _stated(said: Said) -> Iterable[Pair]:
    """The facts of the person and of each activity, under the names of their kinds; also those that follow from a
    word (高级会计师考试 → its level), which nobody found by itself."""
    for facts in (said.person, *said.activities):
        yield from (_pair(fact, value) for fact, value in facts.items() if fact in (TERMS | QUANTITIES) - _SETTLED)


def _passed_over(kind: str, entity: Entity) -> bool:
    """Whether a quantity states nothing that a label would name."""
    if kind == "year":
        return bool(_RELATIVE_YEAR.search(str(entity.get("text"))))
    return bool(entity.get("start_date")) or bool(notes_of(entity) & (NO_AMOUNT | {"negated"}))


def _settled(said: Said, this_year: int, kb: KnowledgeBase) -> Iterable[Pair]:
    moved = said.person.get("transfer_year")
    for facts in (said.person, *said.activities):
        for kind in _SETTLED & set(facts):
            if kind == "transferred" and moved is not None:
                yield kind, "transferred_this_year" if moved >= this_year else "transferred_earlier"
            elif FACTS[kind].type == "term":
                yield kind, str(facts[kind])
            else:
                yield from (
                    (kind, t.id) for t in kb.terms.values() if t.kind == kind and t.sets.get(kind) == facts[kind]
                )


def _lineal(one: Pair, other: Pair, kb: KnowledgeBase) -> bool:
    terms = kb.book.terms
    return one[0] == other[0] and (terms.covers(one[1], other[1]) or terms.covers(other[1], one[1]))


def _pair(kind: str, value: Any) -> Pair:
    if kind == "birth":
        parts = value if isinstance(value, (list, tuple)) else str(value).split("-")
        return kind, "-".join(f"{int(part):02d}" for part in parts if part is not None)
    return kind, str(Fraction(str(value))) if kind in QUANTITIES else str(value)
