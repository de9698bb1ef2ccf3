"""A claim filled in by talking: what was said, what is still asked for, and at the end the form with all of it.

`frame.filing` while one is under way: `kind` (exemption where that was asked for), `open` (questions are left), `held`
(what an interruption put aside), `settled` (lengths confirmed against days), `misses` (answers that named no day),
`undated` (the days are left to the form), `opens` (the form is wanted as it is), `blank` (nothing was said yet but the
wish), `counted` (how many are to be filed), `more` (others of them are waited for), `left` (what cannot go in, see
`filing_replies`). Personal fields are none of it: the form asks for them.
"""

from __future__ import annotations

from typing import Any, Callable, Optional

from bot.dialogue import cues
from bot.dialogue import filing_cues as filing
from bot.dialogue.answering import Answering
from bot.dialogue.conflict import conflict_of, with_range
from bot.dialogue.event_dates import DATES
from bot.dialogue.filing_facts import begin_anew, counted, merge_filing, to_come
from bot.dialogue.filing_replies import INTENT
from bot.dialogue.filing_steps import FilingSteps
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.place import own_place
from bot.dialogue.purpose import FOLLOW_UPS, Purpose
from bot.dialogue.replies import answers_asked
from bot.dialogue.said import Said

Result = dict[str, Any]
Ordinary = Callable[[Heard, Said, Purpose, Frame], Result]
Place = Callable[[Heard, Said, Purpose, Frame], Optional[Result]]
#: What an interruption puts aside.
_HELD = (
    "kind", "topic", "question", "relief", "asked", "asked_at", "open", "activities", "person", "birth", "year", "when",
    "spanned", "region", "region_said",
)  # fmt: skip
#: Intents of a message that only tells something, as the classifier takes it.
_TOLD_AS = frozenset({"ask_hours", "out_of_scope", "complaint", "ask_exemption", "ask_review", INTENT})
_REMINDED_AFTER = frozenset({"answered", "out_of_scope", "not_covered", "login_required", "chitchat"})
_PARTING = frozenset({"goodbye", "reset"})
_EXEMPTION_FORM = "exemption_form"
#: How a decision ends that frees the person without a form.
_RELIEVED = frozenset({"exempt", "reduced", "reference_only"})


