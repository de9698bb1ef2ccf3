"""A RESULT made of several (`parts`): it states what they state, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.evaluation.audited import Proofs, Result
from bot.evaluation.spoken import Spoken
from bot.evaluation.verbatim import Line


def joined_faults(proofs: Proofs, result: Result, spoken: Spoken) -> Iterator[str]:
    """What the whole states that none of its parts does; nothing where it has none."""
    parts = result.get("parts") or ()
    if not parts:
        return
    for part in parts:
        yield from joined_faults(proofs, part, spoken)
        heading = Line(part["asked"])
        heading.copies(proofs.names)
        said = (f for f in heading.open() if f.value not in (*spoken.numbers, part["year"]))
        yield from (f"{part['asked'][f.start : f.end]} is of no question ({part['asked']})" for f in said)
    told = {text for part in parts for line in _lines(part) for text in (line, line.rstrip("。"), part["asked"])}
    caveats = {caveat for part in parts for caveat in part["decision"]["caveats"]}
    for text in dict.fromkeys(_lines(result)):
        line = Line(text)
        line.copies({*told, *caveats, *proofs.names})
        yield from (f"{text[f.start : f.end]} is of no part ({text})" for f in line.open())
    cited = [citation for part in parts for citation in part["citations"]]
    yield from (f"{c['clause']} is cited by no part" for c in result["citations"] if c not in cited)
    own = result["decision"]
    if own["hours"] is not None and own not in [part["decision"] for part in parts]:
        yield f"the hours {own['hours']} are of no part"
    yield from (f"{caveat} is the caveat of no part" for caveat in own["caveats"] if caveat not in caveats)
    if result.get("table") and result["table"] not in [part.get("table") for part in parts]:
        yield "the table is of no part"


def _lines(told: Mapping[str, Any]) -> list[str]:
    texts = [told["text"], told.get("summary") or "", *(told.get("notes") or ())]
    return [line for text in texts for line in str(text).split("\n") if line]
