"""Numbers with a unit: durations, hours, and counts of courses, events and papers."""
from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from bot.language.limits import limits
from bot.language.numerals import AMOUNT_NUMBER, CN, NUMBER, Span, read, step_of
from bot.language.relative import take_relative
from bot.language.scratch import Scratch
from bot.language.units import UNIT, Unit, unit_at

_AMOUNT = re.compile(
    rf"(?P<sign>负|-)?\s*(?P<num>{AMOUNT_NUMBER})\s*(?P<more>几|多(?!\s*少)|来|余)?\s*(?:整?个整?|整)?\s*"
    rf"(?P<mid>半(?![天下]))?(?P<more2>多|来)?\s*(?P<unit>{UNIT})(?P<half>半(?![天年个月小价数径夜]))?", re.ASCII)
_NIGHTS = re.compile(rf"[零又]?(?:\d+|[{CN}]+)个?(?:晚上?|夜)", re.ASCII)
_PLUS = re.compile(
    rf"\s*(?P<link>零|又|外?加)?\s*(?P<num>{NUMBER}|俩|仨)\s*"
    r"(?:(?:个(?P<mid>半)?|(?<=[俩仨]))(?P<month>月)|(?P<day>天)|(?P<minute>分钟?))", re.ASCII)
# 一天加一上午; but 2天加半天培训班 are two things.
_HALF_DAY_MORE = re.compile(
    r"\s*(?:[零又]|外?加上?|再加上?|外带)\s*(?:一个?|1个?)?(?:半天|半日|上午|下午)"
    r"(?!\s*的?(?:培训|学术|会|讲座|报告|研修|研讨|进修|班|论坛|考察|课|面授|网))", re.ASCII)
# A dash is a minus only where an amount is expected; after a noun it parts (学术会议-3天).
_MINUS_AFTER = re.compile(r"(?:参加|[了过算是为有成共天开去办改]|[^\u4e00-\u9fff\w]|^)$", re.ASCII)
_EVERY = re.compile(r"每一?个?(?P<unit>天|日|年|月|周|星期|礼拜|次|期|门|篇|场|节|人)[\u4e00-\u9fff]{0,4}$")
_EVERY_NOTE = {"天": "per_day", "日": "per_day", "年": "per_year", "月": "per_month",
               "周": "per_week", "星期": "per_week", "礼拜": "per_week"}
# 一年 said of what each year asks (一年到底要学多少), not of how long something took (支教一年).
_RATE_RIGHT = re.compile(
    r"(?:到底|究竟|总共|一共|合计|里|也|大概|下来|到头|继续教育|\s)*(?:的量|[要需得应学修填各几补]|必须|最少|至少|最多|规定|多\s*少|总学时|公需|专业课|继续教育|培训人数"
    r"|没学|一[个次张]|两次|\d+个?学时)")
_DOING = re.compile(
    r"(?:[满了过足缺少差有欠补]|支[教农医]|挂职|锻炼|进修|扶贫|援疆|援外|驻[村连]|服务|工作|学习|培训|研修|规培|教育|特培|访学|出国|毕业"
    r"|读研)$")
_DAY_OF_MONTH = re.compile(r"\s*(?:参加|去|开始|到|至|起|那天|当天|之?前|之?后|上午|下午|报到|结束)")
_HALF = Fraction(1, 2)


def find_amounts(scratch: Scratch, today: date) -> None:
    """Take numbers with a unit; what is not exact (十几天, 不到一年, 至少3天) is a range with the unit in note."""
    position = 0
    while match := _AMOUNT.search(scratch.work, position):
        position = max(_take(scratch, match, today), match.start() + 1)


