"""What typos are put right towards, with the project's own knowledge base: ordinary questions and the notices stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.normalise import Normaliser
from bot.nlu.vocabulary import load_spellings
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

TEXTS = Path(__file__).parents[3] / "policy_kb/data/texts"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def normaliser() -> Normaliser:
    words = load_spellings()
    return Normaliser(words.targets, meanings=words.counting, joined=words.joined)


def test_a_spelling_knows_what_is_computed_with() -> None:
    words = load_spellings()
    assert words.meanings["学术会议"] == "activity:academic_conference"
    assert words.meanings["呼市"] == "place:nm-hhht"
    assert words.meanings["职称"] == ""
    assert words.counting["报副高"] == "title_level:associate_senior"
    assert "报副高" in words.joined and "副高" not in words.joined


def test_places_where_nothing_is_held_are_nobody_s_typo() -> None:
    words = load_spellings()
    assert "北京" in words.meanings and "北京" not in words.targets
    assert "库车" in words.targets


def test_no_way_of_asking_is_changed(kb: KnowledgeBase, normaliser: Normaliser) -> None:
    asked = [text for held in kb.lookups for text in (held.lookup.title, *held.lookup.asks)]
    changed = [(text, repair) for text in asked for repair in normaliser(text).repairs]
    assert len(asked) > 1_000 and changed == []


@pytest.mark.parametrize("file", sorted(TEXTS.glob("*.txt")), ids=lambda file: file.stem)
def test_no_notice_is_changed(normaliser: Normaliser, file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [repair for line in lines for repair in normaliser(line).repairs] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("报正告要几年", "报正高要几年"),
        ("去南疆支义一年", "去南疆支医一年"),
        ("参加高研斑", "参加高研班"),
        ("Shihezi的", "石河子的"),
        ("我是Guangdong的", "我是广东的"),
        ("fugao要几年", "副高要几年"),
        ("wangke算吗", "网课算吗"),
    ],
)
def test_terms_of_the_knowledge_base_are_put_right(normaliser: Normaliser, typed: str, meant: str) -> None:
    assert normaliser(typed).text == meant
