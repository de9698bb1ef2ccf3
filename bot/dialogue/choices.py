"""What a person may have meant, in a person's words: at most four questions to tap, each with an answer."""

from __future__ import annotations

from typing import Any, Callable, Optional, Sequence

from bot.dialogue.lookup_search import Found
from bot.dialogue.said import Said
from bot.dialogue.trial import NOT_ASKED, Answer
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_figures import figures_in

#: As many are offered, and of these as many by intent; the rest are lookups, from this likeness on.
MOST, BY_INTENT, NEAR = 4, 3, 0.25
#: An intent of a lesser share is offered only where nothing is likelier.
LEAST = 0.1
Choice = dict[str, str]
"""`title`: what is shown and posted. `intent`: what it means. `lookup`: the id of an answer in words, where it is one.
`anew`: the title is asked instead of the message, which finds no answer as it stands."""
#: Whether a question finds an answer, by its words and its intent.
Answers = Callable[[str, str], bool]


class Choices:
    """For one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase, words: Wording) -> None:
        self._kb, self._words = kb, words

    def of(self, answers: Sequence[Answer], said: Said, near: Sequence[Found], found: Answers) -> list[Choice]:
        """The questions that the answers are to, likeliest first; those of the intents that find no answer, as anybody
        asks them; then the titles of lookups that are near."""
        meant = [a for a in answers if a.choice is not None and not a.silent and self._asked(a.choice)]
        likely = [a for a in meant if a.share >= LEAST] or meant[:1]
        choices = [self._choice(a, a.choice, said) for a in likely[:BY_INTENT] if a.choice is not None]
        shown = {citation["clause"] for a in likely for citation in a.reply["citations"]}
        for intent in (i for a in answers if a.silent for i in a.intents if self._asked(i)):
            title = self._title(intent, said)
            if found(title, intent):
                choices.append({"title": title, "intent": intent, "anew": "yes"})
        for one in _likely(near):
            lookup = one.held.lookup
            # A figure in a title is none that the person has said.
            if not shown & {part.clause for part in lookup.answer} and not figures_in(lookup.title):
                topic = f"ask_{lookup.topics[0]}" if lookup.topics else "ask_policy"
                choices.append({"title": lookup.title, "intent": topic, "lookup": lookup.id})
                shown |= {part.clause for part in lookup.answer}
        distinct = {choice["title"]: choice for choice in reversed(choices)}
        return [distinct[title] for title in dict.fromkeys(choice["title"] for choice in choices)][:MOST]

    def _choice(self, answer: Answer, intent: str, said: Said) -> Choice:
        """The question as the answer in words is titled that it leads to; else as its intent asks."""
        decision = answer.reply["decision"]
        title = decision["trace"][0]["text"] if decision["outcome"] == "lookup" and decision["trace"] else ""
        worded = any(held.lookup.title == title for held in self._kb.lookups) and not figures_in(title)
        return {"title": title if worded else self._title(intent, said), "intent": intent}

    def _asked(self, intent: str) -> bool:
        """Whether there is a question for an intent."""
        return intent not in NOT_ASKED and f"choice_{intent}" in self._kb.words

    def _title(self, intent: str, said: Said) -> str:
        """The question of an intent with the facts heard: 3天全国性学术会议能算多少学时."""
        activity = next((group for group in said.activities if "activity" in group), None)
        level = said.person.get("title_level")
        name = f"choice_{intent}"
        if activity is not None and f"{name}_of" in self._kb.words:
            return self._words.say(f"{name}_of", what=self._words.what(activity))
        if level is not None and f"{name}_for" in self._kb.words:
            return self._words.say(f"{name}_for", level=self._kb.term_name(level))
        return self._words.say(name)


def _likely(near: Sequence[Found]) -> list[Found]:
    return [found for found in near[:MOST] if found.likeness >= NEAR]


def picked(text: str, offered: Sequence[Choice]) -> Optional[Choice]:
    """The choice that a message takes: its words, or its number (2, 第二个)."""
    bare = _bare(text)
    for choice in offered:
        if _bare(choice["title"]) == bare:
            return choice
    at = _PLACES.get(bare.removeprefix("选").removeprefix("第").removesuffix("个").removesuffix("项"))
    return offered[at] if at is not None and at < len(offered) else None


_PLACES = {sign: at for at, signs in enumerate(("1一①", "2二②", "3三③", "4四④")) for sign in signs}
_PUNCTUATION = str.maketrans("", "", " ，,。.？?！!、：:“”\"'（）()·")


def _bare(text: str) -> str:
    return text.translate(_PUNCTUATION).lower()


def as_plain(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """For the frame."""
    return [dict(choice) for choice in choices]
