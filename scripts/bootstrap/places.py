"""Where the bootstrap puts what it makes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
XUESHI = VENV / "bin" / "xueshi"
TOOLS = ROOT / ".uv"
FRONTEND = ROOT / "web" / "frontend"
STATIC = ROOT / "web" / "static"
#: Stamps of finished steps, logs of the last set-up.
STATE = ROOT / "var" / "setup"
