"""The RESULT of the contract, section 4."""

from __future__ import annotations

from typing import Any, Iterable, Optional, Sequence

from rules_core.decision import Decision, to_json


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


def with_summary(summary: str, whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with its answer in short, for a page that shows workings and clauses in their own place."""
    return {**whole, "summary": summary}


def with_table(table: Optional[dict[str, Any]], whole: dict[str, Any]) -> dict[str, Any]:
    """The RESULT with its table of years × subjects (columns, rows of text), where there is one."""
    return {**whole, "table": table} if table else whole
