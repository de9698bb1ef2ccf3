"""Starting the service in this process's place, with its first page in the browser where there is a desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from typing import NoReturn, Optional

from .places import ROOT, XUESHI
from .runner import environment

#: Seconds after which nobody waits any more for the first page.
PATIENCE = 60.0
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  (only compared with)


def serve() -> NoReturn:
    """Become `xueshi serve` on HOST and PORT (127.0.0.1, 8080)."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8080"
    # The address to open here, where the service listens on every one.
    near = "127.0.0.1" if host in EVERY_ADDRESS else host
    url = f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"
    if opener() is not None:
        subprocess.Popen([sys.executable, "-m", "scripts.bootstrap", "open", url], cwd=str(ROOT),
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"Starting the service; its first page will be {url}", file=sys.stderr, flush=True)
    os.execve(str(XUESHI), [str(XUESHI), "serve", "--host", host, "--port", port], environment())


def opener() -> Optional[str]:
    """The program that opens a page for the person who sits here; None on a server."""
    if os.environ.get("XUESHI_NO_BROWSER") or os.environ.get("CI"):
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def open_when_ready(url: str) -> int:
    """Wait until the service answers, then open its page. 1 where it never did, or whoever started this is gone."""
    parent, until, program = os.getppid(), time.monotonic() + PATIENCE, opener()
    # Straight to the service: a proxy of the environment does not know 127.0.0.1.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while program is not None and time.monotonic() < until and os.getppid() == parent:
        try:
            with direct.open(f"{url}/healthz", timeout=2):
                return subprocess.run([program, url], check=False).returncode
        except OSError:
            time.sleep(0.3)
    return 1
