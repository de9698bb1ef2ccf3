"""What must hold of the sentences of answers (`words`): no figure stands in them, because figures come from clauses."""

from __future__ import annotations

import re

from policy_kb.sources import Sources
from policy_kb.stated_figures import figures_in
from policy_kb.yamltree import Fault

_FILLED = re.compile(r"\{[^{}]*\}")


def check_words(sources: Sources) -> list[Fault]:
    """One fault for each sentence that states a figure, in digits or in words (两年, 三分之二)."""
    faults = []
    for name, text in sources.words.items():
        written = _FILLED.sub(lambda part: " " * len(part.group()), text)
        stated = [written[figure.start:figure.end] for figure in figures_in(written)]
        if stated:
            tree = sources.word_trees[name]
            faults.append(Fault(tree.file, tree.line("words", name),
                                f"the sentence '{name}' states {', '.join(stated)}; a figure comes from a clause: "
                                "leave it to a name in braces, or reword"))
    return faults
