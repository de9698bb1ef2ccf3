"""Claims in every look: accessibility, small windows, large type, size of what is loaded."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from browser_setup import BUILT, settle
from claims_page import ClaimsPage, payload, pdf
from playwright.sync_api import Page, expect

OpenClaims = Callable[..., ClaimsPage]
MOST_BYTES = {"xueshi-chat.js": 55_000, "xueshi-claims.js": 80_000}
NARROW = {"width": 320, "height": 568}
PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
LOOKS: dict[str, tuple[dict[str, Any], bool]] = {
    "narrow": ({"viewport": NARROW}, False),
    "narrow elder": ({"viewport": NARROW}, True),
    "phone dark": ({"viewport": PHONE, "color_scheme": "dark"}, False),
    "phone elder dark": ({"viewport": PHONE, "color_scheme": "dark"}, True),
    "desktop": ({"viewport": DESKTOP}, False),
}
# What is wider than the window, and what is to be tapped but too small: 44 px each way, links in text aside.
STICKING_OUT = """() => {
  const root = document.querySelector('xueshi-claims').shadowRoot
  const frame = root.querySelector('.xs-frame').getBoundingClientRect()
  return [...root.querySelectorAll('.xs-frame *:not(.weui-hidden_abs)')].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1)
  }).map(element => element.tagName + '.' + element.className)
}"""
TOO_SMALL = """() => {
  const root = document.querySelector('xueshi-claims').shadowRoot
  const tapped = 'button, a, select, input:not([type=radio]):not([type=file]), textarea, summary, .xc-radio, .xc-upload'
  return [...root.querySelectorAll(tapped)].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && (box.height < 43.5 || box.width < 43.5)
  }).map(element => `${element.tagName} ${element.textContent.trim() || element.getAttribute('aria-label')}`)
}"""
FOCUSED = """() => {
  const element = document.activeElement.shadowRoot.activeElement
  return (element.labels?.[0] ?? element).textContent.trim()
}"""


def _faults(page: Page, axe: str) -> list[str]:
    """What axe finds serious or critical, what sticks out, what is too small to tap."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    serious = [
        f"{entry['id']}: {node['target']} {node['failureSummary']}"
        for entry in found
        if entry["impact"] in ("serious", "critical")
        for node in entry["nodes"]
    ]
    return [*serious, *page.evaluate(STICKING_OUT), *page.evaluate(TOO_SMALL)]


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible_and_fits(open_claims: OpenClaims, axe_source: str, look: str) -> None:
    options, elder = LOOKS[look]
    claims = open_claims(**options)
    page, found = claims.page, {}

    def judge(name: str) -> None:
        settle(page)
        found[name] = _faults(page, axe_source)

    if elder:
        claims.button("大字模式").click()
    judge("start")
    claims.begin()
    claims.next()
    judge("faults")
    claims.fill_activity("一个名字特别长的全国性学术会议" * 4)
    claims.button("复制这一项，改改再用").click()
    page.get_by_text("计算过程与依据").click()
    page.get_by_role("button", name="查看原文").first.click()
    expect(page.locator(".xc-worked__figure")).to_be_visible()
    judge("activities")
    claims.button("删除第 2 项").click()
    claims.next()
    claims.button("登录").click()
    judge("login")
    claims.log_in()
    number = claims.fill_person()
    claims.field("身份证号").fill(number[:-2] + "00")
    claims.field("学历").focus()
    judge("person")
    claims.field("身份证号").fill(number)
    claims.button("现工作单位", exact=False).click()
    page.get_by_role("dialog").get_by_role("listitem").first.wait_for()
    judge("employers")
    page.keyboard.press("Escape")
    claims.next()
    claims.step(3)
    claims.upload(payload("一个名字特别长的扫描件" * 9 + ".pdf", pdf(number)), payload("程序.exe", b"MZ"))
    expect(page.locator(".xc-checklist__done").first).to_be_visible()
    judge("evidence")
    claims.next()
    claims.step(4)
    judge("check")
    claims.submit()
    judge("done")
    claims.button("查看我的申请").click()
    page.locator(".xc-item").wait_for()
    judge("mine")
    page.locator(".xc-item").click()
    page.get_by_text("填写的内容").click()
    page.get_by_text("办理记录").click()
    judge("detail")
    claims.button("撤回申请").click()
    judge("withdraw")
    assert {name: entries for name, entries in found.items() if entries} == {}


def test_large_type_is_larger_remembered_and_shared_with_the_chat(open_claims: OpenClaims) -> None:
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    claims = open_claims()
    lead = claims.page.locator(".xc-lead")
    usual = lead.evaluate(size)
    claims.button("大字模式").click()
    assert lead.evaluate(size) >= usual * 1.25
    claims.page.goto(claims.service.url + "/")
    expect(claims.button("大字模式")).to_have_attribute("aria-pressed", "true")


def test_colours_follow_the_system(open_claims: OpenClaims) -> None:
    light, dark = (open_claims(color_scheme=scheme).page.locator(".xs-frame") for scheme in ("light", "dark"))
    expect(light).to_have_css("background-color", "rgb(237, 237, 237)")
    expect(dark).to_have_css("background-color", "rgb(17, 17, 17)")


def test_a_claim_can_be_begun_with_the_keyboard_alone(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.field("所在地区").select_option("xj-city")
    claims.button("学时认定", exact=False).focus()
    claims.page.keyboard.press("Enter")
    claims.step(1)
    expect(claims.page.locator("[data-heading]")).to_be_focused()
    names = []
    for _ in range(3):
        claims.page.keyboard.press("Tab")
        names.append(claims.page.evaluate(FOCUSED))
    assert names == ["申请年度", "活动类别", "下一步"]


def test_the_chat_loads_the_claims_only_when_a_card_is_opened(open_claims: OpenClaims) -> None:
    asked: list[str] = []
    claims = open_claims("/")
    claims.page.on("request", lambda request: asked.append(request.url))
    claims.page.get_by_label("输入问题").fill("申报")
    claims.page.get_by_label("输入问题").press("Enter")
    card = claims.button("填写并提交")
    card.wait_for()
    assert not any("xueshi-claims" in url for url in asked)
    card.click()
    claims.step(1)
    assert sum("xueshi-claims.js" in url for url in asked) == 1


def test_a_card_says_where_its_script_cannot_be_loaded(open_claims: OpenClaims) -> None:
    claims = open_claims("/")
    claims.page.route("**/xueshi-claims.js", lambda route: route.abort())
    claims.page.get_by_label("输入问题").fill("申报")
    claims.page.get_by_label("输入问题").press("Enter")
    claims.button("填写并提交").click()
    expect(claims.page.get_by_role("alert")).to_contain_text("没有打开")
    expect(claims.button("填写并提交")).to_be_focused()


def test_scripts_stay_small() -> None:
    sizes = {name: len(gzip.compress((BUILT.parent / name).read_bytes())) for name in MOST_BYTES}
    assert {name: size for name, size in sizes.items() if size >= MOST_BYTES[name]} == {}
