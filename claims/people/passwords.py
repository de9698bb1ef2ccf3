"""Passwords: what one must be like, argon2id, and random ones for a first login."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from claims.trouble import Refused

SHORTEST, LONGEST = 12, 128
FEWEST_SIGNS = 5
"""Different characters that a password must have."""
_HASHER = PasswordHasher()
# The commonest that are long enough, in lower case and without spaces: what is tried first.
_COMMONEST = frozenset("""
    123456789012 1234567890123 12345678901234 123456789123 1234567890abc 0123456789ab 987654321098 password1234
    password12345 password123456 passw0rd1234 p@ssw0rd1234 p@ssword1234 qwertyuiop12 qwertyuiop123 qwerty123456
    1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t6y qazwsxedcrfv abcdefghijkl abc123456789 abcd12345678 a123456789012
    aa123456789012 administrator admin1234567 admin12345678 admin@123456 admin123456789 adminadmin12 root12345678
    welcome12345 iloveyou1234 woaini1314520 woaini123456 woaini520520 xueshi123456 xueshitong123 letmein12345
    changeme1234 test12345678 user12345678 asdfghjkl123 zxcvbnm12345 zxcvbnm123456 computer1234 china1234567
""".split())
# No letters and digits that are taken for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def check_password(password: str, login: str, field: str = "new") -> None:
    """Refuse a password that is easily guessed. field: of the request, to name."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise Refused("invalid", f"密码须有 {SHORTEST} 到 {LONGEST} 个字符，可以用几个词连成一句话。", field)
    if not plain.isprintable():
        raise Refused("invalid", "密码里有不能用的控制字符，请换一个。", field)
    folded = "".join(plain.casefold().split())
    if len(set(folded)) < FEWEST_SIGNS or folded in _COMMONEST:
        raise Refused("invalid", "这个密码太常见，容易被猜到，请换一个。", field)
    if login.casefold() in folded:
        raise Refused("invalid", "密码里不能包含登录名，请换一个。", field)


def hash_password(password: str) -> str:
    """The argon2id hash with its parameters. Takes tens of milliseconds of a processor: not on an event loop."""
    return _HASHER.hash(_plain(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether the password is the one of the hash. Without a hash (an unknown login) it takes as long and is False."""
    try:
        _HASHER.verify(_nobodys() if stored is None else stored, _plain(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than those of today."""
    return bool(_HASHER.check_needs_rehash(stored))


def random_password() -> str:
    """A password to be given once and changed at the first login: 20 letters in groups."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def _plain(password: str) -> str:
    """One spelling, whatever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex(16))
