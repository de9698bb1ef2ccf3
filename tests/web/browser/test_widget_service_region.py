"""The chip against the real service: what it shows is what the next question is answered for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from browser_setup import REAL_URL
from playwright.sync_api import expect
from service_process import Service
from widget_page import Widget

from bot.runtime.training import MODELS

OpenPage = Callable[..., Widget]
pytestmark = pytest.mark.skipif(
    not REAL_URL and not (MODELS / "manifest.json").exists(), reason="needs a trained model: make setup"
)
YEARLY = "每年要多少学时"
WHERE = "请问您在哪个地区"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with a database of its own, unless one is named."""
    if REAL_URL:
        yield REAL_URL
        return
    folder = tmp_path_factory.mktemp("service")
    with Service(folder, DATABASE_URL=f"sqlite:///{folder / 'xueshi.db'}", XUESHI_TODAY="2025-06-01") as running:
        yield running.url


def test_the_place_that_is_said_holds_until_the_chip_is_removed(widget: Widget) -> None:
    widget.ask("我在呼和浩特，每年要多少学时")
    expect(widget.answers.last).to_contain_text(re.compile(r"呼和浩特市 \d+ 年要求累计不少于"))
    expect(widget.chip("呼和浩特市")).to_be_visible()
    expect(widget.notices).to_have_count(1)

    widget.button("取消选择地区").click()
    widget.ask(YEARLY)
    expect(widget.answers.last).to_contain_text(WHERE)
    expect(widget.button("选择地区")).to_be_visible()

    widget.page.get_by_role("group", name="快捷回复").get_by_role("button", name="新疆生产建设兵团").click()
    widget.wait_idle()
    expect(widget.answers.last).to_contain_text(re.compile(r"新疆生产建设兵团 \d+ 年要求累计不少于"))
    expect(widget.chip("新疆生产建设兵团")).to_be_visible()


def test_another_chosen_over_what_was_said_is_answered_for(widget: Widget) -> None:
    widget.choose_region(4)
    widget.ask(YEARLY)
    expect(widget.answers.last).to_contain_text("新疆生产建设兵团 2025 年要求")
    widget.ask("那呼和浩特呢")
    expect(widget.chip("呼和浩特市")).to_be_visible()
    # The region that the service heard of last: only the choice by hand tells that it holds again.
    name = widget.choose_region(4)
    widget.ask(YEARLY)
    expect(widget.chip(name)).to_be_visible()
    expect(widget.answers.last).to_contain_text("新疆生产建设兵团 2025 年要求")


def test_where_an_event_was_held_and_what_is_compared_leave_the_chip(widget: Widget) -> None:
    name = widget.choose_region(4)
    widget.ask("我在乌鲁木齐参加全国学术会议3天，没读论文，算多少学时")
    expect(widget.answers.last).to_contain_text("18 学时")
    widget.ask("兵团和呼市每年要求的学时哪个多")
    expect(widget.answers.last).to_contain_text("呼和浩特市：")
    widget.ask("那深圳呢")
    expect(widget.answers.last).to_contain_text("没有收录深圳")
    expect(widget.chip(name)).to_be_visible()
    expect(widget.notices).to_have_text([f"已选择地区：{name}"])


def test_who_belongs_elsewhere_is_no_longer_answered_for_the_region_before(widget: Widget) -> None:
    widget.choose_region(4)
    widget.ask("我是深圳的，每年要多少学时")
    expect(widget.button("选择地区")).to_be_visible()
    widget.ask(YEARLY)
    expect(widget.answers.last).to_contain_text(WHERE)
