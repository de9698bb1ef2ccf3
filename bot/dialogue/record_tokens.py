"""The years, subjects and figures of a sentence in their order, with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Iterable, Literal, Mapping, Optional

from bot.dialogue import record_cues as cues
from bot.dialogue.values import exact, notes_of
from bot.language.masks import mask
from bot.language.numerals import NUMBER, read
from bot.language.scratch import Scratch

Kind = Literal["year", "subject", "number", "odd", "met", "none", "short", "rest"]
Subject = Literal["public", "professional"]
PUBLIC, PROFESSIONAL = "public", "professional"

_SUBJECTS = re.compile(
    rf"(?P<both>{cues.BOTH}|公需专业(?:课|科目)?(?=[都全均各也]))|(?P<public>{cues.PUBLIC})"
    rf"|(?P<professional>{cues.PROFESSIONAL})"
)
_NUMBER = re.compile(rf"(?P<n>{NUMBER})", re.ASCII)
#: A figure with its unit, which is all that a plain amount consists of.
_FIGURE = re.compile(f"个半(?:学时|课时)|{cues.UNIT.pattern}|{NUMBER}", re.ASCII)
_HAN = re.compile("[一-龥]")
_BARE_BEHIND_SUBJECT = re.compile(rf"(?:{cues.PUBLIC}|{cues.PROFESSIONAL})(?:{cues.FILLER_WORDS})*{NUMBER}$", re.ASCII)
_NEAR = 30
_MOST_YEARS = 12
#: More than this no year asks for, and a year without 年 is not to be taken for hours.
MOST_HOURS = 1000


@dataclass(frozen=True)
class Token:
    """One piece. `years` of a year; `subjects` of a subject; `value` of a number; `odd` is a number of something else,
    or one that is not exact; `rest` names years or subjects that are not named one by one (其他, 三年).
    """

    kind: Kind
    start: int
    end: int
    years: tuple[int, ...] = ()
    subjects: tuple[str, ...] = ()
    value: Optional[Fraction] = None


def tokens(text: str, entities: Iterable[Mapping[str, Any]]) -> list[Token]:
    """The pieces of a text, none over another, in their order."""
    taken: set[int] = set()
    found: list[Token] = []

    def keep(token: Token) -> None:
        span = range(token.start, token.end)
        if token.end > token.start and taken.isdisjoint(span):
            taken.update(span)
            found.append(token)

    entities = list(entities)
    for token in _years(entities):
        keep(token)
    for match in cues.REST.finditer(text):
        keep(Token("rest", *match.span()))
    for match in cues.UNMET.finditer(text):
        keep(Token("odd", *match.span()))
    for match in cues.NONE.finditer(text):
        keep(Token("none", *match.span()))
    for token in _numbers(text, entities, taken):
        keep(token)
    kinds = [(e["start"], e["end"]) for e in entities if e["entity"] == "activity"]
    for match in _SUBJECTS.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in kinds):
            continue  # 专业高级研修班 is the name of an activity
        subjects = (PUBLIC, PROFESSIONAL) if match["both"] else (PUBLIC,) if match["public"] else (PROFESSIONAL,)
        keep(Token("subject", *match.span(), subjects=subjects))
    for match in cues.MET.finditer(text):
        keep(Token("odd" if _not_yet(text, *match.span()) else "met", *match.span()))
    years = [token for token in found if token.kind == "year"]
    for match in cues.ALL_LEARNT.finditer(text):
        if any(
            cues.YEAR_FILLER.fullmatch(text[year.end : match.start()]) for year in years if year.end <= match.start()
        ):
            keep(Token("met", *match.span()))
    for match in cues.SHORT.finditer(text):
        keep(Token("short", *match.span()))
    return _without_echoes(text, sorted(found, key=lambda token: token.start))


def _years(entities: list[Mapping[str, Any]]) -> list[Token]:
    found = []
    for entity in entities:
        span = (entity["start"], entity["end"])
        if entity["entity"] == "year" and entity["value"] is not None:
            found.append(Token("year", *span, years=(int(entity["value"]),)))
        elif entity["entity"] == "range" and "year" in notes_of(entity) and entity.get("low") and entity.get("high"):
            low, high = int(exact(entity["low"])), int(exact(entity["high"]))
            if 0 < high - low < _MOST_YEARS:
                found.append(Token("year", *span, years=tuple(range(low, high + 1))))
    return found


def _numbers(text: str, entities: list[Mapping[str, Any]], taken: set[int]) -> list[Token]:
    found: list[Token] = []
    covered = set(taken)
    for entity in entities:
        if entity["entity"] in ("course_subject", "concept", "year") or "value" not in entity:
            continue
        notes = notes_of(entity)
        quantity = entity["entity"] in (
            "hours", "number", "days", "weeks", "months", "clock_hours", "class_periods", "subjects", "times",
            "papers", "age", "birth", "date", "range",
        )  # fmt: skip
        if not quantity or covered & set(range(entity["start"], entity["end"])):
            continue
        if entity["entity"] == "age" and _BARE_BEHIND_SUBJECT.search(text[: entity["end"]][-_NEAR:]):
            continue  # 公需已经30了: no age
        covered.update(range(entity["start"], entity["end"]))
        if "negated" in notes:
            continue
        said = text[entity["start"] : entity["end"]]
        named = _SUBJECTS.search(said)
        if named is not None:
            # 12个专业学时: the subject stands in the amount.
            said = said[: named.start()]
            covered.difference_update(range(entity["start"] + named.start(), entity["end"]))
        plain = entity["entity"] in ("hours", "number") and entity["value"] is not None and notes <= {"bare"}
        plain = plain and "/" not in said and not _HAN.search(_FIGURE.sub("", said))
        end = entity["start"] + len(said)
        found.append(_number(text, entity["start"], end, exact(entity["value"]) if plain else None))
    scratch = Scratch(text)
    mask(scratch)
    for place in covered:
        scratch.blank(place, place + 1)
    for match in scratch.matches(_NUMBER):
        span = read(match["n"])
        lone = not match["n"].isascii() and len(match["n"]) == 1 and not cues.UNIT.match(text, match.end())
        if span is None or lone:
            continue
        found.append(_number(text, *match.span(), span.low if span.exact and "/" not in match["n"] else None))
    return found


def _number(text: str, start: int, end: int, value: Optional[Fraction]) -> Token:
    """A figure of hours with its unit, or an odd one."""
    unit = cues.UNIT.match(text, end)
    rest = text[unit.end() :] if unit else text[end:]
    if value is None or not 0 <= value < MOST_HOURS or cues.INEXACT_AFTER.search(rest):
        return Token("odd", start, end)
    if unit is None and cues.OTHER_UNIT.search(rest):
        return Token("odd", start, end)
    return Token("number", start, unit.end() if unit else end, value=value)


def _not_yet(text: str, start: int, end: int) -> bool:
    """Whether the words around take the completion back (没修完, 修完了吗)."""
    return bool(cues.NOT_YET_BEFORE.search(text[:start]) or cues.NOT_YET_AFTER.search(text[end:]))


def _without_echoes(text: str, found: list[Token]) -> list[Token]:
    """修满了30, 30都修完了: beside a figure the completion says nothing more."""
    kept: list[Token] = []
    for index, token in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if token.kind == "met" and after and after.kind in ("number", "odd") and after.start - token.end <= 1:
            continue
        echoes = token.kind == "met" and kept and kept[-1].kind in ("number", "odd", "none")
        if echoes and joins(text, kept[-1], token):
            continue
        kept.append(token)
    return kept


def joins(text: str, one: Token, two: Token, year: bool = False) -> bool:
    """Whether only words without weight stand between two pieces."""
    gap = text[one.end : two.start]
    if len(gap) > cues.LONGEST_GAP:
        return False
    return bool((cues.YEAR_FILLER if year else cues.FILLER).fullmatch(gap))
