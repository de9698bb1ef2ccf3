"""Every printed character has its one place, in the held notices and in generated ones; and a generated notice is
addressed as its author numbered it, however it is printed."""

import contextlib
import re
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_kb.addresser import AddressError, Outline, outline
from policy_kb.addresser.store import TEXTS, read_text

HELD = sorted(path.stem for path in TEXTS.glob("*.txt"))
BLANK = re.compile("[\\s\ufeff\u200b]")


def check_outline(document: str, text: str, found: Outline) -> None:
    """Addresses are unique and follow their parents; spans are nested, ordered and disjoint; every printed character
    belongs to one unaddressed piece, or else to exactly one narrowest clause."""
    clauses = {clause.address: clause for clause in found.clauses}
    assert len(clauses) == len(found.clauses)
    assert [clause.start for clause in found.clauses] == sorted(clause.start for clause in found.clauses)
    reached: dict[str | None, int] = {}
    for clause in found.clauses:
        assert clause.start < clause.end <= len(text)
        assert not BLANK.match(text[clause.start]) and not BLANK.match(text[clause.end - 1])
        parent = clauses[clause.parent] if clause.parent else None
        assert clause.address.rpartition("/")[0] == (clause.parent or "")
        assert clause.address.startswith(f"{document}#") and clause.depth == clause.address.count("/") + 1
        if parent:
            assert parent.kind == "part" and parent.start <= clause.start and clause.end <= parent.end
        assert clause.start >= reached.get(clause.parent, 0)
        reached[clause.parent] = clause.end
    owners = ["" for _ in text]
    for clause in found.clauses:  # parents come first, so that the narrowest stays
        owners[clause.start : clause.end] = [clause.address] * (clause.end - clause.start)
    for piece in found.unaddressed:
        taken = owners[piece.start : piece.end]
        assert len(set(taken)) == 1 and not taken[0].startswith("piece")
        owners[piece.start : piece.end] = [f"piece {piece.kind}"] * (piece.end - piece.start)
    assert all(owner or BLANK.match(char) for owner, char in zip(owners, text, strict=True))
    assert set(clauses) <= set(owners) | {"", *(address for address in clauses if clauses[address].kind == "part")}


@pytest.mark.parametrize("document", HELD)
def test_every_printed_character_has_its_one_place(document):
    text = read_text(TEXTS / f"{document}.txt")
    check_outline(document, text, outline(document, text))


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        ("aks-2025", ["letterhead"] * 4 + ["title"]),
        ("bt-2019", ["title", "annex title"]),
        ("hhht-2022", ["title"]),
        ("xj-2021", []),
        ("xj-city-2022", ["title"] + ["annex title"] * 4),
    ],
)
def test_what_has_no_address_is_named(document, kinds):
    pieces = outline(document, read_text(TEXTS / f"{document}.txt")).unaddressed
    assert [piece.kind for piece in pieces if piece.kind != "markup"] == kinds


