"""What a reviewer writes: reasons, the field to mend, the document that sets the hours, and the hours themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from claims.documents.form_data import check_hours
from claims.personal_text import holds_personal
from claims.trouble import Refused
from rules_core.decision import plain
from rules_core.facts import FACTS, LIMITS

_MOST = {"reason": 500, "basis": 200}
_LABELS = {"reason": "原因", "basis": "文件名称"}
_FORM_ONLY = ("title", "organizer_name", "start", "end", "certificate")
_WHOLE = ("region", "year", "title_level", "organisation", "posting_office", "activities", "person", "personal",
          "evidence")


def words(text: str | None, field: str) -> str | None:
    """A reason or a basis on one spelling; None where there is none. Raises Refused: too long, or with somebody's ID or
    phone number in it.
    """
    if text is None:
        return None
    if not isinstance(text, str):
        raise Refused("invalid", f"{_LABELS[field]}应填文字。", field)
    said = " ".join("".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text).split())
    if len(said) > _MOST[field]:
        raise Refused("invalid", f"{_LABELS[field]}最多 {_MOST[field]} 个字，请缩短一些。", field)
    if holds_personal(said):
        raise Refused("invalid", f"{_LABELS[field]}里请不要写身份证号或手机号，经办和申报人都会看到这段话。", field)
    return said or None


def known_field(field: str | None, activities: Iterable[Mapping[str, Any]], personal: Iterable[str]) -> str:
    """The path of a field that a claim can be returned for: `personal.id_number`, `activities.0.end`, `evidence`.

    personal: names of the personal fields. Raises Refused("invalid", "field").
    """
    if not field:
        raise Refused("incomplete", "请选择要申报人修改的那一项，退回后会直接标在表上。", "field")
    head, _, rest = field.partition(".") if isinstance(field, str) else ("", "", "")
    known = field in _WHOLE if not rest else False
    if head == "personal" and rest:
        known = rest in tuple(personal)
    elif head == "person" and rest:
        known = rest in FACTS
    elif head == "activities" and rest:
        place, dot, name = rest.partition(".")
        known = (place.isascii() and place.isdecimal() and len(place) < 4 and int(place) < len(list(activities))
                 and (not dot or name in FACTS or name in _FORM_ONLY))
    if not known:
        raise Refused("invalid", "没有这一项，请从列表里选择要修改的那一项。", "field")
    return str(field)


def settled(computed: Fraction | None, given: Fraction | None, proposed: Fraction | None, reason: str | None, *,
            by_document: bool, last: bool, basis: str | None, most: Fraction | None = None) -> Fraction | None:
    """The hours that an approval stands for.

    computed: by the rules; None where they give no figure. given: the reviewer's own figure; None keeps what lies
    before him: an earlier office's figure (proposed), else the computed one. by_document: another document sets the
    figure, which the last office gives with the document's name; `most` is what a limit of the year leaves it. Raises
    Refused (`recognised_hours`, `reason`, `basis`).
    """
    if given is not None:
        _check(given)
    if computed is None:
        if not by_document:
            if given is not None:
                raise Refused("invalid", "这份申报不按学时数认定，请不要填写学时。", "recognised_hours")
            return None
        if given is not None and most is not None and given > most:
            raise Refused("invalid", f"这类活动的学时有全年上限，本年度还可认定 {plain(most)} 学时，请改少。",
                          "recognised_hours")
        hours = given if given is not None else proposed
        if hours is not None and most is not None:
            hours = min(hours, most)
        if last and hours is None:
            raise Refused("incomplete", "通知没有给出这项活动的学时数，请按有关文件填写认定的学时。",
                          "recognised_hours")
        if last and basis is None:
            raise Refused("incomplete", "请写明依据哪份文件认定学时（文件名称和文号）。", "basis")
        return hours
    if given is None:
        return computed if proposed is None else min(proposed, computed)
    if given > computed:
        raise Refused("invalid", f"认定的学时不能多于按通知算出的 {plain(computed)} 学时。", "recognised_hours")
    if given < computed and reason is None:
        raise Refused("incomplete", f"认定的学时少于算出的 {plain(computed)} 学时，请写明原因，申报人会看到。",
                      "reason")
    return given


def _check(hours: Fraction) -> None:
    try:
        check_hours(hours)
    except ValueError:
        raise Refused("invalid", "学时应是不小于 0 的数，最多四位小数。", "recognised_hours") from None
    if hours > LIMITS["hours"][1]:
        raise Refused("invalid", f"学时最多 {LIMITS['hours'][1]}，请核对。", "recognised_hours")
