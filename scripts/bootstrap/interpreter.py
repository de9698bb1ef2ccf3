"""Python 3.10, which rasa 3.6 needs (docs/adr/001): where it is on this machine, or uv's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Iterator, Optional

from .runner import Failed, environment, run
from .trouble import Trouble

VERSION = "3.10"
CHOICE = "XUESHI_PYTHON"
_HOW = ("install it (`pyenv install 3.10`; on Ubuntu 22.04 `apt-get install python3.10 python3.10-venv`) or name one "
        f"with {CHOICE}=/path/to/python3.10, then try again")


def find_python(uv: Path) -> Path:
    """The path of a Python 3.10: XUESHI_PYTHON, what uv or pyenv has, or one that uv fetches. Raises Trouble."""
    chosen = os.environ.get(CHOICE)
    if chosen:
        if not _fits(Path(chosen)):
            raise Trouble(f"{CHOICE}={chosen} is no Python {VERSION}: name one that is, or leave {CHOICE} unset")
        return Path(chosen)
    for path in _installed(uv):
        if _fits(path):
            return path
    try:
        run([uv, "python", "install", VERSION], "python-install")
    except Failed:
        raise Trouble(f"Python {VERSION} is not on this machine and uv could not fetch it: {_HOW}") from None
    found = _ask_uv(uv)
    if found is None:
        raise Trouble(f"Python {VERSION} is not on this machine: {_HOW}")
    return found


def _installed(uv: Path) -> Iterator[Path]:
    found = _ask_uv(uv)
    if found is not None:
        yield found
    # A pyenv whose shims are not on the PATH.
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{VERSION}*/bin/python{VERSION}"), reverse=True)


def _ask_uv(uv: Path) -> Optional[Path]:
    # From the root folder: a `.venv` of the project that is damaged must not be the answer.
    done = subprocess.run([str(uv), "python", "find", "--no-project", "--no-python-downloads", VERSION], cwd="/",
                          env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    path = done.stdout.decode().strip()
    return Path(path) if done.returncode == 0 and path else None


def _fits(python: Path) -> bool:
    test = "import sys, sysconfig; sys.exit(sys.version_info[:2] != (3, 10) or sys.implementation.name != 'cpython')"
    try:
        return subprocess.run([str(python), "-c", test], env=environment(), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