PIECES = [
    *(
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2．",
        "（1）",
        "(2)",
        "第一条 ",
        "附件",
        "附件1",
        "附件：",
        "注：",
        "联系人：",
    ),
    *("各单位", "学习", "教育局", "2024年1月2日", "，", "。", "；", "：", "）"),
    *("\n", "\n\n", "\t", " ", "　", "#", "- ", "**", "|"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_addressed_soundly_or_refused(text):
    try:
        found = outline("any", text)
    except AddressError as refused:
        assert re.search(r"lines \d+ and \d+ would both be|holds no clause", str(refused))
    else:
        check_outline("any", text, found)


@given(st.text(max_size=60))
def test_no_text_breaks_the_addresser(text):
    with contextlib.suppress(AddressError):
        check_outline("any", text, outline("any", text))


# A generated notice: an author's outline, and the print made of it.

HANZI = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
STYLES = ["hanzi", "hanzi-bracket", "arabic", "arabic-bracket"]
WORDS = st.lists(
    st.sampled_from(["继续教育", "专业技术人员", "按规定", "参加学习", "用人单位", "审核"]), min_size=2, max_size=5
)


@dataclass
class Item:
    """What the author writes under one number. A bare item is a heading; it may hold paragraphs before its list."""

    number: int
    bare: bool
    words: str
    leads: list[str]
    items: list["Item"] = field(default_factory=list)
    closing: str | None = None


@dataclass
class Author:
    """The printed lines as (line, may the print break it) and the addresses the author gave, in the same order."""

    draw: st.DrawFn
    styles: list[str]
    lines: list[tuple[str, bool]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def write(self, address: str, line: str, can_break: bool = False) -> None:
        self.addresses.append(address)
        self.lines.append((line, can_break))

    def mark(self, number: int, style: str) -> tuple[str, str]:
        label = HANZI[number - 1] if style.startswith("hanzi") else str(number)
        forms = {
            "hanzi": ["{}、"],
            "hanzi-bracket": ["（{}）", "({})", "({}）", "（{}） "],
            "arabic": ["{}.", "{}．", "{}、", "{}. "],
            "arabic-bracket": ["（{}）", "({})", "({}) "],
        }
        return label, self.draw(st.sampled_from(forms[style])).format(label)

    def write_items(self, items: list[Item], holder: str, rank: int) -> None:
        for item in items:
            label, mark = self.mark(item.number, self.styles[rank])
            address = f"{holder}{label}"
            heading = self.draw(st.sampled_from(["", "## "])) if item.bare else ""
            self.write(address, f"{heading}{mark}{item.words}", not item.bare)
            for count, lead in enumerate(item.leads, 1):
                self.write(f"{address}/p{count}", lead, True)
            self.write_items(item.items, f"{address}/", rank + 1)
            if item.closing:
                self.write(f"{address}/p{len(item.leads) + 1}", item.closing, True)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence long enough to be broken by the print after its comma, where no heading could end."""
    return f"{''.join(draw(WORDS))}，{'按年度完成规定的学时任务' * 3}并如实登记。"


@st.composite
def item_lists(draw: st.DrawFn, rank: int, deepest: int) -> list[Item]:
    numbers = sorted(draw(st.sets(st.integers(1, 12), min_size=1, max_size=4)))
    # The items of one list are of one kind, as in print: all headings or all sentences.
    bare = rank < deepest and draw(st.booleans())
    found = []
    for number in numbers:
        words = "".join(draw(WORDS)) if bare else draw(sentences())
        item = Item(number, bare, words[:20] if bare else words, [])
        listing = bare and draw(st.booleans())
        if bare:  # a heading has something below it
            item.leads = draw(st.lists(sentences(), min_size=0 if listing else 1, max_size=2))
        if listing:
            item.items = draw(item_lists(rank + 1, deepest))
            # After plain items a paragraph is the holder's; after items that hold something it would be the last's.
            plain = not any(below.bare for below in item.items)
            item.closing = draw(st.none() | sentences()) if plain else None
        found.append(item)
    return found


@st.composite
def notices(draw: st.DrawFn) -> tuple[str, list[str]]:
    ranks = draw(st.integers(1, 4))
    author = Author(draw, draw(st.permutations(STYLES))[:ranks])
    head = draw(st.lists(st.sampled_from(["# 关于继续教育的通知", "关于继续教育的通知", "某局文件"]), max_size=2))
    author.write("p1", "各单位，各部门：")
    author.write("p2", draw(sentences()), True)
    author.write_items(draw(item_lists(0, ranks - 1)), "", 0)
    closing = draw(
        st.lists(st.sampled_from(["联系人：张三", "附件：1.登记表\n2.审批表", "某市教育局"]), unique=True, max_size=3)
    )
    for count, line in enumerate([*closing, "2024年1月2日"], 3):
        author.write(f"p{count}", line)
    for number in range(1, draw(st.integers(0, 2)) + 1):
        author.write(
            f"附件{number}", draw(st.sampled_from(["附件 {}", "## 附件{}：", "附件{}"])).format(number) + "\n登记标准"
        )
        author.styles = draw(st.permutations(STYLES))[:ranks]
        if draw(st.booleans()):
            author.write(f"附件{number}/p1", "姓名\t\t性别\t\n单位\t\t\t\n")
        author.write_items(draw(item_lists(0, ranks - 1)), f"附件{number}/", 0)
        if draw(st.booleans()) and not author.addresses[-1].endswith("/p1"):
            author.write(f"附件{number}/注", "注：据实填写。")
    return printed(draw, [*((line, False) for line in head), *author.lines]), author.addresses


def printed(draw: st.DrawFn, lines: list[tuple[str, bool]]) -> str:
    gap = draw(st.sampled_from(["\n", "\n\n", "\r\n", "  \n\n\n"]))
    indent = draw(st.sampled_from(["", "　　", " ", "\xa0"]))
    result = ""
    for line, can_break in lines:
        if can_break and draw(st.booleans()):
            at = len(line) - draw(st.integers(3, 9))
            line = f"{line[:at]}{gap}{line[at:]}"
        result += f"{indent}{line}{gap}"
    return result


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(notices())
def test_a_notice_is_addressed_as_its_author_numbered_it(made):
    text, addresses = made
    found = outline("new-2024", text)
    plain = [clause.address.partition("#")[2] for clause in found.clauses]
    # A note belongs where an unnumbered paragraph would; the author here writes it for the annex's last open part.
    assert [address for address in plain if "注" not in address] == [a for a in addresses if "注" not in a], text
    assert sum("注" in address for address in plain) == sum("注" in address for address in addresses)
    check_outline("new-2024", text, found)
