"""Days, weekdays, months and years as people name them, and the patterns that find them."""
from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.language.numerals import CN, chinese_integer, year_digits

Y4 = (
    r"(?:(?<!\d)(?:19|20)\d\d"
    r"|(?<![零〇一二三四五六七八九十])(?:一九|二[零〇])[零〇一二三四五六七八九]{2})"
)
YEAR_WORDS = {
    "大前年": -3, "前年": -2, "去年": -1, "上一年": -1, "上年": -1,
    "今年": 0, "本年": 0, "明年": 1, "下一年": 1, "下年": 1, "后年": 2,
}
DAY_WORDS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨儿": -1, "今天": 0, "今日": 0,
    "今儿": 0, "今晚": 0, "今早": 0, "明天": 1, "明日": 1, "明儿": 1, "后天": 2, "大后天": 3,
}
NEXT_YEAR = -1  # 次年: the year after the one that the other end names


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Not in 证明年份, 三前年, 以前年度, 过去年.
RELATIVE_YEAR = rf"(?<![说证声三两几过以之最失])(?:{_either(YEAR_WORDS)})度?"
RELATIVE_DAY = rf"(?<![之以年月日号天先证说声])(?:{_either(DAY_WORDS)})(?!天)"
# Not 每周三, 四个周六; nor 一周三次.
WEEKDAY = (
    r"(?<![每\d])(?<!每个)(?<![一二两三四五六七八九十几\d]个)(?:(?:上上|下下|上|下|这|本)个?)?"
    r"(?:周|星期|礼拜)[一二三四五六日天](?![次天个门场期年月])"
)
NUM = rf"(?:\d{{1,2}}|[{CN}]{{1,3}})"
SEPARATOR = r"\s*(?:(?:开始|开|起)?[,、]?(?:一直|直)?(?:至|到)|-+|~+|/)\s*"
PART_OF_DAY = r"(?:上午|下午|晚上|晚|早上|早|中午)?"
# After a day number that carries no 日 or 号: anything that would make it another quantity.
NO_UNIT = (
    r"(?![\d.:]|\s*(?:[天个学课门科次场篇项小周星礼年月岁分点人名节期部季%万千百级元]|工作日))"
)


class DayName(NamedTuple):
    """A day as it was said; what was not said is None. `fixed` is a day that needs no year or month (昨天, 周三)."""

    year: int | None
    month: int | None
    day: int | None
    fixed: date | None = None
    weekday_only: bool = False


def pattern(tag: str, *, bare_day: bool, optional_suffix: bool) -> str:
    """A regular expression for one day, its groups named with `tag`.

    `bare_day`: 6号 or 6日 without a month is a day too. `optional_suffix`: then 日 and 号 may be left out.
    """
    suffix = r"(?:日|号)?" if optional_suffix else r"(?:日|号)"
    day_only = rf"|(?P<o{tag}>(?<![\d{CN}.]){NUM})\s*{suffix}" if bare_day else ""
    year = rf"(?P<y{tag}>{Y4}|(?<!\d)\d\d|次|翌|来)年|(?P<r{tag}>{RELATIVE_YEAR})"
    return (
        rf"(?:(?P<i{tag}>(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|(?<!\d)(?:19|20)\d\d[01]\d[0-3]\d(?!\d))"
        rf"|(?:(?:{year})的?\s*)?(?<![\d{CN}])(?P<m{tag}>{NUM})\s*月份?\s*(?P<d{tag}>{NUM})\s*(?:日|号|{NO_UNIT})"
        rf"|(?P<l{tag}>(?:上上|上|下|这|本)个?月)的?\s*(?P<e{tag}>{NUM})\s*(?:日|号)"
        rf"|(?P<w{tag}>{WEEKDAY})|(?P<n{tag}>{RELATIVE_DAY}){day_only}){PART_OF_DAY}"
    )


def small(text: str) -> int:
    """A month or day number, Arabic or Chinese; -1 where it cannot be read (so that no such day exists)."""
    if text.isdigit() and text.isascii():
        return int(text)
    value = chinese_integer(text)
    return -1 if value is None else value


