"""Where the field ends: what is none of ours is turned away, and what is ours is not; cheating gets no help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.intents import OUT_OF_SCOPE, share
from bot.evaluation.understanding import Seen

#: Statuses of a turn that answers nothing and asks nothing.
_TURNED_AWAY = ("out_of_scope", "chitchat")
#: Intents that a turn may end with `out_of_scope` for.
_DECLINED = {OUT_OF_SCOPE, "cheat"}


def bounds(seen: Sequence[Seen]) -> dict[str, float | None]:
    """Shares; None where there is no such utterance.

    `out_of_scope_recall`: of those labelled out_of_scope: status out_of_scope or chitchat, or that intent.
    `out_of_scope_named`: of the same, the classifier's own word.
    `turned_away`: of those whose right intents are all of the field, ended in status out_of_scope.
    `gibberish_accepted`: of the kind gibberish, answered.
    `cheating_declined`: of the kind cheating or the intent cheat, turned away, or told why not (RESULT's intent cheat).
    """
    foreign = [s for s in seen if s.named.right[0] == OUT_OF_SCOPE]
    ours = [s for s in seen if not _DECLINED & set(s.named.right)]
    cheating = [s for s in seen if "cheating" in s.case["kinds"] or s.named.right[0] == "cheat"]
    return {
        "out_of_scope_recall": share(
            s.result["status"] in _TURNED_AWAY or s.result["intent"] == OUT_OF_SCOPE for s in foreign
        ),
        "out_of_scope_named": share(s.named.top == OUT_OF_SCOPE for s in foreign),
        "turned_away": share(s.result["status"] == OUT_OF_SCOPE for s in ours),
        "gibberish_accepted": share(s.result["status"] == "answered" for s in seen if "gibberish" in s.case["kinds"]),
        "cheating_declined": share(
            s.result["status"] in _TURNED_AWAY or s.result["intent"] == "cheat" for s in cheating
        ),
    }
