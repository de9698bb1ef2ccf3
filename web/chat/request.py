"""The body of POST /api/chat as a checked value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Container, Mapping

from bot.runtime.guard import MAX_LENGTH, strip_control
from web.errors import ApiError

_FIELDS = ("conversation", "message_id", "text", "region", "region_chosen")
ID_PATTERN = r"[A-Za-z0-9_-]{1,64}"
_ID = re.compile(ID_PATTERN, re.ASCII)
_SAYABLE = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)
# White space and invisible characters do not count, but a text of nothing else is not worth cleaning either.
_MOST_RAW = 4 * MAX_LENGTH


@dataclass(frozen=True)
class ChatRequest:
    """conversation, message_id: the client's own opaque ids. text: as typed, not yet guarded. region: id or None.
    region_chosen: the person chose or removed it by hand since the last answer."""

    conversation: str
    message_id: str
    text: str
    region: str | None
    region_chosen: bool = False


def read_chat_request(body: Mapping[str, Any], regions: Container[str]) -> ChatRequest:
    """The checked request. regions: the ids there are. Raises ApiError 422, naming the field."""
    for name in body:
        if name not in _FIELDS:
            raise ApiError(422, "unknown_field", f"请求里有多余的字段；只接受 {'、'.join(_FIELDS)}。",
                           name if _SAYABLE.fullmatch(name) else None)
    for name in ("conversation", "message_id", "text"):
        if name not in body:
            raise ApiError(422, "missing_field", f"请求里缺少 {name}。", name)
        if not isinstance(body[name], str):
            raise ApiError(422, "wrong_type", f"{name} 须为字符串。", name)
    for name in ("conversation", "message_id"):
        if not _ID.fullmatch(body[name]):
            raise ApiError(422, "bad_value", f"{name} 须为 1 到 64 个字母、数字、下划线或连字符。", name)
    _check_length(body["text"])
    region = body.get("region")
    if region is not None and not isinstance(region, str):
        raise ApiError(422, "wrong_type", "region 须为地区编号或 null。", "region")
    if region is not None and region not in regions:
        raise ApiError(422, "unknown_region", "没有这个地区编号；可用的编号见 /api/regions。", "region")
    chosen = body.get("region_chosen", False)
    if not isinstance(chosen, bool):
        raise ApiError(422, "wrong_type", "region_chosen 须为 true 或 false。", "region_chosen")
    return ChatRequest(body["conversation"], body["message_id"], body["text"], region, chosen)


def _check_length(text: str) -> None:
    length = len(text) if len(text) > _MOST_RAW else len(strip_control(text))
    if length > MAX_LENGTH:
        raise ApiError(422, "text_too_long", f"这条消息有 {length:,} 个字，一次最多 {MAX_LENGTH:,} 个字，没有处理。"
                                             "请分几次发，或者只写要问的那一句。", "text")
