"""Whether a place is the person's own region or only where something was held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from bot.dialogue.place import ELSEWHERE, lives_elsewhere, region_of
from policy_kb.knowledge import KnowledgeBase

# text, the region known before, about an activity → the region set, lasting
CASES = [
    ("到上海的医院进修两个月认定多少学时", "xj-city", True, (None, False)),
    ("我去广州开国家级学术会议3天", "bt", True, (None, False)),
    ("在乌鲁木齐参加全国会议3天算多少", "xj-aks", True, (None, False)),
    ("我是兵团的,全国会议3天算多少", "xj-city", True, ("bt", True)),
    ("我在兵团", None, False, ("bt", True)),
    ("我在石河子上班,全国会议3天", None, True, ("bt", True)),
    ("那兵团呢", "xj-city", False, ("bt", True)),
    ("兵团那边呢", "xj-city", False, ("bt", False)),
    ("深圳的继续教育一年要多少学时", None, False, (ELSEWHERE, False)),
    ("库车今年要多少学时", None, False, ("xj-aks", False)),
    ("去上海参加培训班5天能认定多少", None, True, (None, False)),
    ("在包头学的课,拿到呼市认可吗", "nm-hhht", False, ("nm-hhht", False)),
    ("第八师的全国会议3天", None, True, ("bt", False)),
    # Another place's rule as hearsay: asked about for the own place.
    ("听说兵团50岁就不用学了，我51，我们地区有没有这一条", "xj-aks", False, (None, False)),
    ("听说兵团50岁就不用学了，是真的吗", "xj-aks", False, ("bt", False)),
]


# text, the region known before, the places above it → the region set
IN_A_PART = [
    ("咱内蒙今年考的一建，专业课还学吗", "nm-hhht", ["nm"], None),
    ("我们新疆每年要多少学时", "xj-city", ["xj"], None),
    ("我在内蒙古上班，评中级要几年学时", "nm-hhht", ["nm"], None),
    ("那内蒙古呢", "nm-hhht", ["nm"], "nm"),
    ("新疆的文件怎么说", "xj-aks", ["xj"], "xj"),
    ("我是兵团的", "xj-aks", ["xj"], "bt"),
]


@pytest.mark.parametrize(("text", "known", "above", "expected"), IN_A_PART)
def test_the_place_around_the_own_one_is_no_other_place(
    kb: KnowledgeBase, entities: Any, text: str, known: str, above: list[str], expected: str | None
) -> None:
    said = hear(text, entities(text, date(2025, 6, 1)), kb, date(2025, 6, 1))
    assert region_of(said, text, known, False, above)[0] == expected


@pytest.mark.parametrize(("text", "known", "about", "expected"), CASES)
def test_region(kb: KnowledgeBase, entities: Any, text: str, known: str | None, about: bool, expected: Any) -> None:
    today = date(2025, 6, 1)
    said = hear(text, entities(text, today), kb, today)
    found = region_of(said, text, known, about)
    assert found[0] == expected[0]
    if expected[0] is not None and expected[1]:
        assert found[1]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("库车", "xj-aks"),
        ("拜城", "xj-aks"),
        ("第八师", "bt"),
        ("石河子", "bt"),
        ("阿拉尔", "bt"),
        ("赛罕区", "nm-hhht"),
        ("呼市", "nm-hhht"),
        ("乌鲁木齐", "xj"),
        ("喀什", "xj"),
        ("包头", "nm"),
        ("鄂尔多斯", "nm"),
        ("广州", ELSEWHERE),
    ],
)
def test_names_of_places_lead_to_their_jurisdiction(entities: Any, name: str, region: str) -> None:
    found = [e["value"] for e in entities(f"我在{name}", date(2025, 6, 1)) if e["entity"] == "place"]
    assert found == [region]


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("我是深圳的", True),
        ("我在深圳工作", True),
        ("我们单位在广州", True),
        ("我去年调到上海了", True),
        ("本人现在在深圳,每年要多少学时", True),
        ("那深圳呢", False),
        ("请问深圳一年要多少学时", False),
        ("我在深圳参加了3天全国学术会议", False),
        ("我在深圳市人民医院进修两个月", False),
        ("我在兵团", False),
        ("我从深圳调到兵团了", False),
    ],
)
def test_who_says_that_they_belong_elsewhere(kb: KnowledgeBase, entities: Any, text: str, away: bool) -> None:
    today = date(2025, 6, 1)
    assert lives_elsewhere(hear(text, entities(text, today), kb, today), text) is away
