"""Personal fields: one spelling, right checksums, what agrees with what, and how they are shown."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, id_number, person
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.personal import (
    FIELDS,
    check_personal,
    mask_id_number,
    mask_name,
    mask_phone,
    masked,
    name_for_verification,
    needed,
)
from claims.trouble import Refused


def _refused(changed: dict[str, Any], kind: str = "recognition", complete: bool = False) -> Refused:
    with pytest.raises(Refused) as error:
        check_personal(person(**changed), kind, complete, TODAY)
    for value in changed.values():
        assert value is None or len(str(value)) < 3 or str(value) not in error.value.message
    return error.value


@pytest.mark.parametrize("kind", ["recognition", "exemption"])
def test_everything_is_there(kind: str) -> None:
    found = check_personal(person(), kind, True, TODAY)
    assert found == person()
    assert check_personal(found, kind, True, TODAY) == found


@pytest.mark.parametrize(("field", "value"), [
    ("id_number", id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1")),
    ("id_number", id_number()[:-1]), ("id_number", id_number() + "1"), ("id_number", "abc"),
    ("id_number", id_number(born="19901305")), ("id_number", id_number(born="19900230")),
    ("id_number", id_number(born="20990505")), ("id_number", id_number(born="18900505")),
    ("id_number", "０" * 18), ("id_number", 650102199005050026),
    ("birth", "1988"), ("birth", "1990-13"), ("birth", "1990-00"), ("birth", "2030-01"), ("birth", "1850-05"),
    ("birth", "1991-05"), ("birth", "2020-05"), ("birth", "1990-06"), ("gender", "男"), ("gender", "女士"),
    ("phone", "12812345678"), ("phone", "1381234567"), ("phone", "138123456789"), ("phone", "١٣٨١٢٣٤٥٦٧٨"),
    ("name", "某"), ("name", "某" * 51), ("name", "张3"), ("name", "张三！"), ("name", "·张三"), ("name", "张··三"),
    ("name", "张\u202e三"), ("name", "张\ue000"), ("name", ["张三"]), ("name", "张三\x00"),
    ("education", "长" * 51), ("graduation", "长" * 201), ("reason", "长" * 501), ("work_start", "1989-01"),
    ("work_start", "2027-01"),
])
def test_a_value_that_cannot_be_right(field: str, value: Any) -> None:
    refused = _refused({field: value})
    assert (refused.code, refused.field) == ("invalid", f"personal.{field}")


@pytest.mark.parametrize(("field", "typed", "kept"), [
    ("id_number", f" {id_number()[:6]} {id_number()[6:]} ", id_number()),
    ("phone", "+86 138-1234-5678", "13812345678"), ("phone", "１３８１２３４５６７８", "13812345678"),
    ("name", "古丽•某某", "古丽·某某"), ("name", " 古丽 · 某某 ", "古丽·某某"), ("name", "张𠮷", "张𠮷"),
    ("name", "王𮧵", "王𮧵"), ("name", "李\U000323af", "李\U000323af"), ("name", "〇某", "〇某"),
    ("name", "阿卜杜热西提·阿卜杜热合曼", "阿卜杜热西提·阿卜杜热合曼"), ("name", "\ufa0e某", "\ufa0e某"),
])
def test_one_spelling_is_kept(field: str, typed: str, kept: str) -> None:
    assert check_personal(person(**{field: typed}), "recognition", True, TODAY)[field] == kept


def test_a_number_that_ends_in_a_small_x() -> None:
    number = next(n for order in range(2, 200, 2) if (n := id_number(order=f"{order:03}")).endswith("X"))
    assert check_personal(person(id_number=number.lower()), "recognition", True, TODAY)["id_number"] == number


def test_places_that_lists_do_not_know_are_people_too() -> None:
    # A county that was renamed long ago, and a residence permit of Hong Kong.
    for place in ("652925", "810000"):
        number = id_number(place=place)
        assert check_personal(person(id_number=number), "recognition", True, TODAY)["id_number"] == number


@pytest.mark.parametrize("kind", ["recognition", "exemption"])
def test_every_field_of_the_form_is_needed_in_the_end(kind: str) -> None:
    for field in needed(kind):
        refused = _refused({field: None}, kind, True)
        assert (refused.code, refused.field) == ("incomplete", f"personal.{field}")
        assert field not in check_personal(person(**{field: ""}), kind, False, TODAY)
    assert set(needed("exemption")) == set(FIELDS)


def test_masked_values_stand_for_what_is_kept_until_all_must_be_complete() -> None:
    shown = masked(person())
    assert shown["id_number"] == id_number()[:3] + "*" * 11 + id_number()[-4:]
    assert shown["phone"] == "138****5678"
    assert {k: v for k, v in shown.items() if "*" not in v} == {
        k: v for k, v in person().items() if k not in ("id_number", "phone")}
    assert check_personal(shown, "recognition", False, TODAY)["id_number"] == shown["id_number"]
    assert _refused({"phone": "138****5678"}, complete=True).field == "personal.phone"


@pytest.mark.parametrize(("name", "shown"), [
    ("张三", "张*"), ("张三丰", "张**"), ("欧阳修", "欧阳*"), ("欧阳", "欧*"), ("司马相如", "司马**"), ("𠮷某", "𠮷*"),
    ("古丽·某某", "古***"), ("阿卜杜热西提·阿卜杜热合曼", "阿***"), ("欧阳·某某", "欧***"), ("Anna", "A***"),
    ("某", "某*"),
])
def test_a_stranger_sees_the_surname(name: str, shown: str) -> None:
    assert name_for_verification(name) == mask_name(name) == shown


@given(st.text(min_size=0, max_size=40))
def test_no_mask_shows_more_than_seven_characters(text: str) -> None:
    for mask in (mask_id_number, mask_phone):
        found = mask(text)
        assert len(found) == len(text)
        assert sum(a == b and b != "*" for a, b in zip(text, found)) <= 7
    if text:
        assert len(name_for_verification(text).rstrip("*")) <= 2
