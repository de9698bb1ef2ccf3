"""What sends login codes: the deployment's own, the console of a trial, or nothing."""

from __future__ import annotations

import asyncio

import pytest

from claims.people.senders import ConsoleSender, SenderUnusable, make_sender


class Good:
    """A sender that remembers."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send(self, phone: str, code: str) -> None:
        self.sent.append((phone, code))


class NotAsync:
    """Would hold everybody up."""

    def send(self, phone: str, code: str) -> None:
        raise AssertionError


class Nested:
    """Holds one."""

    Inner = Good


made = Good()
THIS = __name__


def make() -> Good:
    """A factory."""
    return made


@pytest.mark.parametrize("path", [f"{THIS}:Good", f"{THIS}:made", f"{THIS}:make", f"{THIS}:Nested.Inner"])
def test_an_object_a_class_or_a_factory_is_taken(path: str) -> None:
    sender = make_sender(path, development=False)
    assert isinstance(sender, Good)
    asyncio.run(sender.send("13912345678", "123456"))
    assert sender.sent[-1] == ("13912345678", "123456")


@pytest.mark.parametrize("path", [f"{THIS}:Missing", "no.such.module:x", f"{THIS}:NotAsync", f"{THIS}:THIS"])
def test_what_cannot_send_is_said_by_its_setting(path: str) -> None:
    with pytest.raises(SenderUnusable, match="^XUESHI_CODE_SENDER: "):
        make_sender(path, development=True)


def test_without_one_only_a_trial_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_sender(None, development=False) is None
    sender = make_sender(None, development=True)
    assert isinstance(sender, ConsoleSender)
    asyncio.run(sender.send("13912345678", "123456"))
    said = capsys.readouterr()
    assert "123456" in said.err and "5678" in said.err and "13912345678" not in said.err and not said.out
