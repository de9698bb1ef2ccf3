"""Layout, large type, dark colours, accessibility."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from browser_setup import BUILT
from fake_scripts import CONFERENCE, LEVEL_MISSING
from playwright.sync_api import expect
from widget_page import Widget

OpenPage = Callable[..., Widget]
PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
LOOKS: dict[str, tuple[dict[str, Any], bool]] = {
    "phone": ({"viewport": PHONE}, False),
    "phone dark": ({"viewport": PHONE, "color_scheme": "dark"}, False),
    "phone elder": ({"viewport": PHONE}, True),
    "phone elder dark": ({"viewport": PHONE, "color_scheme": "dark"}, True),
    "desktop": ({"viewport": DESKTOP}, False),
}

STICKING_OUT = """() => {
  const root = document.querySelector('xueshi-chat').shadowRoot
  const box = element => element.getBoundingClientRect()
  return [...root.querySelectorAll('.xs-frame *:not(.weui-hidden_abs)')].filter(element => {
    const around = box(element.closest('.xs-bubble') ?? root.querySelector('.xs-frame'))
    return box(element).left < around.left - 1 || box(element).right > around.right + 1
  }).map(element => element.tagName + '.' + element.className)
}"""


@pytest.fixture(params=LOOKS)
def looking(request: pytest.FixtureRequest, open_page: OpenPage) -> Widget:
    """The widget in each look."""
    options, elder = LOOKS[request.param]
    widget = open_page(**options)
    if elder:
        widget.button("大字模式").click()
    return widget


def _violations(widget: Widget, source: str) -> list[str]:
    """What axe finds serious or critical; it is evaluated, not injected, as the policy allows no inline script."""
    widget.page.evaluate(source)
    found = widget.page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [
        f"{entry['id']}: {node['target']} {node['failureSummary']}"
        for entry in found
        if entry["impact"] in ("serious", "critical")
        for node in entry["nodes"]
    ]


@pytest.mark.scripted
def test_axe_finds_nothing_serious(looking: Widget, axe_source: str) -> None:
    page = looking.page
    found = {"welcome": _violations(looking, axe_source)}
    looking.button("选择地区").click()
    page.get_by_role("dialog").get_by_role("listitem").first.wait_for()
    found["regions"] = _violations(looking, axe_source)
    page.keyboard.press("Escape")
    looking.choose_region(2)
    looking.ask(LEVEL_MISSING)
    found["choices"] = _violations(looking, axe_source)
    looking.ask(CONFERENCE)
    page.get_by_text("计算过程与依据").click()
    looking.button("附件3第4项", exact=False).click()
    expect(page.locator(".xs-clause__text")).to_contain_text("每天按12学时")
    page.locator(".xs-own").last.evaluate("row => row.scrollIntoView()")
    found["unfolded"] = _violations(looking, axe_source)
    looking.button("更多").click()
    found["menu"] = _violations(looking, axe_source)
    page.get_by_role("dialog").get_by_role("button", name="清空对话").click()
    found["clear"] = _violations(looking, axe_source)
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    looking.ask("断网")
    looking.input.fill("字" * 2001)
    found["failed"] = _violations(looking, axe_source)
    assert {name: entries for name, entries in found.items() if entries} == {}


@pytest.mark.scripted
def test_nothing_is_wider_than_the_window(looking: Widget) -> None:
    looking.choose_region(2)
    looking.ask(CONFERENCE)
    looking.page.get_by_text("计算过程与依据").click()
    looking.button("附件3第4项", exact=False).click()
    looking.ask("https://example.invalid/" + "a" * 300)
    sideways = looking.page.evaluate(STICKING_OUT)
    assert sideways == []


def test_phone_shows_input_and_last_answer(widget: Widget) -> None:
    widget.ask("看得见吗")
    expect(widget.answers.last).to_be_in_viewport()
    expect(widget.input).to_be_in_viewport(ratio=1)
    expect(widget.button("发送")).to_be_in_viewport(ratio=1)
    widget.input.fill("一\n" * 12)
    expect(widget.answers.last).to_be_in_viewport()


def test_desktop_is_a_centred_column(open_page: OpenPage) -> None:
    box = open_page(viewport=DESKTOP).page.locator(".xs-frame").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (260, 760, 800)


def test_elder_mode_is_larger_and_remembered(widget: Widget) -> None:
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    text = widget.log.locator(".xs-text").first
    usual = text.evaluate(size)
    widget.button("大字模式").click()
    assert text.evaluate(size) >= usual * 1.25
    widget.page.reload()
    assert text.evaluate(size) >= usual * 1.25
    expect(widget.button("大字模式")).to_have_attribute("aria-pressed", "true")


def test_colours_follow_the_system(open_page: OpenPage) -> None:
    frame = open_page(color_scheme="light").page.locator(".xs-frame")
    expect(frame).to_have_css("background-color", "rgb(237, 237, 237)")
    expect(open_page(color_scheme="dark").page.locator(".xs-frame")).to_have_css("background-color", "rgb(17, 17, 17)")


def test_script_stays_small() -> None:
    assert len(gzip.compress(BUILT.read_bytes())) < 120_000
