"""The refusal that every part of filing raises for what a person did and can mend."""

from __future__ import annotations


class Refused(Exception):
    """Something cannot be done as asked. message: for the person, in Chinese, says what to do, holds nothing personal.

    code: one of docs/claims.md, for programs. field: path of the field at fault (`activities.0.end`), or None.
    status: the HTTP status that fits. wait: seconds after which it may work, of what came too often. Nothing was
    changed when it is raised.
    """

    def __init__(self, code: str, message: str, field: str | None = None, status: int = 422, *,
                 wait: int | None = None) -> None:
        super().__init__(code)
        self.wait = wait
        self.code, self.message, self.field, self.status = code, message, field, status
