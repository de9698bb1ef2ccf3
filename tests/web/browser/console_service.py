"""The service with the trial's organisations, accounts and claims, and the console as its staff use it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from claims_service import ClaimsService
from playwright.sync_api import Locator, Page, expect

from claims.actors import Applicant, Grant
from claims.filing.service import Filing
from claims.people import accounts, grant_changes
from claims.people.passwords import hash_password
from db.moments import now
from db.tables import audit_log, claims, organisations
from web.keys import DATABASE, KNOWLEDGE, SEALER, SETTINGS
from web.settings import today_in_china
from xueshi.demo.offices import id_number
from xueshi.demo.seed import Seed

PASSWORD = "Shi-Yan-2026-abc"
_SERIAL = 990
"""Of an ID number that nobody of the trial has."""


class ConsoleService(ClaimsService):
    """The trial's claims are one each: a test takes the claim of an account that no other test reviews with."""

    def __enter__(self) -> ConsoleService:
        super().__enter__()
        app = self._app
        Seed(app[DATABASE], app[KNOWLEDGE], app[SEALER], app[SETTINGS].evidence_folder, now(), today_in_china(),
             PASSWORD).plant(force=True)
        return self

    def add_reviewer(self, login: str, employer: str) -> None:
        """A reviewer of the employer with a first password that has to be changed."""
        sealer, hashed = self._app[SEALER], hash_password(PASSWORD)

        def work(connection: Any) -> None:
            place = connection.execute(sa.select(organisations.c.id).where(organisations.c.name == employer)).scalar()
            made = accounts.create(connection, sealer, "system", login=login, display_name="演示新人",
                                   password_hash=hashed, now=now(), id_number=id_number(_SERIAL))
            grant_changes.add(connection, sealer, "system", made, made.version,
                              Grant("employer_reviewer", place, None), now())

        self.write(work)

    def row(self, number: str) -> Any:
        """The claim as it is stored."""
        return self.write(lambda connection: connection.execute(
            sa.select(claims).where(claims.c.number == number)).one())

    def step_version(self, number: str) -> None:
        """As if the claim had been changed elsewhere since it was read."""
        self.write(lambda connection: connection.execute(
            claims.update().where(claims.c.number == number).values(version=claims.c.version + 1)))

    def submit_again(self, number: str) -> None:
        """What the applicant does after a return."""
        filing, row = Filing(self._app[KNOWLEDGE], self._app[SEALER]), self.row(number)
        self.write(lambda connection: filing.submit(connection, Applicant(row.applicant), number, row.version,
                                                    now=now(), today=today_in_china()))

    def audited(self, action: str) -> int:
        """How many rows of the log tell of the action."""
        return int(self.write(lambda connection: connection.execute(
            sa.select(sa.func.count()).select_from(audit_log).where(audit_log.c.action == action)).scalar_one()))


class Console:
    """The page `/console`, by role and name."""

    def __init__(self, page: Page, service: ConsoleService) -> None:
        self.page, self.service = page, service

    def log_in(self, login: str, password: str = PASSWORD) -> None:
        """On the login page, or in the dialog over a page."""
        self.page.get_by_label("登录名", exact=True).fill(login)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.button("登录").click()

    def button(self, name: str) -> Locator:
        """A button by its accessible name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def choose(self, name: str) -> None:
        """One of several, in a group of radio buttons."""
        self.page.locator("label").filter(has_text=name).first.click()

    def select(self, label: str, option: str) -> None:
        """An option of a list."""
        # Element Plus lays the shown text over the input.
        self.page.get_by_role("combobox", name=label, exact=True).click(force=True)
        self.page.get_by_role("option", name=option, exact=True).click()

    def open_first(self) -> str:
        """The first claim of the list; its number."""
        link = self.page.get_by_role("grid").get_by_role("link").first
        number = link.inner_text()
        link.click()
        expect(self.page.get_by_role("heading", name="办理", exact=True)).to_be_visible()
        return number

    def decide(self, name: str) -> None:
        """Press the decision and confirm it."""
        self.button(name).click()
        self.button(f"确认{name}").click()

    def settled(self, number: str, name: str) -> None:
        """The decision was carried out and said so."""
        expect(self.page.get_by_text(f"{number} 已办理：{name}", exact=True)).to_be_visible()
