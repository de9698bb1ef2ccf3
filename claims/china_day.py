"""The date on a paper or a page: that of China."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# One offset since 1991, and no time zone database needed.
_CHINA = timezone(timedelta(hours=8))


def day_in_china(moment: datetime) -> date:
    """The date in China (UTC+8) of a moment."""
    return moment.astimezone(_CHINA).date()
