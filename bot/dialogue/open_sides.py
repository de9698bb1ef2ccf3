"""A side of a comparison for which a fact is missing: what the notice says all the same, without a figure of ours."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from bot.dialogue.answering import Answering
from bot.dialogue.composed import Result, first_line
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookups import LIKELY
from bot.dialogue.purpose import Purpose
from bot.dialogue.result import Told, result, with_summary, with_text
from bot.dialogue.said import Facts
from policy_kb.references import reference
from rules_core.compiled import CompiledRule
from rules_core.decision import Decision
from rules_core.facts import FACTS
from rules_core.model import Fixed, Rate

#: So many values of a missing fact are tried, at most.
_MOST = 6


class OpenSides:
    """For one knowledge base."""

    def __init__(self, answering: Answering) -> None:
        self._answering, self._kb, self._words = answering, answering.kb, answering.words

    def told(self, heard: Heard, purpose: Purpose, frame: Frame, kind: str, reply: Result) -> Result:
        """The rate in the words of its clause, the answer for each value of the one fact that is missing, the passage
        that speaks of it, or what is missing."""
        missing = list(reply["ask_for"])
        quoted = self._quoted(heard, purpose, frame, kind, missing)
        if quoted is not None:
            return quoted
        passage = self._passage(heard, purpose, frame, missing)
        if kind != "hours" and passage is not None:
            return passage
        tried = self._tried(heard, purpose, frame, kind, missing)
        return tried or passage or with_text(self._words.say("side_unclear", facts=_names(missing)), reply)

    def _quoted(
        self, heard: Heard, purpose: Purpose, frame: Frame, kind: str, missing: Sequence[str]
    ) -> Optional[Result]:
        """每天按 8 学时认定: where only how long it was is missing, and what is earned on top."""
        if kind != "hours" or not AMOUNTS & set(missing) or len(frame.activities) != 1:
            return None
        waiting = self._answering.waiting(heard, purpose, frame, kind)
        cited = (
            _words_of(self._kb.book.rules[waiting[0]], frame.activities[0], set(missing)) if len(waiting) == 1 else []
        )
        if not cited:
            return None
        year = frame.year or int(heard.today[:4])
        decision = Decision("lookup", jurisdiction=frame.region, year=year)
        lead = self._words.say("side_quoted", quotes="」「".join(quote for _, quote in cited))
        basis = "；".join(f"{reference(self._kb, clause)}：「{quote}」" for clause, quote in dict.fromkeys(cited))
        whole = result(
            "answered", f"{lead}\n依据：{basis}", intent=purpose.intent, region=frame.region, year=year,
            decision=decision, citations=cited,
        )  # fmt: skip
        return with_summary(Told(whole["text"], lead), whole)

    def _passage(self, heard: Heard, purpose: Purpose, frame: Frame, missing: Sequence[str]) -> Optional[Result]:
        year = frame.year or int(heard.today[:4])
        told = self._answering.in_words.instead(heard, purpose, frame, year, LIKELY)
        if told is None:
            return None
        lead = self._words.say("side_needs", told=first_line(told), facts=_names(missing))
        return {**told, "summary": lead}

    def _tried(
        self, heard: Heard, purpose: Purpose, frame: Frame, kind: str, missing: Sequence[str]
    ) -> Optional[Result]:
        """没有宣读论文：…；宣读或报告论文：…, each computed."""
        spec = FACTS.get(missing[0]) if len(missing) == 1 else None
        choices = self._kb.choices(missing[0], frame.region) if spec is not None else []
        if spec is None or spec.type == "number" or not 1 < len(choices) <= _MOST:
            return None
        lines: dict[str, list[str]] = {}
        parts: list[Any] = []
        for choice in choices:
            one = Frame.load(frame.dump())
            target = one.person if spec.scope == "person" else one.activities[-1]
            target[spec.name] = choice.sets.get(missing[0], choice.id)
            reply = self._answering.answer(heard, purpose, one, kind)
            if reply["status"] != "answered":
                return None
            lines.setdefault(first_line(reply), []).append(choice.name)
            parts.append({**reply, "asked": choice.name})
        lead = "；".join(f"{'、'.join(names)}：{line.rstrip('。')}" for line, names in lines.items()) + "。"
        grounds = dict.fromkeys(
            line for part in parts for line in part["text"].split("\n") if line.startswith(("算法：", "依据："))
        )
        cited = [(c["clause"], c["quote"]) for part in parts for c in part["citations"]]
        caveats = tuple(dict.fromkeys(c for part in parts for c in part["decision"]["caveats"]))
        year = frame.year or int(heard.today[:4])
        decision = Decision("lookup", jurisdiction=frame.region, year=year, caveats=caveats)
        text = "\n".join([lead, *grounds, *(f"说明：{caveat}。" for caveat in caveats)])
        whole = result(
            "answered", text, intent=purpose.intent, region=frame.region, year=year, decision=decision, citations=cited
        )
        return {**whole, "summary": lead, "parts": parts}


def _words_of(compiled: CompiledRule, known: Facts, missing: set[str]) -> list[tuple[str, str]]:
    """The words that a rule goes by for these facts: of a table those of its cell, and those of what is added."""
    effect = compiled.rule.effect
    if not isinstance(effect, (Rate, Fixed)):
        quote = getattr(effect, "quote", None)
        return [(compiled.rule.clause, quote)] if quote else []
    bonus = effect.bonus if isinstance(effect, Rate) else None
    on_top = set(bonus.when) if bonus is not None else set()
    if missing - AMOUNTS - on_top or (effect.by is not None and known.get(effect.by) not in compiled.cells):
        return []
    figures = [compiled.cells[known[effect.by]] if effect.by is not None else compiled.figure]
    if bonus is not None and on_top & missing:
        figures.append(compiled.bonus_cells.get(str(known.get(bonus.by))) if bonus.by else compiled.bonus_figure)
    return [(figure.citation.clause, figure.citation.quote) for figure in figures if figure is not None]


def _names(facts: Sequence[str]) -> str:
    return "、".join(FACTS[fact].chinese if fact in FACTS else fact for fact in facts)
