"""Phone numbers of mainland China, as people type them and in one spelling."""

from __future__ import annotations

import re
from typing import Any

from claims.trouble import Refused

_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_FILLING = re.compile(r"[\s()（）-]")


def read_phone(raw: Any) -> str:
    """Eleven digits; a country code, blanks and dashes may stand in `raw`. Raises Refused."""
    text = _FILLING.sub("", raw) if isinstance(raw, str) and len(raw) <= 40 else ""
    digits = re.sub(r"^(\+|00)?86(?=1)", "", text)
    if not _MOBILE.fullmatch(digits):
        raise Refused("invalid", "手机号不对，请填写 11 位手机号码。", "phone")
    return digits
