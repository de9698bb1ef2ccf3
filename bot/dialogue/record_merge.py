"""Hours done that a message states, put into the frame's record: by its own words, or as the answer that was asked."""

from __future__ import annotations

from typing import Optional

from bot.dialogue import lack_cues
from bot.dialogue import record_cues as cues
from bot.dialogue.frame import Frame
from bot.dialogue.record import Done, figure
from bot.dialogue.record_scope import CLAUSE_END
from bot.dialogue.said import Said
from rules_core.remaining import REVIEWS

#: The fact that the core asks for where cells of the record are open.
RECORD = "record"
_ONE_YEAR = {"done_public": "public", "done_professional": "professional"}


def take_record(frame: Frame, said: Said, text: str, *, follows: bool, this_year: int) -> list[Done]:
    """Change the frame's record by one message. Returns what is stated of no certain year, where several are meant."""
    if cues.OTHER_PERSON.search(text) and not follows:
        frame.record, frame.told, frame.rest = {}, [], []
    if not follows and frame.person.get("purpose") not in REVIEWS:
        for year in {done.year or frame.year or this_year for done in said.record}:
            frame.record.pop(str(year), None)
    placed: list[tuple[int, str, Optional[str]]] = []
    loose: list[Done] = []
    for done in said.record:
        cells = _cells(frame, said, done, text, follows, this_year)
        if cells is None:
            loose += [done] if done.amount is not None else []
        else:
            placed += [(year, subject, done.amount) for year, subject in cells]
    if not said.record and frame.loose and len(said.years) == 1:
        placed += [(said.years[0], subject, amount) for subject, amount in frame.loose]
    elif not said.record and said.amounts:
        placed += _answers(frame, said, text, this_year)
    frame.loose = [[done.subject or "", done.amount or ""] for done in loose]
    for year, subject, amount in placed:
        _put(frame, year, subject, amount)
    _take_rest(frame, said, follows, this_year)
    frame.just_told = bool(placed)
    if placed:
        frame.told = [[year, subject] for year, subject, _ in placed]
        years = sorted({year for year, _, _ in placed})
        frame.about = sorted({*frame.about, *years}) if follows and len(frame.about) > 1 else years
    return loose


def _take_rest(frame: Frame, said: Said, follows: bool, this_year: int) -> None:
    """其他都齐了: the years and subjects that nothing is known of, but for those spoken of without a figure."""
    if said.rest or (said.record and not follows):
        new = {rest.subject for rest in said.rest}
        kept = [rest for rest in frame.rest if follows and rest[0] not in new]
        frame.rest = [*kept, *([rest.subject, rest.amount, rest.years, rest.named, []] for rest in said.rest)]
    for done in said.record:
        year = done.year or frame.year or this_year
        for rest in frame.rest:
            if done.subject in (None, rest[0]) and rest[0] not in frame.record.get(str(year), {}):
                rest[4].append(year)


def _put(frame: Frame, year: int, subject: str, amount: Optional[str]) -> None:
    cells = frame.record.setdefault(str(year), {})
    if amount is None:
        cells.pop(subject, None)
    else:
        cells[subject] = amount
    if not cells:
        frame.record.pop(str(year))
    if figure(amount) is None:
        # A figure of before no longer holds for the one year either.
        frame.person.pop(f"done_{subject}", None)


def _cells(
    frame: Frame, said: Said, done: Done, text: str, follows: bool, this_year: int
) -> Optional[list[tuple[int, str]]]:
    """The cells that a statement is of; an empty list where it says nothing that can be kept, None where the year of
    it has to be asked."""
    asked = frame.open if frame.asked == RECORD else []
    if done.subject is None:
        # 2021年60: certain where one subject of that year was asked for.
        named = [cell for cell in asked if cell["year"] == done.year]
        return [(cell["year"], cell["subject"]) for cell in named] if len(named) == 1 else []
    if done.year is not None:
        return [(done.year, done.subject)]
    wanted = [(cell["year"], cell["subject"]) for cell in asked if cell["subject"] == done.subject]
    if wanted:
        return wanted if len(wanted) == 1 or said.each or cues.EACH.search(text) else None
    if cues.EVERY_YEAR.search(text) or cues.TOTAL.search(_told(text)):
        return []
    if frame.asked in _ONE_YEAR:
        return [(frame.year or this_year, done.subject)]
    told = {year for year, subject in frame.told if subject == done.subject} or {year for year, _ in frame.told}
    if follows and len(told) == 1:
        return [(told.pop(), done.subject)]
    if follows and len(frame.record) > 1:
        return None
    return [(frame.year or this_year, done.subject)]


def _told(text: str) -> str:
    """The text without the clauses that ask what is missing (一共还差多少)."""
    clauses = CLAUSE_END.split(text)
    return ",".join(
        clause for clause in clauses if not (lack_cues.LACKING.search(clause) and lack_cues.ASKED.search(clause))
    )


def _answers(frame: Frame, said: Said, text: str, this_year: int) -> list[tuple[int, str, Optional[str]]]:
    """都是30, 60: the amounts of the cells that were asked for, or of the one that was told last."""
    subject = _ONE_YEAR.get(frame.asked or "")
    if subject is not None and len(said.amounts) == 1:
        return [(frame.year or this_year, subject, said.amounts[0])]
    if frame.asked == RECORD:
        cells = [(cell["year"], cell["subject"]) for cell in frame.open]
    elif frame.asked is None and frame.kind in ("remaining", "review") and cues.PUTS_RIGHT.search(text):
        cells = [(year, subject) for year, subject in frame.told]
    else:
        cells = []
    if len(said.amounts) == 1 and (len(cells) == 1 or (said.each and frame.asked == RECORD)):
        return [(year, subject, said.amounts[0]) for year, subject in cells]
    if len(said.amounts) == len(cells) and frame.asked == RECORD:
        return [(year, subject, amount) for (year, subject), amount in zip(cells, said.amounts)]
    return []
