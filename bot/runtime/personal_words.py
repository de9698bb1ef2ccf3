"""E-mail addresses and passwords in a text whose full-width forms are folded."""

from __future__ import annotations

import re
from typing import Iterator

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*(?=@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
#: What is typed behind the word that names it: 密码是…, 密码改成了…, 初始密码：…, pwd=….
_BEHIND_WORD = re.compile(
    r"(?:密码|口令|验证码)(?:[\u4e00-\u9fff]{0,6}?[是为成叫用设]了?(?:默认的|初始的)?|默认的?|还是|都是)?"
    r"[\s:=,，：]*([!-~]{4,})"
)
_BEHIND_LATIN = re.compile(
    r"(?<![A-Za-z])(?:passwords?|passwd|pass\s?code|pwd|psw)(\s*(?:is|[:=是为])\s*|\s+)([!-~]{4,})", re.IGNORECASE
)
#: What follows a figure that is no password: 密码 2025年改的, 密码要8到16位.
_COUNTED = re.compile(r"\s*[年月日号天位个次遍分秒小字学届元]")
_TRAILING = ",.;:?)]}>\"'"


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Where the names before @ stand; the provider behind it says nothing of a person."""
    for match in _EMAIL.finditer(text):
        yield match.span()


def find_passwords(text: str) -> Iterator[tuple[int, int]]:
    """Where passwords, passcodes and one-time codes stand that are named as such."""
    for match in _BEHIND_WORD.finditer(text):
        yield from _secret(text, *match.span(1))
    for match in _BEHIND_LATIN.finditer(text):
        # "password reset" names no password; "pwd 123456" does.
        if match.group(1).strip() or any(character.isdigit() for character in match.group(2)):
            yield from _secret(text, *match.span(2))


def _secret(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    value = text[start:end]
    counted = value.isdigit() and _COUNTED.match(text, end)
    if end - start >= 4 and set(value) != {"*"} and not counted:
        yield start, end
