"""What the page remembers: the conversation, across reloads and tabs, and the region."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from widget_page import Widget

OpenPage = Callable[..., Widget]
STORAGES = {
    "forbidden": """Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('denied', 'SecurityError') }
    })""",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "garbage": """
        localStorage.setItem('xueshi-chat:history', '{"version":1,"conversation":"c","items":[{},7,null]}')
        localStorage.setItem('xueshi-chat:region', '[[[')
    """,
}


def test_history_survives_a_reload_and_can_be_cleared(widget: Widget) -> None:
    widget.ask("记得住吗")
    answer = widget.answers.last.inner_text()
    widget.page.reload()
    expect(widget.own).to_have_text(["记得住吗"])
    assert widget.answers.last.inner_text() == answer
    widget.ask("接着问")
    assert widget.requests[0]["conversation"] == widget.requests[1]["conversation"]

    widget.menu("清空对话")
    widget.page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(widget.own).to_have_count(2)
    widget.menu("清空对话")
    widget.page.get_by_role("dialog").get_by_role("button", name="清空").click()
    expect(widget.own).to_have_count(0)
    expect(widget.page.get_by_role("group", name="示例问题")).to_be_visible()
    widget.page.reload()
    expect(widget.own).to_have_count(0)
    widget.ask("重新开始")
    assert widget.requests[2]["conversation"] != widget.requests[1]["conversation"]


@pytest.mark.parametrize("script", STORAGES.values(), ids=STORAGES)
def test_works_whatever_the_storage_does(open_page: OpenPage, script: str) -> None:
    widget = open_page(before=lambda page: page.add_init_script(script))
    widget.ask("在吗")
    expect(widget.own).to_have_text(["在吗"])
    expect(widget.answers).not_to_have_count(0)


def test_tabs_share_one_conversation(open_page: OpenPage, contexts: Callable[..., BrowserContext]) -> None:
    context = contexts()
    first = open_page(context=context)
    second = open_page(context=context)
    first.ask("在第一页问")
    expect(second.own).to_have_text(["在第一页问"])
    second.ask("在第二页问")
    expect(first.own).to_have_text(["在第一页问", "在第二页问"])
    assert first.requests[0]["conversation"] == second.requests[0]["conversation"]


def test_region_is_chosen_sent_remembered_and_removed(widget: Widget) -> None:
    name = widget.choose_region(2)
    expect(widget.button(f"地区：{name}，更换")).to_be_visible()
    expect(widget.log).to_contain_text(f"已选择地区：{name}")
    widget.ask("有地区")
    widget.page.reload()
    expect(widget.button(f"地区：{name}，更换")).to_be_visible()
    widget.ask("还有地区")
    widget.button("取消选择地区").click()
    expect(widget.button("选择地区")).to_be_visible()
    widget.ask("没有地区")
    regions = [request["region"] for request in widget.requests]
    assert regions[0] and regions[0] == regions[1]
    assert regions[2] is None


def test_a_number_of_a_card_is_masked_on_the_page_and_in_what_it_keeps(widget: Widget) -> None:
    number = "65010219900101123X"
    widget.ask(f"我的证件是{number}，差多少学时")
    expect(widget.own).not_to_contain_text(number)
    expect(widget.own).to_contain_text("差多少学时")
    # The stand-in of the service repeats what it is told; the person's own message is what the page keeps.
    own = "JSON.parse(localStorage['xueshi-chat:history']).items.filter(item => item.kind === 'own')"
    kept = widget.page.evaluate(f"JSON.stringify({own})")
    assert "差多少学时" in kept and number not in kept
    widget.page.reload()
    expect(widget.own).to_contain_text("差多少学时")
    expect(widget.own).not_to_contain_text(number)
