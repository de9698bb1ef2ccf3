"""The project's environment `.venv/`, from uv.lock: what the service needs, and what the tests or the measurements need
besides."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Optional

from .interpreter import VERSION, find_python
from .places import PYTHON, ROOT, VENV, XUESHI
from .runner import Failed, run
from .stamps import digest, holds, put
from .steps import Step
from .trouble import explain
from .uv import ensure_uv

#: What uv is told for a group of pyproject.toml besides the service's packages, and how a person reads it.
_GROUPS = {
    None: (["--no-dev"], ""),
    "dev": ([], " with what the tests need"),
    "bench": (["--no-dev", "--group", "bench"], " with what the measurements need"),
}


def install_packages(step: Step, group: Optional[str] = None) -> None:
    """Bring `.venv/` up to the lock file; nothing is done while lock file and settings are the same. Raises Trouble.

    group: `dev` or `bench` of pyproject.toml. What one command added stays when another is run, so the two do not
    undo each other.
    """
    wanted = digest([ROOT / "uv.lock", ROOT / "pyproject.toml", VERSION, ROOT])
    if _runs() and any(holds(_stamp(done), wanted) for done in (_GROUPS if group is None else (group,))):
        step.done("up to date")
        return
    chosen, words = _GROUPS[group]
    step.doing("looking for uv and Python 3.10")
    uv = ensure_uv()
    python = find_python(uv)
    step.doing("installing" + words)
    # Compiled here once: where PYTHONDONTWRITEBYTECODE is set every start would compile everything again.
    options = ["--frozen", "--inexact", "--compile-bytecode", "--python", str(python), *chosen]
    try:
        run([uv, "sync", *options], "packages")
    except Failed as failed:
        raise explain("the Python packages could not be installed", failed.output, f"see {failed.log}") from None
    put(_stamp(group), wanted)
    step.done("installed")


def _stamp(group: Optional[str]) -> Path:
    return VENV / f".xueshi-{group or 'run'}"


def _runs() -> bool:
    try:
        return XUESHI.is_file() and subprocess.run([str(PYTHON), "-c", ""], check=False).returncode == 0
    except OSError:
        return False
