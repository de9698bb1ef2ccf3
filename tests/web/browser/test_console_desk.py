"""The rest of the console: logging in, accounts, importing people, what each role sees, and axe on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser_setup import settle
from console_service import PASSWORD, Console
from playwright.sync_api import expect

OpenConsole = Callable[..., Console]
EMPLOYER = "演示市第一水利设计院"


def test_a_first_password_becomes_the_persons_own(open_console: OpenConsole) -> None:
    console = open_console()
    page = console.page
    console.service.add_reviewer("xin-ren", EMPLOYER)
    console.log_in("xin-ren", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("登录名或密码")
    console.log_in("xin-ren")
    expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    page.get_by_label("新密码", exact=True).fill("short")
    page.get_by_label("再输入一次新密码").fill("short")
    console.button("保存并继续").click()
    expect(page.get_by_text("密码须有")).to_be_visible()
    page.get_by_label("新密码", exact=True).fill("一句很长而且好记的话 2026")
    page.get_by_label("再输入一次新密码").fill("一句很长而且好记的话")
    console.button("保存并继续").click()
    expect(page.get_by_text("两次输入的新密码不一样")).to_be_visible()
    page.get_by_label("再输入一次新密码").fill("一句很长而且好记的话 2026")
    console.button("保存并继续").click()
    expect(page.get_by_role("heading", name="审核")).to_be_visible()
    console.button("退出登录").click()
    console.log_in("xin-ren", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("登录名或密码")


def test_an_admin_makes_an_account_with_a_role(open_console: OpenConsole) -> None:
    console = open_console("demo-admin", path="/console#/accounts")
    page = console.page
    console.button("新建账号").click()
    page.get_by_label("登录名", exact=True).fill("re-xian-2")
    page.get_by_label("姓名或岗位").fill("热线二号")
    console.button("新建").click()
    dialog = page.get_by_role("dialog", name="账号 re-xian-2")
    password = dialog.locator("code").inner_text()
    assert len(password) >= 12
    console.select("角色", "热线")
    dialog.get_by_role("combobox", name="机构").fill("职称办公室")
    page.get_by_role("option", name="演示市专业技术人员职称办公室").click()
    console.button("添加角色").click()
    expect(dialog.get_by_role("listitem").filter(has_text="热线 · 演示市")).to_be_visible()
    page.keyboard.press("Escape")
    row = page.get_by_role("row").filter(has_text="re-xian-2")
    expect(row).to_contain_text("热线 · 演示市专业技术人员职称办公室")
    expect(row).to_contain_text("待改初始密码")


def test_logging_out_everywhere_ends_what_is_open_elsewhere(open_console: OpenConsole) -> None:
    console, elsewhere = open_console("demo-auditor"), open_console("demo-auditor")
    console.page.locator("header").get_by_role("button").first.click()
    dialog = console.page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_text("审计")
    dialog.get_by_role("button", name="从所有设备退出").click()
    dialog.get_by_role("button", name="取消").click()
    dialog.get_by_role("button", name="从所有设备退出").click()
    dialog.get_by_role("button", name="全部退出").click()
    expect(console.button("登录")).to_be_visible()
    elsewhere.page.reload()
    expect(elsewhere.button("登录")).to_be_visible()


def test_the_errors_of_a_list_are_told_by_row(open_console: OpenConsole) -> None:
    console = open_console("demo-bt-employer", path="/console#/people")
    page = console.page
    with page.expect_download() as download:
        page.get_by_role("link", name="下载模板").click()
    assert download.value.suggested_filename == "people-template.xlsx"
    content = "姓名,身份证号,手机号\n演示新人,650000199001010019,15400000777\n".encode()
    page.get_by_label("名单文件").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": content})
    console.button("导入").click()
    expect(page.get_by_text("新增 0 人")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="身份证号")).to_contain_text("2")


@pytest.mark.parametrize(("login", "menu", "path"), [
    ("demo-hotline", ["查进度"], "status"),
    ("demo-auditor", ["统计", "审计日志"], "audit"),
    ("demo-admin", ["导入人员", "账号与权限", "机构"], "organisations"),
    ("demo-xj-health", ["审核", "查进度", "统计"], "statistics"),
    ("demo-aks-health", ["审核", "查进度", "统计"], "reviews"),
])
def test_a_role_sees_its_own_pages_and_they_are_accessible(
    open_console: OpenConsole, axe_source: str, login: str, menu: list[str], path: str
) -> None:
    console = open_console(login, path=f"/console#/{path}", width=768)
    page = console.page
    entries = page.get_by_role("navigation", name="功能").get_by_role("link")
    expect(entries).to_have_text(menu)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if path == "reviews":
        console.open_first()
    page.wait_for_load_state("networkidle")
    settle(page)
    page.evaluate(axe_source)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
