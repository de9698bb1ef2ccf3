"""Whether a message was clearly understood: by what its likeliest intents lead to, not by their shares alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Mapping, Sequence

from bot.dialogue import cues, filing_cues
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.heard import Heard, Result
from bot.dialogue.lookup_search import Found
from bot.dialogue.lookups import CERTAIN, Lookups
from bot.dialogue.purpose import FOLLOW_UPS
from bot.dialogue.said import Facts, Said, says_ours
from bot.dialogue.situation import OF_REVIEW, OURS, SURE
from bot.dialogue.trial import Answer, Turn, answers_to
from bot.dialogue.yearly_figure import is_yearly_figure, of_something_else


@dataclass(frozen=True)
class Limits:
    """When a message is not clear; measured with benchmarks/choices.py.

    An answer stands from `enough` on, the share that its intents have together, and below it where no other comes near
    (`rival`: its share by that of the answer). One that only says that the notice is silent stands where no other has
    even `rival_of_silence` of it.
    """

    enough: float = 0.6
    rival: float = 0.45
    rival_of_silence: float = 0.25


LIMITS = Limits()
#: Likeness of a message to a way of asking: an answer in words stands; what the classifier calls foreign may be ours;
#: below the last a message without a word of ours is none of ours.
_STANDS, _ASKED_SO, _STRANGE = 0.45, 0.55, 0.4
#: From this share on the classifier's out_of_scope stands although a word of the field is said.
_BEYOND_DOUBT = 0.97
_NOT_WEIGHED = frozenset({"error", "not_covered", "handoff"})
_COUNTED = AMOUNTS | {"passed"}
_ANYBODYS = frozenset({"title_level", "sector", "occupation", "degree", "gender"})


@dataclass
class Weighed:
    """What came of it. `strange`: the message is none of ours; `waits`: it cannot be weighed without a place;
    `doubtful`: the answer is not to be given unasked, even where there is no other."""

    said: Said
    unsure: bool = False
    doubtful: bool = False
    strange: bool = False
    waits: bool = False
    answers: Sequence[Answer] = ()
    near: Sequence[Found] = ()

    def activities(self) -> list[Facts]:
        """The activities that the message states, as plain data."""
        return [{name: _plain(value) for name, value in group.items()} for group in self.said.activities]


@dataclass(frozen=True)
class _Turned:
    """A message, the frame that it met (`base`), and the reply and frame that it led to."""

    heard: Heard
    said: Said
    base: Mapping[str, Any]
    reply: Result
    new: Mapping[str, Any]
    lookups: Lookups

    @cached_property
    def near(self) -> Sequence[Found]:
        """The lookups of the place, or of everywhere, by likeness alone; searched only where an answer is weighed."""
        year = self.new["year"] or int(self.heard.today[:4])
        found = self.lookups.anywhere(self.heard.text, self.new["region"], year, self.heard.intents[:4])
        return sorted(found, key=lambda one: -one.likeness)

    @property
    def begins(self) -> bool:
        """Whether nothing was talked about before."""
        return self.base["kind"] is None

    @property
    def ours(self) -> bool:
        """Whether anything of the field is talked about, said, or asked as a notice's answer is asked."""
        likely = bool(self.near) and self.near[0].likeness >= _STRANGE
        return not self.begins or says_ours(self.said) or bool(self.said.places) or likely

    @property
    def asked_so(self) -> bool:
        return bool(self.near) and self.near[0].likeness >= _ASKED_SO

    @property
    def outcome(self) -> Any:
        return self.reply["decision"]["outcome"]


