"""Keyboard, input method, length limit, focus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect
from widget_page import Widget

LIMIT = 2000


def _key(area: Locator, **event: object) -> None:
    area.evaluate(
        "(area, event) => area.dispatchEvent("
        "new KeyboardEvent('keydown', {bubbles: true, cancelable: true, ...event}))",
        event,
    )


def test_enter_sends_and_shift_enter_breaks_the_line(widget: Widget) -> None:
    widget.input.press_sequentially("第一行")
    widget.input.press("Shift+Enter")
    widget.input.press_sequentially("第二行")
    expect(widget.input).to_have_value("第一行\n第二行")
    assert widget.requests == []
    widget.input.press("Enter")
    widget.wait_idle()
    expect(widget.own).to_have_text("第一行\n第二行")
    expect(widget.input).to_have_value("")
    expect(widget.input).to_be_focused()


def test_enter_on_blank_text_sends_nothing(widget: Widget) -> None:
    widget.input.fill("  \n ")
    widget.input.press("Enter")
    expect(widget.button("发送")).to_be_disabled()
    assert widget.requests == []


def test_composition_does_not_send(widget: Widget) -> None:
    """The way of a pinyin input method in Chromium: composing, a swallowed Enter, the end, then a real Enter."""
    session = widget.page.context.new_cdp_session(widget.page)
    widget.input.focus()
    session.send("Input.imeSetComposition", {"text": "xueshi", "selectionStart": 6, "selectionEnd": 6})
    expect(widget.input).to_have_value("xueshi")
    _key(widget.input, key="Enter", keyCode=13)
    _key(widget.input, key="Enter", keyCode=13, isComposing=True)
    _key(widget.input, key="Enter", keyCode=229)
    expect(widget.input).to_have_value("xueshi")
    assert widget.requests == []
    session.send("Input.insertText", {"text": "学时"})
    expect(widget.input).to_have_value("学时")
    _key(widget.input, key="Enter", keyCode=229)
    assert widget.requests == []
    widget.input.press("Enter")
    widget.wait_idle()
    assert [request["text"] for request in widget.requests] == ["学时"]


def test_too_long_a_text_is_refused_and_kept_whole(widget: Widget) -> None:
    counter = widget.page.locator("#xs-count")
    widget.input.fill("字" * 1799)
    expect(counter).to_have_text("")
    widget.input.fill("字" * 1800)
    expect(counter).to_have_text("1800 / 2000")
    widget.input.fill("字" * (LIMIT + 3))
    expect(counter).to_have_text("2003 / 2000")
    expect(widget.page.get_by_role("alert")).to_contain_text("已超出 3 个字")
    expect(widget.button("发送")).to_be_disabled()
    widget.input.press("Enter")
    assert widget.requests == []
    assert len(widget.input.input_value()) == LIMIT + 3
    widget.input.press("Backspace")
    widget.input.press("Backspace")
    widget.input.press("Backspace")
    expect(widget.page.get_by_role("alert")).to_have_count(0)
    widget.button("发送").click()
    widget.wait_idle()
    assert len(widget.requests[0]["text"]) == LIMIT


def test_everything_is_reached_by_tab(widget: Widget) -> None:
    name = (
        "() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        " return e?.getAttribute('aria-label') ?? e?.textContent?.trim() ?? '' }"
    )
    seen = []
    for _ in range(13):
        widget.page.keyboard.press("Tab")
        seen.append(widget.page.evaluate(name))
    examples = widget.page.get_by_role("group", name="示例问题").get_by_role("button").all_inner_texts()
    assert seen[: 5 + len(examples)] == ["大字模式", "更多", "选择地区", "对话记录", *examples, "输入问题"]


def test_answer_and_replies_work_from_the_keyboard(widget: Widget) -> None:
    examples = widget.page.get_by_role("group", name="示例问题").get_by_role("button")
    examples.nth(1).focus()
    widget.page.keyboard.press("Enter")
    widget.wait_idle()
    expect(widget.own).to_have_count(1)
    expect(widget.input).to_be_focused()


@pytest.mark.parametrize("opener", ["选择地区", "更多"])
def test_dialog_takes_the_focus_and_gives_it_back(widget: Widget, opener: str) -> None:
    widget.button(opener).focus()
    widget.page.keyboard.press("Enter")
    dialog = widget.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator(":focus")).to_have_count(1)
    widget.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(widget.button(opener)).to_be_focused()


def test_dialog_closes_on_a_tap_beside_it(widget: Widget) -> None:
    widget.button("更多").click()
    expect(widget.page.get_by_role("dialog")).to_be_visible()
    widget.page.mouse.click(180, 60)
    expect(widget.page.get_by_role("dialog")).to_have_count(0)
