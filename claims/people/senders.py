"""What brings a login code to a phone. A deployment plugs its own in: XUESHI_CODE_SENDER=module:object."""

from __future__ import annotations

import importlib
import inspect
import sys
from dataclasses import dataclass
from typing import Protocol, cast


class CodeSender(Protocol):
    """An object, or what its module's class or function makes when called without arguments."""

    async def send(self, phone: str, code: str) -> None:
        """Send the code (six digits) to the phone (eleven digits). Raises any exception where it cannot be sent."""
        ...


@dataclass(frozen=True)
class SenderHere:
    """The sender of a deployment; None where logging in by phone is not set up."""

    sender: CodeSender | None


class SenderUnusable(ValueError):
    """The setting names nothing that can send; the message says what to do."""


class ConsoleSender:
    """Prints codes to the console of the service: for a trial on one machine, where nobody else reads it."""

    async def send(self, phone: str, code: str) -> None:
        """Print it on standard error, with the phone's last digits only."""
        print(f"xueshi (XUESHI_DEVELOPMENT=1): login code {code} for the phone ending in {phone[-4:]}",
              file=sys.stderr, flush=True)


def make_sender(path: str | None, development: bool) -> CodeSender | None:
    """The sender of a deployment; None where logging in by phone is not set up. Raises SenderUnusable."""
    if path is None:
        return ConsoleSender() if development else None
    module_name, _, name = path.partition(":")
    try:
        found = importlib.import_module(module_name)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise SenderUnusable(f"XUESHI_CODE_SENDER: {path} cannot be loaded ({error})") from None
    # A class has `send` too, but not yet one of an object.
    sender = found() if callable(found) and (isinstance(found, type) or not hasattr(found, "send")) else found
    if not inspect.iscoroutinefunction(getattr(sender, "send", None)):
        raise SenderUnusable(f"XUESHI_CODE_SENDER: {path} has no `async def send(phone, code)`")
    return cast(CodeSender, sender)
