"""Facts of a claim are kept in clear, so nobody's ID number or phone may stand among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from stdnum.cn import ric

from claims.personal_text import holds_personal
from claims.trouble import Refused

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])", re.ASCII)
_LABELS = {"title": "活动名称", "organizer_name": "活动组织单位"}


def refuse_personal(activities: Iterable[Mapping[str, Any]]) -> None:
    """Raises Refused for the first field with an ID number or a mobile number in it.

    A certificate's number may look like a phone's; one that is an ID number (some are) is left out of the claim.
    """
    for place, activity in enumerate(activities):
        for field, label in _LABELS.items():
            if holds_personal(_plain(activity.get(field))):
                raise Refused("invalid", f"{label}里请不要写身份证号或手机号，请删去后再保存。",
                              f"activities.{place}.{field}")
        if _has_id_number(_plain(activity.get("certificate"))):
            raise Refused("invalid", "证书编号里请不要写身份证号；编号就是身份证号的，这一项请留空。",
                          f"activities.{place}.certificate")


def _has_id_number(text: str) -> bool:
    return any(ric.is_valid(found) for found in _ID_NUMBER.findall(text))


def _plain(text: Any) -> str:
    return unicodedata.normalize("NFKC", text) if isinstance(text, str) else ""
