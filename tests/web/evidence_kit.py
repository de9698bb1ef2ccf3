"""Somebody with a draft, who puts evidence with it over HTTP."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, FormData
from claims_api_kit import Caller, ClaimsService
from web_kit import check_schema

from tests.claims.evidence.sample_files import FILES
from web.keys import SETTINGS

NAME = "学术年会 证书㙘“1”;.pdf"


class Filing:
    """Somebody with a draft."""

    def __init__(self, claims: ClaimsService, caller: Caller, draft: dict[str, Any]) -> None:
        self.claims, self.caller, self.draft = claims, caller, draft
        self.path = f"/api/claims/{draft['number']}/evidence"

    async def upload(self, content: bytes = FILES["pdf"], name: str = NAME, key: str | None = None,
                     caller: Caller | None = None, activity: str | None = "0", path: str | None = None
                     ) -> ClientResponse:
        """One file as a form. path: of another claim's evidence."""
        form = FormData(quote_fields=False)  # as browsers do it
        form.add_field("file", io.BytesIO(content), filename=name, content_type="text/html")
        return await (caller or self.caller).send("POST", path or self.path, key=key, data=form,
                                                  params={} if activity is None else {"activity": activity})

    async def uploaded(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """The EVIDENCE of a file that is taken."""
        response = await self.upload(*arguments, **named)
        value: dict[str, Any] = await response.json()
        assert response.status == 201, value
        check_schema("Evidence", value)
        return value

    async def listed(self) -> list[dict[str, Any]]:
        """As the claim shows it."""
        found: list[dict[str, Any]] = (
            await self.caller.claim("GET", f"/api/claims/{self.draft['number']}"))["evidence"]
        return found

    def stored(self) -> list[Path]:
        """The files of the folder."""
        app = self.claims.client.app
        assert app is not None
        folder = app[SETTINGS].evidence_folder
        return sorted(folder.iterdir()) if folder.exists() else []
