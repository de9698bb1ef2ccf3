"""The stored clauses (`<document>.clauses.json` beside `<document>.txt`): written, read, and held to their text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec

from policy_kb.addresser.outline import outline
from policy_kb.clauses import Clause, Notice

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"
_COMMAND = "python -m policy_kb.addresser"


class ClauseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clauses file holds; `sha256` is of the text's UTF-8 bytes, so that offsets cannot outlive their text."""

    document: str
    sha256: str
    clauses: tuple[Clause, ...]


def read_text(path: Path) -> str:
    """The text of a notice, line ends as they stand, because clause offsets count every character. Raises ValueError
    where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}; save the notice as UTF-8") from error


def digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def render(document: str, text: str) -> str:
    """The clauses file of `text`: one clause a line, so that a change of one address is one line of a diff."""
    rows = (json.dumps(msgspec.to_builtins(clause), ensure_ascii=False) for clause in outline(document, text).clauses)
    body = ",\n".join(rows)
    return f'{{"document": {json.dumps(document)}, "sha256": "{digest(text)}", "clauses": [\n{body}\n]}}\n'


def clauses_path(text_path: Path) -> Path:
    """Where the clauses of the notice at `text_path` are stored."""
    return text_path.with_suffix(".clauses.json")


def load_notice(document: str, folder: Path = TEXTS) -> Notice:
    """A notice with its stored clauses. Raises ValueError where they are of another text or no clauses at all, and
    FileNotFoundError where there is no text or no clauses file."""
    path = folder / f"{document}.txt"
    text = read_text(path)
    stored = clauses_path(path)
    try:
        held = msgspec.json.decode(stored.read_bytes(), type=ClauseFile)
    except msgspec.DecodeError as error:
        raise ValueError(f"{stored}: {error}; run `{_COMMAND}`") from error
    if held.document != document or held.sha256 != digest(text):
        raise ValueError(f"{stored} is of another text than {path.name}; run `{_COMMAND}` and review what changes")
    return Notice(document, text, held.clauses)
