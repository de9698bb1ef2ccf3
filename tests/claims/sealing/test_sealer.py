"""Sealed fields: opened at their place with their key alone, never shown by accident, found by their index."""

from __future__ import annotations

import string
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sealing.keyring import KeyRing, new_ring
from claims.sealing.sealer import CIPHERS, CipherName, SealBroken, Sealer

PLACE = "claims.personal:R261121-000001"
SECRET = "653001199001011234"
RING = new_ring()
both = pytest.mark.parametrize("cipher", CIPHERS)


@both
@given(text=st.text(), place=st.text(alphabet=string.ascii_letters + ".:-_0123456789"))
def test_what_is_sealed_opens_again(cipher: CipherName, text: str, place: str) -> None:
    sealer = Sealer(RING, cipher)
    assert sealer.open(sealer.seal(text, place), place) == text
    content = text.encode("utf-8") * 3
    assert sealer.open_bytes(sealer.seal_bytes(content, place), place) == content


@both
@given(at=st.integers(min_value=0), other=st.sampled_from(string.ascii_letters + string.digits + "-_.= \n"))
def test_a_changed_letter_is_found(cipher: CipherName, at: int, other: str) -> None:
    sealer = Sealer(RING, cipher)
    sealed = sealer.seal(SECRET, PLACE)
    at %= len(sealed)
    changed = sealed[:at] + other + sealed[at + 1:]
    if changed != sealed:
        with pytest.raises(SealBroken):
            sealer.open(changed, PLACE)


@both
@given(at=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_a_changed_bit_of_a_file_is_found(cipher: CipherName, at: int, bit: int) -> None:
    sealer = Sealer(RING, cipher)
    sealed = bytearray(sealer.seal_bytes(SECRET.encode(), PLACE))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        sealer.open_bytes(bytes(sealed), PLACE)


@both
def test_a_value_moved_to_another_place_does_not_open(cipher: CipherName) -> None:
    sealer = Sealer(RING, cipher)
    for other in ("claims.personal:R261121-000002", "applicants.personal:R261121-000001", ""):
        with pytest.raises(SealBroken):
            sealer.open(sealer.seal(SECRET, PLACE), other)
        with pytest.raises(SealBroken):
            sealer.open_bytes(sealer.seal_bytes(SECRET.encode(), PLACE), other)


@both
@pytest.mark.parametrize("cut", ["", ".", "..", "A.k1", "A.k1.", "A.k1.AAAA", "Z.k1.AAAA", "A.k1.ü"])
def test_what_was_never_sealed_does_not_open(cipher: CipherName, cut: str) -> None:
    with pytest.raises(SealBroken):
        Sealer(RING, cipher).open(cut, PLACE)
    with pytest.raises(SealBroken):
        Sealer(RING, cipher).open_bytes(cut.replace(".", "\n").encode(), PLACE)


@both
def test_without_its_key_nothing_opens(cipher: CipherName) -> None:
    sealed = Sealer(RING, cipher).seal(SECRET, PLACE)
    with pytest.raises(SealBroken):
        Sealer(new_ring(), cipher).open(sealed, PLACE)
    same_name = KeyRing(RING.current, {RING.current: b"\1" * 32}, RING.index, RING.audit, RING.tokens)
    with pytest.raises(SealBroken):
        Sealer(same_name, cipher).open(sealed, PLACE)


@both
def test_each_sealing_is_another_text_and_tells_its_key(cipher: CipherName) -> None:
    sealer = Sealer(RING, cipher)
    sealed = {sealer.seal(SECRET, PLACE) for _ in range(50)}
    assert len(sealed) == 50
    assert all(SECRET not in one and sealer.is_current(one) for one in sealed)
    turned = Sealer(RING.with_new_key(), cipher)
    old = sealer.seal(SECRET, PLACE)
    assert turned.open(old, PLACE) == SECRET and not turned.is_current(old)
    assert not turned.is_current_file(sealer.seal_bytes(b"x", PLACE))


def test_either_cipher_opens_what_the_other_sealed() -> None:
    aes, sm4 = Sealer(RING, "aes-256-gcm"), Sealer(RING, "sm4-gcm")
    assert sm4.open(aes.seal(SECRET, PLACE), PLACE) == aes.open(sm4.seal(SECRET, PLACE), PLACE) == SECRET
    assert not sm4.is_current(aes.seal(SECRET, PLACE))


def test_the_index_finds_a_value_and_tells_nothing_of_it() -> None:
    sealer = Sealer(RING)
    index = sealer.index("id_number", SECRET)
    assert index == Sealer(RING.with_new_key(), "sm4-gcm").index("id_number", SECRET)
    assert len(index) == 64 and set(index) <= set(string.hexdigits.lower())
    others = {sealer.index("phone", SECRET), sealer.index("id_number", SECRET[::-1]),
              Sealer(new_ring()).index("id_number", SECRET), sealer.mac("index:id_number", SECRET.encode())}
    assert index not in others and len(others) == 4


def test_no_key_and_no_plaintext_shows_by_accident() -> None:
    sealer = Sealer(RING)
    keys = [*RING.sealing.values(), *RING.audit.values(), RING.index, RING.tokens]
    shown = [repr(RING), str(RING), repr(sealer), f"{sealer!r}", repr(vars(sealer))]
    try:
        sealer.open(sealer.seal(SECRET, PLACE), f"{PLACE}9")
    except SealBroken as error:
        shown += [str(error), repr(error), "".join(traceback.format_exception(error))]
    assert len(shown) == 8
    for text in shown:
        assert SECRET not in text
        assert not any(key.hex() in text or repr(key)[2:-1] in text for key in keys)
