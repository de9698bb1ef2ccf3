"""One way to start the browser, for the tests and for the screenshots."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

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


_SETTLED = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const ending = one => one.effect !== null && one.effect.getComputedTiming().endTime !== Infinity
  await Promise.all(document.getAnimations().filter(ending).map(one => one.finished.catch(() => null)))
}"""


def chromium_path() -> str | None:
    """Debian's chromium, or what XUESHI_CHROMIUM names; None where there is none."""
    return os.environ.get("XUESHI_CHROMIUM") or shutil.which("chromium")


def launch(playwright: Playwright) -> Browser:
    """A headless chromium; FileNotFoundError where none is installed."""
    path = chromium_path()
    if path is None:
        raise FileNotFoundError("no chromium: apt-get install chromium fonts-noto-cjk, or set XUESHI_CHROMIUM")
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


def settle(page: Page) -> None:
    """Waits until no colour is half way between two and nothing moves any more that comes to an end."""
    page.evaluate(_SETTLED)
