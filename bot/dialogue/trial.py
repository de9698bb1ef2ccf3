"""What the dialogue would answer to each of the classifier's likeliest intents, and which of these answers are one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Sequence

from bot.dialogue.heard import Frame, Heard, Result
from bot.dialogue.purpose import FOLLOW_UPS, SMALL_TALK

Turn = Callable[[Heard, Any], tuple[Result, Frame]]
#: Intents that nobody is asked about: they say nothing of their own, or are no question on the notices.
NOT_ASKED = FOLLOW_UPS | SMALL_TALK | {"ask_clause", "compare"}
#: How many intents are tried, and the least share that one must have.
_MOST, _LEAST = 5, 0.05


@dataclass
class Answer:
    """One answer and the intents that lead to it, likeliest first; `share` is what they have together, `likeliest` what
    the first has."""

    intents: list[str]
    share: float
    reply: Result
    likeliest: float = 1.0

    @property
    def choice(self) -> str | None:
        """The intent that a choice stands for, or None where none may be offered."""
        return next((intent for intent in self.intents if intent not in NOT_ASKED), None)

    @property
    def silent(self) -> bool:
        """Whether the notice says nothing of it."""
        return bool(self.reply["decision"]["outcome"] == "not_listed")


def answers_to(turn: Turn, heard: Heard, frame: Frame, reply: Result) -> list[Answer]:
    """The different answers, the one that is given first. `reply` is what the message as it stands leads to."""
    answers = [Answer([heard.intents[0][0]], heard.intents[0][1], reply, heard.intents[0][1])]
    for intent, share in heard.intents[1:_MOST]:
        if share < _LEAST or intent in FOLLOW_UPS:
            continue
        tried, _ = turn(meant(heard, intent), frame)
        same = next((a for a in answers if _key(a.reply) == _key(tried)), None)
        if same is None:
            answers.append(Answer([intent], share, tried, share))
        else:
            same.intents.append(intent)
            same.share += share
    return [answers[0], *sorted(answers[1:], key=lambda answer: -answer.share)]


def meant(heard: Heard, intent: str) -> Heard:
    """The message as if the classifier were sure."""
    others = tuple((name, share * 0.01) for name, share in heard.intents if name != intent)
    return replace(heard, intents=((intent, 0.99), *others))


def _key(reply: Result) -> tuple[Any, ...]:
    """What makes two answers one: the same outcome and figure from the same first clause, or the same question."""
    decision = reply["decision"]
    clauses: Sequence[Any] = reply["citations"]
    first = clauses[0]["clause"] if clauses else None
    return reply["status"], decision["outcome"], decision["hours"], first, tuple(reply["ask_for"])
