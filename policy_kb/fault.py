"""A fault of the knowledge base, as it is told to whoever mends it."""

from __future__ import annotations

from pathlib import Path


class Fault(Exception):
    """One fault of a knowledge-base file: where it is, what is wrong, and what to do."""

    def __init__(self, file: Path | str, line: int | None, message: str) -> None:
        super().__init__(message)
        self.file, self.line, self.message = str(file), line, message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"
