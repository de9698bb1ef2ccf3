"""What the first characters of a line say: number marks, annex labels, breaks of the print."""

import pytest

from policy_kb.addresser.labels import read_label
from policy_kb.addresser.lines import read_lines
from policy_kb.addresser.marks import hanzi_number, read_mark
from policy_kb.addresser.sentences import is_closed, may_break_after, must_go_on


@pytest.mark.parametrize(
    ("line", "style", "label", "body"),
    [
        ("一、总则", "hanzi", "一", "总则"),
        ("十一、附则", "hanzi", "十一", "附则"),
        ("二．附则", "hanzi", "二", "附则"),
        ("（二）专业科目。", "hanzi-bracket", "二", "专业科目。"),
        ("(二) 专业科目。", "hanzi-bracket", "二", "专业科目。"),
        ("(三）各地", "hanzi-bracket", "三", "各地"),
        ("3.参加", "arabic", "3", "参加"),
        ("3．参加", "arabic", "3", "参加"),
        ("3、参加", "arabic", "3", "参加"),
        ("１２. 参加", "arabic", "12", "参加"),
        ("5.2021年起", "arabic", "5", "2021年起"),
        ("（4）参加", "arabic-bracket", "4", "参加"),
        ("（１０）参加", "arabic-bracket", "10", "参加"),
        ("( 4 ) 参加", "arabic-bracket", "4", "参加"),
        ("4）参加", "arabic-close", "4", "参加"),
        ("③参加", "circled", "3", "参加"),
        ("第三章　附则", "chapter", "第三章", "附则"),
        ("第十二条　本办法", "article", "第十二条", "本办法"),
        ("一、十四五规划", "hanzi", "一", "十四五规划"),
    ],
)
def test_number_marks(line, style, label, body):
    mark = read_mark(line)
    assert mark is not None
    assert (mark.style, mark.label, line[mark.length :]) == (style, label, body)


@pytest.mark.parametrize(
    "line",
    [
        "", "2025年继续教育", "3.5学时", "3、4级", "一、二级教师", "一、二、三类", "（十四五）规划", "0991-2890468",
        "（见附件）", "第三条规定的", "100.学时", "一方面", "2022.5.6", "（）", "十四五、规划",
    ],
)  # fmt: skip
def test_what_is_no_number_mark(line):
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
        ("", None),
        ("一二", None),
        ("十十", None),
    ],
)
def test_hanzi_numbers(numeral, value):
    assert hanzi_number(numeral) == value


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("附件", "附件", ""),
        ("附件：", "附件", ""),
        ("附 件 1", "附件1", ""),
        ("附件１：", "附件1", ""),
        ("附件一", "附件一", ""),
        ("附件2：登记表", "附件2", "登记表"),
        ("附件2 登记表", "附件2", "登记表"),
        ("附件：1.登记表", "附件", "1.登记表"),
        ("附：登记表", "附件", "登记表"),
    ],
)
def test_annex_labels(line, part, rest):
    label = read_label(line)
    assert label is not None
    assert (label.part, label.rest, line[label.rest_at :]) == (part, rest, rest)


@pytest.mark.parametrize(
    "line", ["附件 2）。", "附件2中的表格须填写。", "附件1、附件2均须盖章。", "附加材料", "附件所列材料"]
)
def test_sentences_that_begin_with_the_word_annex(line):
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("text", "closed", "breaks"),
    [
        ("执行。", True, False),
        ("如下：", True, False),
        ("（以下简称“平台”)登记。”", True, False),
        ("装订成册。**", True, False),
        ("有关规定.", True, False),
        ("（兼传真）", False, False),
        ("2896676(兼传真)", False, False),
        ("违反学", False, True),
        ("（以下简称", False, True),
        ("完成，", False, True),
        ("每天3.", False, True),
    ],
)
def test_where_a_sentence_can_be_broken(text, closed, breaks):
    assert (is_closed(text), may_break_after(text)) == (closed, breaks)


@pytest.mark.parametrize(
    ("text", "goes_on"), [("，不符合", True), ("）。", True), ("（一）", False), ("“平台”", False)]
)
def test_lines_that_only_go_on(text, goes_on):
    assert must_go_on(text) is goes_on


@pytest.mark.parametrize(
    ("raw", "text", "markup"),
    [
        ("## 一、总则  ", "一、总则", "## "),
        ("\u3000\u3000一、总则", "一、总则", None),
        ("\xa0(三）各地", "(三）各地", None),
        ("- 附件：1.表", "附件：1.表", "- "),
        ("**一、总则**", "一、总则**", "**"),
        ("***上报材料**", "***上报材料**", None),
        ("-3天", "-3天", None),
        ("\ufeff各单位：", "各单位：", None),
    ],
)
def test_lines_begin_after_white_space_and_markdown(raw, text, markup):
    source = f"\n{raw}\n"
    (line,) = read_lines(source)
    assert (line.number, line.text, source[line.start : line.end]) == (2, text, text)
    assert (source[slice(*line.markup)] if line.markup else None) == markup


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("姓名\t\t性别\t\n单位\t\n", [True, True]),
        ("1.\t参加培训。\n2.\t参加会议。\n", [False, False]),
        ("1.\t张三\t男\n2.\t李四\t女\n", [True, True]),
        ("\t各单位要重视。\n\t各单位要落实。\n", [False, False]),
        ("| 姓名 | 性别 |\n|---|---|\n正文。\n", [True, True, False]),
        ("<table>\n<tr><td>1.甲</td></tr>\n</table>\n正文。\n", [True, True, True, False]),
        ("联系人：张三\t电话：1\n正文。\n", [False, False]),
    ],
)
def test_rows_of_tables(source, rows):
    assert [line.table for line in read_lines(source)] == rows


def test_line_numbers_count_blank_and_crlf_lines():
    assert [line.number for line in read_lines("一、甲\r\n\r\n二、乙\n\n\n三、丙")] == [1, 3, 6]
