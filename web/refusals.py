"""What the rooms of filing refuse, as an error of the API."""

from __future__ import annotations

from claims.trouble import Refused
from web.errors import ApiError


def as_api_error(refused: Refused) -> ApiError:
    """The refusal with its code, words, field and status, to be raised."""
    headers = {"Retry-After": str(refused.wait)} if refused.wait is not None else None
    return ApiError(refused.status, refused.code, refused.message, refused.field, headers)
