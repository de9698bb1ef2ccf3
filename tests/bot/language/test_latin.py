"""English words and pinyin in a Chinese sentence."""

from __future__ import annotations

import pytest
from language_tables import VOCABULARY, read

from bot.language.latin import Latin
from bot.language.normalise import Normaliser

NORMALISER = Normaliser([*VOCABULARY, "北京", "库车", "上海", "十级", "二建"])
MIXED = (
    ("去年的international conference开了两天", "去年的国际性会议开了两天"),
    ("参加了一个National Seminar", "参加了一个全国性研讨会"),
    ("单位的Training Class算不算", "单位的培训班算不算"),
    ("发了2 papers", "发了2论文"),
    ("有3个patents", "有3个专利"),
    ("我有Ph.D.，评高级", "我有博士,评高级"),
    ("master's degree认定中级", "硕士认定中级"),
    ("在读doctor", "在读博士"),
    ("I am a doctor at 医院", "I am a doctor at 医院"),
    ("online course怎么count", "线上课程怎么算"),
    ("专业课done了20,left几个", "专业课完成了20,剩几个"),
    ("public course要几个credit hours", "公需课要几个学时"),
    ("professional courses一年多少", "专业课一年多少"),
    ("deadline是when", "截止时间是什么时候"),
    ("platform login不上", "平台登录不上"),
    ("hotline多少", "热线多少"),
    ("certificates怎么print", "证书怎么打印"),
    ("Hohhot和Urumqi哪个多", "呼和浩特和乌鲁木齐哪个多"),
    ("beijing的标准", "北京的标准"),
    ("我在Kuche", "我在库车"),
    ("xueshi不够", "学时不够"),
    ("gong xu ke要学吗", "公需课要学吗"),
    ("jixujiaoyu怎么弄", "继续教育怎么弄"),
    ("pingshenyaoqiu", "评审要求"),
    ("three days", "三天"),
    ("培训half a day", "培训半天"),
    ("会开了2 weeks", "会开了2周"),
    ("5days的班", "5天的班"),
)
KEPT = (
    "用CAD画图",
    "SCI论文",
    "MBA算不算",
    "app打不开",
    "https://training.example.com/course",
    "发到conference@xj.gov.cn",
    "ISO9001",
    "women不能来",
    "how are you",
    "PPT怎么传",
    "3 hours的课",
)


@pytest.mark.parametrize(("typed", "meant"), MIXED)
def test_what_is_understood_is_put_into_chinese(typed: str, meant: str) -> None:
    assert NORMALISER(typed).text == meant


@pytest.mark.parametrize("text", KEPT)
def test_other_letters_stay(text: str) -> None:
    assert NORMALISER(text).text == text


def test_of_two_words_that_sound_alike_neither_is_taken_unless_they_mean_the_same() -> None:
    apart = Latin(["员级", "院级"], {"员级": "title_level:junior", "院级": "level:unit"})
    alike = Latin(["市级", "师级"], {"市级": "level:prefecture", "师级": "level:prefecture"})
    liked = Latin(["学时", "学士"], {"学士": "degree:bachelor"}, {"学时"})
    assert apart("yuanji", (0,) * 6)[0] == "yuanji"
    assert alike("shiji", (0,) * 5)[0] in ("市级", "师级")
    assert liked("xueshi", (0,) * 6)[0] == "学时"


@pytest.mark.parametrize("text", ["erjian", "shiji的会", "liangtian"])
def test_no_figure_comes_out_of_letters(text: str) -> None:
    assert NORMALISER(text).text == text


@pytest.mark.parametrize("text", [typed for typed, _ in MIXED])
def test_places_lead_back_to_what_was_typed(text: str) -> None:
    normalised = NORMALISER(text)
    assert len(normalised.offsets) == len(normalised.text)
    assert list(normalised.offsets) == sorted(normalised.offsets)
    assert all(0 <= place < len(text) for place in normalised.offsets)
    assert NORMALISER(normalised.text).text == normalised.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("参加training 4 days", "days=4"),
        ("two weeks的班", "weeks=2"),
        ("进修six months", "months=6"),
        ("one day", "days=1"),
    ],
)
def test_amounts_in_english_are_quantities(typed: str, found: str) -> None:
    assert read(NORMALISER(typed).text) == found
