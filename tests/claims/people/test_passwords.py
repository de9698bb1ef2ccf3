"""What a password must be like, and that nothing of it is kept but a hash."""

from __future__ import annotations

import pytest
from argon2 import Parameters, PasswordHasher, Type, extract_parameters
from logins_kit import HASH, PASSWORD, refused

from claims.people.passwords import check_password, fits, hash_password, is_outdated, random_password


@pytest.mark.parametrize("password", [
    PASSWORD, "今天 天气 很好 我们 去爬山", "x7!kQ2#mP9@w", "学时通的管理员喜欢吃馕和葡萄"])
def test_long_ones_and_sentences_are_taken(password: str) -> None:
    check_password(password, "zhangsan")


@pytest.mark.parametrize(("password", "because"), [
    ("short", "12"), ("x" * 12, "常见"), ("x1" * 8, "常见"), ("Password1234", "常见"), ("1qaz2wsx3edc", "常见"),
    ("pass word 1234", "常见"), ("my zhangsan 2025!", "登录名"), ("ZHANG" + "San-pass-12", "登录名"),
    ("a b c d e f " * 20, "128"), ("tab\there is one", "控制"), ("１２３４５６７８９０１２", "常见"),
])
def test_weak_ones_are_refused_with_the_reason(password: str, because: str) -> None:
    assert because in refused("invalid", lambda: check_password(password, "zhangsan"), "new").message


def test_hashes_are_argon2id_and_salted() -> None:
    parameters = extract_parameters(HASH)
    assert parameters.type is Type.ID and parameters.memory_cost >= 19 * 1024 and parameters.time_cost >= 2
    assert hash_password(PASSWORD) != HASH and PASSWORD not in HASH
    assert fits(HASH, PASSWORD) and not fits(HASH, PASSWORD + "x") and not fits("not a hash", PASSWORD)


def test_the_same_word_typed_on_another_keyboard_fits() -> None:
    assert fits(hash_password("ｃorrect horse １２３"), "correct horse 123")


def test_a_hash_of_other_parameters_is_to_be_made_anew() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    assert fits(old, PASSWORD) and is_outdated(old) and not is_outdated(HASH)


def test_nobodys_login_is_as_much_work_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """One hash of the same parameters, of a password of the same length: how long that takes nobody can tell apart."""
    verified: list[tuple[Parameters, str]] = []
    real = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, password: str) -> bool:
        verified.append((extract_parameters(stored), password))
        return real(self, stored, password)

    fits(None, "the hash that is nobody's is made once")
    monkeypatch.setattr(PasswordHasher, "verify", noted)
    for stored in (hash_password(PASSWORD), None):
        assert not fits(stored, "wrong password here" * 20)
    known, unknown = verified
    assert known == unknown


def test_random_passwords_are_good_ones_and_all_different() -> None:
    made = {random_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password, "admin")
