"""The service's settings from the environment. Every variable is listed here, and a wrong value names its variable."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, Callable, Mapping
from urllib.parse import urlsplit

from claims.sealing.sealer import CIPHERS
from db.engine import parse_url
from web.settings import Settings
from xueshi.failure import Failure

_SHORTEST_SECRET = 32


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


def _file_path(text: str) -> Path:
    if Path(text).is_dir():
        raise ValueError(f"write the path of a file; {text} is a folder")
    return Path(text)


def _folder_path(text: str) -> Path:
    if Path(text).exists() and not Path(text).is_dir():
        raise ValueError(f"write the path of a folder; {text} is a file")
    return Path(text)


def _existing_file(text: str) -> Path:
    if not Path(text).is_file():
        raise ValueError(f"there is no file {text}")
    return Path(text)


def _cipher(text: str) -> str:
    if text not in CIPHERS:
        raise ValueError(f"write {' or '.join(CIPHERS)}, not {text!r}")
    return text


def _yes(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"write 1 or 0, not {text!r}")
    return text == "1"


def _secret(text: str) -> str:
    if len(text.encode("utf-8")) < _SHORTEST_SECRET:
        raise ValueError(f"too short: write at least {_SHORTEST_SECRET} bytes, such as `openssl rand -hex 32` prints")
    return text


def _object_path(text: str) -> str:
    module, _, name = text.partition(":")
    if not all(part.isidentifier() for part in (*module.split("."), *name.split("."))):
        raise ValueError(f"write module:object, not {text!r}")
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"write an address such as https://xueshi.example.gov.cn, not {text!r}")
    return text.rstrip("/")


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
    "XUESHI_KEYS": ("keys", _file_path, "the key file, made on the first start (keys.json beside the database)"),
    "XUESHI_CIPHER": ("cipher", _cipher, "aes-256-gcm or sm4-gcm, for what is sealed from now on (aes-256-gcm)"),
    "XUESHI_EVIDENCE": ("evidence", _folder_path, "folder of evidence files (evidence/ beside the database)"),
    "XUESHI_FORM_FONT": ("form_font", _existing_file, "font of the printed forms (var/fonts/, else the system's)"),
    "XUESHI_DEVELOPMENT": ("development", _yes, "1 for a trial on one machine: login codes on this console (0)"),
    "XUESHI_CODE_SENDER": ("code_sender", _object_path, "what sends login codes to phones: module:object"),
    "XUESHI_LOGIN_PER_MINUTE": ("login_per_minute", _count(0), "logins a client may try a minute, 0 for any (30)"),
    "XUESHI_HOST_TOKEN_KEY": ("host_token_key", _secret, "key that host pages sign with who is on them (HS256)"),
    "XUESHI_HOST_TOKEN_ISSUERS": ("host_token_issuers", _words, "whose tokens are taken (iss), separated by spaces"),
    "XUESHI_LINK_KEY": ("link_key", _secret, "key that channels of the chat show to get a one-time link"),
    "XUESHI_PUBLIC_URL": ("public_url", _url, "this service's address as people reach it (the request's own)"),
    "XUESHI_TODAY": ("today", _fixed_day, "answer for this day instead of today (demonstrations, tests)"),
}
