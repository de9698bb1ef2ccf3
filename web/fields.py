"""Reading the fields of a JSON body one by one, each with the words that a person needs to mend it."""

from __future__ import annotations

import re
from typing import Any, Mapping

from web.errors import ApiError

_SAYABLE = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)


def refuse_others(body: Mapping[str, Any], *names: str) -> None:
    """Refuse a body that holds more than these names. Raises ApiError 422."""
    for name in body:
        if name not in names:
            raise ApiError(422, "invalid", f"请求里有多余的内容；只接受 {'、'.join(names) or '空对象'}。",
                           name if _SAYABLE.fullmatch(name) else None)


def text(body: Mapping[str, Any], name: str, most: int = 200) -> str:
    """A text that must be there. Raises ApiError 422."""
    value = maybe_text(body, name, most)
    if value is None or not value.strip():
        raise ApiError(422, "invalid", f"缺少 {name}，请填写。", name)
    return value


def maybe_text(body: Mapping[str, Any], name: str, most: int = 200) -> str | None:
    """A text, or None where it is left out or null. Raises ApiError 422."""
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > most or not _storable(value):
        raise ApiError(422, "invalid", f"{name} 须为文字，最多 {most} 个字。", name)
    return value


def number(body: Mapping[str, Any], name: str) -> int:
    """A whole number that must be there, such as a version. Raises ApiError 422."""
    value = maybe_number(body, name)
    if value is None:
        raise ApiError(422, "invalid", f"缺少 {name}，请刷新页面后再试。", name)
    return value


def maybe_number(body: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None where it is left out or null. Raises ApiError 422."""
    value = body.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2 ** 31):
        raise ApiError(422, "invalid", f"{name} 须为整数。", name)
    return value


def maybe_flag(body: Mapping[str, Any], name: str) -> bool | None:
    """true or false, or None where it is left out or null. Raises ApiError 422."""
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise ApiError(422, "invalid", f"{name} 须为 true 或 false。", name)
    return value


def query_number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    """A whole number of at least 1 from an address's query. Raises ApiError 422."""
    raw = query.get(name, "")
    if not raw:
        return otherwise
    if not raw.isascii() or not raw.isdigit() or len(raw) > 10 or not 0 < int(raw) < 2 ** 31:
        raise ApiError(422, "invalid", f"{name} 须为正整数。", name)
    return int(raw)


def _storable(value: str) -> bool:
    """No NUL, which PostgreSQL does not keep, and no half of a character."""
    return "\0" not in value and value.encode("utf-8", "ignore").decode("utf-8") == value
