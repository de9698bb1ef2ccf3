"""English words and words typed in pinyin, put into Chinese: `national的conference` is 全国性的会议, `xueshi` 学时.

Figures stay as they are typed, and words that nobody listed too (CAD, SCI, app).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.language.english_words import AMONG_CHINESE, NOT_PINYIN, NUMBERS, WORDS
from bot.language.sound_index import NUMERALS
from bot.language.syllables import term_sounds

_LATIN = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_RUN = re.compile(r"[A-Za-z]+(?:[ ']+[A-Za-z]+)*")
_TOKEN = re.compile(r"[A-Za-z]+")
_UNITS = ("day", "week", "month", "year")
# A doctor may be a physician: only beside what is said of a degree.
_DOCTOR = r"doctor(?=\s*(?:学位|学历|毕业|在读|认定|初定|研究生|论文))|(?<=[读攻])doctor|(?<=攻读)doctor"
_MOST_TOKENS, _LEAST_LETTERS, _MOST_CHARACTERS = 8, 4, 8

Piece = tuple[int, int, str]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(word).replace(r"\ ", r"[ -]+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:(?P<word>{spelled})(?:s|es)?)(?![A-Za-z])", re.IGNORECASE)


_ALWAYS = _pattern(WORDS)
_EVERYWHERE = _pattern({**WORDS, **{word: "" for word in AMONG_CHINESE if word != "doctor"}})
_DEGREE = re.compile(rf"(?<![A-Za-z])(?:{_DOCTOR})(?![A-Za-z])", re.IGNORECASE)
_WRITTEN = "|".join(sorted(NUMBERS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?:(?P<number>{_WRITTEN})[ -]+|(?<=\d)[ -]*)(?P<unit>{'|'.join(_UNITS)})s?(?![A-Za-z])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]+@[!-~]+|[\w-]+\.(?:com|cn|net|org|gov|edu)[!-~]*", re.ASCII)
_CHINESE_FOR = {**AMONG_CHINESE, **WORDS}


class Latin:
    """Puts Latin letters into Chinese; `vocabulary` are the words that may be typed in pinyin.

    Where two of them sound alike the one in `preferred` is meant; without one neither is, unless `meanings` are equal.
    No word with a numeral is read out of letters.
    """

    def __init__(self, vocabulary: Iterable[str], meanings: Mapping[str, str], preferred: Collection[str] = ()) -> None:
        heard: dict[str, list[str]] = {}
        for word in sorted(vocabulary):
            syllables = term_sounds(word)
            key = "".join(syllables)
            fits = 2 <= len(word) <= _MOST_CHARACTERS and len(syllables) == len(word) and len(key) >= _LEAST_LETTERS
            if fits and NUMERALS.isdisjoint(word):
                heard.setdefault(key, []).append(word)
        self._pinyin: dict[str, str] = {}
        for key, words in heard.items():
            liked = [word for word in words if word in preferred]
            if liked or len({meanings.get(word, "") for word in words}) == 1:
                self._pinyin[key] = (liked or words)[0]
        for word in NOT_PINYIN:
            self._pinyin.pop(word, None)
        self._longest = max(map(len, self._pinyin), default=0)

    def __call__(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """The text with what was understood put into Chinese, and its characters' places in the original."""
        if not _LATIN.search(text):
            return text, offsets
        for find in (_amounts, _english, self._typed):
            addresses = [match.span() for match in _ADDRESS.finditer(text)]
            pieces = [piece for piece in find(text) if not any(a <= piece[0] < b for a, b in addresses)]
            text, offsets = _replaced(text, offsets, pieces)
        return text, offsets

    def _typed(self, text: str) -> Iterator[Piece]:
        """Words in pinyin: one to eight pieces of letters together (zhi cheng, zhicheng, zhichengpingshen)."""
        for run in _RUN.finditer(text):
            tokens = [(run.start() + t.start(), run.start() + t.end()) for t in _TOKEN.finditer(run.group())]
            at = 0
            while at < len(tokens):
                for last in range(min(len(tokens), at + _MOST_TOKENS), at, -1):
                    key = "".join(text[a:b] for a, b in tokens[at:last]).lower()
                    words = self._pinyin.get(key) or (self._parts(key) if last == at + 1 else None)
                    if words:
                        yield tokens[at][0], tokens[last - 1][1], words
                        at = last - 1
                        break
                at += 1

    def _parts(self, letters: str) -> str | None:
        """Several words typed without a gap (gongxukexueshi); None where a rest stays over."""
        best: list[str | None] = ["", *[None] * len(letters)]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - self._longest), end):
                head, word = best[start], self._pinyin.get(letters[start:end])
                if head is not None and word is not None:
                    best[end] = head + word
                    break
        return best[-1]


def _amounts(text: str) -> Iterator[Piece]:
    for match in _AMOUNT.finditer(text):
        unit = _CHINESE_FOR[match["unit"].lower()]
        yield match.start(), match.end(), NUMBERS.get((match["number"] or "").lower(), "") + unit


def _english(text: str) -> Iterator[Piece]:
    mixed = bool(_CHINESE.search(text) or _ALWAYS.search(text))
    taken = [(m.start(), m.end(), _CHINESE_FOR["doctor"]) for m in _DEGREE.finditer(text)]
    yield from taken
    for match in (_EVERYWHERE if mixed else _ALWAYS).finditer(text):
        word = re.sub(r"[ -]+", " ", match["word"].lower())
        chinese = _CHINESE_FOR.get(word) or _CHINESE_FOR[word.replace(" ", "-")]
        # 3 hours are hours by the clock, as long as nobody says otherwise.
        if word == "hour" and text[: match.start()].rstrip()[-1:].isdigit():
            continue
        yield match.start(), match.end(), chinese


def _replaced(text: str, offsets: tuple[int, ...], pieces: list[Piece]) -> tuple[str, tuple[int, ...]]:
    """The text with the pieces in it; white space between them and Chinese or figures goes."""
    if not pieces:
        return text, offsets
    out: list[tuple[str, int]] = []
    done = 0
    for start, end, chinese in sorted(pieces):
        if start < done:
            continue
        out += zip(text[done:start], offsets[done:start])
        if out and out[-1][0] == " " and _closes_up(out[-2:-1]):
            out.pop()
        out += [(char, offsets[start]) for char in chinese]
        done = end
        if text[done : done + 1] == " " and _closes_up(list(zip(text[done + 1 : done + 2], offsets))):
            done += 1
    out += zip(text[done:], offsets[done:])
    return "".join(char for char, _ in out), tuple(place for _, place in out)


def _closes_up(beside: list[tuple[str, int]]) -> bool:
    """Whether no space is kept towards this character: Chinese, a figure."""
    return bool(beside) and (beside[0][0].isdigit() or bool(_CHINESE.match(beside[0][0])))
