"""A message of somebody who files a claim, into the frame: facts, days, activities that are dropped or one more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Optional

from bot.dialogue import cues
from bot.dialogue import filing_cues as filing
from bot.dialogue import merge as merging
from bot.dialogue.event_dates import DATES, Span, in_year, spans, take_dates
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.filing_period import dated_texts, period_in, within
from bot.dialogue.frame import Facts, Frame
from bot.dialogue.heard import Heard
from bot.dialogue.purpose import Purpose
from bot.dialogue.said import Said
from bot.language.numerals import read
from policy_kb.knowledge import KnowledgeBase

_CLAUSES = "，。；！？,;!?\n"
_SHORT_NUMBERS = {"俩": 2, "仨": 3}
#: Something takes place.
_HELD_THEN = re.compile("开|办|举行|参加|才|去")


@dataclass(frozen=True)
class Clash:
    """Days and a length that do not go together: of the activity at `at`. `short`: they do not even fit in."""

    at: int
    days: Fraction
    span: Span
    short: bool


def merge_filing(frame: Frame, said: Said, text: str, heard: Heard, kb: KnowledgeBase, intent: str) -> None:
    """Change the frame by one message. `intent` is ask_hours where filing begins, else inform or correct."""
    at = frame.asked_at
    _take_period(frame, said, heard)
    if frame.asked == DATES:
        # 7月3号到6号, as the answer to when: how long it was has been told.
        dated = [g for g in said.activities if set(g) == {"days"} and str(g["days"]) in said.spanned]
        said.activities = [g for g in said.activities if g not in dated]
        said.spanned = [] if dated else said.spanned
    _take_out_repeated(said, kb)
    _take_days_by_name(frame, said, kb)
    if intent != "correct" and _is_one_more(frame, said, kb):
        said.adds = True
    if said.adds and any("activity" in group for group in said.activities):
        frame.asked = None
    if said.when and not said.activities:
        take_dates(frame, said, at if frame.asked == DATES else _which(frame, text))
    if _drops(frame, heard, text):
        return
    merging.merge(frame, said, Purpose(intent, 1.0), text, kb, int(heard.today[:4]))


def _take_period(frame: Frame, said: Said, heard: Heard) -> None:
    """Days of a week or month that was said before are days of it; one that this message names is kept."""
    state, at = frame.filing, frame.asked_at if frame.asked == DATES else 0
    found = period_in(heard.text, date.fromisoformat(heard.today)) if not said.when else None
    if found is not None and (frame.asked == DATES or max(len(frame.activities), len(said.activities)) < 2):
        state["period"] = [*found, at]
    kept, texts = state.get("period"), dated_texts(heard.entities)
    if kept and kept[2] == at and len(texts) == len(said.when) == 1:
        said.when = [when for when in (within(kept, said.when[0], texts[0]),) if when is not None]


def begin_anew(frame: Frame) -> None:
    """Forget the activities, for another claim."""
    frame.activities, frame.earlier, frame.when, frame.spanned = [], [], [], []
    frame.asked, frame.asked_at, frame.credits = None, 0, False


def clash_of(frame: Frame, settled: Sequence[Sequence[Any]]) -> Optional[Clash]:
    """The first activity whose days and length do not go together. `settled`: [place, days as text] that the person has
    confirmed."""
    for at, (activity, span) in enumerate(zip(frame.activities, spans(frame))):
        days = activity.get("days")
        if span is None or days is None or [at, str(days)] in [list(one) for one in settled]:
            continue
        if span.too_short_for(days) or span.longer_than(days):
            return Clash(at, days, span, span.too_short_for(days))
    return None


def to_come(frame: Frame, heard: Heard, text: str) -> list[int]:
    """The places of activities that have not ended by today, by their days or by the words of this message."""
    today = date.fromisoformat(heard.today)
    known = spans(frame)
    found = [
        at
        for at, (activity, span) in enumerate(zip(frame.activities, known))
        if span is not None and not span.is_over(today, activity.get("days"))
    ]
    named = [entity["start"] for entity in heard.entities if entity["entity"] == "activity"]
    if len(named) == len(frame.activities):
        found += [at for at, start in enumerate(named) if known[at] is None and _in_future(text, start)]
    if len(frame.activities) == 1 and known[0] is None and _is_to_come(text):
        found.append(0)
    return sorted(set(found))


def counted(text: str) -> Optional[tuple[int, str]]:
    """How many activities a message says that it files, with its words (报两个)."""
    match = filing.COUNTED.search(text)
    if match is None:
        return None
    number = read(match["n"][0])
    count = _SHORT_NUMBERS.get(match["n"]) or (int(number.low) if number is not None else 0)
    return (count, match[0]) if count > 1 else None


def _in_future(text: str, at: int) -> bool:
    begin = max(text.rfind(mark, 0, at) for mark in _CLAUSES) + 1
    end = min((place for mark in _CLAUSES if (place := text.find(mark, at)) >= 0), default=len(text))
    return bool(filing.FUTURE.search(text[begin:end]))


def _is_to_come(text: str) -> bool:
    """下个月开, in a clause of its own."""
    clauses = [text[begin:end] for begin, end in _clauses(text)]
    return any(filing.FUTURE.search(clause) and _HELD_THEN.search(clause) for clause in clauses)


def _is_one_more(frame: Frame, said: Said, kb: KnowledgeBase) -> bool:
    """自治区级讲座1天, beside 全国会议3天: told whole, and not what is known of the claim's activities."""
    named = [group for group in said.activities if "activity" in group]
    if not named or not frame.activities or not all("activity" in facts for facts in frame.activities):
        return False
    return all(AMOUNTS & set(group) and not any(_may_be(group, facts, kb) for facts in frame.activities)
               for group in named)  # fmt: skip


