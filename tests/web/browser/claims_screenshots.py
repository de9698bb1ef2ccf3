"""Takes the pictures of claims: docs/images/claims-card.png, claims-form.png, claims-check.png, claims-detail.png.

`python tests/web/browser/claims_screenshots.py [--out docs/images]`: against the real service over a fresh database,
with made-up people and organisations.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from browser_setup import launch
from playwright.sync_api import Page, ViewportSize, sync_playwright

# Run as a script: the project's own rooms lie above this folder.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from claims_page import DAY, DAY_AFTER_NEXT, ClaimsPage  # noqa: E402
from claims_service import ClaimsService  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
PHONE = ViewportSize(width=360, height=720)
# Longer than any transition of the page.
SETTLE_MS = 600


def take(page: Page, service: ClaimsService, out: Path) -> None:
    """One filing from the card in the chat, with a picture at each station."""
    claims = ClaimsPage(page, service)

    def shoot(name: str) -> None:
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=out / f"claims-{name}.png")

    page.goto(service.url)
    page.get_by_label("输入问题").fill("帮我把三天的全国学术会议报上去")
    page.get_by_label("输入问题").press("Enter")
    claims.button("填写并提交").wait_for()
    shoot("card")
    claims.button("填写并提交").click()
    claims.step(1)
    claims.fill_activity(days=(DAY, DAY_AFTER_NEXT))
    page.locator(".xc-worked__figure").wait_for()
    page.get_by_text("计算过程与依据").last.click()
    page.locator(".xc-card").last.evaluate("card => card.scrollIntoView({block: 'end'})")
    shoot("form")
    claims.next()
    claims.log_in()
    number = claims.fill_person()
    claims.next()
    claims.step(3)
    claims.prove(number)
    shoot("check")
    made = claims.submit()
    service.review(made, "approve")
    claims.button("查看我的申请").click()
    page.locator(".xc-item").click()
    page.get_by_label("审核进度").wait_for()
    shoot("detail")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Take the pictures of claims.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        service = stack.enter_context(ClaimsService(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        take(browser.new_page(viewport=PHONE, locale="zh-CN", device_scale_factor=2), service, out)


if __name__ == "__main__":
    main()
