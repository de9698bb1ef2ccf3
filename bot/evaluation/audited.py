"""One RESULT with all that its figures may come from, and the figures that come from none of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional, Union

from bot.evaluation.caveats import Caveats
from bot.evaluation.facts_said import unsaid
from bot.evaluation.form_told import FormTold
from bot.evaluation.leads import Leads
from bot.evaluation.origins import Conclusion, conclusions
from bot.evaluation.record_told import RecordTold, record_told
from bot.evaluation.recorder import Taken
from bot.evaluation.spoken import Spoken
from bot.evaluation.tables import TableLine, lines_of, table_faults
from bot.evaluation.verbatim import Line
from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_figures import Figure
from rules_core.decision import Step, to_json

_WORKINGS, _BASIS, _CAVEAT, _PART = "算法：", "依据：", "说明：", "· "
Result = Mapping[str, Any]
#: What tells of a figure whether it is right where it stands.
Telling = Union[Conclusion, TableLine, RecordTold, FormTold]


@dataclass(frozen=True)
class Proofs:
    """What proves figures of every RESULT of a knowledge base. `names` are names with figures in them."""

    kb: KnowledgeBase
    names: frozenset[str]
    caveats: Caveats
    leads: Leads


class Audited:
    """One RESULT under audit."""

    def __init__(self, proofs: Proofs, result: Result, spoken: Spoken, taken: Sequence[Taken]) -> None:
        self.proofs, self.result, self.spoken, self.taken = proofs, result, spoken, taken
        self.cited: dict[str, list[str]] = {}
        for citation in result["citations"]:
            self.cited.setdefault(citation["clause"], []).append(citation["quote"])
        self.decided = next((t for t in taken if t.decision.outcome is not None and _tells(result, t)), None)
        self.leads = proofs.leads.resting_on(self.cited)
        self.years = {year for t in taken for year in _years_of(t)} | {result["year"]} - {None}

    def faults(self) -> Iterator[str]:
        """Every figure without an origin, in the order in which a person reads."""
        yield from self._of_citations()
        yield from self._of_decision()
        for lead, figures in self.leads.items():
            if lead in self.result["text"]:
                yield from _named(figures, lead)
        for caveat in self.result["decision"]["caveats"]:
            yield from _named(self.proofs.caveats.strange(caveat, self.years, self.spoken, self.taken), caveat)
        for text in (self.result["text"], self.result.get("summary") or ""):
            yield from self._of_text(text.split("\n"))
        yield from self._of_notes()
        yield from self._of_table()
        for button in self.result.get("buttons") or ():
            for words in dict.fromkeys(button.values()):
                yield from _named((f for f in self._line(words).open() if not self._is_said(f)), words)

    def _of_citations(self) -> Iterator[str]:
        for clause, quotes in self.cited.items():
            text = self.proofs.kb.clause_text(clause)
            yield from (f"{clause} does not hold 「{q}」" for q in quotes if text is None or not count_quote(text, q))

    def _of_decision(self) -> Iterator[str]:
        """Amounts that no decision of this turn gave; facts and a year that were neither said nor follow."""
        decision = self.result["decision"]
        amounts = (decision["hours"], *decision["by_subject"].values())
        if self.decided is None and any(amount is not None for amount in amounts):
            yield f"the hours {decision['hours']} are of no decision that the rules core took in this turn"
        if self.decided is not None:
            yield from unsaid(self.decided, self.spoken, self.taken)

    def _of_notes(self) -> Iterator[str]:
        """A note is a caveat, which is audited on its own, or the names of what would decide otherwise."""
        for note in self.result.get("notes") or ():
            line = Line(note)
            line.copies([*self.result["decision"]["caveats"], *self.proofs.names])
            yield from _named(line.open(), note)

    def _of_table(self) -> Iterator[str]:
        """A table is that of a decision of this turn, cell by cell."""
        if self.result.get("table"):
            tried = [table_faults(self.result["table"], t.decision) for t in self.taken]
            yield from min(tried, key=len, default=["the table is of no decision of this turn"])

    def _of_text(self, lines: Sequence[str]) -> Iterator[str]:
        whole, parts = conclusions(self.decided) if self.decided is not None else (None, ())
        rows: Sequence[TableLine] = lines_of(self.decided.decision) if self.decided is not None and not parts else ()
        left: Iterator[Telling] = iter(parts or rows)
        asked = record_told(self.taken, self.spoken) if self.result["status"] == "need_info" else None
        for number, text in enumerate(lines, start=1):
            told: Optional[Telling] = asked or whole
            if self.result.get("form") and number == len(lines):
                told = FormTold(self.result["form"], self.spoken)
            if text.startswith(_PART) and (parts or rows):
                told = next(left, None)
            line = self._line(text)
            yield from _named((f for f in line.open() if not self._has_origin(f, line, told)), text)

    def _line(self, text: str) -> Line:
        """A line with all that is copied word for word marked as proved."""
        line = Line(text)
        if not line.open():
            return line
        if text.startswith(_WORKINGS):
            line.follows(len(_WORKINGS), (step.text for step in self._steps()))
        elif text.startswith(_CAVEAT):
            line.copies(self.result["decision"]["caveats"])
        else:
            line.copies(self.proofs.names)
            line.copies(self.leads)
            line.cites(self.cited)
            line.repeats(self.spoken, self.cited)
            if self.decided is None:
                line.copies(quote for quotes in self.cited.values() for quote in quotes)
        return line

    def _steps(self) -> list[Step]:
        if self.decided is None:
            return []
        decision = self.decided.decision
        return [*decision.trace, *(step for part in decision.parts for step in part.trace)]

    def _has_origin(self, figure: Figure, line: Line, told: Optional[Telling]) -> bool:
        if line.text.startswith((_WORKINGS, _BASIS, _CAVEAT)) or line.quotes(figure):
            return False
        return told.accounts_for(figure, line.text) if told is not None else self._is_said(figure)

    def _is_said(self, figure: Figure) -> bool:
        """Whether a figure is the person's own, or the year that the question is about."""
        return figure.value in self.spoken.numbers or (figure.unit == "年" and figure.value == self.result["year"])


def _tells(result: Result, taken: Taken) -> bool:
    """Whether a RESULT tells a decision; it may have caveats of its own before the decision's."""
    own, core = dict(result["decision"]), to_json(taken.decision)
    caveats, cored = own.pop("caveats"), core.pop("caveats")
    return own == core and caveats[len(caveats) - len(cored) :] == cored


def _years_of(taken: Taken) -> Iterator[int]:
    """The years of a decision: of its activities and of its table."""
    decision = taken.decision
    yield from (one.year for one in (decision, *decision.parts) if one.year is not None)
    yield from (row["year"] for row in decision.detail.get("table") or ())


def _named(figures: Iterable[Figure], text: str) -> Iterator[str]:
    for figure in figures:
        yield f"{text[figure.start : figure.end]} has no origin ({text if len(text) <= 80 else text[:80] + '…'})"
