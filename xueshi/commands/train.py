"""Train the model from bot/data; does nothing where nothing that it learns from has changed."""

from __future__ import annotations

import argparse
import sys

from xueshi.failure import Failure


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi train`."""
    parser.add_argument("--force", action="store_true", help="train even where the model is up to date")


def run(options: argparse.Namespace) -> int:
    """Train into models/."""
    from bot.runtime.training import MODELS, train

    try:
        trained = train(MODELS, force=options.force)
    except (OSError, ValueError) as error:
        raise Failure(f"training failed: {error}") from None
    print(f"{trained.model} ({'trained' if trained.fresh else 'up to date'})", file=sys.stderr)
    return 0
