"""What is wrong is told at its field; own claims: returned and corrected, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable

from claims_page import DAY, YEAR, ClaimsPage, made_up_id
from claims_service import EMPLOYER, ClaimsService
from playwright.sync_api import Route, expect

OpenClaims = Callable[..., ClaimsPage]


def test_what_is_missing_is_listed_above_and_told_at_its_field(open_claims: OpenClaims) -> None:
    claims = open_claims()
    page = claims.page
    claims.begin()
    claims.field("活动类别").select_option("academic_conference")
    claims.field("活动名称").fill("年会")
    claims.next()
    summary = page.get_by_role("alert").filter(has_text="处需要修改")
    expect(summary.get_by_role("listitem")).to_have_text(["请填写举办单位。", "请选择开始日期。", "请选择结束日期。"])
    organiser = claims.field("举办单位")
    expect(organiser).to_be_focused()
    expect(organiser).to_have_attribute("aria-invalid", "true")
    expect(organiser).to_have_accessible_description("请填写举办单位。")
    organiser.fill("学会")
    expect(organiser).not_to_have_attribute("aria-invalid", "true")
    summary.get_by_role("button", name="请选择结束日期。").click()
    expect(claims.field("结束日期")).to_be_focused()


def test_dates_that_cannot_be_are_told(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity(days=(DAY, f"{YEAR - 1}-12-31"))
    claims.next()
    expect(claims.field("结束日期")).to_have_accessible_description("结束日期早于开始日期，请核对。")
    claims.field("结束日期").fill(f"{YEAR + 2}-01-01")
    claims.next()
    expect(claims.field("结束日期")).to_have_accessible_description("结束日期不能晚于今天。")


def test_more_days_than_the_dates_hold_are_refused_by_the_service_at_the_field(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.field("天数").fill("9")
    claims.next()
    claims.log_in()
    claims.step(1)
    expect(claims.field("天数")).to_be_focused()
    expect(claims.field("天数")).to_have_attribute("aria-invalid", "true")
    claims.field("天数").fill("1")
    claims.next()
    claims.step(2)


def test_an_id_number_is_checked_when_it_is_left(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.next()
    claims.log_in()
    claims.step(2)
    number, field = made_up_id(), claims.field("身份证号")
    field.fill(number[:-1])
    claims.field("学历").focus()
    expect(field).to_have_accessible_description(re.compile("^身份证号应为 18 位，现在是 17 位，请核对。"))
    field.fill(f"{number[:6]} {number[6:14]} {number[14:].lower()}")
    expect(claims.field("出生年月")).to_have_value("1990-03")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    claims.next()
    expect(claims.field("姓名")).to_be_focused()


def test_a_missing_proof_is_asked_for_where_it_is_given(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_evidence()
    claims.next()
    claims.step(4)
    expect(claims.page.get_by_text("还缺：").first).to_be_visible()
    claims.button("提交").click()
    claims.step(3)
    expect(claims.page.get_by_role("alert").filter(has_text="请上传证明材料")).to_be_visible()


def test_a_line_is_changed_from_the_last_page_and_back(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_check()
    claims.button("修改举办单位").click()
    expect(claims.field("举办单位")).to_be_focused()
    claims.field("举办单位").fill("中国医师协会")
    claims.button("保存并返回核对").click()
    claims.step(4)
    expect(claims.page.get_by_text("中国医师协会")).to_be_visible()


def test_a_returned_claim_is_corrected_and_keeps_its_number(
    open_claims: OpenClaims, claims_service: ClaimsService
) -> None:
    claims = open_claims()
    claims.to_check()
    number = claims.submit()
    claims_service.review(number, "return", reason="会议名称请写全称", field="activities.0.title")
    claims.button("查看我的申请").click()
    page = claims.page
    page.get_by_role("button", name="退回", exact=False).click()
    expect(page.get_by_text("会议名称请写全称").first).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="已退回")).to_contain_text(EMPLOYER)
    claims.button("修改后重新提交").click()
    expect(claims.field("活动名称")).to_be_focused()
    expect(claims.field("活动名称")).to_have_accessible_description("会议名称请写全称")
    claims.field("活动名称").fill("中华护理学会全国学术年会")
    for step in (2, 3, 4):
        claims.next()
        claims.step(step)
    assert claims.submit() == number


def test_a_claim_is_withdrawn_after_asking(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_check()
    claims.submit()
    claims.button("查看我的申请").click()
    page = claims.page
    page.locator(".xc-item").click()
    claims.button("撤回申请").click()
    dialog = page.get_by_role("dialog", name="撤回申请？")
    dialog.get_by_role("button", name="取消").click()
    expect(claims.button("撤回申请")).to_be_focused()
    claims.button("撤回申请").click()
    dialog.get_by_role("button", name="撤回", exact=True).click()
    expect(page.get_by_role("heading", name="已撤回")).to_be_visible()
    expect(claims.button("撤回申请")).to_have_count(0)


def test_logging_out_leaves_nothing_to_go_on_with(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_evidence()
    claims.page.reload()
    claims.button("我的申请", exact=False).click()
    claims.button("退出登录").click()
    expect(claims.page.get_by_role("heading", name="继续教育学时申请")).to_be_visible()
    expect(claims.button("继续填写", exact=False)).to_have_count(0)
    claims.button("我的申请", exact=False).click()
    expect(claims.page.get_by_role("heading", name="手机号登录")).to_be_visible()


def test_logging_out_everywhere_ends_the_login_on_another_phone(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.next()
    phone = claims.log_in()
    claims.step(2)
    claims.service.let_a_minute_pass()
    other = open_claims()
    other.button("我的申请", exact=False).click()
    other.log_in(phone)
    other.button("从所有设备退出").click()
    other.page.get_by_role("dialog").get_by_role("button", name="取消").click()
    other.button("从所有设备退出").click()
    other.button("全部退出").click()
    expect(other.page.get_by_role("heading", name="继续教育学时申请")).to_be_visible()
    claims.field("姓名").fill("张三丰")
    # Saved by itself, a moment later.
    expect(claims.page.get_by_text("登录已过期")).to_be_visible()
    claims.service.let_a_minute_pass()
    claims.log_in(phone)
    claims.step(2)
    expect(claims.field("姓名")).to_have_value("张三丰")


def test_logging_out_works_where_the_session_is_over_already(
    open_claims: OpenClaims, claims_service: ClaimsService
) -> None:
    claims = open_claims()
    claims.button("我的申请", exact=False).click()
    claims.log_in()
    claims.button("退出登录").wait_for()
    claims_service.log_everybody_out()
    claims.button("退出登录").click()
    expect(claims.page.get_by_role("heading", name="继续教育学时申请")).to_be_visible()


def test_trouble_of_the_service_is_said_and_can_be_tried_again(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_check()

    def fail(route: Route) -> None:
        route.fulfill(status=503, json={"error": {"code": "storage_unavailable", "message": "系统暂时存不下数据。",
                                                  "field": None, "request_id": "x"}})

    claims.page.route("**/submit", fail)
    claims.button("提交").click()
    expect(claims.page.get_by_role("alert").filter(has_text="系统暂时存不下数据。")).to_be_visible(timeout=10_000)
    claims.page.unroute("**/submit")
    claims.submit()
