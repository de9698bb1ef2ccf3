"""Formal numerals, as people write them on forms and sometimes in a chat."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bot.language.folding import fold
from bot.language.quantities import find_quantities


@pytest.mark.parametrize(("text", "days"), [("叁天", 3), ("贰天", 2), ("壹天半", Fraction(3, 2)), ("玖天", 9)])
def test_formal_numerals_count(text: str, days: Fraction) -> None:
    folded, offsets = fold(text)
    assert offsets == tuple(range(len(text)))
    assert [q.value for q in find_quantities(folded, date(2025, 6, 1))] == [days]


@pytest.mark.parametrize("text", ["放肆", "收拾", "伍老师", "陆工"])
def test_everyday_words_stay(text: str) -> None:
    assert fold(text)[0] == text
