"""When sending fails: what is said, and that trying again asks the same thing once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from fake_scripts import SLOW
from playwright.sync_api import Page, Route, expect
from widget_page import Widget

OpenPage = Callable[..., Widget]
CHAT = "**/api/chat"


def _refuse(page: Page, status: int, message: str | None) -> None:
    body = json.dumps({"error": {"code": "x", "message": message, "field": None, "request_id": "r"}})
    if message is None:
        body = "<html>bad gateway</html>"

    def fulfil(route: Route) -> None:
        route.fulfill(status=status, body=body)

    page.route(CHAT, fulfil)


@pytest.mark.parametrize(
    ("status", "message", "shown"),
    [
        (429, "您的提问太频繁，请一分钟后再试。", "您的提问太频繁，请一分钟后再试。"),
        (503, "咨询人数较多，请稍后再试。", "咨询人数较多，请稍后再试。"),
        (500, "服务出错了。", "服务出错了。"),
        (502, None, "服务暂时不可用（502），请稍后重试。"),
    ],
)
def test_refused_message_says_why_and_is_retried_with_its_id(
    widget: Widget, status: int, message: str | None, shown: str
) -> None:
    _refuse(widget.page, status, message)
    widget.ask("请回答")
    expect(widget.log).to_contain_text(shown)
    expect(widget.answers).to_have_count(0)

    widget.page.unroute(CHAT)
    widget.button("重新发送").click()
    expect(widget.answers).not_to_have_count(0)
    expect(widget.button("重新发送")).to_have_count(0)
    expect(widget.own).to_have_text(["请回答"])
    assert len(widget.requests) == 2
    assert widget.requests[0] == widget.requests[1]


def test_message_that_can_never_be_accepted_is_offered_for_editing(widget: Widget) -> None:
    _refuse(widget.page, 400, "文字里有不支持的字符。")
    widget.ask("改一改")
    expect(widget.log).to_contain_text("文字里有不支持的字符。")
    expect(widget.button("重新发送")).to_have_count(0)
    widget.button("重新编辑").click()
    expect(widget.input).to_have_value("改一改")
    expect(widget.input).to_be_focused()


def test_offline_is_shown_and_the_message_waits(widget: Widget) -> None:
    widget.page.context.set_offline(True)
    expect(widget.page.get_by_role("alert")).to_contain_text("当前网络不可用")
    widget.ask("断网了")
    expect(widget.log).to_contain_text("当前网络不可用，请检查网络后重试。")
    assert widget.requests == []
    widget.page.context.set_offline(False)
    expect(widget.page.get_by_role("alert")).to_have_count(0)
    widget.button("重新发送").click()
    expect(widget.answers).not_to_have_count(0)
    assert len(widget.requests) == 1


@pytest.mark.scripted
def test_waiting_ends_after_the_time_allowed(open_page: OpenPage) -> None:
    widget = open_page("/embedding")
    widget.ask(SLOW)
    expect(widget.log).to_contain_text("等待回答超时，请重试。")
    widget.button("重新发送").click()
    expect(widget.answers.last).to_contain_text("想好了。")
    assert widget.requests[0]["message_id"] == widget.requests[1]["message_id"]


@pytest.mark.scripted
def test_reload_while_waiting_leaves_a_message_to_retry(widget: Widget) -> None:
    widget.input.fill(SLOW)
    widget.input.press("Enter")
    expect(widget.page.locator(".xs-typing")).to_be_visible()
    widget.page.reload()
    expect(widget.log).to_contain_text("请重试")
    widget.button("重新发送").click()
    expect(widget.answers.last).to_contain_text("想好了。")
    assert widget.requests[0]["message_id"] == widget.requests[1]["message_id"]


def test_double_tap_sends_once(widget: Widget) -> None:
    widget.input.fill("只发一次")
    widget.button("发送").dblclick()
    widget.wait_idle()
    expect(widget.own).to_have_text(["只发一次"])
    widget.input.fill("回车也一次")
    widget.input.evaluate(
        "area => { for (let i = 0; i < 3; i++) area.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 13, bubbles: true, cancelable: true})) }"
    )
    widget.wait_idle()
    expect(widget.own).to_have_text(["只发一次", "回车也一次"])
    assert [request["text"] for request in widget.requests] == ["只发一次", "回车也一次"]


def test_double_tap_on_an_example_sends_once(widget: Widget) -> None:
    widget.page.get_by_role("group", name="示例问题").get_by_role("button").first.evaluate(
        "button => { button.click(); button.click() }"
    )
    widget.wait_idle()
    expect(widget.own).to_have_count(1)
    assert len(widget.requests) == 1


def test_double_tap_on_retry_sends_once(widget: Widget) -> None:
    _refuse(widget.page, 503, "忙")
    widget.ask("再试")
    widget.page.unroute(CHAT)
    widget.button("重新发送").evaluate("button => { button.click(); button.click() }")
    expect(widget.answers).not_to_have_count(0)
    assert len(widget.requests) == 2


def test_clearing_while_waiting_forgets_the_answer(widget: Widget) -> None:
    held: list[Route] = []
    widget.page.route(CHAT, lambda route: held.append(route))
    widget.input.fill("不等了")
    widget.input.press("Enter")
    expect(widget.page.locator(".xs-typing")).to_be_visible()
    widget.menu("清空对话")
    widget.page.get_by_role("dialog").get_by_role("button", name="清空").click()
    expect(widget.page.locator(".xs-typing")).to_have_count(0)
    widget.page.unroute(CHAT)
    widget.ask("新问题")
    expect(widget.own).to_have_text(["新问题"])
    expect(widget.answers).to_have_count(1)
