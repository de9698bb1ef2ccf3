"""What asking back costs and gains, at several limits (bot/dialogue/weighing.py): `python benchmarks/choices.py`.

Each utterance of tests/nlu/evaluation is answered as it is understood, and with choices offered in doubt. *Lost*: the
straight answer was right and choices were offered instead. *Gained*: it was not, and one of the choices leads to the
right one. *Foreign*: choices offered for what is none of ours. Nothing is asserted.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import bot.runtime.prepared  # noqa: E402, F401  (before rasa)
from bot.dialogue.fallback import Fallback  # noqa: E402
from bot.dialogue.heard import Heard, Result  # noqa: E402
from bot.dialogue.responder import Dialogue  # noqa: E402
from bot.dialogue.weighing import LIMITS, Limits  # noqa: E402
from bot.evaluation.intents import OUT_OF_SCOPE, right_of  # noqa: E402
from bot.evaluation.scorer import read_lines, read_sources  # noqa: E402
from bot.evaluation.understanding_expect import judge  # noqa: E402
from bot.runtime.host import AgentHost  # noqa: E402
from bot.runtime.training import MODELS  # noqa: E402
from policy_kb.loader import load  # noqa: E402

SETS = sorted((ROOT / "tests" / "nlu" / "evaluation").glob("*.jsonl"))
#: From here on nothing is offered, whatever the limits.
_CERTAIN = 0.97
NEVER = Limits(enough=0.0, rival_of_silence=9.0)


@dataclass(frozen=True)
class Said:
    """One utterance as the dialogue hears it, and whether the straight answer to it is right."""

    case: Mapping[str, Any]
    heard: Heard
    right: bool


def utterances(dialogue: Dialogue, sources: Mapping[str, str]) -> Iterator[Said]:
    """Those that an answer is expected to and of which the classifier is not certain."""
    host = AgentHost(MODELS, dialogue)
    host.start()
    for case in (case for file in SETS for case in read_lines(file)):
        parsed = asyncio.run(host.parse(case["text"], case["today"]))
        if not parsed["intent_ranking"] or not case["expect"]:
            continue
        ranking = tuple((i["name"], float(i["confidence"])) for i in parsed["intent_ranking"])
        heard = Heard(parsed["text"], ranking, tuple(parsed["entities"]), case["region"], case["today"])
        if ranking[0][1] < _CERTAIN:
            reply, _ = dialogue.take(heard, None)
            yield Said(case, heard, not judge(case, reply, sources)[0])
    host.stop()


def right_choice(said: Said, fallback: Fallback, reply: Result, frame: Any, sources: Mapping[str, str]) -> bool:
    """Whether tapping one of the choices leads to the right answer."""
    for button in reply["buttons"][:-1]:
        tapped, _ = fallback.respond(replace(said.heard, text=button["text"], entities=()), frame)
        if not judge(said.case, tapped, sources)[0]:
            return True
    return False


def main() -> int:
    """Print a line for each set of limits."""
    dialogue, sources = Dialogue(load()), read_sources()
    said = list(utterances(dialogue, sources))
    print(f"of {', '.join(file.name for file in SETS)} {len(said)} utterances are not certain; right straight away "
          f"{sum(one.right for one in said)}\n")  # fmt: skip
    print(f"{'enough':>8}{'rival':>8}{'silence':>9}{'offered':>9}{'lost':>6}{'gained':>8}{'foreign':>9}")
    grid = [Limits(enough, rival, silence) for enough in (0.5, 0.6, 0.7) for rival in (0.3, 0.45, 0.6)
            for silence in (0.25, 0.5)]  # fmt: skip
    for limits in (NEVER, *grid, LIMITS):
        fallback = Fallback(dialogue.answering, dialogue.take, limits)
        offered = [(one, *fallback.respond(one.heard, None)) for one in said]
        offered = [(one, reply, frame) for one, reply, frame in offered if reply["ask_for"] == ["intent"]]
        foreign = sum(OUT_OF_SCOPE in right_of(one.case) for one, _, _ in offered)
        lost = sum(one.right and OUT_OF_SCOPE not in right_of(one.case) for one, _, _ in offered)
        gained = sum(not one.right and right_choice(one, fallback, r, f, sources) for one, r, f in offered)
        mark = "  <- in use" if limits is LIMITS else ""
        print(f"{limits.enough:>8}{limits.rival:>8}{limits.rival_of_silence:>9}{len(offered):>9}{lost:>6}{gained:>8}"
              f"{foreign:>9}{mark}", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
