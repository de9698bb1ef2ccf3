"""The service's settings from the environment. Every variable is listed here, and a wrong value names its variable."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, Callable, Mapping
from urllib.parse import urlsplit

from db.engine import parse_url
from web.settings import Settings
from xueshi.failure import Failure


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this environment; an empty variable counts as unset. Raises Failure."""
    found: dict[str, Any] = {}
    for variable, (name, read, _) in VARIABLES.items():
        text = environment.get(variable, "").strip()
        if not text:
            continue
        try:
            found[name] = read(text)
        except ValueError as error:
            raise Failure(f"{variable}: {error}") from None
    return Settings(**found)


def described() -> str:
    """The variables with what they do, for --help."""
    return "\n".join(f"  {variable:26} {text}" for variable, (_, _, text) in VARIABLES.items())


def _database(text: str) -> str:
    parse_url(text)
    return text


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise ValueError(f"there is no folder {text}")
    return Path(text)


def _count(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ValueError(f"write a whole number of at least {least}, not {text!r}")
        return int(text)

    return read


def _seconds(text: str) -> float:
    return float(_count(1)(text))


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(text.split())
    for origin in origins:
        parts = urlsplit(origin)
        plain = origin == f"{parts.scheme}://{parts.netloc}" and not set(origin) & set(";,'\"*")
        if parts.scheme not in ("http", "https") or not plain:
            raise ValueError(f"write origins such as https://www.example.gov.cn, separated by spaces, not {origin!r}")
    return origins


def _names(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(region.strip() and name.strip() for region, _, name in pairs):
        raise ValueError("write region=name, separated by commas")
    return {region.strip(): name.strip() for region, _, name in pairs}


def _fixed_day(text: str) -> Callable[[], date]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"write a date as YYYY-MM-DD, not {text!r}") from None
    return lambda: day


VARIABLES: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "DATABASE_URL": ("database_url", _database, "sqlite:///… or postgresql://… (default: var/xueshi.db)"),
    "XUESHI_MODEL": ("model", Path, "the model's folder (models/)"),
    "XUESHI_KB": ("kb_dir", _folder, "a knowledge-base folder laid over the project's own"),
    "XUESHI_REGION_NAMES": ("region_names", _names, "names to show for regions: xj-city=某某市,…"),
    "XUESHI_QUEUE": ("queue_size", _count(1), "turns that may wait or run at once (64)"),
    "XUESHI_TURN_SECONDS": ("turn_seconds", _seconds, "how long a request waits for its turn (25)"),
    "XUESHI_RATE_PER_MINUTE": ("rate_per_minute", _count(0), "requests a client may make a minute, 0 for any (600)"),
    "XUESHI_RATE_BURST": ("rate_burst", _count(1), "of these at once (120)"),
    "XUESHI_TRUSTED_PROXIES": ("trusted_proxies", _count(0), "proxies in front whose X-Forwarded-For is believed (0)"),
    "XUESHI_EMBED_ORIGINS": ("embed_origins", _origins, "other sites that may embed the page, separated by spaces"),
    "XUESHI_TODAY": ("today", _fixed_day, "answer for this day instead of today (demonstrations, tests)"),
}
