"""The two pages over PostgreSQL: one claim from the form to the approval. Everything else runs over SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from claims_page import DAY, DAY_AFTER_NEXT, ClaimsPage
from console_service import Console, ConsoleService
from playwright.sync_api import BrowserContext, Page, expect

from db.database import Database
from db.upgrade import upgrade

EMPLOYER = "演示市第一水利设计院"


@pytest.fixture
def service(postgres_url: str, tmp_path: Path) -> Iterator[ConsoleService]:
    """The service with the trial's accounts and claims, over a PostgreSQL database of this test's own."""
    database = Database(postgres_url)
    upgrade(database.engine)
    database.close()
    with ConsoleService(tmp_path, postgres_url) as started:
        yield started


def test_a_claim_is_filed_and_approved(
    service: ConsoleService, contexts: Callable[..., BrowserContext], watch: Callable[[Page], None]
) -> None:
    def opened(path: str, width: int) -> Page:
        page = contexts(viewport={"width": width, "height": 800}).new_page()
        watch(page)
        page.goto(service.url + path)
        return page

    claims = ClaimsPage(opened("/claims", 360), service)
    claims.begin()
    claims.fill_activity(days=(DAY, DAY_AFTER_NEXT))
    claims.next()
    claims.log_in()
    number = claims.fill_person(EMPLOYER)
    claims.next()
    claims.step(3)
    claims.prove(number)
    made = claims.submit()
    for login in ("demo-city-employer", "demo-city-hr"):
        console = Console(opened("/console", 1280), service)
        console.log_in(login)
        console.page.get_by_role("link", name=made).click()
        console.decide("通过")
        console.settled(made, "通过")
    row = service.row(made)
    assert (row.state, str(row.recognised_hours), row.version > 3) == ("approved", "36", True)
    claims.button("查看我的申请").click()
    claims.page.locator(".xc-item").click()
    expect(claims.page.get_by_text("已认定 36 学时")).to_be_visible()
    console.choose("全部")
    console.page.get_by_label("只看我办的").check()
    expect(console.page.get_by_role("link", name=made)).to_be_visible()
