"""The same question for several regions side by side (兵团和阿克苏哪个算得多)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.dialogue import merge as merging
from bot.dialogue.answering import Answering
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.place import ELSEWHERE
from bot.dialogue.purpose import Purpose
from bot.dialogue.result import result
from bot.dialogue.said import Said
from rules_core.decision import Decision


def compare_regions(
    answering: Answering, heard: Heard, said: Said, purpose: Purpose, frame: Frame
) -> Optional[dict[str, Any]]:
    """One line a region, each with its own clauses; no figure is mixed. None where fewer than two regions are meant."""
    regions = list(dict.fromkeys(r for r, *_ in said.places if r != ELSEWHERE))
    if len(regions) == 1 and frame.region and frame.region not in regions:
        regions = [frame.region, *regions]
    if len(regions) < 2:
        return None
    activity = any("activity" in g for g in said.activities) or (
        not said.activities and bool(frame.activities) and frame.kind == "hours"
    )
    inner = replace(purpose, intent="ask_hours" if activity else "ask_requirement")
    merging.merge(frame, said, inner, heard.text, answering.kb, int(heard.today[:4]))
    lines: list[str] = []
    citations: list[tuple[str, str]] = []
    for region in regions:
        one = Frame.load(frame.dump())
        one.region = region
        reply = answering.answer(heard, inner, one, "hours" if activity else "requirement")
        first = reply["text"].split("\n")[0]
        lines.append(answering.words.say("compare_line", place=answering.words.place(region), text=first))
        citations += [(c["clause"], c["quote"]) for c in reply["citations"]]
    frame.kind = "hours" if activity else "requirement"
    frame.last = {"clauses": citations}
    return result(
        "answered",
        "\n".join(lines),
        intent="compare",
        region=frame.region,
        decision=Decision("lookup", jurisdiction=frame.region),
        citations=citations,
    )
