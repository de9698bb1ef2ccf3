"""Runs `xueshi` from a folder outside the repository, with a knowledge-base folder laid over the project's own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
QINGHE = Path(__file__).resolve().parent / "qinghe"
MODELS = PROJECT / "models"
TODAY = "2025-06-01"


def xueshi(*words: str, cwd: Path, kb: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The finished run of `xueshi WORDS` in `cwd`; `kb` is named by the environment, as a service's is."""
    environment = {name: value for name, value in os.environ.items() if name != "XUESHI_KB"}
    environment |= {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    if kb is not None:
        environment["XUESHI_KB"] = str(kb)
    code = "import sys; from xueshi.main import main; sys.exit(main())"
    run = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, cwd=cwd, env=environment,
                         timeout=300, check=False)
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


def batch(conversations: dict[str, tuple[str | None, list[str]]], folder: Path, cwd: Path) -> dict[str, list[Any]]:
    """`xueshi ask --batch`: the RESULTs of each conversation, given as its region and turns."""
    lines = [{"id": name, "region": region, "today": TODAY, "turns": turns}
             for name, (region, turns) in conversations.items()]
    (cwd / "cases.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    run = xueshi("ask", "--kb", str(folder), "--batch", "cases.jsonl", "--out", "answers.jsonl", cwd=cwd)
    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in (cwd / "answers.jsonl").read_text("utf-8").splitlines()]
    return {answer["id"]: answer["turns"] for answer in answers}


def state_of_the_model() -> dict[str, tuple[str, int]]:
    """Every file in `models/` with the SHA-256 of its bytes and the time when it was written."""
    files = [path for path in sorted(MODELS.rglob("*")) if path.is_file()]
    return {path.relative_to(MODELS).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(),
                                                  path.stat().st_mtime_ns) for path in files}
