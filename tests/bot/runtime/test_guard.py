"""The guard: nothing personal, nothing invisible and no command gets past it, and figures of the field do."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cn import ric

from bot.language.quantities import find_quantities
from bot.runtime.guard import EMPTY, GIBBERISH, MAX_LENGTH, PERSONAL, SYMBOLS, TOO_LONG, escape_command, guard, mask
from bot.runtime.personal_numbers import (
    BANK_CARD,
    EMAIL,
    ID_NUMBER,
    PASSWORD,
    PHONE,
    find_personal_numbers,
    folded,
)

VALID_ID = "11010119900307889" + ric.calc_check_digit("110101199003078890")
OLD_ID = "650102750312123"
PROVINCES = ["11", "15", "44", "65"]


def id_number(random_source: random.Random) -> str:
    """A made-up number that passes the standard's checks."""
    date = f"{random_source.randint(1940, 2005)}{random_source.randint(1, 12):02}{random_source.randint(1, 28):02}"
    body = f"{random_source.choice(PROVINCES)}0101{date}{random_source.randint(0, 999):03}"
    return body + str(ric.calc_check_digit(body + "0"))


id_numbers = st.randoms(use_true_random=False).map(id_number)
phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", EMPTY),
        ("  \n\t　", EMPTY),
        ("\u200b\ufeff\x00", EMPTY),
        ("？？？", SYMBOLS),
        ("😀", SYMBOLS),
        ("👍🏻👍🏻", SYMBOLS),
        ("/", SYMBOLS),
        ("！！……", SYMBOLS),
        ("好", None),
        ("3", None),
        ("行👌", None),
        ("是" * MAX_LENGTH, None),
        ("是" * (MAX_LENGTH + 1), TOO_LONG),
        ("dkfjhgskdjfh", GIBBERISH),
        (f"我的身份证号是{VALID_ID}", PERSONAL),
        ("手机 138 1234 5678", PERSONAL),
        ("wang.li@163.com", PERSONAL),
        (f"{VALID_ID}，培训班算学时吗", None),
    ],
)
def test_refusal(text: str, refusal: str | None) -> None:
    assert guard(text).refusal == refusal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"我的身份证{VALID_ID}，学时多少", f"我的身份证110*************{VALID_ID[-2:]}，学时多少"),
        (f"{VALID_ID[:6]} {VALID_ID[6:14]} {VALID_ID[14:]}", f"110***************{VALID_ID[-2:]}"),
        (f"身份证：{VALID_ID[:6]}-{VALID_ID[6:14]}-{VALID_ID[14:]}。", f"身份证：110***************{VALID_ID[-2:]}。"),
        (f"证号{OLD_ID}", "证号650**********23"),
        ("650102 750312 123", "650************23"),
        # A slip in the number does not make it less personal.
        ("证号110101199003078800", "证号110*************00"),
        ("卡号6222021234567890123", "卡号622**************23"),
        ("电话13812345678", "电话138******78"),
        ("138 1234 5678", "138********78"),
        ("138-1234-5678找我", "138********78找我"),
        ("+8613812345678", "+86*********78"),
        ("１３８１２３４５６７８", "１３８******７８"),
        ("138.1234.5678", "138********78"),
        ("138 - 1234 - 5678", "138************78"),
        ("138，1234，5678", "138********78"),
        ("138/1234/5678", "138********78"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 3**************** 8"),
        ("一三八一二三四五六七八", "一三八******七八"),
        ("统一13812345678", "统一138******78"),
        (f"{VALID_ID[:6]}/{VALID_ID[6:14]}/{VALID_ID[14:]}", f"110***************{VALID_ID[-2:]}"),
        ("一一零一零一一九九零零三零七八八零零", "一一零*************零零"),
        # The parts of a card number with a slip in the last digits.
        ("650102 19800101 1235 查学时", "650***************35 查学时"),
        ("银行卡6222 0212 3456 7890 128", "银行卡622******************28"),
        ("发到wang.li@163.com", "发到*******@163.com"),
        ("密码是Abc@2024，登不上", "密码是********，登不上"),
        ("密码：12345678怎么登录", "密码：********怎么登录"),
        ("密码改成了qwe12345还是不行", "密码改成了********还是不行"),
        ("pwd:Ab12cd34 打不开平台", "pwd:******** 打不开平台"),
        ("password is hunter22", "password is ********"),
        ("ｐａｓｓｗｏｒｄ：ａｂ１２３４", "ｐａｓｓｗｏｒｄ：******"),
        ("验证码 482913 提示不对", "验证码 ****** 提示不对"),
    ],
)
def test_personal_numbers_are_masked(text: str, shown: str) -> None:
    assert guard(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "2025年6月1日到2025年6月30日，一共30天，能算120学时吗",
        "20250601-20250630培训，3天36学时",
        "2025-06-01 2025-06-30 10天",
        "2020 2021 2022 2023 60",
        "学时150 2021 2022",
        "公需30专业60总共90",
        "人社部发〔2021〕73号，新人社规〔2022〕9号",
        "12.5学时加7.5学时",
        "办公室电话0997-2130123",
        "1990年出生，今年35岁",
        "12333",
        "4008001234",
        "3.14159",
        "第1380123号",
        "24小时 48小时 72小时 96小时 120小时 144小时",
        "2020 2021 2022 2023",
        "2023、2024、2025 三年各 12、36、90 学时",
        "二〇二五年三月一日至二〇二五年三月三十日",
        "第 1 3 5 7 9 天",
        "1、2、3、4、5、6、7、8、9、10、11、12 月",
        "密码忘了怎么办",
        "初始密码是多少",
        "密码要8到16位吗",
        "密码 2025年改过一次",
        "password reset",
        "密码是身份证后六位吗",
        "平台 www.xjzcsq.com 打不开",
    ],
)
def test_figures_of_the_field_are_not_masked(text: str) -> None:
    guarded = guard(text)
    assert guarded.text == text
    assert guarded.masked == ()


