"""What an answer had to be, by the labels of an utterance, and whether a number in it is wrong.

Scored as golden conversations are (`scorer`), but for three things: `status` is looked at, and may be a list; a
citation of a part below the address, or of the part right above it, is one of that address; and of several addresses
any one is enough, except where two regions are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.scorer import faults, squeeze

Json = Mapping[str, Any]
#: A figure of hours among the words that an answer must hold; years have four digits.
_FIGURE = re.compile(r"\d{1,3}(\.\d+)?")
_HOURS = re.compile(r"\d ?学时")
_WORKINGS = "算法："


def judge(case: Json, result: Json, sources: Mapping[str, str]) -> tuple[list[str], bool]:
    """Why RESULT is not what CASE expects (empty: it is), and whether it states a wrong number.

    A number is wrong where hours are given that are not those expected: other hours; hours as part of an outcome or
    status that is not expected, or of none of the figures that the text has to hold; any hours for somebody who wants
    to cheat. Hours in the sentence of a computed answer count (还差 5 周岁，共需 210 学时), words of a notice do not.
    Nothing is judged where nothing is expected.
    """
    expect = case["expect"]
    if not expect:
        return [], False
    found, wrong = faults({k: v for k, v in expect.items() if k not in ("cites", "status")}, result, sources)
    found += _status_faults(expect, result) + _citation_faults(case, result)
    if _states_hours(result) and _out_of_place(case, result, found):
        return found or ["states hours where none are expected"], True
    return found, wrong


def related(cited: str, wanted: str) -> bool:
    """Whether a cited address is the wanted one, a part below it, or the part right above it."""
    return cited == wanted or cited.startswith(f"{wanted}/") or ("/" in wanted and cited == wanted.rpartition("/")[0])


def _status_faults(expect: Json, result: Json) -> list[str]:
    wanted = expect.get("status")
    if wanted is None or result.get("status") in _choices(wanted):
        return []
    return [f"status {result.get('status')!r}, expected {wanted!r}"]


def _citation_faults(case: Json, result: Json) -> list[str]:
    wanted: Sequence[str] = case["expect"].get("cites") or ()
    cited = [citation["clause"] for citation in result.get("citations") or ()]
    met = [any(related(clause, address) for clause in cited) for address in wanted]
    if not wanted or (all(met) if case["intent"] == "compare" else any(met)):
        return []
    return [f"cites {cited}, expected {'all' if case['intent'] == 'compare' else 'one'} of {list(wanted)}"]


def _states_hours(result: Json) -> bool:
    decision = result.get("decision") or {}
    computed = decision.get("outcome") not in (None, "lookup", "not_listed")
    return decision.get("hours") is not None or (
        computed and bool(_HOURS.search(str(result.get("text")).partition(_WORKINGS)[0]))
    )


def _out_of_place(case: Json, result: Json, found: Sequence[str]) -> bool:
    if case["intent"] == "cheat" or any(fault.startswith(("outcome ", "status ")) for fault in found):
        return True
    text, hours = squeeze(result.get("text")), (result.get("decision") or {}).get("hours")
    figures = [w for words in case["expect"].get("must", ()) for w in words.split("|") if _FIGURE.fullmatch(w)]
    return any(w not in text for w in figures) and hours not in [float(w) for w in figures]


def _choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
