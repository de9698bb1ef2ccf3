"""The last check of an answer: every figure that a person reads has an origin, or it is named here as a fault.

A figure is proved by the place where it stands: in 算法 by the steps of the trace, in 「」 by the words of the clause
named before it, in 说明 by the caveats, in the conclusion by the decision's hours and the facts of the question, in a
table by the cells of the decision's, in the lead of an answer in words by the quotes that it rests on, everywhere else
by the person's own words. An answer to several questions is proved answer by answer (`joined`). The steps themselves
are recomputed by `rules_core.trace_check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.evaluation.audited import Audited, Proofs, Result
from bot.evaluation.caveats import Caveats
from bot.evaluation.joined import joined_faults
from bot.evaluation.leads import Leads
from bot.evaluation.recorder import Taken
from bot.evaluation.spoken import Spoken
from bot.evaluation.verbatim import names_of
from policy_kb.knowledge import KnowledgeBase


def text_faults(
    result: Result, kb: KnowledgeBase, stated: Iterable[str], today: date, taken: Sequence[Taken] = ()
) -> list[str]:
    """`TextAudit(kb).faults(…)`, for one RESULT."""
    return TextAudit(kb).faults(result, stated, today, taken)


class TextAudit:
    """Audits the RESULTs that one knowledge base answers."""

    def __init__(self, kb: KnowledgeBase) -> None:
        names = names_of(kb)
        self.kb, self._proofs = kb, Proofs(kb, names, Caveats(kb, names), Leads(kb))

    def faults(self, result: Result, stated: Iterable[str], today: date, taken: Sequence[Taken] = ()) -> list[str]:
        """What a RESULT states that has no origin; empty where everything has one.

        stated: the texts of all turns of the conversation up to this one. taken: what the core decided in this turn
        (`recorder.recorded`). A turn that failed (status `error`) speaks of no policy and is not looked at.
        """
        if result["status"] == "error":
            return []
        spoken = Spoken(stated, today)
        found = [fault for part in _single(result) for fault in Audited(self._proofs, part, spoken, taken).faults()]
        return list(dict.fromkeys([*found, *joined_faults(self._proofs, result, spoken)]))


def _single(result: Result) -> Iterator[Result]:
    """The RESULTs that a RESULT is made of; itself where it answers one question."""
    for part in result.get("parts") or ():
        yield from _single(part)
    if not result.get("parts"):
        yield result
