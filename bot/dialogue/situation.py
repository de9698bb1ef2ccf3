"""What is plain about one message before its purpose is judged: facts stated, cue words, the classifier's word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.dialogue import cues
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.said import Said

#: Below this the classifier's word gives way to plain facts.
SURE = 0.75
#: Facts of a title review.
OF_REVIEW = frozenset({"purpose", "title_level", "transferred", "frontline"})
#: Words of the field that are said of nothing else.
OURS = frozenset({"hours_word", "continuing_education", "recognition", "registration", "inspection_card"})


@dataclass(frozen=True)
class Situation:
    """One message in its conversation. `top` is the classifier's intent, `confidence` its share."""

    heard: Heard
    said: Said
    frame: Frame
    top: str
    confidence: float

    @property
    def text(self) -> str:
        return self.heard.text

    @property
    def unsure(self) -> bool:
        return self.confidence < SURE

    @cached_property
    def activity(self) -> bool:
        """Whether a kind of activity is named."""
        return any("activity" in group for group in self.said.activities)

    @cached_property
    def amount(self) -> bool:
        """Whether a length or number of an activity is stated."""
        return any(AMOUNTS & set(group) for group in self.said.activities) or bool(set(self.said.vague) - {"age"})

    @cached_property
    def how_many(self) -> bool:
        return bool(cues.HOW_MANY.search(self.text))

    @cached_property
    def words_only(self) -> bool:
        """Whether the sentence asks for words (materials, offices, dates), not for a figure."""
        return bool(cues.WORDS_ONLY.search(self.text))

    @cached_property
    def reviewed(self) -> bool:
        """Whether facts of a title review are stated."""
        return bool(OF_REVIEW & set(self.said.person))

    @cached_property
    def ours(self) -> bool:
        """Whether a word of the field is said."""
        return bool(OURS & set(self.said.concepts)) or "course_subject" in self.said.person

    @property
    def done(self) -> bool:
        """Whether hours already done are stated."""
        return self.said.tells_done or any(name.startswith("done_") for name in self.said.person)

    def second(self, *but: str) -> str:
        """The classifier's best intent other than these."""
        return next((name for name, _ in self.heard.intents if name not in but), "out_of_scope")
