"""The sentence while it is being read: same length throughout, what is understood is blanked out."""
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.language.quantity import Kind, Quantity

BLANK = "\x00"
# Full-width forms and common traditional counters, so that text which was not normalised is read too; one to one.
_FOLD = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {
    ord(a): b
    for a, b in {
        "\u3000": " ", "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "−": "-", "–": "-", "—": "-", "―": "-",
        "‐": "-", "‑": "-", "‒": "-", "〜": "~", "∼": "~", "﹣": "-", "，": ",", "：": ":", "、": "、", "。": "。",
        "兩": "两", "個": "个", "週": "周", "歲": "岁", "門": "门", "課": "课", "時": "时", "學": "学", "號": "号",
        "節": "节", "鐘": "钟", "頭": "头", "點": "点", "萬": "万", "場": "场", "項": "项", "歷": "历", "禮": "礼",
        "幾": "几", "來": "来", "從": "从", "滿": "满", "負": "负", "後": "后", "這": "这", "專": "专",
    }.items()
}
_COUNTED = ("subjects", "times", "papers")


class Scratch:
    """`work` is the text still to be read; `found` what was understood, in the order of finding."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.work = text.translate(_FOLD)
        self.found: list[Quantity] = []
        self.year: int | None = None  # of days that are said without one
        self._taken: set[int] = set()

    def blank(self, start: int, end: int) -> None:
        """Take a span out of the reading."""
        self.work = self.work[:start] + BLANK * (end - start) + self.work[end:]

    def take(self, quantity: Quantity) -> None:
        """Keep a quantity and take its span out of the reading; one that overlaps an earlier one is dropped."""
        span = range(quantity.start, quantity.end)
        if self._taken.isdisjoint(span):
            self._taken.update(span)
            self.found.append(quantity)
            self.blank(quantity.start, quantity.end)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches from left to right over the text as it stands when the pass begins."""
        return pattern.finditer(self.work)

    def put_amount(
        self, kind: Kind, low: Fraction | None, high: Fraction | None, span: tuple[int, int], notes: list[str]
    ) -> None:
        """Take an amount: exact where both bounds are one number, else a range with its unit first in the note."""
        start, end = span
        text = self.text[start:end]
        if low is None or low != high:
            note = " ".join([kind, *notes])
            self.take(Quantity("range", None, start, end, text, low=low, high=high, note=note))
            return
        whole = kind in _COUNTED and low.denominator == 1
        self.take(Quantity(kind, int(low) if whole else low, start, end, text, note=" ".join(notes) or None))
