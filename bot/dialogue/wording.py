"""Decisions as people read them: conclusion first, then this person's figures, the clause, the next step.

Every figure comes from the decision; the templates (`policy_kb/data/words.yml`) hold none.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

from bot.dialogue import record_wording
from bot.dialogue.remaining_wording import missing_line, own_steps
from bot.dialogue.result import Told, notes_of
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import basis, short_name
from rules_core.decision import Decision, Step, plain

#: How the core begins a step that works out a limit.
_LIMIT = "上限："
SUBJECTS = {"public": "公需科目", "professional": "专业科目"}


class Wording:
    """Sentences for one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def say(self, name: str, **values: Any) -> str:
        """One template filled. Raises KeyError for an unknown template."""
        return self._kb.words[name].format(**values)

    def place(self, region: Optional[str]) -> str:
        """The name of a jurisdiction."""
        found = self._kb.book.jurisdictions.get(region or "")
        return found.name if found else "当地"

    def place_in_short(self, region: Optional[str]) -> str:
        """The name of a jurisdiction within a sentence."""
        return short_name(self.place(region))

    def contact(self, region: Optional[str]) -> str:
        """Whom to ask in a jurisdiction."""
        found = self._kb.book.jurisdictions.get(region or "")
        return found.contact if found and found.contact else "当地人力资源和社会保障部门"

    def decision(
        self,
        decision: Decision,
        activities: list[dict[str, Any]],
        person: Mapping[str, Any] = {},
        table: Optional[Mapping[str, Any]] = None,
        step: Optional[str] = None,
    ) -> Told:
        """The answer of a decision, whole and in its parts; `step` is what to do next."""
        head = self.conclusion(decision, activities, person)
        asleep = decision.detail.get("sleeping") or []
        asleep = [self.say("sleeping", list="；".join(asleep))] if asleep else []
        hints = (*asleep, *([step] if step else []))
        notes = notes_of(decision.caveats)
        kept = self._kept_steps(decision)
        lines = record_wording.table_lines(decision, table)
        basis = self._basis(decision, kept)
        whole = [head, *lines, *self._workings(decision, kept), basis, *hints, *(f"说明：{note}" for note in notes)]
        # 按原文执行 is no conclusion without the words.
        short = [head, basis] if decision.outcome == "lookup" and not record_wording.rows_of(decision) else [head]
        text, summary = ("\n".join(line for line in told if line) for told in (whole, short))
        return Told(text, summary, (*hints, *notes))

    def conclusion(self, decision: Decision, activities: list[dict[str, Any]], person: Mapping[str, Any] = {}) -> str:
        """The first sentence."""
        if decision.detail.get("remaining") and decision.parts:
            credited = [self._one(part, self.what(facts)) for part, facts in zip(decision.parts, activities)]
            return missing_line(self._kb, decision, credited)
        if len(decision.parts) > 1:
            return self._sum(decision, activities)
        what = self.what(activities[0] if activities else {}, decision.jurisdiction)
        rows = record_wording.rows_of(decision)
        if rows and (decision.detail.get("remaining") or decision.outcome in ("lookup", "not_listed", "set_elsewhere")):
            base = self._one(decision, what)
            return record_wording.conclusion(self._kb, decision, person, self.contact(decision.jurisdiction), base)
        return self._one(decision, what)

    def _sum(self, decision: Decision, activities: list[dict[str, Any]]) -> str:
        lines = [
            self._one(part, self.what(facts, decision.jurisdiction)) for part, facts in zip(decision.parts, activities)
        ]
        head = [self.say("hours_sum", hours=plain(decision.hours))] if decision.hours is not None else []
        return "\n".join([*head, *(f"· {line}" for line in lines)])

    def _one(self, d: Decision, what: str) -> str:
        outcome = d.outcome or ""
        handler = getattr(self, f"_say_{outcome}", None)
        return handler(d, what) if handler else self.say(outcome)

    def _say_hours(self, d: Decision, what: str) -> str:
        if d.detail.get("remaining"):
            return missing_line(self._kb, d)
        by = d.by_subject
        if "table" in d.detail:
            return self.say(
                "review",
                about=d.detail["about"],
                hours=self._n(d.hours),
                public=self._n(by["public"]),
                professional=self._n(by["professional"]),
            )
        rule = self._kb.book.rules.get(d.rule or "")
        if rule is not None and rule.rule.answers == "requirement":
            return self._requirement(d)
        subject = "、".join(SUBJECTS[s] for s in ("public", "professional") if by.get(s))
        if "capped_from" in d.detail:
            return self.say(
                "hours_capped", what=what, subject=subject, hours=self._n(d.hours), raw=plain(d.detail["capped_from"])
            )
        return self.say("hours", what=what, subject=subject, hours=self._n(d.hours))

    def _requirement(self, d: Decision) -> str:
        named = [s for s, h in d.by_subject.items() if h is not None]
        place = self.place_in_short(d.jurisdiction)
        if len(named) == 1:
            return self.say(
                "requirement_one", year=d.year, place=place, subject=SUBJECTS[named[0]], hours=self._n(d.hours)
            )
        return self.say(
            "requirement",
            year=d.year,
            place=place,
            hours=self._n(d.hours),
            public=self._n(d.by_subject["public"]),
            professional=self._n(d.by_subject["professional"]),
        )

    def _say_deemed_complete(self, d: Decision, what: str) -> str:
        subjects = "、".join(SUBJECTS[s] for s in d.detail["subjects"])
        return self.say("deemed_complete", of_year=d.detail["of_year"], subjects=subjects)

    def _say_exempt(self, d: Decision, what: str) -> str:
        return self.say("exempt", about=str(d.detail.get("about", "")).removesuffix("的学时规定"))

    def _say_not_recognized(self, d: Decision, what: str) -> str:
        return self.say("not_recognized", about=d.detail.get("about", what))

    def _say_reduced(self, d: Decision, what: str) -> str:
        if d.hours is None:
            return self.say("reduced", fraction=d.detail["fraction"])
        return self.say(
            "reduced_hours",
            fraction=d.detail["fraction"],
            hours=self._n(d.hours),
            public=self._n(d.by_subject["public"]),
            professional=self._n(d.by_subject["professional"]),
        )

    def _say_per_prior_policy(self, d: Decision, what: str) -> str:
        form = d.detail.get("form")
        lines = [self.say("per_prior_policy", form=self.say("per_prior_policy_form", form=form) if form else "")]
        lines += [f"· {office}" for office in d.detail.get("offices", [])]
        return "\n".join(lines)

    def _say_set_by_organizer(self, d: Decision, what: str) -> str:
        return self.say("set_by_organizer", who=d.detail["who"])

    def _say_set_elsewhere(self, d: Decision, what: str) -> str:
        titles = [self._document(i) for i in d.detail.get("documents", [])]
        where = "、".join([*([d.detail["authority"]] if d.detail.get("authority") else []), *titles])
        rule = self._kb.book.rules.get(d.rule or "")
        counted = rule is not None and rule.rule.subject == "professional"
        text = (
            self.say("set_elsewhere", what=what, where=where)
            if counted
            else self.say("set_elsewhere_plain", what=d.detail.get("about") or what, where=where)
        )
        for subject in d.detail.get("keeps", []):
            text += self.say("set_elsewhere_keeps", subject=SUBJECTS[subject], hours=self._n(d.by_subject[subject]))
        return text

    def _document(self, document_id: str) -> str:
        document = self._kb.book.documents[document_id]
        return f"《{document.title}》" + (f"（{document.number}）" if document.number else "")

    def _say_not_met(self, d: Decision, what: str) -> str:
        if "short" not in d.detail:
            return self.say("not_met_plain")
        unit = {"months": " 个月", "age": " 周岁"}.get(d.detail["fact"], "")
        text = self.say(
            "not_met", threshold=f"要求“{d.detail['threshold']}”", short=plain(d.detail["short"]), unit=unit
        )
        if d.parts and d.parts[0].hours is not None:
            text += self.say("not_met_applies", hours=plain(d.parts[0].hours))
        return text

    def _say_not_listed(self, d: Decision, what: str) -> str:
        name = "part_of_month" if d.detail.get("reason") == "part_of_month" else "not_listed"
        return self.say(name, place=self.place_in_short(d.jurisdiction), contact=self.contact(d.jurisdiction))

    def _say_recognized(self, d: Decision, what: str) -> str:
        subject = SUBJECTS[d.detail.get("subject") or "professional"]
        return self.say("recognized", what=what, subject=subject, said=d.detail["said"])

    def _say_lookup(self, d: Decision, what: str) -> str:
        return self.say("in_words", about=d.detail.get("about", what))

    @staticmethod
    def _kept_steps(d: Decision) -> list[Step]:
        """The steps that a person needs: without limits that did not bind."""
        kept: list[Step] = []
        # What is not met has its own step, and beside it the rule that applies instead.
        for part in (d, *d.parts) if d.outcome == "not_met" else d.parts or (d,):
            bound = "capped_from" in part.detail
            kept += [
                s
                for s in record_wording.steps_beside_table(part)
                if bound or (s.op != "min" and not s.text.startswith(_LIMIT))
            ]
        if d.detail.get("remaining") and d.parts:
            return kept + own_steps(d)
        return kept + ([d.trace[-1]] if len(d.parts) > 1 and d.hours is not None else [])

    def _workings(self, d: Decision, kept: list[Step]) -> list[str]:
        """The computation, where there is one."""
        steps = [step for step in kept if step.op != "state"]
        if len(d.parts) > 1:
            steps = [step for step in steps if not _as_printed(step)]
        if all(_as_printed(step) for step in steps) or d.outcome not in ("hours", "reduced", "not_met"):
            return []
        return [f"算法：{'；'.join(step.text for step in steps)}。"]

    def _basis(self, d: Decision, kept: list[Step]) -> str:
        """The clauses with their words."""
        by_steps = d.outcome == "hours" and not (d.detail.get("remaining") and "table" in d.detail)
        shown = {step.clause for step in kept} if by_steps else {c.clause for c in d.citations}
        cited = [(c.clause, c.quote) for c in d.citations if c.clause in shown]
        return f"依据：{basis(self._kb, cited)}" if cited else ""

    def what(self, facts: dict[str, Any], region: Optional[str] = None) -> str:
        """The activity in words: 3 天全国性学术会议. Its level is named as the region does."""
        name = self._kb.term_name(facts["activity"], region) if facts.get("activity") else "这一项"
        level = self._kb.term_name(facts["level"], region) if facts.get("level") else ""
        amount = "".join(
            f"{plain(facts[f])}{u}"
            for f, u in (("months", "个月"), ("days", "天"), ("subjects", "门"))
            if facts.get(f) is not None
        )
        return f"{amount}{level}{name}"

    @staticmethod
    def _n(value: Any) -> str:
        return plain(value) if value is not None else "（原文未规定）"


def _as_printed(step: Step) -> bool:
    """Whether a step only takes a figure as the notice prints it, so that nothing is worked out."""
    return step.op == "sum" and len(step.operands) == 1 and step.operands[0].origin.startswith("quote:")
