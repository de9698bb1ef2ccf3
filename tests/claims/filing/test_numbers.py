"""Claim numbers: read back as given, and wrong where one character was misheard."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.filing.numbers import ALPHABET, new_number, new_verify_code, read_number
from claims.trouble import Refused

DAY = date(2026, 11, 21)


def test_a_number_says_kind_and_day_and_no_more() -> None:
    assert new_number("recognition", DAY).startswith("R261121-")
    assert new_number("exemption", DAY).startswith("E261121-")
    assert len(new_number("recognition", DAY)) == 16
    assert len({new_number("recognition", DAY) for _ in range(2000)}) == 2000


def test_what_people_type_is_read() -> None:
    number = new_number("recognition", DAY)
    assert read_number(number) == number
    assert read_number(f"  {number.lower()} ") == number
    assert read_number(number.replace("-", "")) == number
    assert read_number(number.replace("0", "O").replace("1", "l")) == number


@given(st.integers(0, 14), st.sampled_from(ALPHABET), st.data())
def test_one_wrong_character_shows(place: int, wrong: str, data: st.DataObject) -> None:
    number = new_number(data.draw(st.sampled_from(["recognition", "exemption"])), DAY).replace("-", "")
    slip = number[:place] + wrong + number[place + 1:]
    if slip != number:
        with pytest.raises(Refused) as refused:
            read_number(slip)
        assert (refused.value.code, refused.value.field) == ("invalid", "number")


@given(st.integers(0, 13))
def test_two_swapped_neighbours_show(place: int) -> None:
    number = new_number("recognition", DAY).replace("-", "")
    slip = number[:place] + number[place + 1] + number[place] + number[place + 2:]
    if slip != number:
        with pytest.raises(Refused):
            read_number(slip)


@pytest.mark.parametrize("text", ["", "R", "R261121-", "X261121-7K3M9Q2A", "R261121-7K3M9Q2AA", "编号" * 9, "R" * 15])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_number(text)


def test_verify_codes_are_long_and_random() -> None:
    codes = {new_verify_code() for _ in range(1000)}
    assert len(codes) == 1000 and all(len(code) == 26 and set(code) <= set(ALPHABET) for code in codes)
