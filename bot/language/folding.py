"""One spelling for one character: NFKC, traditional to simplified, odd white space, and the way back."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from opencc import OpenCC

_T2S = OpenCC("t2s")
# Text of these characters alone has nothing to fold, except for traditional ones.
_PLAIN = re.compile(r"[\u4e00-\u9fff、。“”‘’《》—〔〕A-Za-z0-9,.;:?!()%/~+-]*")
_SPELLED = re.compile(r"(?:(?<=^)|(?<= ))[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,}(?= |$)")
_PARTS = {"½": "5", "¼": "25", "¾": "75"}
# opencc keeps these, since they are also simplified characters; here they are always the common word.
_KEPT = {
    "祇": "只", "囬": "回", "箇": "个", "−": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-",
    "―": "—", "〜": "~", "∼": "~", "⁄": "/",
}
# Formal numerals (大写数字) that are no part of an everyday word; 肆 (放肆), 伍, 陆 (surnames) and 拾 (收拾) are.
_FORMAL = str.maketrans("壹贰叁柒捌玖", "一二三七八九")
_ROUNDS = 6


def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the place in `text` that it comes from (never decreasing).

    Control, format and half characters are dropped, runs of white space become one space. Punctuation becomes
    half-width as NFKC has it. Folding folded text changes nothing. Never raises.
    """
    text = text.translate(_FORMAL)
    if _PLAIN.fullmatch(text) and _simplified(text) == text:
        return text, tuple(range(len(text)))
    offsets: list[int] = list(range(len(text)))
    for _ in range(_ROUNDS):
        folded, places = _fold_once(text)
        offsets = [offsets[place] for place in places]
        if folded == text:
            break
        text = folded
    return text, tuple(offsets)


def _fold_once(text: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        before = chars[-1] if chars else ""
        for piece in _char(text[start:end], before):
            chars.append(piece)
            places.append(start)
    simple = _simplified("".join(chars))
    if len(simple) == len(chars):
        chars = list(simple)
    else:
        singles = [(_simplified(char), place) for char, place in zip(chars, places, strict=True)]
        chars = [piece for single, _ in singles for piece in single]
        places = [place for single, place in singles for _ in single]
    return _spaces(chars, places)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Spans that NFKC treats on their own: a character with the marks that combine with it."""
    bounds = [0]
    for i in range(1, len(text)):
        if not _joins(text[i - 1], text[i]):
            bounds.append(i)
    bounds.append(len(text))
    return [(a, b) for a, b in pairwise(bounds) if a < b]


@lru_cache(maxsize=4096)
def _joins(left: str, right: str) -> bool:
    if "\u4e00" <= right <= "\u9fff" or right.isascii():
        return False
    return bool(unicodedata.combining(right)) or _nfkc(left + right) != _nfkc(left) + _nfkc(right)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _char(cluster: str, before: str) -> str:
    """What stands for one cluster after the character `before`."""
    if len(cluster) == 1 and ("\u4e00" <= cluster <= "\u9fff" or (cluster.isalnum() and cluster.isascii())):
        return _KEPT.get(cluster, cluster)
    if cluster in _PARTS:
        return ("." if before.isdigit() else "0.") + _PARTS[cluster]
    if cluster.isspace():
        return " "
    category = unicodedata.category(cluster[0])
    if category in ("Cc", "Cf", "Cs") or "\ufe00" <= cluster[0] <= "\ufe0f" or cluster[0] == "\u20e3":
        return " " if cluster in "\n\r\t\x0b\x0c" else ""
    folded = "".join(_KEPT.get(c, c) for c in _nfkc(cluster) if not ("\ufe00" <= c <= "\ufe0f" or c == "\u20e3"))
    if category == "No" and cluster not in "²³¹":
        value = unicodedata.numeric(cluster[0], None)
        if "/" in folded:
            return (" " if before.isdigit() else "") + folded  # ⅓: 3⅓ is 3 1/3
        if value is not None and value == int(value):
            return f"({int(value)})"  # ① is an item's number: it must not run into a figure that follows
    return folded


def _simplified(text: str) -> str:
    try:
        return str(_T2S.convert(text))
    except UnicodeError:
        return text


def _spaces(chars: list[str], places: list[int]) -> tuple[str, list[int]]:
    """Runs of white space to one space, none at the ends; 公 需 课 typed apart is joined."""
    pairs = zip(chars, places, strict=True)
    kept = [(c, p) for i, (c, p) in enumerate(pairs) if not (c == " " and i and chars[i - 1] == " ")]
    while kept and kept[0][0] == " ":
        kept.pop(0)
    while kept and kept[-1][0] == " ":
        kept.pop()
    text = "".join(c for c, _ in kept)
    for match in reversed(list(_SPELLED.finditer(text))):
        kept[match.start():match.end()] = [pair for pair in kept[match.start():match.end()] if pair[0] != " "]
    return "".join(c for c, _ in kept), [p for _, p in kept]
