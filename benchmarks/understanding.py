"""Ways of naming a question's intent, on the same data: `python benchmarks/understanding.py [--only WORD]`.

Each is trained on bot/data/nlu.yml and asked the frozen utterances of tests/nlu/evaluation, guarded and normalised as
the service does it (the time of that is not counted). Rasa's components run in process, without policies and graph;
the variants of ours are logistic regressions over the featurizer's rows. That these are the model that the service
runs is shown first: a difference in more than one of a hundred ends the run with 1. No time and no share is asserted.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import bot.runtime.prepared  # noqa: E402, F401  (before rasa)
from bot.dialogue.responder import Dialogue  # noqa: E402
from bot.dialogue.situation import SURE  # noqa: E402
from bot.runtime.host import AgentHost  # noqa: E402
from bot.runtime.training import MODELS, train  # noqa: E402

from benchmarks.measuring.machine import about  # noqa: E402
from benchmarks.nlu import rows  # noqa: E402
from benchmarks.nlu.contender import Asked, Contender, Example, Measured, measured  # noqa: E402
from benchmarks.nlu.data import SETS, part_of, training_examples, utterances  # noqa: E402
from benchmarks.nlu.keywords import Keywords  # noqa: E402
from benchmarks.nlu.rasa_pipelines import CHARACTERS, JIEBA, LOGISTIC, WORDS, Pipeline  # noqa: E402
from benchmarks.nlu.rows import Rows  # noqa: E402
from benchmarks.nlu.svm import Machine  # noqa: E402
from benchmarks.nlu.unheard import with_unheard, without_unheard  # noqa: E402
from policy_kb.loader import load  # noqa: E402

OURS, CHARACTERS_ONLY = "ours", "ours, runs of 1-4 characters only"
SHARES = (10, 25, 50)


def contenders(folder: Path, examples: Sequence[Example]) -> Iterator[tuple[Contender, Sequence[Example]]]:
    """Each way with the examples it learns from. `folder` is for what rasa's components write."""
    yield Rows(OURS, rows.all_features), examples
    yield Rows("ours without question words", rows.without_question_words), examples
    yield Rows("ours without terms and quantities", rows.without_terms), examples
    yield Rows(CHARACTERS_ONLY, rows.characters), examples
    for share in SHARES:
        yield Rows(f"ours, {share} % of the examples", rows.all_features, f", {share} %"), part_of(examples, share)
    yield Pipeline("rasa: jieba, char_wb 1-4, logistic", [JIEBA, CHARACTERS, LOGISTIC], folder / "chars"), examples
    both = [JIEBA, WORDS, CHARACTERS, LOGISTIC]
    yield Pipeline("rasa: jieba, words, char_wb 1-4, logistic", both, folder / "words"), examples
    yield Machine("rasa: SVM of SklearnIntentClassifier", rows.characters), examples
    yield Keywords(), examples


def unheard_of(examples: Sequence[Example], asked: Sequence[Asked]) -> Iterator[str]:
    """Ours and characters alone on utterances whose activity no example names."""
    learned, put = without_unheard(examples), with_unheard(asked)
    yield f"\nactivities without an example: {len(learned)} examples left, {len(put)} utterances name one"
    ours = measured(Rows(OURS, rows.all_features), learned, put)
    yield line(ours, None)
    yield line(measured(Rows(CHARACTERS_ONLY, rows.characters), learned, put), ours)
    yield "the same utterances, with all examples"
    known = measured(Rows(OURS, rows.all_features), examples, put)
    yield line(known, None)
    yield line(measured(Rows(CHARACTERS_ONLY, rows.characters), examples, put), known)


def agreement(ours: Contender, asked: Sequence[Asked]) -> float:
    """The share of utterances whose first intent is that of the model that the service runs."""
    train(MODELS)
    host = AgentHost(MODELS, Dialogue(load()))
    host.start()
    same = [
        asyncio.run(host.parse(one.text, one.today))["intent"]["name"] == ours.ranking(one.text, one.today)[0][0]
        for one in asked
        if one.text is not None
    ]
    host.stop()
    return sum(same) / len(same)


def tensorflow() -> str:
    """Whether it is there: rasa's imports are satisfied by a stand-in, which computes nothing."""
    try:
        return f"{version('tensorflow')} of which is installed but not used"
    except PackageNotFoundError:
        return "which is not installed"


def line(row: Measured, ours: Measured | None) -> str:
    """One row of the table; beside ours, how many utterances only this one and only ours gets right."""
    beside = ""
    if ours is not None and ours is not row:
        only = sum(here > there for here, there in zip(row.right, ours.right))
        beside = f"+{only} −{sum(here < there for here, there in zip(row.right, ours.right))}"
    shares = f"{sum(row.right) / len(row.right):>8.1%}{beside:>9}{row.top3:>8.1%}"
    false = "–" if row.false_accepts is None else f"{row.false_accepts:.1%}"
    fooled = f"{row.calibration_error:>7.3f}{false:>8}{row.accepted_wrong:>8.1%}"
    costs = f"{row.milliseconds:>9.2f}{row.kilobytes:>10,.0f}{row.load_ms:>9.0f}{row.train_s:>9.0f}"
    return f"{row.name:42}{shares}{fooled}{costs}"


def main() -> int:
    """Print the table; 1 where our rows are not those of the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="only the ways whose name holds this")
    options = parser.parse_args()
    examples, asked = training_examples(), utterances()
    print(f"{len(examples)} training examples, {len(asked)} utterances of {', '.join(f.name for f in SETS)}")
    print(about("rasa", "scikit-learn", "numpy", "scipy", "jieba"))
    print(f"false accepts and wrong among the accepted: at a confidence of {SURE} and above\n")
    print(f"{'':42}{'right':>8}{'to ours':>9}{'top 3':>8}{'ECE':>7}{'false':>8}{'wrong':>8}", end="")
    print(f"{'ms each':>9}{'KB':>10}{'load ms':>9}{'train s':>9}")
    told: dict[str, None] = {}
    faithful, ours = True, None
    with tempfile.TemporaryDirectory() as folder:
        for contender, learned in contenders(Path(folder), examples):
            if options.only not in contender.name:
                continue
            row = measured(contender, learned, asked)
            ours = row if contender.name == OURS else ours
            print(line(row, ours), flush=True)
            told[f"{contender.name}: {contender.how}"] = None
            if contender.name == OURS:
                share = agreement(contender, asked)
                faithful = share >= 0.99
                print(f"  the same intent as the model that the service runs: {share:.1%} of the utterances")
    if not options.only:
        for told_of in unheard_of(examples, asked):
            print(told_of, flush=True)
    print("\nHow each was measured:\n" + "\n".join(f"- {how}" for how in told))
    print(f"- rasa: DIETClassifier: not measured; it needs TensorFlow, {tensorflow()} (docs/adr/002)")
    return 0 if faithful else 1


if __name__ == "__main__":
    sys.exit(main())
