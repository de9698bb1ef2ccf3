"""The personal fields of 附件1 and 附件2: what each must look like, and how they are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from claims.rules.masks import mask_id_number, mask_name, mask_phone, name_for_verification
from claims.rules.names import is_name, with_one_dot
from claims.rules.values import incomplete, invalid, known_keys, line
from rules_core.facts import LIMITS

__all__ = ["FIELDS", "check_personal", "mask_id_number", "mask_name", "mask_phone", "masked", "name_for_verification",
           "needed"]

_BOTH = ("name", "gender", "birth", "id_number", "phone", "education", "degree", "graduation", "title")
#: Every field by name with its label as printed; `phone` is on no form, it is for questions back.
FIELDS: Mapping[str, str] = {
    "name": "姓名", "gender": "性别", "birth": "出生年月", "id_number": "身份证号", "phone": "手机号",
    "education": "学历", "degree": "学位", "graduation": "何时何学校何专业毕业", "title": "现有专业技术职务",
    "work_start": "参加工作时间", "applied_title": "拟申报专业技术职务", "reason": "免学理由",
}
_LENGTHS = {"education": 50, "degree": 50, "graduation": 200, "title": 100, "applied_title": 100, "reason": 500}
GENDERS = ("男", "女")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PHONE = re.compile(r"1[3-9]\d{9}")


def needed(kind: str) -> tuple[str, ...]:
    """The fields that a claim of this kind must state."""
    return (*_BOTH, "work_start", "applied_title", "reason") if kind == "exemption" else _BOTH


def check_personal(personal: Any, kind: str, complete: bool, today: date) -> dict[str, str]:
    """The fields that are there, each in one spelling. `complete` demands every field of the kind.

    A value that holds `*` was masked on the way out and stands for what is kept: it is handed on as it is, and refused
    where all must be complete. Raises Refused (`personal.<field>`); no message quotes a value.
    """
    raw = known_keys({} if personal is None else personal, tuple(FIELDS), "personal", "个人信息")
    clean: dict[str, str] = {}
    for field, label in FIELDS.items():
        path = f"personal.{field}"
        text = line(raw.get(field), path, label, _LENGTHS.get(field, 100))
        if text is None:
            continue
        if "*" in text:
            if complete:
                raise incomplete(path, f"{label}没有填完整，请重新填写。")
            clean[field] = text
            continue
        clean[field] = _CHECKS[field](text, path, today) if field in _CHECKS else text
    _agree(clean)
    if complete:
        for field in needed(kind):
            if field not in clean:
                hint = "，没有的请写“无”" if field in ("degree", "title") else ""
                raise incomplete(f"personal.{field}", f"请填写{FIELDS[field]}{hint}。")
    return clean


def masked(personal: Mapping[str, str]) -> dict[str, str]:
    """The fields as they may be shown: ID number and phone masked."""
    hidden: dict[str, Callable[[str], str]] = {"id_number": mask_id_number, "phone": mask_phone}
    return {field: hidden[field](text) if field in hidden else text for field, text in personal.items()}


def _name(text: str, path: str, today: date) -> str:
    found = with_one_dot(text)
    if not is_name(found):
        raise invalid(path, "姓名应有 2 到 50 个字，只能有文字和间隔号“·”，请按身份证填写。")
    return found


def _gender(text: str, path: str, today: date) -> str:
    if text not in GENDERS:
        raise invalid(path, "性别请选“男”或“女”。")
    return text


def _month(text: str, path: str, today: date) -> str:
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None or int(found[1]) < 1900 or not 1 <= int(found[2]) <= 12:
        raise invalid(path, f"{FIELDS[path.partition('.')[2]]}请写成年月，例如 1990-05。")
    if (int(found[1]), int(found[2])) > (today.year, today.month):
        raise invalid(path, f"{FIELDS[path.partition('.')[2]]}在今天以后，请核对。")
    return found[0]


def _birth(text: str, path: str, today: date) -> str:
    found = _month(text, path, today)
    least, most = LIMITS["age"]
    years = today.year - int(found[:4])
    if not least <= years <= most:
        raise invalid(path, "出生年月不对，请按身份证核对。")
    return found


def _id_number(text: str, path: str, today: date) -> str:
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if re.fullmatch(r"[1-9]\d{16}[\dX]", number, re.ASCII) is None:
        raise invalid(path, "身份证号应是 18 位：17 位数字，末位是数字或 X。")
    # The place of its first six digits is not looked up: lists of places lack codes that were withdrawn long ago.
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        raise invalid(path, "身份证号里的出生日期不对，请核对。") from None
    if ric.calc_check_digit(number) != number[-1]:
        raise invalid(path, "身份证号的校验码对不上，请核对有没有输错。")
    if born > today or today.year - born.year > LIMITS["age"][1]:
        raise invalid(path, "身份证号里的出生日期不对，请核对。")
    return number


def _phone(text: str, path: str, today: date) -> str:
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).removeprefix("+86")
    if not number.isascii() or _PHONE.fullmatch(number) is None:
        raise invalid(path, "手机号应是 11 位数字，以 13 到 19 开头。")
    return number


_CHECKS: Mapping[str, Callable[[str, str, date], str]] = {
    "name": _name, "gender": _gender, "birth": _birth, "id_number": _id_number, "phone": _phone, "work_start": _month,
}


def _agree(fields: Mapping[str, str]) -> None:
    """What the ID number says of birth and sex is what the form says, as far as each is known."""
    number = fields.get("id_number", "*")
    birth, gender, start = fields.get("birth", "*"), fields.get("gender", "*"), fields.get("work_start", "*")
    if "*" not in number:
        if "*" not in birth and f"{number[6:10]}-{number[10:12]}" != birth:
            raise invalid("personal.birth", "出生年月和身份证号对不上，请核对。")
        if "*" not in gender and GENDERS[(int(number[16]) + 1) % 2] != gender:
            raise invalid("personal.gender", "性别和身份证号对不上，请核对。")
    if "*" not in start and "*" not in birth and start <= birth:
        raise invalid("personal.work_start", "参加工作时间在出生年月之前，请核对。")
