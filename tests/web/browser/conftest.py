"""Fixtures of the browser tests.

They run against the fake service of this folder, or against a real one where XUESHI_TEST_URL names it; tests marked
`scripted` need the fake's canned answers and are left out then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_setup import BUILT, REAL_URL, chromium_path, launch
from claims_page import ClaimsPage
from claims_service import ClaimsService
from console_service import Console, ConsoleService
from fake_server import FakeServer
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from widget_page import Widget

AXE = Path(__file__).resolve().parents[3] / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

# How long the page may take to do what is expected of it: what no machine needs, however busy it is.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
OpenPage = Callable[..., Widget]


def pytest_configure(config: pytest.Config) -> None:
    """Registers the mark of the tests that need the fake."""
    config.addinivalue_line("markers", "scripted: needs the canned answers of the fake service")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out what cannot run here, with the reason; CI has to have everything."""
    missing = None
    if chromium_path() is None:
        missing = "no chromium (apt-get install chromium fonts-noto-cjk)"
    elif not REAL_URL and not BUILT.exists():
        missing = "the page is not built (npm ci && npm run build in web/frontend)"
    here = Path(__file__).parent
    for item in items:
        if here not in item.path.parents:
            continue
        if missing and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason=missing))
        elif REAL_URL and item.get_closest_marker("scripted"):
            item.add_marker(pytest.mark.skip(reason="needs the fake service"))


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """Where the page is: the real service where one is named, else a fake on a free port."""
    if REAL_URL:
        yield REAL_URL
        return
    # A test says itself when a slow question has its answer.
    with FakeServer(slow_seconds=600) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts (each with storage of its own) that are closed after the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        settings: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "locale": "zh-CN", **options}
        made.append(browser.new_context(**settings))
        made[-1].set_default_timeout(PATIENCE_MS)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def watch() -> Iterator[Callable[[Page], None]]:
    """Watches pages: none of them may log an error or break the content security policy."""
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # The browser logs every failed request by itself; the tests make requests fail on purpose.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def begin(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", on_console)

    yield begin
    assert complaints == []


@pytest.fixture
def open_page(
    base_url: str, contexts: Callable[..., BrowserContext], watch: Callable[[Page], None]
) -> OpenPage:
    """Opens the widget."""

    def open_it(
        path: str = "/",
        before: Callable[[Page], None] | None = None,
        context: BrowserContext | None = None,
        **options: Any,
    ) -> Widget:
        page = (context or contexts(**options)).new_page()
        watch(page)
        if before:
            before(page)
        page.goto(base_url + path)
        widget = Widget(page)
        widget.input.wait_for()
        return widget

    return open_it


@pytest.fixture
def widget(open_page: OpenPage) -> Widget:
    """The widget on a phone of 360 × 640, without history."""
    return open_page()


@pytest.fixture(scope="session")
def claims_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClaimsService]:
    """The real service with its claims, a stand-in answering the chat."""
    with ClaimsService(tmp_path_factory.mktemp("claims")) as service:
        yield service


@pytest.fixture
def open_claims(
    claims_service: ClaimsService, contexts: Callable[..., BrowserContext], watch: Callable[[Page], None]
) -> Callable[..., ClaimsPage]:
    """Opens the page of claims, or another one of the service."""

    def open_it(path: str = "/claims", context: BrowserContext | None = None, **options: Any) -> ClaimsPage:
        page = (context or contexts(**options)).new_page()
        watch(page)
        page.goto(claims_service.url + path)
        return ClaimsPage(page, claims_service)

    return open_it


@pytest.fixture(scope="session")
def console_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleService]:
    """The real service with the trial's accounts and claims."""
    with ConsoleService(tmp_path_factory.mktemp("console")) as service:
        yield service


@pytest.fixture
def open_console(
    console_service: ConsoleService, contexts: Callable[..., BrowserContext], watch: Callable[[Page], None]
) -> Callable[..., Console]:
    """Opens the console, as the account where one is named."""

    def open_it(login: str | None = None, path: str = "/console", width: int = 1280) -> Console:
        page = contexts(viewport={"width": width, "height": 800}).new_page()
        watch(page)
        page.goto(console_service.url + path)
        console = Console(page, console_service)
        if login:
            console.log_in(login)
            page.get_by_role("navigation", name="功能").wait_for()
        return console

    return open_it


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core as npm installed it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci in web/frontend)")
    return AXE.read_text(encoding="utf-8")