def _take(scratch: Scratch, match: re.Match[str], today: date) -> int:
    """Read one match; returns where to search on."""
    span = read(match["num"])
    if span is None:
        return match.end("num")
    work, unit = scratch.work, unit_at(scratch.work, match.start("unit"))
    start, end = match.start(), match.end()
    negative = match["sign"] == "负" or bool(match["sign"] and _MINUS_AFTER.search(work[:start]))
    if not negative:
        start = match.start("num")
    one = span.exact and span.low == 1
    if _is_reference(work, start, end, unit, one=one):
        return end
    if (relative := take_relative(scratch, span, unit, start, end, today)) is not None:
        return relative
    low, high, notes = _size(match, span, unit)
    end, low, high = _compound(work, unit, end, low, high, notes)
    if unit.name == "workdays":
        notes.append("working")
    found = limits(work, start, end, low, high, unit.factor)
    notes += [note for note in found.notes if note != "period" or unit.kind in ("days", "weeks", "months")]
    if every := _EVERY.search(work[:found.start]):
        notes.append(_EVERY_NOTE.get(every["unit"], "per_item"))
    if unit.name == "years" and one and _RATE_RIGHT.match(work, end) and not _DOING.search(work[:start]):
        notes.append("rate")
    bounds = (found.low, found.high)
    if negative:
        bounds = tuple(None if bound is None else -bound for bound in bounds)  # type: ignore[assignment]
    scratch.put_amount(unit.kind, *bounds, (found.start, found.end), notes)
    return found.end


def _is_reference(work: str, start: int, end: int, unit: Unit, *, one: bool) -> bool:
    """哪一天, 每年, 上一次, 那一年, 内一科 refer to something; 5日参加 is a day of the month."""
    last, following = work[start - 1:start], work[end:end + 1]
    if last in ("哪", "每") or (unit.name == "ri" and _DAY_OF_MONTH.match(work, end)):
        return True
    if unit.name == "subjects" and work[end - 1] == "科" and last in tuple("内外儿妇产骨"):
        return True
    if one and last in tuple("上下头前后"):
        return following not in ("课", "班")
    return one and last in tuple("这那某同任当该新") and following not in ("呢", "算", "的")


def _size(match: re.Match[str], span: Span, unit: Unit) -> tuple[Fraction, Fraction, list[str]]:
    """Low and high in the kind's own measure, with 半, 几, 多 and 来 taken in."""
    low, high = span
    notes: list[str] = []
    if match["more"] == "来":
        high, notes = high + step_of(span) / 2, ["approximate"]
    elif match["more"]:
        step = step_of(span)
        low, high = (low + 1, high + step - 1) if step > 1 else (low, high + 1)
    if match["mid"] or match["half"]:
        low, high = low + _HALF, high + _HALF
    if match["more2"] == "多":
        high += _HALF if match["num"] == "半" else 1
    elif match["more2"]:
        high, notes = high + _HALF, ["approximate"]
    if match["num"] == "半" and unit.name == "half_days":
        return _HALF, _HALF, notes  # 半个上午
    return low * unit.factor, high * unit.factor, notes


def _compound(
    work: str, unit: Unit, end: int, low: Fraction, high: Fraction, notes: list[str]
) -> tuple[int, Fraction, Fraction]:
    """两年零三个月, 3天2晚, 一天加一上午, 1小时30分; a rest of another measure (1个月15天) goes to the note."""
    if unit.name == "days" and (nights := _NIGHTS.match(work, end)):
        return nights.end(), low, high
    if unit.kind == "days" and (half := _HALF_DAY_MORE.match(work, end)):
        return half.end(), low + _HALF, high + _HALF
    plus = _PLUS.match(work, end) if unit.name in ("years", "months", "weeks", "clock") else None
    extra = read(plus["num"]) if plus else None
    if plus is None or extra is None or not extra.exact:
        return end, low, high
    if unit.name == "years" and plus["month"]:
        more = extra.low + (_HALF if plus["mid"] else 0)
    elif unit.name == "clock" and plus["minute"]:
        more = extra.low / 60
    elif plus["day"] and unit.name != "clock" and (unit.name == "months" or plus["link"] or plus["num"][0] in "零〇"):
        notes.append(f"plus_days:{extra.low}")
        more = Fraction(0)
    else:
        return end, low, high
    return plus.end(), low + more, high + more
