"""The pages of the chat, of claims and of the console: web/frontend built into web/static."""

from __future__ import annotations

from .node import Node, find_node, npm
from .places import FRONTEND, STATE, STATIC
from .runner import Failed
from .stamps import digest, files_below, holds, put
from .steps import Step
from .trouble import explain

_BUILT, _MODULES = STATE / "page", FRONTEND / "node_modules" / ".xueshi"
_MADE = tuple(STATIC / name for name in ("index.html", "xueshi-chat.js", "xueshi-chat.css",
                                         "claims.html", "xueshi-claims.js", "xueshi-claims.css",
                                         "console.html", "xueshi-console.js", "xueshi-console.css"))


def build_page(step: Step, modules: bool = False) -> None:
    """Build the page unless nothing changed since; with `modules` its packages must stand too. Raises Trouble."""
    wanted = digest(files_below(FRONTEND, leave_out=("node_modules", "tests", "README.md")))
    built = holds(_BUILT, wanted) and all(path.is_file() for path in _MADE)
    if built and not (modules and not _has_modules()):
        step.done("up to date")
        return
    step.doing("looking for Node")
    node = find_node()
    if not _has_modules():
        step.doing("installing its packages")
        _install_modules(node)
    if not built:
        step.doing("building")
        try:
            # Without the type check of `npm run build`, which is the tests' business.
            npm(node, ["exec", "--", "vite", "build"], "page")
            npm(node, ["exec", "--", "vite", "build", "--mode", "claims"], "page-claims")
            npm(node, ["exec", "--", "vite", "build", "--mode", "console"], "page-console")
        except Failed as failed:
            raise explain("the page could not be built", failed.output, f"see {failed.log}") from None
        put(_BUILT, wanted)
    step.done("built")


def _install_modules(node: Node) -> None:
    try:
        npm(node, ["ci"], "page-packages")
    except Failed as failed:
        raise explain("the page's packages could not be installed", failed.output, f"see {failed.log}") from None
    put(_MODULES, _modules_digest())


def _has_modules() -> bool:
    # Inside node_modules, which `npm ci` empties first: an interrupted one leaves no stamp.
    return holds(_MODULES, _modules_digest())


def _modules_digest() -> str:
    return digest([FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / ".npmrc"])
