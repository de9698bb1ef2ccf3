"""`xueshi serve` as a process of its own, as a person starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).resolve().parents[2]
_START_SECONDS = 120.0
# As the script `xueshi` does it; `-m xueshi.main` would load that module twice.
_XUESHI = [sys.executable, "-c", "import sys; from xueshi.main import main; sys.exit(main())"]
_READY = re.compile(r"^xueshi is ready at (http://\S+) ", re.MULTILINE)


def run_xueshi(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run([*_XUESHI, *arguments], cwd=PROJECT, env=_environment(environment),
                          capture_output=True, text=True, timeout=_START_SECONDS, check=False)


class Service:
    """A running service on a free port; a context manager. `url` is what its line said."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self._output, self._errors = folder / "serve.out", folder / "serve.err"
        with self._output.open("w") as output, self._errors.open("w") as errors:
            self.process = subprocess.Popen([*_XUESHI, "serve", "--port", "0", *arguments], cwd=PROJECT,
                                            env=_environment(environment), stdout=output, stderr=errors)
        self.url = ""

    def __enter__(self) -> Service:
        deadline = time.monotonic() + _START_SECONDS
        while not self.url:
            found = _READY.search(self.output)
            if found:
                self.url = found.group(1)
            elif self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(f"not ready:\n{self.output}\n{self.errors}")
            time.sleep(0.05)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    @property
    def output(self) -> str:
        """What it printed so far."""
        return self._output.read_text()

    @property
    def errors(self) -> str:
        """What it logged so far."""
        return self._errors.read_text()


def _environment(changes: dict[str, str]) -> dict[str, str]:
    ours = ("XUESHI_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": str(PROJECT), **changes}
