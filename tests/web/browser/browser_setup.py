"""One way to start the browser, for the tests and for the screenshots."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REAL_URL = os.environ.get("XUESHI_TEST_URL", "").rstrip("/")
BUILT = Path(__file__).resolve().parents[3] / "web" / "static" / "xueshi-chat.js"


def chromium_path() -> str | None:
    """Debian's chromium, or what XUESHI_CHROMIUM names; None where there is none."""
    return os.environ.get("XUESHI_CHROMIUM") or shutil.which("chromium")


def launch(playwright: Playwright) -> Browser:
    """A headless chromium; FileNotFoundError where none is installed."""
    path = chromium_path()
    if path is None:
        raise FileNotFoundError("no chromium: apt-get install chromium fonts-noto-cjk, or set XUESHI_CHROMIUM")
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
