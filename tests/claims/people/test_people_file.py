"""A list of people: columns found by their heads, every row checked, nothing of a row in what is said about it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_people import HEAD, csv_file, id_number, row
from openpyxl import Workbook

from claims.people.people_file import PeopleFile, RowError, read_people
from claims.trouble import Refused

TODAY = date(2025, 6, 1)


def read(*rows: list[str], head: tuple[str, ...] = HEAD) -> PeopleFile:
    return read_people(csv_file(*rows, head=head), TODAY)


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for values in rows:
        book.active.append(values)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fault(*rows: list[str], head: tuple[str, ...] = HEAD) -> RowError:
    found = read(*rows, head=head)
    assert len(found.errors) == 1
    return found.errors[0]


def test_the_fields_of_a_row() -> None:
    found = read(row(1))
    assert found.errors == () and [person.row for person in found.people] == [2]
    assert found.people[0].personal == {
        "name": "演示乙", "id_number": id_number(1, 1980), "phone": "13900000001", "gender": "男", "birth": "1980-01",
        "education": "大学本科"}


def test_columns_stand_in_any_order_under_a_title_with_remarks_beside_their_heads() -> None:
    content = workbook(["某单位专业技术人员名单"], [], ["序号", " 手机号码 *", "姓 名", "身份证号（18位）：", "备注"],
                       [1, 13900000001, "演示乙", id_number(1), "x"])
    found = read_people(content, TODAY)
    assert found.errors == () and found.people[0].row == 4
    assert dict(found.people[0].personal) == {"name": "演示乙", "id_number": id_number(1), "phone": "13900000001"}


def test_the_sheet_that_has_the_head_is_taken() -> None:
    book = Workbook()
    book.active.append(["填写说明"])
    sheet = book.create_sheet("名单")
    sheet.append(["姓名", "身份证号", "手机号"])
    sheet.append(["演示乙", id_number(1), "13900000001"])
    content = io.BytesIO()
    book.save(content)
    assert len(read_people(content.getvalue(), TODAY).people) == 1


@pytest.mark.parametrize("birth", ["1980年1月", "1980.01", "1980.1", "198001", "1980/1", "1980-01-15", "1980年1月15日",
                                   "１９８０年０１月", "19800115"])
def test_birth_as_people_write_it(birth: str) -> None:
    assert read(row(1, birth=birth)).people[0].personal["birth"] == "1980-01"


def test_a_day_as_a_spreadsheet_keeps_it() -> None:
    content = workbook(["姓名", "身份证号", "手机号", "出生日期"],
                       ["演示乙", id_number(1, 1980), "13900000001", datetime(1980, 1, 1)])
    assert read_people(content, TODAY).people[0].personal["birth"] == "1980-01"


@pytest.mark.parametrize(("changes", "field"), [
    ({"name": ""}, "name"), ({"name": "1"}, "name"), ({"id_number": ""}, "id_number"), ({"phone": ""}, "phone"),
    ({"id_number": "652901199001011230"}, "id_number"), ({"id_number": "652901900101123"}, "id_number"),
    ({"id_number": id_number(1, 1980)[:-1] + "*"}, "id_number"), ({"phone": "12345678901"}, "phone"),
    ({"phone": "139****0001"}, "phone"), ({"gender": "女"}, "gender"), ({"birth": "1981-01"}, "birth"),
    ({"birth": "去年"}, "birth"), ({"education": "长" * 60}, "education"), ({"id_number": "6.52901E+17"}, "id_number"),
    ({"phone": "1.39E+10"}, "phone"),
])
def test_a_faulty_row_is_named_with_its_field_and_nothing_of_it(changes: dict[str, str], field: str) -> None:
    values = row(1, **changes)
    found = fault(row(2), values, row(3))
    assert (found.row, found.field) == (3, field)
    assert not any(value in found.message for value in values if len(value) > 3)


@pytest.mark.parametrize("kept", [652901198001010011, 6.52901198001010e17, 6.5290119800101e17])
def test_an_id_number_that_became_a_number_is_refused_with_the_mend(kept: float) -> None:
    content = workbook(["姓名", "身份证号", "手机号"], ["演示乙", kept, 13900000001])
    error = read_people(content, TODAY).errors[0]
    assert error.field == "id_number" and "文本格式" in error.message


def test_nobody_stands_twice() -> None:
    assert fault(row(1), row(1)) == RowError(3, "id_number", "和第 2 行的身份证号相同，请核对，每人只写一行。")
    assert fault(row(1), row(2, phone="13900000001")) == RowError(
        3, "phone", "和第 2 行的手机号相同，请核对，每人只写一行。")


@pytest.mark.parametrize(("head", "missing"), [
    (("姓名", "身份证号"), "手机号"), (("甲", "乙"), "姓名、身份证号、手机号"), (("手机号", "姓名"), "身份证号")])
def test_a_missing_column_is_named(head: tuple[str, ...], missing: str) -> None:
    with pytest.raises(Refused) as caught:
        read(["x", "y"], head=head)
    assert caught.value.field == "file" and f"“{missing}”" in caught.value.message


def test_a_column_twice_and_a_list_of_nobody_are_refused() -> None:
    for content in (csv_file(["甲", "1", "2", "3"], head=("姓名", "身份证号", "手机号", "手机号码")), csv_file()):
        with pytest.raises(Refused) as caught:
            read_people(content, TODAY)
        assert caught.value.field == "file"


@given(st.lists(st.lists(st.text(max_size=25).filter(lambda text: "\0" not in text), min_size=6, max_size=6),
                min_size=1, max_size=4))
def test_every_row_is_either_taken_or_named(rows: list[list[str]]) -> None:
    content = workbook(list(HEAD), row(5), *(list(map(_storable, values)) for values in rows))
    try:
        found = read_people(content, TODAY)
    except Refused as refused:
        assert refused.field == "file"
        return
    told = [person.row for person in found.people] + [error.row for error in found.errors]
    assert len(told) == len(set(told)) and 2 in told
    assert all(error.message for error in found.errors)


def _storable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).lstrip("=")
