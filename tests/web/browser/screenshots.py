"""Takes the pictures of the README: docs/images/widget-phone.png and widget-desktop.png.

`python tests/web/browser/screenshots.py [--base-url http://127.0.0.1:8080] [--out docs/images]`; without a base URL
the fake service answers. `--all DIR` adds every look (welcome, dark, elder, sheets) for review.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

from browser_setup import launch
from fake_scripts import CONFERENCE, LEVEL_MISSING, SLOW
from fake_server import FakeServer
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
PHONE = ViewportSize(width=360, height=640)
DESKTOP = ViewportSize(width=1280, height=800)
CITY = "新疆某市（通知原文未载明市名）"
# Longer than any transition of the page.
SETTLE_MS = 300


def open_page(browser: Browser, base_url: str, viewport: ViewportSize, **options: Any) -> Page:
    """A fresh context (no history) with the widget ready."""
    page = browser.new_context(viewport=viewport, locale="zh-CN", **options).new_page()
    page.goto(base_url)
    page.get_by_label("输入问题").wait_for()
    return page


def ask(page: Page, text: str) -> None:
    """Sends `text` and waits for the answer."""
    page.get_by_label("输入问题").fill(text)
    page.keyboard.press("Enter")
    page.get_by_text("对方正在输入").wait_for(state="detached")


def choose_region(page: Page, name: str) -> None:
    """Chooses a region by its name; a real service may call the city something else, then the third of its list."""
    page.get_by_role("button", name="选择地区").first.click()
    entries = page.get_by_role("dialog").get_by_role("listitem")
    entries.first.wait_for()
    named = entries.filter(has_text=name)
    (named.first if named.count() else entries.nth(2)).get_by_role("button").click()


def converse(page: Page) -> None:
    """A region, a question, and its answer unfolded."""
    choose_region(page, CITY)
    ask(page, CONFERENCE)
    unfold(page)


def unfold(page: Page) -> None:
    """Opens the grounds of the last answer and brings them into view."""
    summary = page.get_by_text("计算过程与依据").last
    summary.click()
    page.get_by_role("button", name="查看原文").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".xs-row_own").last.evaluate("row => row.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(SETTLE_MS)


def take_readme(browser: Browser, base_url: str, out: Path) -> None:
    """The two pictures that the README shows."""
    out.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, base_url, PHONE, device_scale_factor=2)
    converse(page)
    page.screenshot(path=out / "widget-phone.png")
    page = open_page(browser, base_url, DESKTOP)
    converse(page)
    page.screenshot(path=out / "widget-desktop.png")


LOOKS: dict[str, tuple[ViewportSize, dict[str, Any], bool]] = {
    "light": (PHONE, {}, False),
    "dark": (PHONE, {"color_scheme": "dark"}, False),
    "elder": (PHONE, {}, True),
    "elder-dark": (PHONE, {"color_scheme": "dark"}, True),
    "desktop": (DESKTOP, {}, False),
    "desktop-dark": (DESKTOP, {"color_scheme": "dark"}, False),
}


def take_look(page: Page, shoot: Callable[[str], None]) -> None:
    """One walk through everything that the page can show, against the fake service."""
    shoot("welcome")
    page.get_by_role("button", name="选择地区").first.click()
    page.get_by_role("dialog").get_by_role("listitem").first.wait_for()
    shoot("regions")
    page.get_by_role("dialog").get_by_role("button", name=CITY).click()
    ask(page, LEVEL_MISSING)
    shoot("choices")
    page.get_by_role("group", name="快捷回复").get_by_role("button").first.click()
    page.get_by_text("48 学时").first.wait_for()
    shoot("answer")
    unfold(page)
    shoot("unfolded")
    page.get_by_role("button", name="查看原文").first.click()
    shoot("clause")
    page.get_by_role("button", name="更多").click()
    shoot("menu")
    page.get_by_role("button", name="清空对话").click()
    shoot("clear")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    page.get_by_label("输入问题").fill(SLOW)
    page.keyboard.press("Enter")
    shoot("waiting")
    page.locator(".xs-typing").wait_for(state="detached")
    page.context.set_offline(True)
    ask(page, "断网时的问题")
    page.get_by_label("输入问题").fill("字" * 2003)
    shoot("failed")


def take_all(browser: Browser, base_url: str, out: Path) -> None:
    """Every look, for a person to judge."""
    out.mkdir(parents=True, exist_ok=True)
    for name, (viewport, options, elder) in LOOKS.items():
        page = open_page(browser, base_url, viewport, **options)
        numbers = count(1)

        def shoot(what: str, page: Page = page, name: str = name, numbers: Iterator[int] = numbers) -> None:
            page.wait_for_timeout(SETTLE_MS)
            page.screenshot(path=out / f"{name}-{next(numbers):02}-{what}.png")

        if elder:
            page.get_by_role("button", name="大字模式").click()
        take_look(page, shoot)
        page.context.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--base-url", help="a running service; the fake one where it is left out")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--all", type=Path, metavar="DIR", help="also every look, into DIR (fake service only)")
    options = parser.parse_args()
    with ExitStack() as stack:
        base_url = options.base_url or stack.enter_context(FakeServer())
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        take_readme(browser, base_url, options.out)
        if options.all:
            take_all(browser, base_url, options.all)


if __name__ == "__main__":
    main()
