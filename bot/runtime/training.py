"""Training: config.yml, domain.yml and bot/data become models/xueshi.tar.gz and its manifest.

    python -m bot.runtime.training [OUT_DIR] [--kb DIR] [--force]

Repeating it without a change of an input trains nothing. No network is used.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.quantity_finder import QUANTITY_KINDS
from bot.nlu.vocabulary import load_patterns
from bot.runtime.environment import PROJECT, import_quietly, quiet_warnings
from bot.runtime.manifest import Manifest, read_manifest, sha256_of, write_manifest
from bot.runtime.training_inputs import Inputs, digest

MODEL_FILE = "xueshi.tar.gz"
MODELS = PROJECT / "models"


class TrainingFailed(RuntimeError):
    """rasa wrote no model."""


@dataclass(frozen=True)
class Trained:
    """model: the file. fresh: False where the inputs had not changed. seconds: how long it took."""

    model: Path
    fresh: bool
    seconds: float


def train(
    out_dir: Path = MODELS, kb_dir: Path | None = None, inputs: Inputs = Inputs(), force: bool = False
) -> Trained:
    """Train into `out_dir`, unless its manifest says that the model there came from these very inputs.

    kb_dir: a knowledge base laid over the project's own. Progress goes to stderr. Raises TrainingFailed.
    """
    started = time.monotonic()
    wanted, manifest = digest(inputs, kb_dir), read_manifest(out_dir)
    model = out_dir / MODEL_FILE
    if not force and manifest and manifest.inputs == wanted and model.is_file() and sha256_of(model) == manifest.sha256:
        _say(f"model is up to date: {model}")
        return Trained(model, False, time.monotonic() - started)
    _say(f"training from {inputs.data} ...")
    out_dir.mkdir(parents=True, exist_ok=True)
    _train_with_rasa(inputs, kb_dir, model)
    write_manifest(out_dir, Manifest(MODEL_FILE, sha256_of(model), wanted, _rasa_version()))
    seconds = time.monotonic() - started
    _say(f"trained {model} in {seconds:.1f} s")
    return Trained(model, True, seconds)


def _train_with_rasa(inputs: Inputs, kb_dir: Path | None, model: Path) -> None:
    import bot.runtime.prepared  # noqa: F401  (before rasa)

    import_quietly("rasa.model_training", "rasa.engine.recipes.default_components")
    import rasa.constants
    from rasa.model_training import train as rasa_train

    from bot.nlu.vocabulary import laid_over

    with contextlib.ExitStack() as block:
        draft = Path(block.enter_context(tempfile.TemporaryDirectory(dir=model.parent)))
        # Even with telemetry off, rasa writes an identity of this user to the home folder.
        rasa.constants.GLOBAL_USER_CONFIG_PATH = str(draft / "rasa.yml")
        # rasa prints on stdout, which belongs to the command's own output.
        block.enter_context(contextlib.redirect_stdout(sys.stderr))
        block.enter_context(warnings.catch_warnings())
        quiet_warnings()
        block.enter_context(laid_over(kb_dir))
        trained = rasa_train(
            domain=str(_domain_with_entities(inputs.domain, kb_dir, draft / "domain")),
            config=str(inputs.config),
            training_files=[str(inputs.data)],
            output=str(draft),
            fixed_model_name=MODEL_FILE,
            force_training=True,
        )
        if trained.code != 0 or not trained.model:
            raise TrainingFailed(f"rasa wrote no model (code {trained.code})")
        Path(trained.model).replace(model)


def _domain_with_entities(domain: Path, kb_dir: Path | None, folder: Path) -> Path:
    kinds = sorted({pattern["label"] for pattern in load_patterns(kb_dir)} | set(QUANTITY_KINDS))
    folder.mkdir()
    (folder / "domain.yml").write_bytes(domain.read_bytes())
    (folder / "entities.yml").write_text("entities:\n" + "".join(f"  - {kind}\n" for kind in kinds), encoding="utf-8")
    return folder


def _rasa_version() -> str:
    import rasa

    return str(rasa.__version__)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """The command: 0 where a model stands ready, 1 where training failed."""
    parser = argparse.ArgumentParser(prog="python -m bot.runtime.training", description="Train the model.")
    parser.add_argument("out_dir", nargs="?", type=Path, default=MODELS, help="where the model goes (models/)")
    parser.add_argument("--kb", type=Path, default=None, help="a knowledge base laid over the project's own")
    parser.add_argument("--force", action="store_true", help="train even if no input changed")
    chosen = parser.parse_args(arguments)
    try:
        train(chosen.out_dir, chosen.kb, force=chosen.force)
    except TrainingFailed as error:
        _say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
