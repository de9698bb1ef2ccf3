"""python3 -m scripts.bootstrap setup | run | test-setup | bench-setup | npm WORD … (through scripts/python.sh)."""

from __future__ import annotations

import fcntl
import os
import sys
from typing import IO, List, Optional

from .debian import install_system_packages
from .form_font import fetch_form_font
from .node import command, find_node, path_with
from .packages import install_packages
from .page import build_page
from .places import FRONTEND, STATE
from .prepared import train_model, upgrade_database
from .runner import environment
from .service import open_when_ready, serve
from .steps import Steps
from .trouble import Trouble


def setup(group: Optional[str] = None) -> None:
    """All of `make run` short of starting the service, with the packages of a group besides."""
    steps = Steps(5)
    with steps.step("Python packages") as step:
        install_packages(step, group)
    with steps.step("font of the forms") as step:
        fetch_form_font(step)
    with steps.step("chat page") as step:
        build_page(step)
    with steps.step("model") as step:
        train_model(step)
    with steps.step("database") as step:
        upgrade_database(step)


def test_setup() -> None:
    """What the tests need; they bring their own database, the model they share is the service's."""
    steps = Steps(5)
    with steps.step("browser and fonts") as step:
        install_system_packages(step)
    with steps.step("Python packages") as step:
        install_packages(step, "dev")
    with steps.step("font of the forms") as step:
        fetch_form_font(step)
    with steps.step("chat page") as step:
        build_page(step, modules=True)
    with steps.step("model") as step:
        train_model(step)


def main(words: List[str]) -> int:
    """Run one command; 1 where something is missing, with the line that says what."""
    name, rest = (words[0], words[1:]) if words else ("", [])
    try:
        if name == "open" and len(rest) == 1:
            return open_when_ready(rest[0])
        if name == "npm" and rest:
            node = find_node()
            os.chdir(FRONTEND)
            os.execve(str(node.node), command(node, rest), environment({"PATH": path_with(node)}))
        if name not in ("setup", "run", "test-setup", "bench-setup") or rest:
            print(__doc__, file=sys.stderr)
            return 2
        with _alone():
            test_setup() if name == "test-setup" else setup("bench" if name == "bench-setup" else None)
        if name == "run":
            serve()
    except Trouble as trouble:
        if trouble.details:
            print(trouble.details, file=sys.stderr)
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _alone() -> "IO[str]":
    """A lock held until it is closed: a second set-up in the same folder waits for the first."""
    STATE.mkdir(parents=True, exist_ok=True)
    lock = (STATE / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("Another set-up is running in this folder; waiting for it ...", file=sys.stderr, flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
