"""Whether somebody's ID number or mobile number stands in a text that is kept in clear, however it is spaced."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_GAP = r"[ .\-_~·‐-―]{0,2}"
_ID_NUMBER = re.compile(rf"(?<!\d)[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?!\d)", re.ASCII)
_OLD_ID_NUMBER = re.compile(r"(?<!\d)[1-9]\d{14}(?!\d)", re.ASCII)
_PHONE = re.compile(rf"(?<!\d)(?:\+?86{_GAP})?(1[3-9]\d){_GAP}(\d{{4}}){_GAP}(\d{{4}})(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
#: First two digits of an ID number: the province, from 北京 to 澳门.
_PROVINCES = range(11, 83)


def holds_personal(text: str) -> bool:
    """Whether a number in it looks like a person's. An ID number with a slip in its last digits does, too."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text))
    if any(_is_born(found[:2], found[6:14]) for found in map(_digits, _ID_NUMBER.findall(plain))):
        return True
    if any(_is_born(found[:2], f"19{found[6:12]}") for found in _OLD_ID_NUMBER.findall(plain)):
        return True
    # "150 2021 2022" is a figure and two years.
    return any(not (_YEAR.fullmatch(found[2]) and _YEAR.fullmatch(found[3]) and " " in found[0])
               for found in _PHONE.finditer(plain))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9Xx]", "", text)


def _is_born(province: str, day: str) -> bool:
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return int(province) in _PROVINCES and born.year >= 1900
