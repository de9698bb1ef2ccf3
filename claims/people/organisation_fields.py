"""The fields of an organisation as a person types them: checked, and in one spelling."""

from __future__ import annotations

import re
from typing import Any

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from claims.personal_text import holds_personal
from claims.trouble import Refused

_SHORTEST, _LONGEST = 2, 200


def read_name(raw: Any) -> str:
    """The name with single spaces. Raises Refused: no text, too short or long, signs that cannot be printed."""
    name = re.sub(r"\s+", " ", raw).strip() if isinstance(raw, str) else ""
    if not _SHORTEST <= len(name) <= _LONGEST or not name.isprintable():
        raise Refused("invalid", f"机构名称须为{_SHORTEST}到{_LONGEST}个字，请写全称。", "name")
    if holds_personal(name):
        raise Refused("invalid", "机构名称里请不要写身份证号或手机号。", "name")
    return name


def read_code(raw: Any) -> str | None:
    """统一社会信用代码 in capitals, or None where it is left empty. Raises Refused where its check sign is wrong."""
    if raw is None or raw == "":
        return None
    try:
        if not isinstance(raw, str):
            raise ValidationError
        return str(uscc.validate(raw))
    except ValidationError:
        raise Refused("invalid", "统一社会信用代码不对：应为18位，请对照营业执照或法人证书核对，也可以留空。",
                      "code") from None
