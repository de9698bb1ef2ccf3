"""Keys hit at random and characters repeated without end: told by how letters follow each other, without word lists.

Chinese at random (的撒飞机快乐) cannot be told so; it holds no term, which the dialogue sees.
"""

from __future__ import annotations

import re
import unicodedata

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {row[at : at + 2] for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for at in range(len(row) - 1)}
_LETTERS = re.compile(r"[a-z]+")
_NO_VOWEL = re.compile(r"[^aeiouy]+")
#: A text with a web or e-mail address is read as it is.
_ADDRESS = re.compile(r"[\w-]\.(?:com|cn|net|org|gov|edu)\b|@")
_RUN = re.compile(r"(\w)\1{2,}")
#: This share of all letters and digits must be odd: beside a few Chinese words a strange one is a name (xjzcsq打不开).
_MOST = 0.8
#: Letters without a vowel, keys side by side, one letter again and again: longer than any word that people type.
_CONSONANTS, _KEYS, _SAME = 6, 5, 5
_CHANGES, _SHORTEST = 4, 8


def is_gibberish(text: str) -> bool:
    """Whether a text is no language at all. A few words or figures among the noise make it a text again."""
    plain = unicodedata.normalize("NFKC", text).lower()
    signs = [character for character in plain if unicodedata.category(character)[0] in "LN"]
    if len(signs) < _SAME or _ADDRESS.search(plain):
        return False
    latin = [sign for sign in signs if sign.isascii()]
    odd = sum(len(run) for run in _LETTERS.findall(plain) if _is_odd(run))
    if odd >= _MOST * len(signs):
        return True
    if len(latin) == len(signs):
        return _jumps(plain)
    return _stutters(plain, len(signs))


def _is_odd(run: str) -> bool:
    """Whether letters in a row are no word of any language, nor one in pinyin."""
    if len(run) < _SAME:
        return False
    longest = max(map(len, _NO_VOWEL.findall(run)), default=0)
    few_vowels = len(run) >= _SHORTEST and sum(letter in "aeiouy" for letter in run) < len(run) / 5
    return longest >= _CONSONANTS or few_vowels or len(set(run)) == 1 or _along_a_row(run)


def _along_a_row(run: str) -> bool:
    """asdfghjkl, poiuyt: most keys beside the one before."""
    beside = sum(run[at : at + 2] in _NEIGHBOURS for at in range(len(run) - 1))
    return beside >= _KEYS - 1 and beside >= 0.7 * (len(run) - 1)


def _jumps(plain: str) -> bool:
    """9f8a7c 33 e1: letters and digits in turn within one piece, and no word beside it."""
    pieces = [re.sub(r"[\W_]", "", piece) for piece in plain.split()]
    kinds = ["".join("d" if character.isdigit() else "l" for character in piece) for piece in pieces]
    changes = max((sum(a != b for a, b in zip(kind, kind[1:])) for kind in kinds), default=0)
    words = [run for run in _LETTERS.findall(plain) if len(run) > 3 and set(run) & set("aeiouy")]
    return sum(map(len, pieces)) >= _SHORTEST and changes >= _CHANGES and not words


def _stutters(plain: str, signs: int) -> bool:
    """学学学时时时时: nearly every character three times and more, of at least two."""
    runs = list(_RUN.finditer(plain))
    held = sum(len(run.group()) for run in runs)
    return len({run.group(1) for run in runs}) > 1 and held >= 0.8 * signs and signs >= _SHORTEST
