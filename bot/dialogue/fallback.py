"""What is done with a message that was not clearly understood: choices to tap, then clauses verbatim, then a person.

So it is with a message of which the classifier is unsure and whose likeliest intents lead to different answers. Once
something else is understood it is forgotten; nobody is offered choices twice in a row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.dialogue.answering import Answering
from bot.dialogue.asking import ask, offer
from bot.dialogue.choices import Choices, as_plain, picked
from bot.dialogue.frame import Frame
from bot.dialogue.hear import hear_message
from bot.dialogue.heard import Heard, Result
from bot.dialogue.result import result
from bot.dialogue.trial import Turn
from bot.dialogue.unsure import Unsure
from bot.dialogue.weighing import LIMITS, Limits, Weighed, weigh
from rules_core.decision import Decision

Raw = dict[str, Any]
#: What the last messages led to, one after the other: choices were offered, clauses were shown.
_OFFERED, _SHOWN = 1, 2


class Fallback:
    """Around the turns of one dialogue; without state of its own."""

    def __init__(self, answering: Answering, turn: Turn, limits: Limits = LIMITS) -> None:
        self._answering, self._turn, self._limits = answering, turn, limits
        self._kb, self._words = answering.kb, answering.words
        self._clauses = answering.in_words.clauses
        self._choices = Choices(self._kb, self._words)

    def respond(self, heard: Heard, frame: Optional[Raw]) -> tuple[Result, Raw]:
        """The RESULT and the new frame of a message, clearly understood or not."""
        state = Frame.load(frame)
        unsure = Unsure.load(state.unsure)
        state.unsure = {}
        base = state.dump()
        if unsure.offered:
            choice = picked(heard.text, unsure.offered)
            if choice is not None:
                return self._chosen(heard, unsure, choice, base)
            if self._declines(heard):
                return self._show(unsure.asked_again(heard), base, _SHOWN)
        reply, new = self._turn(heard, base)
        if unsure.waits and base["asked"] == "region" and new["region"] and len(heard.text) <= _PLACE_ALONE:
            # The place was all that the question waited for.
            before = {**unsure.before, **{name: new[name] for name in ("region", "region_said", "page_region")}}
            return self.respond(unsure.asked_again(heard), before)
        return self._unless_unsure(heard, base, reply, new, unsure)

    def _unless_unsure(self, heard: Heard, base: Raw, reply: Result, new: Raw, unsure: Unsure) -> tuple[Result, Raw]:
        said = hear_message(heard, self._kb, heard.today)
        weighed = weigh(self._answering.lookups, self._turn, heard, said, base, reply, new, self._limits)
        if weighed.strange:
            return self._none_of_ours(reply, base)
        if weighed.waits:
            new["unsure"] = Unsure.of(heard, base, waits=True).dump()
        if not weighed.unsure:
            return reply, new
        if unsure.step >= _SHOWN:
            return self._person(heard, base)
        if unsure.step == _OFFERED:
            return self._show(heard, base, _SHOWN)
        return self._offer(heard, base, weighed, reply, new)

    def _offer(self, heard: Heard, base: Raw, weighed: Weighed, straight: Result, new: Raw) -> tuple[Result, Raw]:
        """Questions to tap; where there is only that of the straight answer, that answer; where there is none, the next
        step."""
        # The place and the facts stay, so that the question can also be typed.
        kept = {name: new[name] for name in ("region", "region_said", "page_region", "person", "birth", "year")}
        frame = {**base, **kept, "activities": weighed.activities() or base["activities"]}

        def found(title: str, intent: str) -> bool:
            reply, _ = self._turn(_asked(heard, title, intent), frame)
            return bool(reply["decision"]["outcome"] != "not_listed")

        choices = self._choices.of(weighed.answers, weighed.said, weighed.near, found)
        if not choices:
            return self._show(heard, base, _SHOWN)
        first = weighed.answers[0]
        if len(choices) == 1 and choices[0]["intent"] == first.choice and not (weighed.doubtful or first.silent):
            return straight, new
        unsure = Unsure.of(heard, base, step=_OFFERED, offered=as_plain(choices))
        titles = [*(choice["title"] for choice in choices), self._words.say("none_of_these")]
        reply = result(
            "need_info",
            self._words.say("did_you_mean"),
            intent=weighed.answers[0].choice or heard.intents[0][0],
            region=new["region"],
            ask_for=["intent"],
            buttons=offer(titles),
        )
        whole = {**frame, "unsure": unsure.dump()}
        return _owned(reply, whole), whole

    def _chosen(self, heard: Heard, unsure: Unsure, choice: dict[str, str], base: Raw) -> tuple[Result, Raw]:
        """The message once more, now that it is known what it means."""
        if choice.get("anew"):
            return self._turn(_asked(heard, choice["title"], choice["intent"]), base)
        before = Frame.load(unsure.before)
        before.take_page_region(heard.region, heard.region_chosen)
        held = next((h for h in self._kb.lookups if h.lookup.id == choice.get("lookup")), None)
        if held is not None and before.region is not None:
            year = before.year or int(heard.today[:4])
            before.kind, before.topic, before.asked, before.question = "lookup", choice["intent"], None, choice["title"]
            reply = self._answering.lookups.answer([held], before, year, choice["intent"])
            return _owned(reply, before.dump()), before.dump()
        again = unsure.asked_again(heard)
        return self._turn(replace(again, intents=((choice["intent"], 1.0),)), before.dump())

    def _show(self, heard: Heard, base: Raw, step: int) -> tuple[Result, Raw]:
        """The nearest clauses; whom to ask where none is near; the place first, where it is not known."""
        frame = Frame.load(base)
        frame.take_page_region(heard.region, heard.region_chosen)
        intent = heard.intents[0][0] if heard.intents else "out_of_scope"
        year = frame.year or int(heard.today[:4])
        if frame.region is None:
            frame.kind, frame.topic, frame.question = "lookup", "ask_policy", heard.text
            reply = ask(self._kb, self._words, frame, Decision(None, ask_for=("region",)), "ask_policy")
            return _owned(reply, frame.dump()), frame.dump()
        frame.asked = None
        shown = self._clauses.verbatim(heard.text, frame, year, intent)
        if shown is None:
            return self._person(heard, frame.dump())
        frame.unsure = Unsure(step=step).dump()
        shown["buttons"] = offer([_PERSON])
        return _owned(shown, frame.dump()), frame.dump()

    def _person(self, heard: Heard, base: Raw) -> tuple[Result, Raw]:
        """Nothing helped: somebody who can be asked. The next message begins anew."""
        frame = Frame.load(base)
        frame.take_page_region(heard.region, heard.region_chosen)
        intent = heard.intents[0][0] if heard.intents else "out_of_scope"
        frame.asked = None
        reply = self._clauses.whom_to_ask(frame, frame.year or int(heard.today[:4]), intent, "handoff")
        reply["buttons"] = offer([_PERSON])
        return _owned(reply, frame.dump()), frame.dump()

    def _none_of_ours(self, reply: Result, base: Raw) -> tuple[Result, Raw]:
        told = result("out_of_scope", self._words.say("out_of_scope"), intent="out_of_scope", region=reply["region"])
        return _owned(told, base), base

    def _declines(self, heard: Heard) -> bool:
        """都不是, or a plain no to the choices."""
        bare = heard.text.strip("，。！!,. ")
        return bare == self._words.say("none_of_these") or bare in _NONE


_PERSON = "转人工"
_PLACE_ALONE = 16
_NONE = frozenset({
    "都不是", "不是", "都不对", "不对", "没有", "都没有", "以上都不是", "没有我要的", "不是这些", "否", "no", "NO",
})  # fmt: skip


def _asked(heard: Heard, title: str, intent: str) -> Heard:
    """A question of ours, put by the person; its facts are those of the frame."""
    return replace(heard, text=title, intents=((intent, 1.0),), entities=(), doubts=())


def _owned(reply: Result, frame: Raw) -> Result:
    return {**reply, "own_region": frame["region"]}
