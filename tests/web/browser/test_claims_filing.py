"""Filing a claim in the browser, against the real service: the whole way, leaving and coming back, what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

from claims_page import DAY, DAY_AFTER_NEXT, YEAR, ClaimsPage, new_phone, payload, pdf
from claims_service import EMPLOYER, MEETING, OFFICE, REGION, VILLAGE_OFFICE, ClaimsService
from playwright.sync_api import Route, expect

OpenClaims = Callable[..., ClaimsPage]
STORED = "() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"


def test_from_the_card_in_the_chat_to_the_number_of_the_claim(open_claims: OpenClaims) -> None:
    claims = open_claims("/")
    page = claims.page
    page.get_by_label("输入问题").fill("帮我把三天的全国学术会议报上去")
    page.get_by_label("输入问题").press("Enter")
    expect(page.get_by_text("学时认定申请")).to_be_visible()
    assert not page.evaluate("Boolean(customElements.get('xueshi-claims'))")
    claims.button("填写并提交").click()
    claims.step(1)
    expect(claims.field("天数")).to_have_value("3")
    expect(claims.field("活动级别")).to_have_value("national")
    claims.field("活动名称").fill("全国护理学术年会")
    claims.field("举办单位").fill("中华护理学会")
    claims.field("开始日期").fill(DAY)
    claims.field("结束日期").fill(DAY_AFTER_NEXT)
    expect(claims.field("申请年度")).to_have_value(str(YEAR))
    expect(page.locator(".xc-worked__figure b")).to_have_text("36")
    expect(page.get_by_text("专业技术人员职称办公室")).to_be_visible()
    claims.next()
    phone = claims.log_in()
    number = claims.fill_person()
    expect(claims.field("出生年月")).to_have_value("1990-03")
    assert claims.field("性别").input_value() in ("男", "女")
    claims.next()
    claims.step(3)
    claims.upload(payload("参会证明.pdf", pdf(number)))
    expect(page.locator(".xc-checklist__done")).to_have_count(2)
    claims.next()
    claims.step(4)
    expect(page.get_by_text("张三丰")).to_be_visible()
    expect(page.get_by_text(number)).to_have_count(0)
    claims.button("显示号码").click()
    expect(page.get_by_text(number)).to_be_visible()
    made = claims.submit()
    expect(page.get_by_text(f"下一步由“{EMPLOYER}”审核")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=OFFICE)).to_contain_text("未开始")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载附件 1 登记表（Word）").click()
    assert download.value.suggested_filename == f"{made}.docx"
    said = [body for method, path, _, body in claims.sent if path == "/api/chat"]
    assert said and not any(secret in str(said) for secret in (number, phone, "张三丰"))
    stored = page.evaluate(STORED)
    assert not any(secret in stored for secret in (number, phone, "张三丰", EMPLOYER))
    claims.button("返回对话").click()
    expect(page.get_by_label("输入问题")).to_be_visible()


def test_every_write_has_a_key_of_its_own(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_check()
    claims.submit()
    keys = [headers.get("idempotency-key", "") for _, path, headers, _ in claims.sent if path.startswith("/api/claims")]
    assert len(keys) >= 5 and len(set(keys)) == len(keys) and all(len(key) == 32 for key in keys)


def test_several_activities_are_added_copied_and_removed(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity("第一个会")
    figure = claims.page.locator(".xc-worked__figure b")
    expect(figure).to_have_text("12")
    claims.button("复制这一项，改改再用").click()
    expect(claims.field("活动名称")).to_have_value("第一个会")
    claims.field("活动名称").fill("第二个会")
    expect(figure).to_have_text("24")
    claims.button("＋ 再加一项同年度的活动").click()
    expect(claims.field("活动类别")).to_be_focused()
    claims.button("删除第 3 项").click()
    expect(figure).to_have_text("24")
    claims.button("修改第 1 项").click()
    expect(claims.field("活动名称")).to_have_value("第一个会")
    claims.button("删除第 1 项").click()
    expect(claims.field("活动名称")).to_have_value("第二个会")
    expect(figure).to_have_text("12")


def test_an_exemption_goes_to_the_office_of_the_post(open_claims: OpenClaims) -> None:
    claims = open_claims()
    page = claims.page
    claims.begin("免试（免学）")
    claims.field("免学事项").select_option("village_stationing")
    page.get_by_role("group", name="是否仍在岗").get_by_label("是").check()
    claims.field("开始日期").fill(DAY)
    expect(page.locator(".xc-chain")).to_contain_text("同级“访惠聚”办公室")
    claims.next()
    claims.log_in()
    claims.fill_person()
    claims.field("参加工作时间").fill("2012年7月")
    claims.field("拟申报专业技术职务").fill("副主任护师")
    claims.field("免学理由").fill("在村工作")
    claims.button("审核办公室", exact=False).click()
    claims.button(VILLAGE_OFFICE).click()
    claims.next()
    claims.step(3)
    claims.next()
    claims.step(4)
    claims.submit()
    expect(page.get_by_text(f"下一步由“{VILLAGE_OFFICE}”审核")).to_be_visible()


def test_facts_wait_in_the_browser_before_there_is_a_login(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity("没填完的会")
    claims.page.reload()
    claims.button("继续填写", exact=False).click()
    expect(claims.field("活动名称")).to_have_value("没填完的会")
    expect(claims.field("活动级别")).to_have_value("national")


def test_a_draft_waits_at_the_service_for_another_device(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity("没填完的会")
    claims.next()
    phone = claims.log_in()
    claims.fill_person()
    claims.field("学历").fill("研究生")
    # Nothing is tapped: the draft is saved a moment after the last change.
    with claims.page.expect_response(lambda answer: "研究生" in (answer.request.post_data or "") and answer.ok):
        pass
    claims.service.let_a_minute_pass()
    other = open_claims()
    other.button("我的申请", exact=False).click()
    other.log_in(phone)
    other.page.get_by_role("listitem").get_by_role("button").click()
    expect(other.field("活动名称")).to_have_value("没填完的会")
    other.next()
    other.step(2)
    expect(other.field("学历")).to_have_value("研究生")
    assert "*" in other.field("身份证号").input_value()
    other.next()
    other.step(3)


def test_coming_back_to_the_same_browser_goes_on_at_the_same_step(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.to_evidence()
    claims.page.reload()
    claims.button("继续填写", exact=False).click()
    claims.step(3)


def test_a_closed_sheet_keeps_what_was_typed(open_claims: OpenClaims) -> None:
    claims = open_claims("/")
    claims.page.get_by_label("输入问题").fill("申报")
    claims.page.get_by_label("输入问题").press("Enter")
    claims.button("填写并提交").click()
    claims.field("活动名称").fill("打到一半")
    claims.page.keyboard.press("Escape")
    expect(claims.button("填写并提交")).to_be_focused()
    claims.button("填写并提交").click()
    expect(claims.field("活动名称")).to_have_value("打到一半")


def test_the_same_card_goes_on_after_the_page_was_closed(open_claims: OpenClaims) -> None:
    claims = open_claims("/")
    _card(claims)
    claims.fill_activity("从卡片开始的会", days=(DAY, DAY_AFTER_NEXT))
    claims.page.reload()
    claims.button("填写并提交").click()
    expect(claims.field("活动名称")).to_have_value("从卡片开始的会")
    claims.next()
    claims.log_in()
    claims.fill_person()
    claims.next()
    claims.step(3)
    claims.page.reload()
    claims.button("填写并提交").click()
    claims.step(3)
    claims.page.get_by_role("button", name="返回").click()
    claims.step(2)
    claims.page.keyboard.press("Escape")
    # The chat shows the same card once more: it is the same claim.
    claims.page.get_by_label("输入问题").fill("再来一次")
    claims.page.get_by_label("输入问题").press("Enter")
    claims.button("填写并提交").last.click()
    claims.step(2)
    expect(claims.field("姓名")).to_have_value("张三丰")
    assert len([one for one in claims.sent if one[:2] == ("POST", "/api/claims")]) == 1


def test_a_card_whose_draft_is_gone_begins_anew(open_claims: OpenClaims) -> None:
    claims = open_claims("/")
    _card(claims)
    claims.fill_activity("会撤回的", days=(DAY, DAY_AFTER_NEXT))
    claims.next()
    claims.log_in()
    claims.step(2)
    number = json.loads(claims.page.evaluate("localStorage.getItem('xueshi-claims:draft')"))["number"]
    claims.page.evaluate("""number => {
      const kept = JSON.parse(localStorage.getItem('xueshi-claims:draft'))
      localStorage.setItem('xueshi-claims:draft', JSON.stringify({...kept, number: number.slice(0, -2) + '00'}))
    }""", number)
    claims.page.reload()
    claims.button("填写并提交").click()
    claims.step(1)
    expect(claims.field("活动名称")).to_have_value("")


def _card(claims: ClaimsPage) -> None:
    claims.page.get_by_label("输入问题").fill("申报")
    claims.page.get_by_label("输入问题").press("Enter")
    claims.button("填写并提交").click()
    claims.step(1)


def test_a_lost_answer_is_asked_for_again_with_the_same_key(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.headers["idempotency-key"])
            # The service does it; its answer never arrives.
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    claims.page.route("**/api/claims", lose)
    claims.next()
    claims.log_in()
    claims.step(2)
    posts = [headers for method, path, headers, _ in claims.sent if (method, path) == ("POST", "/api/claims")]
    made = [headers["idempotency-key"] for headers in posts]
    assert made == [lost[0], lost[0]]
    claims.page.unroute("**/api/claims")
    claims.button("返回").click()
    claims.button("返回").click()
    claims.button("我的申请", exact=False).click()
    expect(claims.page.locator(".xc-item")).to_have_count(1)


def test_without_a_network_nothing_is_lost(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.next()
    claims.log_in()
    claims.fill_person()
    claims.page.context.set_offline(True)
    claims.next()
    expect(claims.page.get_by_role("alert").filter(has_text="网络")).to_be_visible()
    expect(claims.field("姓名")).to_have_value("张三丰")
    claims.page.context.set_offline(False)
    claims.next()
    claims.step(3)


def test_an_ended_session_asks_for_a_login_and_goes_on(open_claims: OpenClaims, claims_service: ClaimsService) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.next()
    phone = claims.log_in()
    claims.fill_person()
    claims_service.log_everybody_out()
    claims_service.let_a_minute_pass()
    claims.next()
    expect(claims.page.get_by_text("登录已过期")).to_be_visible()
    claims.log_in(phone)
    claims.step(3)
    expect(claims.page.get_by_label("选择文件")).to_be_attached()


def test_a_draft_that_another_page_changed_is_shown_beside_ones_own(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.begin()
    claims.fill_activity()
    claims.next()
    claims.log_in()
    claims.fill_person()
    claims.next()
    claims.step(3)
    other = open_claims(context=claims.page.context)
    other.button("继续填写", exact=False).click()
    other.step(3)
    _change_title(other, "别处改的名称")
    # As soon as it is saved by itself.
    _change_title(claims, "这里改的名称", on=False)
    sheet = claims.page.get_by_role("dialog", name="申请在别处改过了")
    expect(sheet).to_contain_text("别处改的名称")
    expect(sheet).to_contain_text("这里改的名称")
    sheet.get_by_role("button", name="用这里填的").click()
    expect(sheet).to_have_count(0)
    claims.next()
    claims.step(2)
    other.page.reload()
    other.button("继续填写", exact=False).click()
    other.button("返回").click()
    expect(other.field("活动名称")).to_have_value("这里改的名称")


def _change_title(claims: ClaimsPage, title: str, on: bool = True) -> None:
    claims.button("上一步").click()
    claims.button("上一步").click()
    claims.step(1)
    claims.field("活动名称").fill(title)
    if on:
        claims.next()
        claims.step(2)


def test_upload_shows_progress_can_fail_and_be_repeated_once(open_claims: OpenClaims) -> None:
    claims = open_claims()
    number = claims.to_evidence()
    page = claims.page
    keys: list[str] = []

    def fail(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) <= 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/evidence?activity=0", fail)
    claims.upload(payload("参会证明.pdf", pdf(number)))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator(".xc-field__problem")).to_contain_text("连接不上服务")
    claims.button("重传 参会证明.pdf").click()
    expect(claims.button("移除 参会证明.pdf")).to_be_visible()
    expect(page.get_by_text("已上传", exact=False).last).to_be_visible()
    assert len(set(keys)) == 1
    page.unroute("**/evidence?activity=0")
    claims.button("移除 参会证明.pdf").click()
    expect(claims.button("移除 参会证明.pdf")).to_have_count(0)
    expect(page.locator(".xc-checklist__done")).to_have_count(0)


def test_a_refused_file_says_why_and_the_others_go_on(open_claims: OpenClaims) -> None:
    claims = open_claims()
    number = claims.to_evidence()
    claims.upload(payload("假的.pdf", b"<html>" * 99), payload("程序.exe", b"MZ"), payload("真的.pdf", pdf(number)))
    expect(claims.page.get_by_text("只收 PDF、JPG、PNG、OFD、DOCX 文件")).to_be_visible()
    expect(claims.button("移除 真的.pdf")).to_be_visible()
    expect(claims.page.locator(".xc-file .xc-field__problem")).to_have_count(2)
    expect(claims.page.locator(".xc-checklist__done")).to_have_count(2)


def test_the_one_time_link_opens_the_form_once(open_claims: OpenClaims, claims_service: ClaimsService) -> None:
    facts = {"kind": "recognition", "region": REGION, "year": YEAR, "title_level": None, "person": {},
             "activities": [MEETING]}
    path = claims_service.link(facts)
    claims = open_claims(path)
    expect(claims.field("活动级别")).to_have_value("national")
    assert "link" not in claims.page.url
    claims.page.reload()
    claims.button("继续填写", exact=False).click()
    expect(claims.field("天数")).to_have_value("3")
    again = open_claims(path)
    expect(again.page.locator(".xc-alert")).to_be_visible()


def test_a_token_of_the_host_page_logs_in_without_a_code(
    open_claims: OpenClaims, claims_service: ClaimsService
) -> None:
    claims = open_claims()
    claims.page.evaluate(
        """token => {
          document.querySelector('xueshi-claims').remove()
          const element = document.createElement('xueshi-claims')
          element.setAttribute('host-token', token)
          document.querySelector('main').append(element)
        }""",
        claims_service.host_token(),
    )
    claims.begin()
    claims.fill_activity()
    claims.next()
    number = claims.fill_person()
    claims.field("手机号").fill(new_phone())
    claims.next()
    claims.step(3)
    claims.prove(number)
    made = claims.submit()
    with claims.page.expect_download() as download:
        claims.page.get_by_role("link", name="下载附件 1 登记表（Word）").click()
    assert download.value.suggested_filename == f"{made}.docx"
    writes = [headers for _, path, headers, _ in claims.sent if path.startswith("/api/claims/R")]
    assert writes and all("authorization" in headers and "x-csrf-token" not in headers for headers in writes)


def test_facts_behind_the_address_fill_the_form(open_claims: OpenClaims) -> None:
    facts = {"kind": "recognition", "region": REGION, "year": YEAR, "activities": [MEETING]}
    claims = open_claims(f"/claims#facts={quote(json.dumps(facts))}")
    expect(claims.field("活动级别")).to_have_value("national")
    assert "facts" not in claims.page.url


def test_a_phone_and_code_that_do_not_fit_are_told_at_their_field(open_claims: OpenClaims) -> None:
    claims = open_claims()
    claims.button("我的申请", exact=False).click()
    claims.button("登录").click()
    expect(claims.field("手机号")).to_be_focused()
    claims.field("手机号").fill(new_phone())
    claims.button("获取验证码").click()
    expect(claims.field("验证码")).to_be_focused()
    claims.field("验证码").fill("000000")
    claims.button("登录").click()
    expect(claims.field("验证码")).to_have_attribute("aria-invalid", "true")
    expect(claims.page.locator("#xc-code-problem")).to_be_visible()
    claims.button("先不登录").click()
    expect(claims.page.get_by_role("heading", name="继续教育学时申请")).to_be_visible()