def test_the_kinds_that_were_masked_are_told() -> None:
    assert guard(f"{VALID_ID}，13812345678，{VALID_ID}").masked == (ID_NUMBER, PHONE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("卡号6222021234567890128，三天会议", BANK_CARD),
        ("a.b@qq.com，三天会议", EMAIL),
        ("密码是abcd1234，三天会议", PASSWORD),
        (f"{VALID_ID}三天会议", ID_NUMBER),
        ("138 1234 5678 三天会议", PHONE),
    ],
)
def test_what_is_left_of_a_masked_number_is_no_amount(text: str, kind: str) -> None:
    guarded = guard(text)
    assert guarded.masked == (kind,)
    assert [(q.kind, q.value) for q in find_quantities(guarded.text, date(2025, 6, 1))] == [("days", 3)]


@pytest.mark.parametrize("slash", ["/", "／", " /", "//", "\u200b/", "　／ /", "\x0b/"])
def test_no_text_is_a_command(slash: str) -> None:
    text = guard(f'{slash}restart{{"frame": 1}}').text
    assert not text.strip().startswith(("/", "／"))
    assert not unicodedata.normalize("NFKC", text).strip().startswith("/")
    assert "restart" in text


def test_a_slash_inside_stays() -> None:
    assert guard("公需/专业各多少").text == "公需/专业各多少"


def test_invisible_characters_do_not_hide_a_number() -> None:
    hidden = "\u200b".join(VALID_ID)
    assert guard(hidden).text == f"110*************{VALID_ID[-2:]}"


def test_a_number_across_the_limit_does_not_slip_through() -> None:
    text = "学" * (MAX_LENGTH - 15) + VALID_ID
    assert guard(text).refusal == TOO_LONG
    assert VALID_ID[:10] not in guard(text).text


@given(st.text())
@example("\ud800")
@example("1" * 40)
def test_any_text_is_guarded_for_good(text: str) -> None:
    once = guard(text)
    assert guard(once.text).text == once.text
    once.text.encode("utf-8")
    assert not once.text.strip().startswith(("/", "／"))
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in once.text)


@given(st.text(alphabet="学时第，。 a", max_size=20), id_numbers, st.text(alphabet="学时第，。 b", max_size=20))
def test_no_id_number_is_left(before: str, number: str, after: str) -> None:
    text = guard(f"{before}{number}{after}").text
    assert number not in text
    assert not re.search(r"\d{6}", text)


@given(id_numbers, st.lists(st.sampled_from(["", "", "", " ", "-", ".", "·", "- "]), min_size=17, max_size=17))
def test_no_id_number_in_groups_is_left(number: str, gaps: list[str]) -> None:
    text = "".join(a + b for a, b in zip(number, [*gaps, ""]))
    digits = re.sub(r"[^\dX]", "", guard(text).text)
    assert len(digits) <= 5


@given(st.text(alphabet="学时，。 a", max_size=10), phones, st.text(alphabet="学时，。 b", max_size=10))
def test_no_phone_is_left(before: str, number: str, after: str) -> None:
    assert number not in guard(f"{before}{number}{after}").text


@given(st.text())
def test_masking_keeps_the_length_and_the_rest(text: str) -> None:
    masked, _ = mask(text)
    assert len(masked) == len(text)
    places = [range(n.start, n.end) for n in find_personal_numbers(text)]
    assert all(a == b for i, (a, b) in enumerate(zip(text, masked)) if not any(i in place for place in places))


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="/／ ∕\t\n a", max_size=8))
def test_escaping_twice_is_escaping_once(text: str) -> None:
    assert escape_command(escape_command(text)) == escape_command(text)
