"""One activity of a draft: its facts, what the form prints of it, and whether its days can be true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from claims.rules.full_year import check_full_years, counts_full_years, whole_months
from claims.rules.one_event import ONCE, gives_bonus
from claims.rules.values import day, fact, invalid, known_keys, line
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_terms import terms_of
from rules_core.facts import FACTS, exact_number
from rules_core.model import Rate

#: Facts of an activity that rules are computed from. `title_level` is the level of an examination, not of the person.
ACTIVITY_FACTS = tuple(name for name, spec in FACTS.items() if spec.scope == "activity" and name != "year") + (
    "degree", "title_level")
#: What only the form needs, with the label and the most characters.
TEXTS = {"title": ("活动名称", 200), "organizer_name": ("活动组织单位", 200), "certificate": ("证书编号", 100)}
DAYS = {"start": "开始日期", "end": "结束日期"}
KEYS = (*ACTIVITY_FACTS, *TEXTS, *DAYS)

__all__ = ["ACTIVITY_FACTS", "DAYS", "KEYS", "TEXTS", "counts_by_day", "exact_amounts", "read_activity", "whole_months"]


def read_activity(kb: KnowledgeBase, raw: Any, path: str, kind: str, region: str | None, claimed: int | None,
                  person: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The activity as plain JSON, what is not stated left out. Raises Refused with a path below `path`."""
    known_keys(raw, KEYS, path, "活动")
    found: dict[str, Any] = {}
    for name in ACTIVITY_FACTS:
        found[name] = fact(name, raw.get(name), f"{path}.{name}", frozenset(terms_of(kb.terms, name)))
    for name, (label, most) in TEXTS.items():
        found[name] = line(raw.get(name), f"{path}.{name}", label, most)
    start, end = (day(raw.get(name), f"{path}.{name}", label, today) for name, label in DAYS.items())
    if start and end and end < start:
        raise invalid(f"{path}.end", "结束日期在开始日期之前，请核对。")
    found["start"], found["end"] = (one.isoformat() if one else None for one in (start, end))
    clean = {name: value for name, value in found.items() if value is not None}
    post = _is_post(kb, kind, region, clean)
    if post and person.get("still_in_post") is True and end and end < today:
        raise invalid(f"{path}.end", "填了仍在岗，又填了已经过去的结束日期。仍在岗的，不填结束日期；已经返回的，"
                                     "请把“是否仍在岗”改为“否”。")
    if post and kind == "recognition" and start:
        check_full_years(clean, start, end, person.get("still_in_post") is True, claimed, path, today)
    elif start and end:
        _fits(clean, start, end, path)
    if claimed is not None and not (post and kind == "recognition"):
        if kind == "exemption":
            _touches(start, end, claimed, path)
        else:
            _of_year(kb, clean, start, end, region, claimed, path)
    return clean


def _is_post(kb: KnowledgeBase, kind: str, region: str | None, activity: Mapping[str, Any]) -> bool:
    """Whether somebody may still be in it: what an exemption has an office for, or what counts by the full year."""
    if kind == "recognition":
        return counts_full_years(kb, region, activity)
    chain = kb.chains.get((region or "", kind))
    return chain is not None and "activity" in activity and any(
        condition.test({"activity": activity["activity"]}) is not False for condition, _ in chain.ways)


def _fits(activity: Mapping[str, Any], start: date, end: date, path: str) -> None:
    """What is said to have lasted so long lies between its days."""
    days = exact_number(activity.get("days"))
    span = (end - start).days + 1
    if days is not None and days > span:
        raise invalid(f"{path}.days", f"从开始到结束一共 {span} 天（头尾都算），填写的天数比这多，请核对。")
    months = exact_number(activity.get("months"))
    if months is not None and int(months) > (most := whole_months(start, end)):
        raise invalid(f"{path}.months", f"从开始到结束一共 {most} 个整月，填写的月数比这多，请核对起止日期和月数。")


def _touches(start: date | None, end: date | None, claimed: int, path: str) -> None:
    """A post may go on for years; it must reach into the year."""
    if start and start.year > claimed:
        raise invalid(f"{path}.start", f"开始日期在 {claimed} 年度以后，请核对申报年度。")
    if end and end.year < claimed:
        raise invalid(f"{path}.end", f"结束日期在 {claimed} 年度以前，请核对申报年度。")


def _of_year(kb: KnowledgeBase, activity: Mapping[str, Any], start: date | None, end: date | None, region: str | None,
             claimed: int, path: str) -> None:
    """What counts by its days lies in the year; anything else (a degree, a post, months of study) ends in it."""
    by_day = counts_by_day(kb, region, activity)
    if by_day and start and end and start.year < end.year and claimed in (start.year, end.year):
        field = "end" if end.year != claimed else "start"
        raise invalid(f"{path}.{field}", f"这项活动跨了年度。请拆成两项：{start.year} 年 12 月 31 日以前的报 "
                                         f"{start.year} 年度，{end.year} 年 1 月 1 日以后的报 {end.year} 年度，"
                                         "天数也分开填。" + (f"{ONCE}，只填在其中一项，另一项请填“没有宣读”。"
                                                             if gives_bonus(kb, region, activity) else ""))
    if end and end.year > claimed:
        raise invalid(f"{path}.end", f"这项活动 {end.year} 年才结束，请在 {end.year} 年度申报。")
    if end and end.year < claimed:
        raise invalid(f"{path}.end", f"结束日期不在 {claimed} 年度内，请核对日期或者申报年度。")
    if start and (start.year > claimed or (by_day and start.year < claimed)):
        raise invalid(f"{path}.start", f"开始日期不在 {claimed} 年度内，请核对日期或者申报年度。")


def counts_by_day(kb: KnowledgeBase, region: str | None, activity: Mapping[str, Any]) -> bool:
    """Whether a rule that this activity may meet gives hours for each day of it."""
    if region is None or "activity" not in activity:
        return False
    return any(isinstance(rule.rule.effect, Rate) and rule.rule.effect.unit == "day"
               and rule.condition.test({"activity": activity["activity"]}) is not False
               for place in kb.book.chain(region) for rule in kb.book.by_place.get((place, "hours"), ()))


def exact_amounts(activity: Mapping[str, Any]) -> dict[str, Fraction]:
    """The numbers that an activity states, exact."""
    return {name: number for name in ACTIVITY_FACTS
            if FACTS[name].type == "number" and (number := exact_number(activity.get(name))) is not None}
