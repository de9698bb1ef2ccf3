"""The last two steps: the trained model and the database."""

from __future__ import annotations

from .places import PYTHON, XUESHI
from .runner import Failed, run
from .steps import Step
from .trouble import Trouble, explain


def train_model(step: Step) -> None:
    """Train the model where an input of it changed. Raises Trouble."""
    step.doing("training unless nothing changed")
    try:
        # A knowledge base laid over the project's own needs no training: its terms are read when the model is loaded.
        output = run([PYTHON, "-m", "bot.runtime.training"], "model", {"XUESHI_KB": None})
    except Failed as failed:
        raise explain("the model could not be trained", failed.output, f"see {failed.log}") from None
    step.done("up to date" if "is up to date" in output else "trained")


def upgrade_database(step: Step) -> None:
    """Bring the database up to the code. Raises Trouble."""
    step.doing("upgrading")
    try:
        run([XUESHI, "db", "upgrade"], "database")
    except Failed as failed:
        last = (failed.output.strip().splitlines() or ["it printed nothing"])[-1][:300]
        raise Trouble(f"the database is not ready ({last}); check DATABASE_URL, or leave it unset for the file in "
                      "var/") from None
    step.done("ready")
