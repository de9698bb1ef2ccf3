"""Asking and being answered."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from fake_scripts import CAVEATS, CONFERENCE, LEVEL_MISSING, MARKUP, NOTHING, RECORD, SLOW
from playwright.sync_api import Page, expect
from widget_page import Widget

OpenPage = Callable[..., Widget]


def test_welcome_offers_examples_that_can_be_tapped(widget: Widget) -> None:
    examples = widget.page.get_by_role("group", name="示例问题").get_by_role("button")
    assert 4 <= examples.count() <= 6
    text = examples.first.inner_text()
    examples.first.click()
    expect(widget.own).to_have_text([text])
    expect(widget.answers).not_to_have_count(0)
    expect(examples).to_have_count(0)


def test_message_goes_out_as_the_contract_says(widget: Widget) -> None:
    widget.ask("第一问")
    widget.ask("第二问")
    first, second = widget.requests
    assert set(first) == {"conversation", "message_id", "text", "region"}
    assert (first["text"], first["region"]) == ("第一问", None)
    assert first["conversation"] == second["conversation"]
    assert first["message_id"] != second["message_id"]


@pytest.mark.scripted
def test_answer_shows_conclusion_figure_and_its_grounds(widget: Widget) -> None:
    widget.ask(CONFERENCE)
    answer = widget.answers.last
    expect(answer.locator(".xs-text")).to_contain_text("可以认定专业科目 36 学时")
    expect(answer.locator(".xs-figure")).to_have_text("36 学时公需科目 0专业科目 36")
    notes = answer.get_by_role("list", name="说明").get_by_role("listitem")
    expect(notes).to_have_text([f"{caveat}。" for caveat in CAVEATS])
    expect(answer.get_by_text("3 天 × 12 学时/天 = 36 学时")).to_have_count(0)

    answer.get_by_text("计算过程与依据").click()
    steps = answer.locator(".xs-basis").get_by_role("listitem")
    expect(steps.first).to_contain_text("3 天 × 12 学时/天 = 36 学时")
    expect(steps.first).to_contain_text("“每天按12学时予以认定”")
    expect(steps.first).to_contain_text("《关于进一步做好专业技术人员继续教育相关工作的通知》附件3第4项")
    expect(notes).to_have_count(2)
    expect(answer.locator(".xs-basis").get_by_role("list", name="说明")).to_have_count(0)


@pytest.mark.scripted
def test_the_parts_of_an_answer_stand_below_each_other_in_their_order(widget: Widget) -> None:
    widget.ask(RECORD)
    answer = widget.answers.last
    parts = [answer.locator(f".xs-{name}") for name in ("text", "figure", "table", "notes", "basis")]
    expect(parts[3].get_by_role("listitem")).to_have_count(2)
    boxes = [part.bounding_box() for part in parts]
    ends = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(ends) == 5
    assert all(above[1] <= below[0] + 1 for above, below in zip(ends, ends[1:]))


@pytest.mark.scripted
def test_an_answer_of_an_older_page_still_shows_its_caveats(open_page: OpenPage) -> None:
    """Before there were notes, the summary held the caveats as lines, and the grounds held them once more."""
    older = {"status": "answered", "text": "可计 36 学时。", "summary": "可计 36 学时。\n说明：按现行有效作答。",
             "decision": {"outcome": "hours", "hours": 36, "trace": [], "caveats": ["按现行有效作答"]}}
    stored = {"version": 1, "conversation": "c", "items": [
        {"kind": "own", "id": "m", "at": 1, "text": "问", "region": None, "state": "sent", "problem": None},
        {"kind": "answer", "id": "a", "at": 2, "result": older}]}
    script = f"localStorage.setItem('xueshi-chat:history', {json.dumps(json.dumps(stored))})"
    widget = open_page(before=lambda page: page.add_init_script(script))
    expect(widget.answers.last.locator(".xs-text")).to_have_text(older["summary"])
    expect(widget.answers.last.get_by_role("list", name="说明")).to_have_count(0)
    widget.answers.last.get_by_text("说明", exact=True).click()
    expect(widget.answers.last.get_by_role("list", name="说明").get_by_role("listitem")).to_have_text("按现行有效作答")


@pytest.mark.scripted
def test_clause_unfolds_verbatim_as_text_and_folds_again(widget: Widget) -> None:
    widget.ask(CONFERENCE)
    widget.page.get_by_text("计算过程与依据").click()
    label = widget.button("附件3第4项", exact=False)
    expect(label).to_have_attribute("aria-expanded", "false")
    label.click()
    expect(label).to_have_attribute("aria-expanded", "true")
    expect(widget.page.locator(".xs-clause__text")).to_contain_text("<script>条款原文只作文字显示</script>")
    label.click()
    expect(widget.page.locator(".xs-clause__text")).to_have_count(0)


@pytest.mark.scripted
def test_clause_that_cannot_be_fetched_can_be_asked_for_again(open_page: OpenPage) -> None:
    widget = open_page(before=lambda page: page.route("**/api/clauses/**", lambda route: route.abort()))
    widget.ask(CONFERENCE)
    widget.page.get_by_text("计算过程与依据").click()
    widget.button("附件3第4项", exact=False).click()
    expect(widget.page.locator(".xs-clause__text")).to_contain_text("连接不上服务")
    widget.page.unroute("**/api/clauses/**")
    widget.button("重试").click()
    expect(widget.page.locator(".xs-clause__text")).to_contain_text("每天按12学时予以认定")


@pytest.mark.scripted
def test_quick_replies_stand_under_the_last_answer_only(widget: Widget) -> None:
    widget.ask(LEVEL_MISSING)
    replies = widget.page.get_by_role("group", name="快捷回复").get_by_role("button")
    expect(replies).to_have_text(["国际或全国", "自治区级", "地州市级", "不清楚"])
    replies.first.click()
    expect(widget.own.last).to_have_text("是国际或全国的")
    expect(widget.answers.last).to_contain_text("48 学时")
    expect(replies).to_have_count(0)


@pytest.mark.scripted
def test_text_is_shown_as_text(widget: Widget) -> None:
    widget.ask(MARKUP)
    expect(widget.own.last).to_have_text(MARKUP)
    expect(widget.answers.last).to_contain_text(MARKUP)
    assert widget.log.locator("img, b:not(.xs-figure b)").count() == 0


@pytest.mark.scripted
def test_typing_is_shown_while_waiting(widget: Widget) -> None:
    widget.input.fill(SLOW)
    widget.input.press("Enter")
    expect(widget.page.locator(".xs-typing")).to_be_visible()
    expect(widget.page.get_by_role("heading", name="学时通")).to_contain_text("对方正在输入")
    expect(widget.page.get_by_role("status").first).to_have_text("学时通正在查找依据")
    expect(widget.button("发送")).to_be_disabled()
    widget.let_it_answer()
    expect(widget.answers.last).to_have_text("学时通：想好了。")
    expect(widget.page.locator(".xs-typing")).to_have_count(0)


@pytest.mark.scripted
def test_no_result_is_said(widget: Widget) -> None:
    widget.ask(NOTHING)
    expect(widget.answers.last).to_contain_text("没有得到回答")


def test_list_of_regions_that_cannot_be_fetched_can_be_asked_for_again(open_page: OpenPage) -> None:
    widget = open_page(before=lambda page: page.route("**/api/regions", lambda route: route.abort()))
    widget.button("选择地区").click()
    dialog = widget.page.get_by_role("dialog")
    expect(dialog).to_contain_text("连接不上服务")
    widget.page.unroute("**/api/regions")
    dialog.get_by_role("button", name="重试").click()
    expect(dialog.get_by_role("listitem")).not_to_have_count(0)


def _without_constructable_sheets(page: Page) -> None:
    page.add_init_script("delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets")


def test_older_safari_gets_the_styles_as_a_file(open_page: OpenPage) -> None:
    widget = open_page(before=_without_constructable_sheets)
    expect(widget.page.locator(".xs-header")).to_have_css("display", "grid")
    assert widget.page.evaluate("document.querySelector('xueshi-chat').shadowRoot.querySelector('link').href").endswith(
        "/static/xueshi-chat.css"
    )


@pytest.mark.scripted
def test_embedded_with_one_tag_it_leaves_the_page_alone(open_page: OpenPage) -> None:
    widget = open_page("/embedding")
    heading = widget.page.get_by_role("heading", name="某单位网站")
    assert "PingFang" not in heading.evaluate("element => getComputedStyle(element).fontFamily")
    assert widget.page.evaluate("document.styleSheets.length + document.adoptedStyleSheets.length") == 0
    widget.ask(CONFERENCE)
    expect(widget.answers.last).to_contain_text("36 学时")
    box = widget.page.locator("xueshi-chat").bounding_box()
    assert box and box["height"] <= 640
