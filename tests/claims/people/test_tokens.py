"""Tokens of a host page: only its key, its issuers, this audience, ten minutes, once."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timezone
from typing import Any

import jwt
import pytest
from logins_kit import NOW, PHONE, later, refused

from claims.people import tokens
from claims.people.sweep import sweep
from claims.people.tokens import HostToken, read_token
from db.database import Database

KEY, OTHER_KEY = "k" * 32, "o" * 32
STAMP = int(NOW.timestamp())
CONTENT: dict[str, Any] = {"iss": "portal", "aud": "xueshi", "sub": "u-1", "iat": STAMP, "exp": STAMP + 300, "jti": "1"}


def signed(key: str = KEY, algorithm: str = "HS256", without: str = "", **changes: Any) -> str:
    content = {name: value for name, value in {**CONTENT, **changes}.items() if name != without}
    return jwt.encode(content, key, algorithm=algorithm)


def read(token: Any, now: datetime = NOW) -> HostToken:
    return read_token(token, KEY, ("portal", "oa"), now)


def test_a_good_token_says_who_it_is() -> None:
    found = read(signed())
    assert (found.subject, found.phone) == ("portal|u-1", None)
    assert found.expires_at == datetime.fromtimestamp(STAMP + 300, timezone.utc)
    assert read(signed(iss="oa")).subject == "oa|u-1"


def test_a_phone_counts_only_where_the_host_page_verified_it() -> None:
    assert read(signed(phone="+86 139 1234 5678", phone_verified=True)).phone == PHONE
    for unverified in (False, None, "true", 1):
        assert read(signed(phone=PHONE, phone_verified=unverified)).phone is None
    refused("token_invalid", lambda: read(signed(phone="12", phone_verified=True)), "token")


@pytest.mark.parametrize("token", [
    signed(OTHER_KEY), signed(aud="other"), signed(aud=["xueshi", "other"]), signed(iss="stranger"), signed(iss=""),
    signed(exp=STAMP + 601), signed(iat=STAMP - 900, exp=STAMP + 60), signed(iat=STAMP + 120), signed(sub=""),
    signed(jti=""), signed(sub="x" * 200), signed(exp="soon"), signed(exp=10 ** 300), signed(exp=True), signed(sub=7),
    *(signed(without=name) for name in CONTENT), signed(algorithm="HS512", key="k" * 64), "", "a.b.c", "x" * 9000, None,
    5, ["x"],
])
def test_a_token_that_does_not_fit_is_refused(token: Any) -> None:
    assert refused("token_invalid", lambda: read(token), "token").status == 401


def test_the_algorithm_is_not_the_tokens_to_choose() -> None:
    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    for algorithm in ("none", "None", "NONE"):
        refused("token_invalid", lambda algorithm=algorithm: read(
            f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(CONTENT)}."), "token")
    head, _, rest = signed().partition(".")
    refused("token_invalid", lambda: read(f"{part({'alg': 'none'})}.{rest}"), "token")
    other = part({**CONTENT, "sub": "u-2"})
    refused("token_invalid", lambda: read(f"{head}.{other}.{rest.partition('.')[2]}"), "token")


def test_an_expired_token_says_so() -> None:
    refused("token_expired", lambda: read(signed(), later(minutes=5)), "token")
    refused("token_expired", lambda: read(signed(nbf=STAMP + 200)), "token")
    assert read(signed(), later(minutes=4.9))


def test_a_token_is_taken_once(database: Database) -> None:
    token = read(signed())
    database.write_now(lambda connection: tokens.spend(connection, token))
    told = refused("token_used", lambda: database.write_now(lambda connection: tokens.spend(connection, token)),
                   "token")
    assert told.status == 401
    # The same content signed again is the same token; another issuer's jti is another.
    refused("token_used", lambda: database.write_now(lambda connection: tokens.spend(connection, read(signed()))),
            "token")
    database.write_now(lambda connection: tokens.spend(connection, read(signed(iss="oa"))))
    database.write_now(lambda connection: sweep(connection, later(minutes=5)))
    refused("token_used", lambda: database.write_now(lambda connection: tokens.spend(connection, token)), "token")


def test_issuers_cannot_speak_for_each_other() -> None:
    subjects = {read_token(signed(iss=issuer, sub=sub), KEY, ("a", "a|b"), NOW).subject
                for issuer, sub in (("a", "b|c"), ("a", "b"))}
    assert len(subjects) == 2
    refused("token_invalid", lambda: read_token(signed(iss="a|b", sub="c"), KEY, ("a", "a|b"), NOW), "token")
