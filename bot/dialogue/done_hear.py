"""Hours that a message states as done: the cells of a record, and of one year the facts done_public,
done_professional and done_total."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterable, Mapping

from bot.dialogue.record import SHORT, figure, hours
from bot.dialogue.record_hear import read_answer, read_record
from bot.dialogue.record_loose import TOTAL, read_loosely
from bot.dialogue.record_rest import read_rest
from bot.dialogue.said import Said
from bot.dialogue.values import notes_of


def hear_done(said: Said, text: str, entities: Iterable[Mapping[str, Any]]) -> None:
    """Put what is done into `said.record`; where at most one year is spoken of, into the person's facts as well."""
    entities = list(entities)
    said.record, said.record_places = read_record(text, entities)
    said.amounts, said.each = read_answer(text, entities)
    loose = read_loosely(text, entities, said.record_places)
    said.record = [
        replace(done, amount=None)
        if figure(done.amount) is not None and (loose.withdrawn or done.subject in loose.doubted)
        else done
        for done in said.record
    ]
    short = any(done.amount is not None and done.amount.startswith(SHORT) for done in said.record)
    # 就差20个，其他都齐了: without its year and subject nothing is known of the rest either.
    said.rest = [] if loose.short and not short else read_rest(text, entities)
    said.unread = list(loose.unread)
    said.record_places |= loose.explained
    if len(_years(entities)) > 1 or len({done.year for done in said.record}) > 1:
        return
    found = loose.hours
    said.record = [
        replace(done, amount=hours(found[done.subject])) if done.amount is None and done.subject in found else done
        for done in said.record
    ]
    told = {done.subject for done in said.record}
    for done in said.record:
        stated = figure(done.amount)
        if stated is not None and done.subject is not None:
            said.person[f"done_{done.subject}"] = stated
    if TOTAL in found:
        # 公需和专业一共48: the words of the subjects limit nothing.
        said.person.pop("course_subject", None)
    for subject, value in found.items():
        if subject not in told:
            said.person.setdefault(f"done_{subject}", value)


def _years(entities: list[Mapping[str, Any]]) -> set[Any]:
    ranges = {"range" for e in entities if e["entity"] == "range" and "year" in notes_of(e)}
    return {e["value"] for e in entities if e["entity"] == "year"} | ranges | ({"another"} if ranges else set())
