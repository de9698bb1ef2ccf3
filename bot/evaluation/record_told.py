"""The sentences that read back hours done by year and subject, and ask for those that are not known yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

from bot.evaluation.amounts import SUBJECTS, shown
from bot.evaluation.recorder import Taken
from bot.evaluation.spoken import Spoken
from policy_kb.stated_figures import Figure, figures_in

_ITEM = re.compile(r"[、，：]")
_NO_HOURS = ("差", "齐")
Cell = tuple[int, str]


@dataclass(frozen=True)
class RecordTold:
    """What is read back and asked of a record: `known` are the cells that the core was asked with, `open` those that
    it asks for. A sentence names cells of the one or of the other, each once."""

    known: dict[Cell, Fraction]
    open: frozenset[Cell]
    spoken: Spoken

    def accounts_for(self, figure: Figure, line: str) -> bool:
        """Whether a year is that of a cell, and hours are those of the cell that they stand behind."""
        start = line.rfind("。", 0, figure.start) + 1
        sentence = line[start:].split("。")[0]
        items = _ITEM.split(sentence)
        item = items[len(_ITEM.findall(line[start : figure.start]))]
        cells = [cell for other in items for cell in _cells(other)]
        if figure.unit == "年":
            return len(cells) == len(set(cells)) and all(self._belongs(cell, item, sentence) for cell in _cells(item))
        if figure.unit == "学时" and "差" in item:
            return figure.value in self.spoken.numbers
        return figure.unit == "学时" and figure.value in shown(*(self.known.get(cell) for cell in _cells(item)))

    def _belongs(self, cell: Cell, item: str, sentence: str) -> bool:
        """Whether a cell is known or asked for, as the others of its sentence are; 差10个 and 齐了 may be both."""
        if any(word in item for word in _NO_HOURS):
            return cell in self.known or cell in self.open
        told = any(figure.unit == "学时" for figure in figures_in(sentence)) or any(w in sentence for w in _NO_HOURS)
        return cell in (self.known if told else self.open)


def record_told(taken: Sequence[Taken], spoken: Spoken) -> Optional[RecordTold]:
    """Of the decision that asks for cells of a record; None where none does."""
    for one in taken:
        cells = one.decision.detail.get("open")
        if cells and one.decision.ask_for:
            known = {
                (year, subject): hours
                for year, amounts in one.question.record.items()
                for subject, hours in amounts.items()
            }
            return RecordTold(known, frozenset((c["year"], c["subject"]) for c in cells), spoken)
    return None


def _cells(item: str) -> list[Cell]:
    """The cells that a piece of a sentence names: 2022 年公需科目和专业科目 are two."""
    years = [int(figure.value) for figure in figures_in(item) if figure.unit == "年"]
    return [(year, subject) for year in years[:1] for subject, word in SUBJECTS.items() if word in item]
