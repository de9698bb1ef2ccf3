"""What the service can be told: one frozen value, given to `init_app`. It reads no environment and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Callable, Mapping

PROJECT = Path(__file__).resolve().parents[1]
# One offset since 1991, and no time zone database needed.
_CHINA = timezone(timedelta(hours=8))


def today_in_china() -> date:
    """The date in China (UTC+8) now."""
    return datetime.now(_CHINA).date()


@dataclass(frozen=True)
class Settings:
    """database_url: SQLAlchemy URL of what the service keeps. model: the model's folder. kb_dir: a knowledge base laid
    over the project's own, or None. static: the built page.

    queue_size: turns that may wait or run at once; each_conversation: of these for one conversation. turn_seconds: how
    long a request waits for its turn. rate_per_minute: requests a client may make to /api/chat on average, 0 for any;
    rate_burst: how many at once. trusted_proxies: proxies in front whose X-Forwarded-For is believed.
    embed_origins: other sites ("https://www.example.gov.cn") that may embed the page. region_names: names to show
    instead of the knowledge base's, by region id. today: the day that questions are answered for.
    """

    database_url: str = f"sqlite:///{PROJECT / 'var' / 'xueshi.db'}"
    model: Path = PROJECT / "models"
    kb_dir: Path | None = None
    static: Path = PROJECT / "web" / "static"
    queue_size: int = 64
    each_conversation: int = 4
    turn_seconds: float = 25.0
    rate_per_minute: float = 600.0
    rate_burst: int = 120
    trusted_proxies: int = 0
    embed_origins: tuple[str, ...] = ()
    region_names: Mapping[str, str] = field(default_factory=dict)
    today: Callable[[], date] = today_in_china
