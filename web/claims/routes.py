"""Every address of claims; those with words of their own before those with a number in the same place."""

from __future__ import annotations

from web.claims import documents_api, filing_api, public_api, reviews_api, verify

ROUTES = (*public_api.ROUTES, *documents_api.ROUTES, *filing_api.ROUTES, *reviews_api.ROUTES, *verify.ROUTES)