def _may_be(group: Facts, known: Facts, kb: KnowledgeBase) -> bool:
    terms, one, two = kb.book.terms, str(group["activity"]), str(known["activity"])
    if not (terms.covers(one, two) or terms.covers(two, one)):
        return False
    other = [fact for fact in ("level", *AMOUNTS) if fact in group and group[fact] != known.get(fact, group[fact])]
    return len(other) < 2


def _take_out_repeated(said: Said, kb: KnowledgeBase) -> None:
    """Groups that only name an activity once more: with its days (会议3天和讲座2天，会议13号到15号), or by a wider name
    (二建，考过2门)."""
    kept: list[Facts] = []
    for group in said.activities:
        last = kept[-1] if kept else {}
        dated = "days" in group and str(group["days"]) in said.spanned
        if dated and any(_repeats(group, facts, kb) for facts in kept):
            continue
        if "activity" in group and "activity" in last and not AMOUNTS & set(last) and _wider(group, last, kb):
            last.update({fact: value for fact, value in group.items() if fact not in last})
            continue
        kept.append(group)
    said.activities = kept


def _take_days_by_name(frame: Frame, said: Said, kb: KnowledgeBase) -> None:
    """会议是13号到15号，培训班20号到21号: days of activities of the claim, and nothing else."""
    terms = kb.book.terms
    dated = [g for g in said.activities if set(g) == {"activity", "days"} and str(g["days"]) in said.spanned]
    of = [
        next(
            (at for at, facts in enumerate(frame.activities) if terms.covers(str(when[4]), str(facts.get("activity")))),
            None,
        )
        for when in said.when
    ]
    if not dated or len(dated) != len(said.activities) or None in of or len(set(of)) < len(said.when):
        return
    spans(frame)
    for at, when in zip(of, said.when):
        frame.when[at or 0] = in_year(when, frame.year)
    said.activities, said.spanned, said.when = [], [], []


def _wider(group: Facts, known: Facts, kb: KnowledgeBase) -> bool:
    one, two = str(group["activity"]), str(known["activity"])
    return one != two and kb.book.terms.covers(one, two)


def _repeats(group: Facts, known: Facts, kb: KnowledgeBase) -> bool:
    return "activity" in group and all(
        value == known.get(fact) or fact == "activity" and kb.book.terms.covers(str(value), str(known.get(fact)))
        for fact, value in group.items()
    )


def _which(frame: Frame, text: str) -> int:
    """The activity whose days are put right: the one counted out, the only one without days, else the last."""
    ordinal = cues.ORDINAL.search(text)
    place = {"一": 0, "1": 0, "前": 0, "上": 0, "二": 1, "2": 1, "三": 2, "3": 2}
    if ordinal:
        return place.get(ordinal.group(1) or ordinal.group(2) or "", 0)
    open_ = [at for at, span in enumerate(spans(frame)) if span is None]
    return open_[0] if len(open_) == 1 else len(frame.activities) - 1


def _drops(frame: Frame, heard: Heard, text: str) -> bool:
    """第二个不报了, 只报会议: activities that are taken out; whether that was said of several."""
    count = len(frame.activities)
    if count < 2 or not drops(text):
        return False
    kept = [at for at in range(count) if _stays(frame, heard, text, at)]
    if 0 < len(kept) < count:
        held = list(frame.when) if len(frame.when) == count else [None] * count
        frame.activities = [frame.activities[at] for at in kept]
        frame.when = [held[at] for at in kept]
        frame.asked, frame.asked_at = None, 0
    return True


def drops(text: str) -> bool:
    """Whether a message takes something out of what is to be filed."""
    return bool(filing.DROPS.search(text) or filing.ONLY.search(text))


def _stays(frame: Frame, heard: Heard, text: str, at: int) -> bool:
    """Whether an activity stays, by the clauses that say which goes or which alone is filed."""
    for begin, end in _clauses(text):
        clause = text[begin:end]
        if not drops(clause):
            continue
        ordinal = cues.ORDINAL.search(clause)
        named = [
            e["value"] for e in heard.entities if begin <= e["start"] < end and e["entity"] in ("activity", "level")
        ]
        if not (ordinal or named):
            continue
        facts = {frame.activities[at].get("activity"), frame.activities[at].get("level")}
        meant = _which(frame, clause) == at if ordinal else set(named) <= facts
        return meant if filing.ONLY.search(clause) else not meant
    return True


def _clauses(text: str) -> list[tuple[int, int]]:
    ends = [at for at, sign in enumerate(text) if sign in _CLAUSES] + [len(text)]
    return [(begin, end) for begin, end in zip([0, *(end + 1 for end in ends)], ends) if begin < end]