def year_number(text: str, today: date, *, birth: bool = False) -> int | None:
    """A year from four digits or two, Arabic or Chinese; two digits are the nearest fitting century.

    A two-digit year may lie at most two years after today; a birth at least fourteen years before.
    """
    value = int(text) if text.isascii() and text.isdigit() else year_digits(text)
    if value is None or len(text) == 4:
        return value
    if len(text) != 2:
        return None
    century = today.year // 100 * 100
    newest = today.year - 14 if birth else today.year + 2
    return century + value if century + value <= newest else century - 100 + value


def relative_year(word: str, today: date) -> int:
    """The year that 今年, 去年, 上年度 … mean."""
    return today.year + YEAR_WORDS[word.removesuffix("度")]


def said_year(match: re.Match[str], tag: str, today: date) -> int | None:
    """The year in the groups `y…` and `r…` of a match: None where none was said, `NEXT_YEAR` for 次年."""
    if word := match[f"r{tag}"]:
        return relative_year(word, today)
    said = match[f"y{tag}"]
    if not said:
        return None
    return NEXT_YEAR if said in "次翌来" else year_number(said, today)


def month_from(word: str, today: date) -> tuple[int, int]:
    """Year and month that 上个月, 本月, 下个月 mean."""
    year, month = divmod(today.year * 12 + today.month - 1 + word.count("下") - word.count("上"), 12)
    return year, month + 1


_SPOKEN_YEAR = re.compile(rf"(?P<y>{Y4})年|(?P<r>{RELATIVE_YEAR})", re.ASCII)
_OLDEST_SPOKEN = 10


def spoken_year(text: str, today: date) -> int:
    """The year that days without one belong to: the only one that the text names (去年…7月3号到6号), else today's."""
    years = {
        relative_year(match["r"], today) if match["r"] else year_number(match["y"], today)
        for match in _SPOKEN_YEAR.finditer(text)
    }
    year = years.pop() if len(years) == 1 else None
    return year if year and today.year - _OLDEST_SPOKEN <= year <= today.year + 1 else today.year


def weekday_date(text: str, today: date) -> date:
    """上周三, 周五, 下星期一: weeks begin on Monday; without a prefix it is this week's."""
    weeks = text.count("下") - text.count("上")
    day = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}[text[-1]]
    return shift(today, -today.weekday() + day + weeks * 7)


def shift(day: date, days: int) -> date:
    """A day so many days on, kept inside the calendar that `date` knows."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def name_of(match: re.Match[str], tag: str, today: date) -> DayName:
    """The day that `pattern(tag)` matched."""
    if iso := match[f"i{tag}"]:
        parts = re.split(r"[-/.]", iso) if not iso.isdigit() else [iso[:4], iso[4:6], iso[6:]]
        return DayName(int(parts[0]), int(parts[1]), int(parts[2]))
    if weekday := match[f"w{tag}"]:
        return DayName(None, None, None, weekday_date(weekday, today), weekday_only=weekday[0] in "周星礼")
    if word := match[f"n{tag}"]:
        return DayName(None, None, None, shift(today, DAY_WORDS[word]))
    if month := match[f"m{tag}"]:
        return DayName(said_year(match, tag, today), small(month), small(match[f"d{tag}"]))
    if month := match[f"l{tag}"]:
        return DayName(*month_from(month, today), small(match[f"e{tag}"]))
    return DayName(None, None, small(match[f"o{tag}"]) if f"o{tag}" in match.groupdict() else None)


def resolve(name: DayName, year: int, month: int) -> date | None:
    """The day itself, with year and month for what was not said; None where the calendar has no such day."""
    if name.fixed:
        return name.fixed
    day = 0 if name.day is None else name.day
    return real(year if name.year is None else name.year, month if name.month is None else name.month, day)


def real(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none (30 February, month 13)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_span(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a month; None where there is no such month."""
    first = real(year, month, 1)
    return None if first is None else (first, first.replace(day=calendar.monthrange(year, month)[1]))


def day_count(first: date, last: date) -> int:
    """Days from first to last, both counted; negative where the end lies before the start."""
    gap = (last - first) // timedelta(days=1)
    return gap + 1 if gap >= 0 else gap - 1