def weigh(
    lookups: Lookups,
    turn: Turn,
    heard: Heard,
    said: Said,
    base: Mapping[str, Any],
    reply: Result,
    new: Mapping[str, Any],
    limits: Limits = LIMITS,
) -> Weighed:
    """Weigh a message by its reply and the frame `new` that it led to, from the frame `base`."""
    waiting = base["asked"] or base.get("doubt") or new.get("doubt")
    if not heard.intents or waiting or reply["status"] in _NOT_WEIGHED or _is_filing(heard, base, reply):
        return Weighed(said)
    t = _Turned(heard, said, base, reply, new, lookups)
    top, share = heard.intents[0]
    if top in FOLLOW_UPS and t.begins and t.outcome == "hours" and _asks_nothing(said):
        # 那去年呢, 副高, and nothing was talked about.
        return Weighed(said, True, True, answers=[Answer([str(reply["intent"])], share, reply)])
    if _follows(t) or _foreign(said) or reply["intent"] == "cheat" or top == "ask_clause":
        return Weighed(said)
    if t.begins and t.outcome == "not_listed" and not (says_ours(said) or said.places or t.asked_so):
        return Weighed(said, strange=True)
    doubtful = _turned_away(t) or (is_yearly_figure(reply) and of_something_else(heard, said))
    if (share >= SURE and not doubtful) or (t.ours and _plain_enough(t)):
        return Weighed(said)
    if new["region"] is None and reply["ask_for"] == ["region"]:
        return Weighed(said, strange=not t.ours and share < limits.enough, waits=t.ours)
    answers = answers_to(turn, heard, dict(base), reply)
    unsure = doubtful or _undecided(answers, limits) or (reply["intent"] == "out_of_scope" and t.asked_so)
    if not t.ours:
        # Answered from a notice, or asked for a fact of ours, it would be taken for ours.
        taken = reply["status"] in ("answered", "need_info", "form", "login_required")
        return Weighed(said, strange=taken and unsure)
    return Weighed(said, unsure, doubtful, answers=answers, near=t.near)


def _is_filing(heard: Heard, base: Mapping[str, Any], reply: Result) -> bool:
    """Whether a claim is filled in, or plainly asked for."""
    plainly = bool(base.get("filing") or cues.FILE.search(heard.text) or filing_cues.FILES.search(heard.text))
    return reply["intent"] == "file_claim" and plainly


def _follows(t: _Turned) -> bool:
    """Whether the message only adds to what is talked about."""
    top, share = t.heard.intents[0]
    return top in FOLLOW_UPS and (not t.begins or share >= SURE or not t.ours)


def _asks_nothing(said: Said) -> bool:
    """Whether a message states at most a year, or what anybody can be: no activity, no aim, no hours done."""
    return not (said.activities or said.record or said.concepts or set(said.person) - _ANYBODYS)


def _foreign(said: Said) -> bool:
    """Whether a matter of another office is named, and nothing of ours beside it."""
    ours = OURS & set(said.concepts) or "course_subject" in said.person
    return said.always_foreign or bool(said.offices and not ours)


def _turned_away(t: _Turned) -> bool:
    """继续教育 in a sentence that the classifier takes for none of ours, if not beyond doubt."""
    word = OURS & set(t.said.concepts)
    return bool(t.reply["intent"] == "out_of_scope" and t.heard.intents[0][1] < _BEYOND_DOUBT and word)


def _undecided(answers: Sequence[Answer], limits: Limits) -> bool:
    """Whether another answer comes near the first, that could be offered beside it."""
    first, others = answers[0], [other for other in answers[1:] if other.choice]
    rival = max((other.share for other in others), default=0.0)
    if first.share < limits.enough and rival >= limits.rival * first.share:
        return True
    told = max((other.share for other in others if not other.silent), default=0.0)
    # Silent whatever is meant: what is meant can still be asked.
    vague = len(first.intents) > 1 and first.likeliest < limits.enough
    return first.silent and (vague or told >= limits.rival_of_silence * first.share)


def _plain_enough(t: _Turned) -> bool:
    """A rule speaks of the activity or person that was named; a figure, or the question for the fact that it lacks,
    rests on facts that were stated; words are asked for nearly as the notice's answer is."""
    if t.reply["intent"] == "compare" and t.reply["status"] == "answered":
        return True
    if t.outcome in ("lookup", None) and t.reply["citations"] and t.near and t.near[0].likeness >= _STANDS:
        likeliest = {part.clause for part in t.near[0].held.lookup.answer}
        given = any(citation["clause"] in likeliest for citation in t.reply["citations"])
        return given or (t.outcome == "lookup" and t.near[0].likeness >= CERTAIN)
    # 不对，那5天呢: of the activity that was talked about.
    named = any("activity" in group for group in t.said.activities) or t.base["kind"] == "hours"
    counted = named and any(_COUNTED & set(group) for group in t.said.activities)
    reviewed = bool(OF_REVIEW & set(t.said.person))
    if t.outcome in (None, "lookup", "not_listed"):
        return t.reply["status"] == "need_info" and (counted or reviewed)
    if t.outcome != "hours":
        return named or reviewed or "occupation" in t.said.person
    return t.reply["intent"] != "ask_requirement" and (counted or reviewed or bool(t.said.record))


def _plain(value: Any) -> Any:
    return value if isinstance(value, (bool, int, str)) or value is None else str(value)
