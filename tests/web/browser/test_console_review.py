"""Reviewing in the console: fewer hours, a claim that changed meanwhile, a return and what follows, spot checks."""

from __future__ import annotations

from collections.abc import Callable

from console_service import Console
from playwright.sync_api import expect

OpenConsole = Callable[..., Console]


def test_fewer_hours_with_a_reason_on_a_claim_that_changed_meanwhile(open_console: OpenConsole) -> None:
    console = open_console("demo-bt-industry")
    page, service = console.page, console.service
    number = console.open_first()
    expect(page.get_by_text("2 天 × 6 学时/天 = 12 学时")).to_be_visible()
    page.get_by_role("region", name="按现在的规定计算").get_by_role("button", name="查看原文").first.click()
    expect(page.get_by_role("dialog").get_by_text("每天6学时")).to_be_visible()
    page.keyboard.press("Escape")

    console.choose("少认定一些")
    page.get_by_role("textbox", name="认定学时").fill("10.5")
    expect(page.get_by_text("算出 12，少认定 1.5 学时")).to_be_visible()
    console.button("通过").click()
    expect(page.get_by_text("请写明原因，申报人会看到。")).to_be_visible()
    page.get_by_label("原因（申报人会看到）").fill("第二天下午没有参加")
    service.step_version(number)
    console.button("通过").click()
    expect(page.get_by_role("dialog").get_by_text("认定 10.5 学时，比算出的少 1.5 学时")).to_be_visible()
    console.button("确认通过").click()
    expect(page.get_by_text("这份申报刚刚有了变化")).to_be_visible()
    expect(page.get_by_label("原因（申报人会看到）")).to_have_value("第二天下午没有参加")
    assert service.row(number).state == "under_review"

    console.decide("通过")
    console.settled(number, "通过")
    stored = service.row(number)
    assert (stored.state, str(stored.recognised_hours), stored.reason) == ("approved", "21/2", "第二天下午没有参加")
    expect(page.get_by_text("现在没有等您审核的申报。")).to_be_visible()

    console.button("退出登录").click()
    console.log_in("demo-bt-hr")
    console.choose("已通过")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("第二天下午没有参加").first).to_be_visible()
    console.decide("抽取抽审")
    console.settled(number, "抽取抽审")
    assert service.row(number).state == "spot_drawn"


def test_a_number_in_clear_is_asked_for_and_recorded(open_console: OpenConsole) -> None:
    console = open_console("demo-aks-health")
    before = console.service.audited("claim.reveal")
    console.open_first()
    console.button("查看完整身份证号").click()
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_contain_text("会记入审计日志")
    console.button("取消").click()
    expect(dialog).to_be_hidden()
    assert console.service.audited("claim.reveal") == before
    console.button("查看完整身份证号").click()
    console.button("查看").click()
    expect(console.page.get_by_text("（已记录）")).to_be_visible()
    expect(console.page.get_by_text("65000019900101").first).to_be_visible()
    assert console.service.audited("claim.reveal") == before + 1


def test_a_return_survives_the_end_of_the_session_and_the_claim_comes_back(open_console: OpenConsole) -> None:
    console = open_console("demo-city-employer")
    page, service = console.page, console.service
    expect(page.get_by_role("grid").get_by_role("link")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="办理", exact=True)).to_be_visible()
    number = page.url.rsplit("/", 1)[-1]
    console.choose("退回修改")
    console.button("退回修改").click()
    expect(page.get_by_text("请选择要申报人修改的那一项。")).to_be_visible()
    console.select("要修改的是", "举办单位")
    page.get_by_label("原因（申报人会看到）").fill("请写举办单位全称")
    service.log_everybody_out()
    console.decide("退回修改")
    expect(page.get_by_role("dialog", name="登录已过期")).to_be_visible()
    console.log_in("demo-city-employer")
    console.settled(number, "退回修改")
    stored = service.row(number)
    assert (stored.state, stored.returned_field) == ("returned", "activities.0.organizer_name")

    service.submit_again(number)
    console.button("刷新").click()
    assert console.open_first() == number
    expect(page.get_by_text("请写举办单位全称").first).to_be_visible()
    console.decide("通过")
    console.settled(number, "通过")
    assert service.row(number).state == "under_review"


def test_the_spot_check_office_passes_what_it_drew(open_console: OpenConsole) -> None:
    console = open_console("demo-bt-hr")
    number = console.open_first()
    console.choose("撤销认定")
    console.button("撤销认定").click()
    expect(console.page.get_by_text("请写明原因，申报人会看到。")).to_be_visible()
    assert console.service.row(number).state == "spot_drawn"
    console.choose("抽审合格")
    console.decide("抽审合格")
    console.settled(number, "抽审合格")
    assert console.service.row(number).state == "spot_passed"


def test_hours_that_another_document_sets_are_entered_with_it(open_console: OpenConsole) -> None:
    console = open_console("demo-hhht-hr")
    page = console.page
    number = console.open_first()
    console.button("通过").click()
    expect(page.get_by_text("请按有关文件填写认定的学时。")).to_be_visible()
    expect(page.get_by_text("请写明依据哪份文件认定")).to_be_visible()
    page.get_by_role("textbox", name="认定学时").fill("8")
    page.get_by_role("textbox", name="依据的文件（名称和文号）").fill("演示文〔2026〕1号")
    console.decide("通过")
    console.settled(number, "通过")
    stored = console.service.row(number)
    assert (stored.state, str(stored.recognised_hours), stored.basis) == ("approved", "8", "演示文〔2026〕1号")


def test_what_one_has_decided_oneself_is_found_again(open_console: OpenConsole) -> None:
    console = open_console("demo-city-hr")
    page = console.page
    rows = page.get_by_role("grid").get_by_role("row")
    with page.expect_response(lambda answer: "state=all" in answer.url) as everything:
        console.choose("全部")
    shown = everything.value.json()["total"]
    expect(rows).to_have_count(shown + 1)
    with page.expect_response(lambda answer: "mine=1" in answer.url) as own:
        page.get_by_label("只看我办的").check()
    assert 0 < own.value.json()["total"] < shown
    expect(rows).to_have_count(own.value.json()["total"] + 1)
    page.get_by_label("只看我办的").uncheck()
    expect(rows).to_have_count(shown + 1)
    page.get_by_label("只看我办的").check()
    console.choose("待我审核")
    expect(page.get_by_label("只看我办的")).to_have_count(0)


def test_a_button_can_be_read_while_the_pointer_is_on_it(open_console: OpenConsole) -> None:
    page = open_console("demo-bt-industry").page
    # White on the colour of a button under the pointer: WCAG's contrast, 4.5 at least for text.
    contrast = page.evaluate("""() => ['primary', 'warning', 'danger'].map(kind => {
      const probe = document.createElement('i')
      probe.style.color = `var(--el-color-${kind}-light-3)`
      document.body.append(probe)
      const [red, green, blue] = getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number).map(part => part / 255)
        .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      probe.remove()
      return [kind, 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)]
    })""")
    assert [kind for kind, ratio in contrast if ratio < 4.5] == []
