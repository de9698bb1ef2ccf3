"""Asking for what is missing: one fact at a time, with buttons for the choices."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from bot.dialogue.frame import Frame
from bot.dialogue.record import Done
from bot.dialogue.record_merge import RECORD
from bot.dialogue.record_wording import amount_in_words, question_lines, told_back
from bot.dialogue.result import Told, result, with_summary
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from policy_kb.model import Term
from rules_core.decision import Decision
from rules_core.facts import FACTS
from rules_core.model import Fixed, Rate

Button = dict[str, str]


def ask(
    kb: KnowledgeBase, words: Wording, frame: Frame, decision: Decision, intent: str, lead: Optional[Told] = None
) -> dict[str, Any]:
    """A RESULT that asks for the first missing fact; the frame notes what was asked. `lead`: what is told before."""
    missing = list(decision.ask_for)
    fact = missing[0]
    frame.asked, frame.asked_at = fact, int(decision.detail.get("at") or 0)
    frame.open = [dict(cell) for cell in decision.detail.get("open", ())] if fact == RECORD else []
    text = told_back(kb, frame) + question_lines(kb, frame.open) if frame.open else ""
    text = text or _question(kb, words, frame, fact, _effect(kb, decision))
    buttons = buttons_for(kb, frame, fact, decision)
    status = "need_info"
    # `set_by_organizer` is an outcome of its own: it tells who sets the figure, and asks for it.
    kept = decision if decision.outcome else Decision(None, year=decision.year)
    reply = result(
        status,
        (lead.text + "\n" if lead else "") + text,
        intent=intent,
        region=frame.region,
        year=decision.year,
        decision=kept,
        citations=[(c.clause, c.quote) for c in decision.citations],
        ask_for=missing,
        buttons=buttons,
    )
    if lead is None or lead.summary == lead.text:
        return reply
    return with_summary(Told(reply["text"], f"{lead.summary}\n{text}", lead.notes), reply)


def ask_year(words: Wording, frame: Frame, loose: Sequence[Done], intent: str) -> dict[str, Any]:
    """A RESULT that asks of which year hours are that were stated without one; a button says them whole."""
    named = {done: amount_in_words(done) for done in loose}
    years = sorted({*(int(year) for year in frame.record)})
    buttons = [_button(f"{year} 年", f"{year}年" + "，".join(named.values())) for year in years]
    text = words.say("ask_record_year", told="“" + "、".join(named.values()) + "”")
    return result("need_info", text, intent=intent, region=frame.region, ask_for=[RECORD], buttons=buttons)


def _question(kb: KnowledgeBase, words: Wording, frame: Frame, fact: str, effect: str) -> str:
    """The question for the fact that was asked; of several activities it names the one that it is about."""
    question, spec = question_for(kb, words, fact, effect), FACTS.get(fact)
    if len(frame.activities) < 2 or spec is None or spec.scope != "activity":
        return question
    return words.say("ask_of_one", what=words.what(frame.activities[frame.asked_at], frame.region), question=question)


def _effect(kb: KnowledgeBase, decision: Decision) -> str:
    """How the rule that waits for a fact counts, where only one waits: hours taught are asked for in other words than
    hours published."""
    asking = next((d for d in (*decision.parts, decision) if d.ask_for), decision)
    waiting = [*asking.detail.get("waiting", ()), *([asking.rule] if asking.rule else [])]
    effects = {str(type(kb.book.rules[one].rule.effect).__struct_config__.tag) for one in waiting}
    return effects.pop() if len(effects) == 1 else ""


def question_for(kb: KnowledgeBase, words: Wording, fact: str, effect: str = "") -> str:
    """The question in a person's words."""
    for name in (f"ask_{fact}_{effect}", f"ask_{fact}"):
        if name in kb.words:
            return words.say(name)
    spec = FACTS.get(fact)
    return words.say("ask_other", fact=spec.chinese if spec else fact)


def buttons_for(kb: KnowledgeBase, frame: Frame, fact: str, decision: Decision) -> list[Button]:
    """Choices to tap. Those that the waiting rule distinguishes come first; others follow where there is room."""
    if fact == "region":
        return [_button(j.name, j.name) for j in kb.book.jurisdictions.values() if kb.book.held(j.id)]
    spec = FACTS.get(fact)
    if spec is None or spec.type == "number":
        return []
    choices = list(kb.choices(fact, frame.region))
    if spec.type == "term":
        relevant = _relevant(kb, frame, fact, decision)
        if relevant:
            choices = [
                t
                for t in choices
                if any(kb.book.terms.covers(t.id, r) or kb.book.terms.covers(r, t.id) for r in relevant)
            ] or choices
    return [_button(_title(kb, t, frame.region), t.name) for t in choices[:8]]


def _title(kb: KnowledgeBase, term: Term, region: Optional[str]) -> str:
    """What a button of a term reads."""
    return kb.term_name(term.id, region) if term.local and region else term.choice or term.name


def _relevant(kb: KnowledgeBase, frame: Frame, fact: str, decision: Decision) -> list[str]:
    """The values that the waiting rules tell apart."""
    found: list[str] = []
    for rule_id in decision.detail.get("waiting", ()):
        rule = kb.book.rules[rule_id].rule
        if isinstance(rule.effect, (Rate, Fixed)) and rule.effect.by == fact:
            found += [v for cell in rule.effect.cells for v in cell.is_]
    if fact == "activity" and frame.activities:
        known = frame.activities[-1].get("activity")
        if known:
            found += sorted(kb.book.terms.under(known) - {known})
    return found


def _button(title: str, text: str) -> Button:
    return {"title": title, "text": text}


def offer(titles: Sequence[str]) -> list[Button]:
    """Buttons that post their own title."""
    return [_button(t, t) for t in titles]