class Filing:
    """For one dialogue. `ordinary` takes a turn that is none of filing, `place` takes up the place of a message."""

    def __init__(self, answering: Answering, ordinary: Ordinary, place: Place) -> None:
        self._answering, self._ordinary, self._place = answering, ordinary, place
        self._steps = FilingSteps(answering)
        self._replies = self._steps.replies

    def turn(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Result:
        """The RESULT of any turn: one of filing, or an ordinary one with a word on the claim that waits."""
        reply = self._of_filing(heard, said, purpose, frame)
        if reply is not None:
            return reply
        reply = self._ordinary(heard, said, purpose, frame)
        waits = frame.filing.get("open") and frame.filing.get("held") and purpose.intent not in _PARTING
        return self._replies.reminded(reply) if waits and reply["status"] in _REMINDED_AFTER else reply

    def _of_filing(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[Result]:
        state, text = frame.filing, heard.text
        if state and filing.CANCELS.search(text) and not _names(said):
            frame.filing, frame.asked = {}, None
            return self._replies.cancelled(frame)
        if purpose.intent == INTENT:
            return self._asked_for(heard, said, frame)
        if not state:
            return None
        if state.get("held"):
            own = own_place(said, text)
            if own is not None:
                # 我是兵团的: no question on another place, which the claim would not be of.
                state["held"].update(region=own, region_said=True)
            if not self._comes_back(heard, said, purpose, frame):
                return None
            _restore(frame)
            return self._goes_on(heard, said, purpose, frame)
        if self._continues(heard, said, purpose, frame):
            return self._goes_on(heard, said, purpose, frame)
        frame.filing = {**state, "held": {name: frame.dump()[name] for name in _HELD}}
        frame.asked, frame.pending = None, {}
        return None

    def _asked_for(self, heard: Heard, said: Said, frame: Frame) -> Result:
        """A message that wants something filed: the claim under way, or a new one."""
        state, text, told = frame.filing, heard.text, Purpose(INTENT, 1.0)
        if state.get("held"):
            others = _others(frame)
            resumed = filing.RESUMES.search(text) or not others
            if not _names(said) and resumed or said.adds:
                _restore(frame)
                return self._goes_on(heard, said, told, frame)
            if others and not _names(said) and filing.TOGETHER.search(text):
                _restore(frame)
                frame.activities = [*frame.activities, *others]
                return self._goes_on(heard, said, told, frame)
        elif state and not filing.ANOTHER.search(text) and (state.get("open") or said.adds or not _names(said)):
            return self._goes_on(heard, said, told, frame)
        return self._begins(heard, said, frame)

    def _begins(self, heard: Heard, said: Said, frame: Frame) -> Result:
        text = heard.text
        exempts = filing.EXEMPTS.search(text) or _EXEMPTION_FORM in said.concepts
        frame.filing = {"open": True, **({"kind": "exemption"} if exempts else {})}
        frame.pending, frame.sides, frame.credits, frame.relief = {}, [], False, False
        if exempts and not _names(said) and (said.person or said.birth):
            # 我56岁，帮我申请免学: relieved by who one is, for which there is nothing to file.
            frame.filing = {}
            reply = self._ordinary(heard, said, Purpose("ask_exemption", 1.0), frame)
            relieved = reply["decision"]["outcome"] in _RELIEVED
            return self._replies.nothing_to_file(reply) if relieved else reply
        if filing.ANOTHER.search(text) or exempts and not _posts(self._steps.posts(frame.region), frame):
            begin_anew(frame)
        number = counted(text)
        if number is not None:
            frame.filing["counted"] = list(number)
        talked_about = any("activity" in activity for activity in frame.activities)
        if not said.activities and not talked_about:
            frame.activities, frame.asked = [], None
            frame.filing["blank"] = not (exempts or filing.ANOTHER.search(text))
        if _names(said):
            frame.asked = None
        return self._take(heard, said, frame, "ask_hours")

    def _goes_on(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Result:
        if filing.PERSONAL.search(heard.text) and not said.has_facts:
            return self._replies.personal(frame)
        frame.filing = {**frame.filing, "open": True, "blank": bool(frame.filing.get("blank")) and not said.activities}
        return self._take(heard, said, frame, "correct" if purpose.intent == "correct" else "inform")

    def _take(self, heard: Heard, said: Said, frame: Frame, intent: str) -> Result:
        """The facts of a message into the frame, then the next step."""
        state, text, asked = frame.filing, heard.text, frame.asked
        elsewhere = self._place(heard, said, Purpose(INTENT, 1.0), frame)
        if elsewhere is not None:
            return elsewhere
        if asked == "region" and frame.region is not None:
            frame.asked = None
        if said.refused and said.refused[0] == "days" and said.when:
            # 去年9月到今年11月: longer than any event, and no length that is computed with.
            said.refused = None
        clash = conflict_of(self._answering, said, intent, frame)
        unknown = bool(asked and filing.UNKNOWN.search(text) and not said.activities)
        if state.get("more") and _names(said):
            said.adds = True
        before, dated = len(frame.activities), bool(said.when)
        merge_filing(frame, said, text, heard, self._answering.kb, intent)
        frame.kind, frame.topic, frame.question = "hours", "ask_hours", text
        if clash is not None:
            frame.asked = DATES if asked == DATES else clash["ask_for"][0]
            return {**clash, "intent": INTENT, "ask_for": [frame.asked]}
        if asked == DATES:
            self._note_days(frame, dated, unknown)
        elif asked == "days" and "days" in frame.activities[min(frame.asked_at, len(frame.activities) - 1)]:
            at = min(frame.asked_at, len(frame.activities) - 1)
            state["settled"] = [*state.get("settled", ()), [at, str(frame.activities[at]["days"])]]
        if asked == "year" and said.years:
            self._steps.keep_year(frame, said.years[0])
        if filing.OPENS.search(text):
            state["opens"] = state["undated"] = True
        if frame.region is not None and (state.pop("opens", False) or unknown and asked not in (DATES, "region")):
            opened = self._steps.open_now(heard, frame)
            if opened is not None:
                return opened
        gone = to_come(frame, heard, text)
        if gone:
            # 是去年12月的: the days can be put right.
            frame.filing, frame.asked, frame.asked_at = {**state, "open": False}, DATES, gone[0]
            return self._replies.to_come(frame, gone)
        number = state.get("counted")
        if number and frame.region and 0 < len(frame.activities) < number[0]:
            state["more"] = True
            if len(frame.activities) > before or intent == "ask_hours":
                return self._replies.ask_more(frame, number[1])
        return with_range(self._answering, said, frame, self._steps.next(heard, frame))

    @staticmethod
    def _note_days(frame: Frame, dated: bool, unknown: bool) -> None:
        """Whether the question for the days is put once more, or left to the form."""
        state = frame.filing
        if dated:
            state.pop("misses", None)
        elif unknown or state.get("misses"):
            state["undated"] = True
        else:
            state["misses"] = 1

    def _continues(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> bool:
        """Whether a message tells something for the claim, and asks nothing."""
        text = heard.text
        if _asks(text):
            return False
        states = bool(said.activities or said.person or said.when or said.places or said.years)
        if purpose.intent in FOLLOW_UPS:
            return states or bool(frame.asked) or purpose.intent == "correct"
        if frame.asked and filing.UNKNOWN.search(text) or filing.PERSONAL.search(text):
            return True
        return states and purpose.intent in _TOLD_AS and not said.offices

    def _comes_back(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> bool:
        """Whether a message behind an interruption is of the claim again: it answers the question that waits, or
        changes what nobody has talked about since."""
        held = Frame.load(frame.filing["held"])
        if frame.asked or _asks(heard.text):
            return False
        top = heard.intents[0][0] if heard.intents else ""
        if frame.filing.get("open") and not _names(said):
            return answers_asked(held, said, heard.text, top)
        same = frame.activities == held.activities and bool(said.activities or said.when)
        return same and (purpose.intent == "correct" or said.adds and _names(said))


def _asks(text: str) -> bool:
    """Whether a message asks or supposes something."""
    bare = text.rstrip("。！!~ ")
    asked = bare.endswith(("?", "？", "吗", "么", "呢")) or cues.HOW_MANY.search(text) or cues.WORDS_ONLY.search(text)
    return bool(asked or filing.SUPPOSES.search(text))


def _names(said: Said) -> bool:
    return any("activity" in group for group in said.activities)


def _posts(posts: list[str], frame: Frame) -> bool:
    """Whether a post is what was talked about."""
    return any(activity.get("activity") in posts for activity in frame.activities)


def _others(frame: Frame) -> list[dict[str, Any]]:
    """The activities that an interruption was about, where they are others than the claim's."""
    held = {activity.get("activity") for activity in frame.filing["held"]["activities"]}
    return [activity for activity in frame.activities if "activity" in activity and activity["activity"] not in held]


def _restore(frame: Frame) -> None:
    """Take up what an interruption put aside."""
    held = Frame.load(frame.filing["held"])
    for name in _HELD:
        setattr(frame, name, getattr(held, name))
    frame.filing = {name: value for name, value in frame.filing.items() if name != "held"}
