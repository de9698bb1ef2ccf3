"""The page behind a paper's code in a real browser: styled under the service's own policy, fit for a small phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from claims_service import REGION, ClaimsService
from playwright.sync_api import BrowserContext, Page
from sqlalchemy.engine import Connection

from claims.actors import Applicant
from claims.filing.service import Filing
from db.moments import now
from db.tables import applicants, claims
from web.keys import KNOWLEDGE, SEALER

Open = Callable[[str], Page]


@pytest.fixture
def open_page_of(claims_service: ClaimsService, contexts: Callable[..., BrowserContext],
                 watch: Callable[[Page], None]) -> Open:
    """Opens the page of a code at 320 points, the narrowest phone."""

    def open_it(code: str) -> Page:
        page = contexts(viewport={"width": 320, "height": 568}).new_page()
        watch(page)
        page.goto(f"{claims_service.url}/verify/{code}")
        return page

    return open_it


def code_of_claim(service: ClaimsService, **columns: object) -> str:
    """The code of a new claim with these columns."""
    app = service._app

    def work(connection: Connection) -> str:
        found = connection.execute(applicants.insert().values(version=1, created_at=now()))
        who = Applicant(int(found.inserted_primary_key[0]))
        draft = {"kind": "recognition", "region": REGION, "year": 2025, "personal": {"name": "阿卜杜热合曼·买买提"}}
        claim = Filing(app[KNOWLEDGE], app[SEALER]).create(connection, who, draft, now=now(),
                                                           today=now().date())
        if columns:
            connection.execute(sa.update(claims).where(claims.c.id == claim.id).values(**columns))
        return claim.verify_code

    return service.write(work)


def fits(page: Page) -> bool:
    """Nothing sticks out to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_paper_that_holds_is_green(claims_service: ClaimsService, open_page_of: Open) -> None:
    code = code_of_claim(claims_service, state="approved", recognised_hours="45/2", decided_at=now())
    page = open_page_of(code)
    assert page.get_by_role("heading", name="核验通过").is_visible()
    assert page.get_by_text("22.5 学时", exact=True).is_visible()
    assert page.get_by_text("阿***", exact=True).is_visible()
    assert page.locator(".mark").evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(7, 136, 63)"
    assert fits(page)


def test_a_paper_that_does_not_hold_is_not_green(claims_service: ClaimsService, open_page_of: Open) -> None:
    page = open_page_of(code_of_claim(claims_service))
    assert page.get_by_role("heading", name="没有生效").is_visible()
    assert page.get_by_text("草稿", exact=True).is_visible()
    assert page.locator(".mark").evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(178, 80, 0)"
    assert fits(page)


def test_an_unknown_code_says_what_to_do(open_page_of: Open) -> None:
    page = open_page_of("0123456789ABCDEFGHJKMNPQRS")
    assert page.get_by_role("heading", name="没有查到").is_visible()
    page.get_by_role("link", name="回到学时通").click()
    page.wait_for_url("**/")
