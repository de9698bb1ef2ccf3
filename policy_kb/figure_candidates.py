"""Words of a notice that state a figure, as lines that an author can paste into a rule. Nothing here makes a rule."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from policy_kb.addresser.marks import read_mark
from policy_kb.addresser.quotes import count_quote
from policy_kb.clauses import Notice
from policy_kb.flow import flow
from rules_core.quoted_numbers import numbers_in

_NUMERAL = "[一二两三四五六七八九十百]+"
_NUMBER = rf"\d+(?:\.\d+)?|{_NUMERAL}"
_FIGURE = re.compile(
    rf"(?P<share>{_NUMERAL}分之{_NUMERAL}|(?<![\d./])\d+/\d+)"
    rf"|(?P<hours>{_NUMBER})\s*个?学时"
    rf"|(?P<credit_years>{_NUMBER})\s*年的学时"
    rf"|(?P<age>{_NUMBER})\s*周?岁"
    rf"|(?P<times>{_NUMBER})\s*倍"
    rf"|满\s*(?P<years>{_NUMBER})\s*年"
    rf"|满\s*(?P<months>{_NUMBER})\s*个月"
)
_PIECE = re.compile(r"[^，。；：！？,;!?]+")
_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?")
_LIMIT = re.compile("最多|最高|不超过|不得超过|上限")
_LEAST = re.compile("不少于|不低于|至少|累计")
_UNITS = (("day", re.compile("每[天日]")), ("month", re.compile("每个?月")), ("subject", re.compile("每[门科]")))
#: How a figure would enter a rule: `{n}` the figure, `{q}` its words, `{s}` the subject, `{e}` one event or the year.
_LINES = {
    "share": "subjects: [{{subject: {s}, share: {n}, quote: {q}}}]",
    "reduced": 'effect: {{kind: reduced, fraction: {n}, step: "0.5", quote: {q}}}',
    "age": "age: {{at_least: {n}, quote: {q}}}",
    "times": "effect: {{kind: multiple, times: {n}, quote: {q}}}",
    "service": "minimum: {{fact: months, at_least: {n}, quote: {q}}}",
    "limit": "caps: [{{scope: {e}, hours: {n}, quote: {q}}}]",
    "limit in years": "caps: [{{scope: {e}, years: {n}, figures: REQUIREMENT, quote: {q}}}]",
    "bonus": "bonus: {{when: {{}}, cells: [{{is: [], hours: {n}, quote: {q}}}]}}",
    "day": "effect: {{kind: rate, unit: day, hours: {n}, quote: {q}}}",
    "month": "effect: {{kind: rate, unit: month, hours: {n}, quote: {q}}}",
    "subject": "effect: {{kind: rate, unit: subject, hours: {n}, quote: {q}}}",
    "least of a subject": "subjects: [{{subject: {s}, hours: {n}, quote: {q}}}]",
    "least": "total: {{hours: {n}, quote: {q}}}",
    "fixed": "effect: {{kind: fixed, hours: {n}, quote: {q}}}",
}


class Candidate(NamedTuple):
    """A figure of a clause: `line` is YAML to paste (`caps: [{scope: per_year, hours: 30, quote: …}]`), `quote` the
    words in it, which stand in the clause once, and `value` the figure, which the words state."""

    clause: str
    quote: str
    value: Fraction
    line: str


def words_of(notice: Notice, address: str) -> str:
    """A clause's own words on one line, without its number mark and without what stands below it."""
    lines = [line.strip() for line in notice.own_text(address).splitlines() if line.strip()]
    mark = read_mark(lines[0]) if lines and notice.clause(address).kind == "part" else None
    return "".join([lines[0][mark.length :] if mark else lines[0], *lines[1:]]) if lines else ""


def candidates(notice: Notice, address: str) -> tuple[Candidate, ...]:
    """The figures that a clause states in its own words, in their order; none whose words stand there twice."""
    words, whole = words_of(notice, address), notice.clause_text(address)
    found: dict[Candidate, None] = {}
    for sentence in _SENTENCE.findall(words):
        for piece in (part for long in _PIECE.findall(sentence) for part in _parts(long)):
            for match in _FIGURE.finditer(piece):
                spans = (_bare(piece), sentence.strip(), words)
                quote = next((span for span in spans if count_quote(whole, span) == 1), None)
                value = _value(match)
                if quote is not None and value is not None and value in numbers_in(quote):
                    found[Candidate(address, quote, value, _line(match, value, quote))] = None
    return tuple(found)


def _parts(piece: str) -> list[str]:
    """男满58周岁、女满53周岁 as two pieces; 40学时、35学时 as one, since 35学时 alone says nothing."""
    parts = piece.split("、")
    own = [_FIGURE.search(part) for part in parts]
    return parts if all(match is not None and match.start() > 1 for match in own) else [piece]


def _bare(piece: str) -> str:
    """The piece without the half of a pair of brackets that the cut left in it."""
    for opening, closing in ("（）", "()"):
        if opening not in piece:
            piece = piece.rstrip(closing + " ")
        if closing not in piece:
            piece = piece.lstrip(opening + " ")
    return piece.strip()


def _value(match: re.Match[str]) -> Fraction | None:
    """The figure as a rule states it (years of service in months); None for a share over nothing."""
    text = match.group(match.lastgroup or 0)
    if match.lastgroup == "share":
        return next((n for n in numbers_in(text) if n.denominator > 1), None)
    value = min(numbers_in(text))
    return value * 12 if match.lastgroup == "years" else value


def _line(match: re.Match[str], value: Fraction, quote: str) -> str:
    before = match.string[: match.start()]
    shown = str(value.numerator) if value.denominator == 1 else str(float(value))
    if match.lastgroup == "share":
        shown = f"{value.numerator}/{value.denominator}"
    subject = "public" if before.rfind("公需") > before.rfind("专业") else "professional"
    event = "per_event" if "次" in match.string else "per_year"
    return _LINES[_kind(match, before)].format(n=shown, q=flow(quote), s=subject, e=event)


def _kind(match: re.Match[str], before: str) -> str:
    """Which of `_LINES` the words before the figure suggest."""
    if match.lastgroup == "share":
        return "share" if _LEAST.search(before) else "reduced"
    if match.lastgroup != "hours":
        return {"years": "service", "months": "service", "credit_years": "limit in years"}.get(
            match.lastgroup or "", match.lastgroup or "")
    if _LIMIT.search(before):
        return "limit"
    if "加" in before[-2:]:
        return "bonus"
    unit = next((name for name, words in _UNITS if words.search(before)), None)
    if unit is not None or not _LEAST.search(before):
        return unit or "fixed"
    return "least of a subject" if "公需" in before or "专业科目" in before else "least"
