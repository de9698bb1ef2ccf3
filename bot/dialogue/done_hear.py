"""Hours that a message states as done: the cells of a record, and of one year the facts done_public and
done_professional."""

from __future__ import annotations

from typing import Any, Iterable, Mapping

from bot.dialogue import cues
from bot.dialogue import record_cues
from bot.dialogue.record import figure
from bot.dialogue.record_hear import read_answer, read_record
from bot.dialogue.said import Said
from bot.dialogue.values import NO_AMOUNT, exact, notes_of

#: Figures that say more than the hours done (30/30), or that stand behind a shortfall (差10个).
_ODD = "/"


def hear_done(said: Said, text: str, entities: Iterable[Mapping[str, Any]]) -> None:
    """Put what is done into `said.record`; where at most one year is spoken of, into the person's facts as well."""
    entities = list(entities)
    said.record, said.record_places = read_record(text, entities)
    said.amounts, said.each = read_answer(text, entities)
    if len(_years(entities)) > 1 or len({done.year for done in said.record}) > 1:
        return
    told = {done.subject for done in said.record}
    for done in said.record:
        hours = figure(done.amount)
        if hours is not None and done.subject is not None:
            said.person[f"done_{done.subject}"] = hours
    for subject, hours in _loosely(text, entities).items():
        if subject not in told:
            said.person.setdefault(f"done_{subject}", hours)


def _years(entities: list[Mapping[str, Any]]) -> set[Any]:
    ranges = {"range" for e in entities if e["entity"] == "range" and "year" in notes_of(e)}
    return {e["value"] for e in entities if e["entity"] == "year"} | ranges | ({"another"} if ranges else set())


def _loosely(text: str, entities: list[Mapping[str, Any]]) -> dict[str, Any]:
    """公需学了20，专业昨天刚弄到45: a subject with a number somewhere behind it, of the one year spoken of."""
    found: dict[str, Any] = {}
    marks = [e for e in entities if e["entity"] == "course_subject"]
    for index, mark in enumerate(marks):
        end = marks[index + 1]["start"] if index + 1 < len(marks) else len(text)
        between = [
            e
            for e in entities
            if e["entity"] in ("hours", "number")
            and mark["end"] <= e["start"] < end
            and e["value"] is not None
            and not notes_of(e) & (NO_AMOUNT - {"bare"})
            and _ODD not in text[e["start"] : e["end"]]
        ]
        gap = text[mark["end"] : between[0]["start"]] if between else ""
        if record_cues.SHORT.search(gap) or record_cues.ADDED.search(gap):
            continue
        # 公需的30弄完了，专业45，还差几个: where what is missing is asked for, the figures are what is done.
        bare = None if between else cues.BARE_FIGURE.search(text[mark["end"] : end])
        if (
            bare
            and cues.LACK.search(text)
            and not record_cues.SHORT.search(text[mark["end"] : mark["end"] + bare.start()])
        ):
            found[str(mark["value"])] = exact(bare.group())
        if between and (cues.DONE.search(gap) or cues.DONE.search(text) and not gap or cues.LACK.search(text)):
            found[str(mark["value"])] = exact(between[0]["value"])
    return found
