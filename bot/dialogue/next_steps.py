"""What a person does next, behind an answer: which proof the clause demands, where to apply, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from policy_kb.knowledge import HeldLookup, KnowledgeBase
from rules_core.decision import Decision

#: Activities with different steps: more than these would be a list of their own.
_MOST = 2


@dataclass(frozen=True)
class Step:
    """`text` is the sentence; `citations` are (clause, quote) of the words that it rests on."""

    text: str
    citations: tuple[tuple[str, str], ...] = ()


class NextSteps:
    """For one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._after: dict[str, list[HeldLookup]] = {}
        for held in kb.lookups:
            for rule in held.lookup.step.after if held.lookup.step else ():
                self._after.setdefault(rule, []).append(held)

    def of(self, decision: Decision, contact: str) -> Optional[Step]:
        """The step behind a decision, or None; `contact` is the office of the place."""
        if decision.detail.get("remaining") or decision.outcome == "not_met":
            return None
        written = self._written(decision)
        if written is not None:
            return written
        if decision.outcome == "set_elsewhere" and decision.detail.get("documents"):
            return self._say("ask_the_office", contact=contact)
        if not self._demands(decision):
            return None
        return self._say("tell_record_of_years" if "table" in decision.detail else "tell_record")

    def _written(self, decision: Decision) -> Optional[Step]:
        """The steps that the knowledge base has; several activities have theirs where these are no more than a few."""
        parts = decision.parts if len(decision.parts) > 1 else (decision,)
        held = {one.lookup.id: one for part in parts for one in self._after.get(part.rule or "", ())}
        says = list(dict.fromkeys(one.lookup.step.say for one in held.values() if one.lookup.step))
        if not 0 < len(says) <= _MOST:
            return None
        cited = tuple((part.clause or "", part.quote) for one in held.values() for part in one.lookup.answer)
        return Step(self._kb.words["next_step"].format(step="；".join(says)), cited)

    def _demands(self, decision: Decision) -> bool:
        """Whether hours are demanded, of which some may be done."""
        rule = self._kb.book.rules.get(decision.rule or "")
        return rule is not None and rule.rule.answers in ("requirement", "review") and decision.hours is not None

    def _say(self, name: str, **values: str) -> Step:
        return Step(self._kb.words["next_step"].format(step=self._kb.words[name].format(**values)))
