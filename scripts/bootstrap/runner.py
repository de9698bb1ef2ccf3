"""Runs a command with its output in a log file, so that the terminal keeps to one line a step."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Mapping, Optional, Sequence

from .places import ROOT, STATE

#: Settings of a caller's own Python that would change what the tools see.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "CONDA_PREFIX", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON")


class Failed(Exception):
    """The command ended with an error; `output` is all that it printed."""

    def __init__(self, code: int, output: str, log: Path) -> None:
        super().__init__(f"exit code {code}")
        self.code, self.output, self.log = code, output, log


def run(command: Sequence[object], log: str, env: Optional[Mapping[str, Optional[str]]] = None,
        cwd: Path = ROOT) -> str:
    """Run it and return its output. Raises Failed.

    log: name of the log file in var/setup. env: settings on top of the process's own; None takes one away.
    """
    STATE.mkdir(parents=True, exist_ok=True)
    path = STATE / f"{log}.log"
    words = [str(word) for word in command]
    try:
        with path.open("w", encoding="utf-8") as file:
            code = subprocess.run(words, cwd=str(cwd), env=environment(env), stdin=subprocess.DEVNULL, stdout=file,
                                  stderr=subprocess.STDOUT, check=False).returncode
    except OSError as error:
        raise Failed(127, f"{words[0]}: {error.strerror}", path) from None
    output = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", path.read_text(encoding="utf-8", errors="replace"))
    if code != 0:
        raise Failed(code, output, path)
    return output


def environment(changes: Optional[Mapping[str, Optional[str]]] = None) -> "dict[str, str]":
    """The environment of a command: the process's own without another Python's settings, with `changes`."""
    wanted = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    for name, value in (changes or {}).items():
        if value is None:
            wanted.pop(name, None)
        else:
            wanted[name] = value
    return wanted
