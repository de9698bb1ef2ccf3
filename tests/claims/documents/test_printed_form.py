"""What is read from the notice's own text, and hours that a form cannot state."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest

from claims.documents.form_data import AuthorityOpinion, check_hours
from claims.documents.label_lines import label_lines
from claims.documents.printed_form import EXEMPTION, REGISTRATION, printed_form
from claims.documents.sheet import clean, sheet_of
from tests.claims.documents import sample_forms


@pytest.mark.parametrize("annex", [REGISTRATION, EXEMPTION])
def test_every_row_fills_the_table(annex: str) -> None:
    form = printed_form(annex)
    assert form.columns == 6
    assert {sum(1 + cell.span for cell in row) for row in form.rows} == {6}


def test_annex_1_as_printed() -> None:
    form = printed_form(REGISTRATION)
    assert (form.annex, form.title) == ("附件 1", ("专技继续教育学时认定登记表",))
    assert [cell.name for cell in form.rows[0]] == ["姓名", "性别", "出生年月"]
    assert form.rows[-1][0].statement == ("经审验，", "年符合专业课继续教育共计", "学时，还需完成", "学时的继续教育。")
    sealed = [row[0].name for row in form.rows if row[0].sealed]
    assert sealed == ["所在单位审核意见", "所在地同级人事(职称)部门审批意见"]


def test_annex_2_as_printed() -> None:
    form = printed_form(EXEMPTION)
    assert "".join(form.title) == "自治区“访惠聚”驻村等专业技术人员职称评审免除继续教育学习申请表"
    assert [note[:2] for note in form.notes] == ["注：", "1.", "2.", "3."]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        (("姓名",), ("姓名",)),
        (("何时何学校何专业毕业",), ("何时何学校", "何专业毕业")),
        (("继续教育活动组织单位",), ("继续教育活动", "组织单位")),
        (("现有专业", "技术职务"), ("现有专业", "技术职务")),
        (("现有专业技术职务",), ("现有", "专业技术职务")),
        (("从未印过的一个标签",), ("从未印过的一个标签",)),
    ],
)
def test_lines_of_a_label(label: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert label_lines(label) == lines


@pytest.mark.parametrize(
    ("hours", "right"),
    [
        (0, True),
        (36, True),
        (Fraction(9, 2), True),
        (Fraction(1, 3), False),
        (-1, False),
        (4.5, False),
        (True, False),
    ],
)
def test_hours_that_a_form_can_state(hours: Any, right: bool) -> None:
    if right:
        check_hours(hours)
    else:
        with pytest.raises(ValueError, match="hours"):
            check_hours(hours)


@pytest.mark.parametrize(
    "changed",
    [
        {"total_hours": Fraction(1, 7)},
        {"authority_opinion": None, "total_hours": -4},
    ],
)
def test_a_form_with_wrong_hours_is_not_made(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="hours"):
        dataclasses.replace(sample_forms.REGISTRATION, **changed)


def test_an_opinion_with_wrong_hours_is_not_made() -> None:
    given = sample_forms.REGISTRATION.authority_opinion
    assert isinstance(given, AuthorityOpinion)
    with pytest.raises(ValueError, match="hours"):
        dataclasses.replace(given, remaining_hours=-24)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张三 ", "张三"),
        ("张\n三", "张 三"),
        ("张\u200f三\u202e\ufeff", "张三"),
        ("a\u200cb", "a\u200cb"),
        (sample_forms.RARE, sample_forms.RARE),
        ("\U00031350\u9fff", "\U00031350\u9fff"),
        ("a\ufffe\x7fb", "ab"),
    ],
)
def test_what_cannot_be_seen_is_left_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_words_of_the_authority_stand_before_the_printed_sentence() -> None:
    given = sample_forms.REGISTRATION.authority_opinion
    assert isinstance(given, AuthorityOpinion)
    wordy = dataclasses.replace(given, text="甲。\n乙。")
    form = dataclasses.replace(sample_forms.REGISTRATION, authority_opinion=wordy)
    said = ["".join(piece.text for piece in pieces) for pieces in sheet_of(form).rows[-1][0].paragraphs]
    assert said == ["甲。", "乙。", "经审验，2025年符合专业课继续教育共计36学时，还需完成24学时的继续教育。"]
