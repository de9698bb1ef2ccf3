"""Claim numbers that people can read out over the phone, and codes that prove a paper: random, nothing personal."""

from __future__ import annotations

import secrets
from datetime import date

from claims.trouble import Refused

#: Crockford's base32: no I, L, O or U, so that nothing is mistaken for 1 or 0.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KIND_LETTERS = {"recognition": "R", "exemption": "E"}
_RANDOM, _CODE = 7, 26
_READ = str.maketrans({"I": "1", "L": "1", "O": "0"})
#: A prime above the alphabet's size: every wrong character, and every two neighbours swapped, change the remainder.
_PRIME = 37
_CHECKS = ALPHABET + "*~$=U"


def new_number(kind: str, day: date) -> str:
    """`R261121-7K3M9Q2A`: kind, day, seven random characters and a check character. kind: of CLAIM_KINDS."""
    while True:
        body = KIND_LETTERS[kind] + day.strftime("%y%m%d") + "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
        check = _check(body)
        if check in ALPHABET:
            return f"{body[:7]}-{body[7:]}{check}"


def new_verify_code() -> str:
    """26 random characters (130 bits) for the verification address of a paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_CODE))


def read_number(text: str) -> str:
    """The number as it is kept, from what somebody typed: small letters, O for 0, spaces, no dash.

    Raises Refused("invalid", "number") for what is none, a slip of one character among it.
    """
    typed = "".join(text.upper().split()).replace("-", "").replace("－", "")
    body = typed[:1] + typed[1:].translate(_READ)
    if (len(body) != 8 + _RANDOM or body[0] not in KIND_LETTERS.values() or not body[1:7].isdecimal()
            or any(character not in ALPHABET for character in body[1:]) or _check(body[:-1]) != body[-1]):
        raise Refused("invalid", "申报编号不对，请核对后再输入（形如 R250601-7K3M9Q2A，最后一位是校验位）。", "number")
    return f"{body[:7]}-{body[7:]}"


def _check(body: str) -> str:
    """The check character of everything before it: the positional sum to base 32, modulo 37."""
    remainder = 0
    for character in body:
        remainder = (remainder * 32 + ALPHABET.index(character)) % _PRIME
    return _CHECKS[remainder]
