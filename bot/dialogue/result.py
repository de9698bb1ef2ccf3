"""The RESULT of the contract, section 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Optional, Sequence

from rules_core.decision import Decision, to_json


@dataclass(frozen=True)
class Told:
    """An answer in words. `text` is all of it. For a page that shows figures, workings and clauses in their own place:
    `summary`, the conclusion alone, and `notes`, the sentences to be read after the figures (what else would decide
    otherwise, how the text was read, of which year it is).
    """

    text: str
    summary: str
    notes: tuple[str, ...] = ()


def notes_of(caveats: Iterable[str]) -> tuple[str, ...]:
    """Caveats as sentences."""
    return tuple(f"{caveat}。" for caveat in caveats)


def result(
    status: str,
    text: str,
    *,
    intent: Optional[str] = None,
    region: Optional[str] = None,
    year: Optional[int] = None,
    decision: Optional[Decision] = None,
    citations: Iterable[tuple[str, str]] = (),
    ask_for: Sequence[str] = (),
    buttons: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """A RESULT; citations are (clause, quote), each once."""
    cited = list(dict.fromkeys(citations))
    return {
        "status": status,
        "intent": intent,
        "text": text,
        "region": region,
        "year": year,
        "decision": to_json(decision if decision is not None else Decision(None)),
        "citations": [{"clause": clause, "quote": quote} for clause, quote in cited],
        "ask_for": list(ask_for),
        "buttons": list(buttons),
    }


def with_summary(told: Told, whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with the parts of its text; `notes` only where there are some."""
    notes = {"notes": list(told.notes)} if told.notes else {}
    return {**whole, "summary": told.summary, **notes}


def with_own_region(region: Optional[str], whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with the person's own region that the conversation goes by from here on. `region` is the one that this
    answer is of: none where a place was asked about that no notice covers."""
    return {**whole, "own_region": region}


def with_text(text: str, whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with another text, of which the parts of the old one are none."""
    return {**{key: value for key, value in whole.items() if key not in ("summary", "notes")}, "text": text}


def with_table(table: Optional[dict[str, Any]], whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with its table of years × subjects (columns, rows of text), where there is one."""
    return {**whole, "table": table} if table else whole
