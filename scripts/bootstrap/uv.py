"""uv in a small environment of its own, `.uv/`: one that came with another Python may not be found from here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from .places import TOOLS
from .runner import Failed, environment, run
from .trouble import Trouble, explain

#: The lock file is written by this line of uv.
UV = "uv>=0.13,<0.14"
_BINARY = TOOLS / "bin" / "uv"


def ensure_uv() -> Path:
    """The path of uv, installed where it is not there yet. Raises Trouble."""
    if _works(_BINARY):
        return _BINARY
    shutil.rmtree(TOOLS, ignore_errors=True)
    try:
        run([sys.executable, "-m", "venv", TOOLS], "uv-venv")
    except Failed as failed:
        if "ensurepip" in failed.output or "No module named venv" in failed.output:
            raise Trouble(f"{sys.executable} cannot make a virtual environment: install its venv package (Debian, "
                          "Ubuntu: apt-get install python3-venv), then try again") from None
        raise explain("the environment of uv could not be made", failed.output, f"see {failed.log}") from None
    try:
        pip = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input"]
        run([*pip, "install", UV], "uv-pip")
    except Failed as failed:
        raise explain("uv could not be installed", failed.output, f"see {failed.log}") from None
    if not _works(_BINARY):
        raise Trouble(f"the uv that pip installed does not run on this machine ({_BINARY} --version)")
    return _BINARY


def _works(binary: Path) -> bool:
    try:
        done = subprocess.run([str(binary), "--version"], env=environment(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.startswith(b"uv 0.13.")
