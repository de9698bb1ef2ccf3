"""Personal numbers in a text: identity card numbers (GB 11643, 18 digits; the old 15) and mobile phones.

Figures of the field — hours, days, years, dates — never have fifteen digits in a row, so a run of that length is taken
for personal whatever it is (a bank card is no better). Numbers written in groups must pass the standard's own checks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Iterator

from stdnum.cn import ric

ID_NUMBER, PHONE = "id_number", "phone"
_GAP = r"[ .\-_~·‐-―]{0,2}"
_LONG_RUN = re.compile(r"\d{15,}[Xx]?|\d{14,}[Xx]")
_ID_IN_GROUPS = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?![\dA-Za-z])")
_OLD_ID_IN_GROUPS = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)([ -]?)(\d{4})([ -]?)(\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)


@dataclass(frozen=True)
class PersonalNumber:
    """kind: ID_NUMBER or PHONE. start, end: half-open character offsets."""

    kind: str
    start: int
    end: int


def find_personal_numbers(text: str) -> list[PersonalNumber]:
    """Personal numbers of `text`, by their place, not overlapping. Never raises."""
    plain = folded(text)
    found: list[PersonalNumber] = []
    for number in _candidates(plain):
        if all(number.end <= other.start or number.start >= other.end for other in found):
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def folded(text: str) -> str:
    """The text with every digit of any script as an ASCII digit, character for character."""
    return "".join(_fold(character) for character in text)


def _fold(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if len(compatible) == 1 else character


def _candidates(plain: str) -> Iterator[PersonalNumber]:
    # Numbers in groups first: a run inside one must not leave its last group over.
    for match in _ID_IN_GROUPS.finditer(plain):
        if _is_id(_digits(match.group())):
            yield PersonalNumber(ID_NUMBER, *match.span())
    for match in _OLD_ID_IN_GROUPS.finditer(plain):
        if _is_old_id(_digits(match.group())):
            yield PersonalNumber(ID_NUMBER, *match.span())
    for match in _LONG_RUN.finditer(plain):
        yield PersonalNumber(ID_NUMBER, *match.span())
    for match in _PHONE.finditer(plain):
        in_groups = match.group(2) or match.group(4)
        # "150 2021 2022" is a figure and two years.
        if not (in_groups and _YEAR.fullmatch(match.group(3)) and _YEAR.fullmatch(match.group(5))):
            yield PersonalNumber(PHONE, *match.span())


def _digits(text: str) -> str:
    return "".join(character for character in text.upper() if character in "0123456789X")


def _is_id(digits: str) -> bool:
    # Not `ric.is_valid`: it refuses counties that have been renamed or merged since the card was issued.
    return _is_placed_and_dated(digits[:2], digits[6:14]) and bool(ric.calc_check_digit(digits) == digits[-1])


def _is_old_id(digits: str) -> bool:
    return _is_placed_and_dated(digits[:2], f"19{digits[6:12]}")


def _is_placed_and_dated(province: str, day: str) -> bool:
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return province in _PROVINCES
