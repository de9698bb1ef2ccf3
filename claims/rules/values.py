"""Values of a draft as JSON brings them, checked one by one. Each refusal names the field and says what to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from claims.trouble import Refused
from rules_core.facts import FACTS, LIMITS, YEARS, FactError, FactSpec, check_facts, exact_number

#: Characters that have no place in a line of text: controls, invisible formats, halves of pairs, private ones.
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co"})

#: Amounts are stated in hundredths at most: what is computed from them can be printed exactly on the form.
_FINEST = 100


def invalid(field: str, message: str) -> Refused:
    """What is there cannot be right."""
    return Refused("invalid", message, field)


def incomplete(field: str, message: str) -> Refused:
    """What is needed is not there."""
    return Refused("incomplete", message, field)


def known_keys(raw: Any, accepted: tuple[str, ...] | frozenset[str], field: str | None, what: str) -> Mapping[str, Any]:
    """The object as it is. Raises Refused where it is none, or for a key that nobody knows."""
    if not isinstance(raw, Mapping):
        raise Refused("invalid", f"{what}的格式不对，请刷新页面后再填。", field)
    for key in raw:
        if key not in accepted:
            name = key if isinstance(key, str) and key.isidentifier() and len(key) <= 40 else "?"
            where = f"{field}.{name}" if field else name
            raise Refused("invalid", f"{what}里有不认识的一项，请刷新页面后再填。", where)
    return raw


def line(value: Any, field: str, label: str, most: int) -> str | None:
    """One line of text without outer white space; None where it is empty."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise invalid(field, f"{label}应填文字。")
    text = value.strip()
    if any(unicodedata.category(c) in _UNWRITABLE for c in text.replace("\n", " ").replace("\u200d", "")):
        raise invalid(field, f"{label}里有不能显示的字符，请删去后重新输入。")
    text = " ".join(text.split())
    if len(text) > most:
        raise invalid(field, f"{label}最多 {most} 个字，请缩短一些。")
    return text or None


def day(value: Any, field: str, label: str, today: date) -> date | None:
    """A day of the calendar, not after today."""
    if value is None or value == "":
        return None
    found: date | None = None
    if isinstance(value, str) and len(value) == 10 and value.isascii():
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
    if found is None:
        raise invalid(field, f"{label}不是日历上的日期，请写成 2025-03-08 这样。")
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise invalid(field, f"{label}的年份不对，请核对。")
    if found > today:
        raise invalid(field, f"{label}在今天以后。活动结束以后才能申报。")
    return found


def whole(value: Any, field: str, label: str) -> int | None:
    """A whole number above zero (an organisation's id)."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**62:
        raise invalid(field, f"{label}请从列表里选。")
    return value


def year(value: Any, field: str, today: date) -> int | None:
    """A year that has begun."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not YEARS[0] <= value <= YEARS[1]:
        raise invalid(field, "申报年度应是四位数的年份，例如 2025。")
    if value > today.year:
        raise invalid(field, "这个年度还没有开始，不能申报。")
    return value


def fact(name: str, value: Any, field: str, terms: frozenset[str]) -> Any:
    """A fact of the rules core as plain JSON: exact numbers as plain() gives them. `terms`: ids that a term fact takes.

    None where nothing is stated.
    """
    spec = FACTS[name]
    if value is None or value == "":
        return None
    if spec.type == "term":
        if not isinstance(value, str) or value not in terms:
            raise invalid(field, f"{spec.chinese}请从列表里选一项。")
        return value
    if spec.type == "bool":
        if not isinstance(value, bool):
            raise invalid(field, f"{spec.chinese}请选“是”或“否”。")
        return value
    try:
        found = check_facts({name: value})[name]
    except FactError:
        raise invalid(field, _number_wanted(spec, value)) from None
    if isinstance(found, Fraction):
        if (found * _FINEST).denominator != 1:
            raise invalid(field, f"{spec.chinese}最多写两位小数。")
        return plain_number(found)
    return found


def _number_wanted(spec: FactSpec, value: Any) -> str:
    if exact_number(value) is None:
        return f"{spec.chinese}应填数字，例如 3 或 1.5。"
    most = LIMITS.get(spec.name, (0, 0))[1]
    return f"{spec.chinese}应大于 0，最多 {most}，请核对。" if most else f"{spec.chinese}的数不对，请核对。"


def plain_number(value: Fraction) -> int | str:
    """An exact number as JSON keeps it: whole as a number, else the text of a fraction in lowest terms ("45/2")."""
    return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
