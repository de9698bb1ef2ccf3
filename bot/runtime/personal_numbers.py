"""What identifies a person or opens an account, in a text: identity card numbers (GB 11643, 18 digits; the old 15),
bank cards, mobile phones; and e-mail addresses and passwords (`personal_words`).

Figures of the field — hours, days, years, dates — never have fifteen digits in a row, so a run of that length is taken
for personal whatever it is. Numbers written in groups must pass the standard's own checks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Iterator

from stdnum import luhn
from stdnum.cn import ric

from bot.runtime.personal_words import find_emails, find_passwords

ID_NUMBER, PHONE, BANK_CARD, EMAIL, PASSWORD = "id_number", "phone", "bank_card", "email", "password"
_GAP = r"[ .,/、\-_~·‐-―]{0,2}"
_LONG_RUN = re.compile(r"\d{15,}[Xx]?|\d{14,}[Xx]")
_ID_IN_GROUPS = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?![\dA-Za-z])")
_OLD_ID_IN_GROUPS = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}(?!\d)")
#: Place, birth date, and the rest, as people copy them from the card.
_ID_IN_PARTS = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{4}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}[\dXx](?![\dA-Za-z])")
_CARD_IN_GROUPS = re.compile(rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)([ .,/、\-_~·‐-―]{0,3})(\d{4})([ .,/、\-_~·‐-―]{0,3})(\d{4})(?!\d)"
)
#: Every digit by itself, all with the same between them.
_PHONE_IN_DIGITS = re.compile(r"(?<!\d)1([ .\-_])[3-9](?:\1\d){9}(?!\d)")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)


@dataclass(frozen=True)
class PersonalNumber:
    """kind: one of the names above. start, end: half-open character offsets."""

    kind: str
    start: int
    end: int

    @property
    def hidden(self) -> tuple[int, int]:
        """What of it is masked: of a number all but its first three and last two characters, else all."""
        if self.kind in (EMAIL, PASSWORD):
            return self.start, self.end
        return self.start + 3, self.end - 2


def find_personal_numbers(text: str) -> list[PersonalNumber]:
    """Personal numbers of `text`, by their place, not overlapping. Never raises."""
    plain = folded(text)
    found: list[PersonalNumber] = []
    # Once more with 一三八 for 138; not only so, since the 一 of 统一 is no digit before a number.
    for number in (*_candidates(plain), *_numbers(plain.translate(_CHINESE_DIGITS))):
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
    # The whole of an address before a telephone in it.
    for start, end in find_emails(plain):
        yield PersonalNumber(EMAIL, start, end)
    yield from _numbers(plain)
    for start, end in find_passwords(plain):
        yield PersonalNumber(PASSWORD, start, end)


def _numbers(plain: str) -> Iterator[PersonalNumber]:
    # Numbers in groups first: a run inside one must not leave its last group over.
    for pattern, is_number, kind in (
        (_ID_IN_GROUPS, _is_id, ID_NUMBER),
        (_ID_IN_PARTS, _is_like_id, ID_NUMBER),
        (_CARD_IN_GROUPS, _is_card, BANK_CARD),
        (_OLD_ID_IN_GROUPS, _is_old_id, ID_NUMBER),
    ):
        for match in pattern.finditer(plain):
            if is_number(match.group()):
                yield PersonalNumber(kind, *match.span())
    for match in _LONG_RUN.finditer(plain):
        yield PersonalNumber(BANK_CARD if _is_card(match.group()) else ID_NUMBER, *match.span())
    for match in _PHONE.finditer(plain):
        in_groups = match.group(2) or match.group(4)
        # "150 2021 2022" is a figure and two years.
        if not (in_groups and _YEAR.fullmatch(match.group(3)) and _YEAR.fullmatch(match.group(5))):
            yield PersonalNumber(PHONE, *match.span())
    for match in _PHONE_IN_DIGITS.finditer(plain):
        yield PersonalNumber(PHONE, *match.span())


def _digits(text: str) -> str:
    return "".join(character for character in text.upper() if character in "0123456789X")


def _is_id(text: str) -> bool:
    # Not `ric.is_valid`: it refuses counties that have been renamed or merged since the card was issued.
    digits = _digits(text)
    return _is_like_id(text) and bool(ric.calc_check_digit(digits) == digits[-1])


def _is_like_id(text: str) -> bool:
    """A slip in the last digits does not make it less personal."""
    digits = _digits(text)
    return _is_placed_and_dated(digits[:2], digits[6:14])


def _is_old_id(text: str) -> bool:
    digits = _digits(text)
    return _is_placed_and_dated(digits[:2], f"19{digits[6:12]}")


def _is_placed_and_dated(province: str, day: str) -> bool:
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return province in _PROVINCES


def _is_card(text: str) -> bool:
    """Whether a number of 16 to 19 digits is one of a bank card: its check digit, and not years in a row."""
    digits = _digits(text)
    years = all(_YEAR.fullmatch(digits[at : at + 4]) for at in range(0, 16, 4))
    like_id = len(digits) == 18 and _is_id(digits)
    return 16 <= len(digits) <= 19 and digits.isdigit() and luhn.is_valid(digits) and not years and not like_id
