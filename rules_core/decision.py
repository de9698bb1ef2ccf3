"""What comes out of the core: a decision with trace, citations and readings. Plain values, no behaviour but JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import msgspec
from msgspec.structs import replace

SUBJECTS = ("public", "professional")


class Operand(msgspec.Struct, frozen=True, gc=False):
    """A number in a step and where it comes from:

    `fact:<name>` as stated; `whole:<name>` its whole part; `quote:<clause>` in words of that clause that are cited;
    `reading:<id>` in the reading; `step:<n>` the result of step n (from 0) of the same trace; `part:<i>` the hours of
    activity i (from 0) of the question, `credit:<i>:<subject>` those of one subject; `recognised:<i>` the hours of
    entry i (from 0) of what the question says was recognised before.
    """

    value: Fraction
    origin: str


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of the computation. `op` is how a checker recomputes `result` from the operands:

    `product`; `sum`; `min`; `difference` (the first less the others); `shortfall` (a difference, never below zero);
    `ceil_step` (product rounded up to the last operand); `figure` (a product too: a figure that the text states as a
    share or in years); `state` (no arithmetic).
    """

    rule: str
    clause: str
    text: str
    op: str = "state"
    operands: tuple[Operand, ...] = ()
    result: Fraction | None = None


class Citation(msgspec.Struct, frozen=True, gc=False):
    """Words of a clause, verbatim."""

    clause: str
    quote: str


class Loser(msgspec.Struct, frozen=True, gc=False):
    """A rule that was looked at and did not win, with the reason."""

    rule: str
    why: str


def _no_hours() -> dict[str, Fraction | None]:
    return {"public": None, "professional": None}


class Decision(msgspec.Struct, frozen=True):
    """The answer of the core. Amounts are exact hours (`Fraction`); None where the text gives none.

    `detail` carries what the wording needs and no rule may read: offices, form, pointers, shortfall, years table.
    """

    outcome: str | None
    jurisdiction: str | None = None
    year: int | None = None
    rule: str | None = None
    hours: Fraction | None = None
    by_subject: Mapping[str, Fraction | None] = msgspec.field(default_factory=_no_hours)
    trace: tuple[Step, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    ask_for: tuple[str, ...] = ()
    losers: tuple[Loser, ...] = ()
    parts: tuple[Decision, ...] = ()
    detail: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def with_(self, **changes: Any) -> Decision:
        """A copy with these fields changed."""
        return replace(self, **changes)


def joined(traces: Iterable[tuple[Step, ...]]) -> tuple[Step, ...]:
    """Traces one after the other; an operand that names a step of its own trace names it by its new place."""
    steps: list[Step] = []
    for trace in traces:
        start = len(steps)
        steps += [_moved(step, start) for step in trace] if start else trace
    return tuple(steps)


def _moved(step: Step, by: int) -> Step:
    if not any(operand.origin.startswith("step:") for operand in step.operands):
        return step
    operands = tuple(Operand(operand.value, f"step:{int(operand.origin[5:]) + by}")
                     if operand.origin.startswith("step:") else operand for operand in step.operands)
    return replace(step, operands=operands)


def product_of(one: Fraction, other: Fraction) -> Fraction:
    """The exact product; whole amounts, which nearly all are, are multiplied as whole numbers."""
    if one.denominator == 1 and other.denominator == 1:
        return Fraction(one.numerator * other.numerator)
    return one * other


def total_of(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; whole amounts, which nearly all are, are added as whole numbers."""
    whole, rest = 0, Fraction(0)
    for amount in amounts:
        if amount.denominator == 1:
            whole += amount.numerator
        else:
            rest += amount
    return rest + whole if rest else Fraction(whole)


def number(value: Fraction | int | None) -> int | float | None:
    """An exact amount as a JSON number: an int where it is whole."""
    if value is None:
        return None
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)


def plain(value: Fraction | int) -> str:
    """An exact amount as people write it: 36, 4.5, 3.33."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def ratio(value: Fraction) -> str:
    """An exact share as the text states it: 2/3, 1/3."""
    return f"{value.numerator}/{value.denominator}"


def to_json(decision: Decision, full: bool = False) -> dict[str, Any]:
    """The decision of contract section 4; with `full` also operands, losers, parts and detail (`xueshi compute`)."""
    trace: list[dict[str, Any]] = []
    for step in decision.trace:
        line: dict[str, Any] = {"rule": step.rule, "text": step.text, "clause": step.clause}
        if full:
            line |= {"op": step.op, "result": number(step.result),
                     "operands": [{"value": number(o.value), "origin": o.origin} for o in step.operands]}
        trace.append(line)
    result: dict[str, Any] = {
        "outcome": decision.outcome,
        "hours": number(decision.hours),
        "by_subject": {s: number(decision.by_subject.get(s)) for s in SUBJECTS},
        "trace": trace,
        "caveats": list(decision.caveats),
    }
    if full:
        result |= {
            "jurisdiction": decision.jurisdiction, "year": decision.year, "rule": decision.rule,
            "citations": [{"clause": c.clause, "quote": c.quote} for c in decision.citations],
            "ask_for": list(decision.ask_for),
            "losers": [{"rule": lost.rule, "why": lost.why} for lost in decision.losers],
            "parts": [to_json(part, full=True) for part in decision.parts],
            "detail": _plain_detail(decision.detail),
        }
    return result


def _plain_detail(value: Any) -> Any:
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, Mapping):
        return {str(k): _plain_detail(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_detail(v) for v in value]
    return value
