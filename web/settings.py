"""What the service can be told: one frozen value, given to `init_app`. It reads no environment and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Callable, Mapping

from claims.sealing.sealer import CipherName
from db.engine import is_embedded, parse_url

LOGIN_BURST = 20
"""Attempts to log in that a client may make at once: an office that starts its day behind one address."""
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

    keys: the key file; evidence: the folder of evidence files; without them they lie beside a SQLite file, else in
    var/. cipher: what is sealed from now on is sealed with. form_font: the font of the printed forms, which
    `claims.documents` reads from the environment by itself.

    development: a trial on one machine: login codes are printed to the service's console. code_sender: what sends them
    otherwise, "module:object" (claims.people.senders). login_per_minute: attempts to log in that a client may make on
    average, 0 for any. host_token_key, host_token_issuers: with what and by whom host pages sign who is on them.
    link_key: what channels of the chat show to get a one-time link. public_url: this service as people reach it.
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
    keys: Path | None = None
    cipher: CipherName = "aes-256-gcm"
    evidence: Path | None = None
    form_font: Path | None = None
    development: bool = False
    code_sender: str | None = None
    login_per_minute: float = 30.0
    host_token_key: str | None = field(default=None, repr=False)
    host_token_issuers: tuple[str, ...] = ()
    link_key: str | None = field(default=None, repr=False)
    public_url: str | None = None

    @property
    def key_file(self) -> Path:
        """Where the keys lie."""
        return self.keys or self._beside_database() / "keys.json"

    @property
    def evidence_folder(self) -> Path:
        """Where evidence files lie."""
        return self.evidence or self._beside_database() / "evidence"

    def _beside_database(self) -> Path:
        url = parse_url(self.database_url)
        if is_embedded(url) and url.database and url.database != ":memory:":
            return Path(url.database).parent
        return PROJECT / "var"
