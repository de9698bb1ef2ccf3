"""A document that is run: its files are written and its commands carried out, in order, in one empty folder.

    ```text NAME          the block is the file NAME; without a name, lines that a file of the folder holds
    ```yaml               `# PATH` first: the rest goes to the end of that file; `# PATH, whole`: it is that file
    ```console exit N     `$ COMMAND`, then what it prints; … stands for anything in a line, or for any lines
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the words after it, what it holds, and its line in the document."""

    language: str
    words: str
    body: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    for match in _BLOCK.finditer(text):
        yield Block(match.group(1), match.group(2).strip(), match.group(3), text.count("\n", 0, match.start()) + 1)


def follow(text: str, folder: Path, before: Callable[[str], None] = lambda command: None) -> list[str]:
    """Carry the document out in `folder`; what went otherwise than it says. `before` is told each command."""
    found: list[str] = []
    for block in blocks(text):
        if block.language == "console":
            found += [f"line {block.line}: {fault}" for fault in _run(block, folder, before)]
        elif block.language == "yaml":
            _write(block, folder)
        elif block.language == "text" and block.words:
            (folder / block.words).write_text(block.body, encoding="utf-8")
        elif block.language == "text" and not any(block.body in path.read_text("utf-8")
                                                  for path in folder.rglob("*.*")):
            found.append(f"line {block.line}: no file holds these lines")
    return found


def _write(block: Block, folder: Path) -> None:
    head, _, body = block.body.partition("\n")
    match = re.fullmatch(r"# ([\w./-]+)(, whole)?", head)
    assert match is not None, f"line {block.line}: a YAML block begins with '# PATH'"
    path = folder / match.group(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = "" if match.group(2) or not path.exists() else path.read_text("utf-8")
    path.write_text(held + body, encoding="utf-8")


def _run(block: Block, folder: Path, before: Callable[[str], None]) -> Iterator[str]:
    code = int(block.words.removeprefix("exit") or 0)
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        before(command)
        words = shlex.split(command)
        assert words[0] == "xueshi", command
        run = xueshi(*words[1:], cwd=folder)
        said = run.stdout if code == 0 else run.stdout + run.stderr
        if run.returncode != code:
            yield f"{command}: exit {run.returncode}, not {code}: {run.stderr}"
        elif not re.fullmatch(_pattern(wanted), said):
            yield f"{command}: prints\n{said}\nnot\n{wanted}"


def _pattern(wanted: str) -> str:
    """What is printed, as a regular expression: … for anything, a run of spaces for any run of spaces."""
    lines = []
    for line in wanted.splitlines():
        if line == "…":
            lines.append(r"(?:.*\n)*")
        else:
            words = (re.escape(word) for word in re.split(r"(?<=\S) +(?=\S)", line))
            lines.append(" +".join(words).replace("…", ".*") + r"\n")
    return "".join(lines)


def xueshi(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The finished run of `xueshi WORDS` in `cwd`, with no folder laid over by the environment."""
    environment = {name: value for name, value in os.environ.items() if name != "XUESHI_KB"}
    environment |= {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    code = "import sys; from xueshi.main import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, encoding="utf-8",
                          cwd=cwd, env=environment, timeout=300, check=False)
