"""The pages of claims as a person uses them: what is on them, by role and name."""

from __future__ import annotations

import itertools
import json
from typing import Any

from claims_service import EMPLOYER, REGION, ClaimsService
from playwright.sync_api import FilePayload, Locator, Page, Request, expect

from web.settings import today_in_china

_PHONES = (f"138{number:08}" for number in itertools.count(10_000_000))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# Last year's: past on every day of this one.
YEAR = today_in_china().year - 1
DAY, DAY_AFTER_NEXT = f"{YEAR}-05-06", f"{YEAR}-05-08"
# Each test files for somebody else: their hours of a year must not meet in one limit.
_ORDER = itertools.count(1)


def new_phone() -> str:
    """A phone that no other test logs in with."""
    return next(_PHONES)


def made_up_id() -> str:
    """An ID number of somebody born in March 1990, of a place that does not exist."""
    first = f"99010119900307{next(_ORDER):03}"
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS)) % 11]


def pdf(note: str = "") -> bytes:
    """A PDF of one empty page; `note` makes it another file."""
    return f"%PDF-1.4\n%{note}\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n".encode()


def payload(name: str, content: bytes) -> FilePayload:
    """A file to choose."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


class ClaimsPage:
    """A page with `<xueshi-claims>` on it; `sent` are the writes that it sent: method, path, headers, body."""

    def __init__(self, page: Page, service: ClaimsService) -> None:
        self.page, self.service = page, service
        self.sent: list[tuple[str, str, dict[str, str], Any]] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        path = request.url.removeprefix(self.service.url)
        if request.method == "GET" or not path.startswith("/api/"):
            return
        text = request.post_data_buffer or b""
        body = json.loads(text) if request.headers.get("content-type") == "application/json" else None
        self.sent.append((request.method, path, request.headers, body))

    def button(self, name: str, exact: bool = True) -> Locator:
        """A button by its accessible name."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def field(self, label: str) -> Locator:
        """An input by its label."""
        return self.page.get_by_label(label, exact=True)

    def step(self, number: int) -> None:
        """Waits for a step of the form."""
        expect(self.page.get_by_role("heading", name=f"第 {number} 步")).to_be_visible()

    def next(self) -> None:
        """Goes on."""
        self.button("下一步").click()

    def begin(self, kind: str = "学时认定") -> None:
        """From the first page into the form."""
        self.field("所在地区").select_option(REGION)
        self.button(kind, exact=False).click()
        self.step(1)

    def fill_activity(self, title: str = "全国护理学术年会", days: tuple[str, str] = (DAY, DAY)) -> None:
        """A national conference with organiser and dates, into the activity that is open."""
        self.field("活动类别").select_option("academic_conference")
        self.field("活动名称").fill(title)
        self.field("举办单位").fill("中华护理学会")
        self.field("开始日期").fill(days[0])
        self.field("结束日期").fill(days[1])
        self.field("活动级别").select_option("national")

    def log_in(self, phone: str | None = None) -> str:
        """By a code, on the login page; the phone."""
        phone = phone or new_phone()
        # By role: a form that waits behind the login may have a field of the same name.
        self.page.get_by_role("textbox", name="手机号").fill(phone)
        self.button("获取验证码").click()
        expect(self.button("秒后重发", exact=False)).to_be_disabled()
        self.field("验证码").fill(self.service.code_for(phone))
        self.button("登录").click()
        return phone

    def fill_person(self, employer: str = EMPLOYER) -> str:
        """Everything on the second step; the ID number."""
        self.step(2)
        number = made_up_id()
        filled = {"姓名": "张三丰", "身份证号": number, "学历": "本科", "学位": "学士", "何时何学校何专业毕业":
                  "2012年 示例医科大学 护理学", "现有专业技术职务": "主管护师"}
        for label, value in filled.items():
            self.field(label).fill(value)
        self.choose_employer(employer)
        return number

    def choose_employer(self, employer: str = EMPLOYER) -> None:
        """By a part of its name."""
        self.button("现工作单位", exact=False).click()
        self.page.get_by_role("searchbox", name="单位名称").fill(employer[3:7])
        self.button(employer).click()

    def upload(self, *files: FilePayload) -> None:
        """Files for the only activity."""
        self.page.get_by_label("选择文件").set_input_files(list(files))

    def to_evidence(self) -> str:
        """From the first page to the third step; the ID number."""
        self.begin()
        self.fill_activity()
        self.next()
        self.log_in()
        number = self.fill_person()
        self.next()
        self.step(3)
        return number

    def to_check(self) -> str:
        """From the first page to the last step; the ID number."""
        number = self.to_evidence()
        self.prove(number)
        return number

    def prove(self, number: str) -> None:
        """From the evidence to the last step, with one file; number: what makes the file another than the others'."""
        self.upload(payload("参会证明.pdf", pdf(number)))
        expect(self.page.get_by_text("已上传").last).to_be_visible()
        expect(self.page.locator(".xc-checklist__done").first).to_be_visible()
        self.next()
        self.step(4)

    def submit(self) -> str:
        """Submits what is on the last step; the claim's number."""
        self.button("提交").click()
        expect(self.page.get_by_role("heading", name="已提交")).to_be_visible()
        return self.page.locator(".xc-done__number b").inner_text()

    def claim_number(self) -> str:
        """Of the draft that is being filled in, out of the addresses that it was saved at."""
        return next(path.split("/")[3] for _, path, _, _ in reversed(self.sent) if path.startswith("/api/claims/R"))
