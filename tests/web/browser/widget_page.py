"""The widget as the tests see it: what a person can find on it, by role and name."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, Request


class Widget:
    """A page with `<xueshi-chat>` on it, and the chat requests that it has sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[dict[str, Any]] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.url.endswith("/api/chat") and request.method == "POST":
            self.requests.append(json.loads(request.post_data or "null"))

    @property
    def input(self) -> Locator:
        """The text field."""
        return self.page.get_by_label("输入问题")

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log")

    @property
    def own(self) -> Locator:
        """The person's messages."""
        return self.page.locator(".xs-bubble_own .xs-text")

    @property
    def answers(self) -> Locator:
        """The answers, without the greeting."""
        return self.page.locator(".xs-answer")

    @property
    def notices(self) -> Locator:
        """The grey lines in the conversation."""
        return self.page.locator(".xs-notice")

    def chip(self, name: str) -> Locator:
        """The chip of a region."""
        return self.button(f"地区：{name}，更换")

    def button(self, name: str, exact: bool = True) -> Locator:
        """A button by its accessible name."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def wait_idle(self) -> None:
        """Waits until no answer is under way."""
        self.page.locator(".xs-typing").wait_for(state="detached")

    def let_it_answer(self) -> None:
        """Ends what the fake service thinks about; before, a slow question has no answer."""
        assert self.page.request.post(urljoin(self.page.url, "/fake/answer")).ok

    def ask(self, text: str) -> None:
        """Types `text`, sends it with Enter, waits for what comes of it."""
        self.input.fill(text)
        self.input.press("Enter")
        self.wait_idle()

    def choose_region(self, index: int) -> str:
        """Chooses the region at `index` of the list (0 is none) and gives its name."""
        self.page.locator(".xs-chip__main").click()
        entry = self.page.get_by_role("dialog").get_by_role("listitem").nth(index)
        name = entry.locator(".weui-cell__bd").inner_text().split("\n")[0].strip()
        entry.get_by_role("button").click()
        self.page.get_by_role("dialog").wait_for(state="detached")
        return name

    def menu(self, name: str) -> None:
        """Opens the menu and takes an entry."""
        self.button("更多").click()
        self.page.get_by_role("dialog").get_by_role("button", name=name).click()
