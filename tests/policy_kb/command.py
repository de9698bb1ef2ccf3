"""Runs a command of `xueshi` as its console script does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def xueshi(*words: str, stdin: bytes | None = None, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """The finished run of `xueshi WORDS`; text is UTF-8, and no folder is laid over from outside."""
    environment = {name: value for name, value in os.environ.items() if name != "XUESHI_KB"}
    environment |= {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    code = "import sys; from xueshi.main import main; sys.exit(main())"
    run = subprocess.run([sys.executable, "-c", code, *words], input=stdin, capture_output=True, cwd=cwd,
                         env=environment, timeout=60, check=False)
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())
