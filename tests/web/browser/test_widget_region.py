"""The chip shows the region that the conversation goes by; what is done to it by hand goes with the next message."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_scripts import SAID_ELSEWHERE, SAID_PLACE, SAID_PLACE_SLOWLY
from playwright.sync_api import BrowserContext, expect
from widget_page import Widget

OpenPage = Callable[..., Widget]
pytestmark = pytest.mark.scripted
HOHHOT = "呼和浩特市"


def sent(widget: Widget) -> list[tuple[str | None, bool]]:
    """The region of each request, and whether it was chosen by hand."""
    return [(request["region"], request.get("region_chosen", False)) for request in widget.requests]


def test_a_place_that_is_said_is_shown_told_and_sent_from_then_on(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    expect(widget.chip(HOHHOT)).to_be_visible()
    expect(widget.notices).to_have_text([f"已按您说的，地区设为：{HOHHOT}"])
    assert widget.notices.evaluate("line => line.nextElementSibling.textContent").endswith("好的，呼和浩特市。")
    widget.ask("一")
    widget.page.reload()
    expect(widget.chip(HOHHOT)).to_be_visible()
    widget.ask("二")
    expect(widget.notices).to_have_count(1)
    assert sent(widget) == [(None, False), ("nm-hhht", False), ("nm-hhht", False)]


def test_the_change_is_announced_politely(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    log = widget.notices.locator("xpath=ancestor::*[@role='log']")
    expect(log).to_have_count(1)
    assert log.get_attribute("aria-live") in (None, "polite")
    expect(widget.page.locator(".xs-chip_changed")).to_have_count(0)


def test_removed_by_hand_it_is_told_once_also_after_a_reload(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    widget.button("取消选择地区").click()
    expect(widget.button("选择地区")).to_be_focused()
    expect(widget.notices.last).to_have_text("已取消选择地区")
    widget.page.reload()
    expect(widget.button("选择地区")).to_be_visible()
    widget.ask("一")
    widget.ask("二")
    assert sent(widget) == [(None, False), (None, True), (None, False)]


def test_another_chosen_by_hand_is_told_once(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    name = widget.choose_region(4)
    widget.ask("一")
    widget.ask("二")
    expect(widget.chip(name)).to_be_visible()
    assert sent(widget) == [(None, False), ("bt", True), ("bt", False)]


def test_a_message_that_failed_repeats_the_choice(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    widget.button("取消选择地区").click()
    widget.page.context.set_offline(True)
    widget.ask("一")
    widget.page.context.set_offline(False)
    widget.button("重新发送").click()
    widget.wait_idle()
    assert sent(widget) == [(None, False), (None, True)]


def test_what_is_chosen_while_an_answer_is_under_way_stays(widget: Widget) -> None:
    widget.input.fill(SAID_PLACE_SLOWLY)
    widget.input.press("Enter")
    name = widget.choose_region(4)
    widget.let_it_answer()
    widget.wait_idle()
    expect(widget.answers.last).to_contain_text("好的")
    expect(widget.chip(name)).to_be_visible()
    widget.ask("一")
    assert sent(widget) == [(None, False), ("bt", True)]


def test_a_place_without_a_notice_takes_the_chip_away(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    widget.ask(SAID_ELSEWHERE)
    expect(widget.button("选择地区")).to_be_visible()
    expect(widget.notices.last).to_have_text("您说的地方没有收录通知，已取消原来的地区")


def test_every_tab_shows_it(open_page: OpenPage, contexts: Callable[..., BrowserContext]) -> None:
    context = contexts()
    first, second = open_page(context=context), open_page(context=context)
    first.ask(SAID_PLACE)
    expect(second.chip(HOHHOT)).to_be_visible()
    second.button("取消选择地区").click()
    expect(first.button("选择地区")).to_be_visible()
    first.ask("一")
    assert sent(first)[-1] == (None, True)


def test_a_new_conversation_keeps_it(widget: Widget) -> None:
    widget.ask(SAID_PLACE)
    widget.menu("清空对话")
    widget.page.get_by_role("dialog").get_by_role("button", name="清空").click()
    expect(widget.chip(HOHHOT)).to_be_visible()
    widget.ask("一")
    assert sent(widget)[-1] == ("nm-hhht", False)
