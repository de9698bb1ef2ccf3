"""The project's environment `.venv/`, from uv.lock: what the service needs, and with `dev` what the tests need too."""

from __future__ import annotations

import subprocess

from .interpreter import VERSION, find_python
from .places import PYTHON, ROOT, VENV, XUESHI
from .runner import Failed, run
from .stamps import digest, holds, put
from .steps import Step
from .trouble import explain
from .uv import ensure_uv

_RUN, _DEV = VENV / ".xueshi-run", VENV / ".xueshi-dev"


def install_packages(step: Step, dev: bool) -> None:
    """Bring `.venv/` up to the lock file; nothing is done while lock file and settings are the same. Raises Trouble.

    What a test run added stays when the service is started next, so the two do not undo each other.
    """
    wanted = digest([ROOT / "uv.lock", ROOT / "pyproject.toml", VERSION, ROOT])
    if _runs() and (holds(_DEV, wanted) or (not dev and holds(_RUN, wanted))):
        step.done("up to date")
        return
    step.doing("looking for uv and Python 3.10")
    uv = ensure_uv()
    python = find_python(uv)
    step.doing("installing" + (" with what the tests need" if dev else ""))
    # Compiled here once: where PYTHONDONTWRITEBYTECODE is set every start would compile everything again.
    options = ["--frozen", "--inexact", "--compile-bytecode", "--python", str(python), *([] if dev else ["--no-dev"])]
    try:
        run([uv, "sync", *options], "packages")
    except Failed as failed:
        raise explain("the Python packages could not be installed", failed.output, f"see {failed.log}") from None
    put(_DEV if dev else _RUN, wanted)
    step.done("installed")


def _runs() -> bool:
    try:
        return XUESHI.is_file() and subprocess.run([str(PYTHON), "-c", ""], check=False).returncode == 0
    except OSError:
        return False
