"""The environment as settings: what is read, and what a wrong value is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from web.settings import Settings, today_in_china
from web.tracker_url import tracker_url
from xueshi.failure import Failure
from xueshi.settings import VARIABLES, described, settings


def test_without_variables_everything_has_a_value_and_empty_ones_do_not_count() -> None:
    assert settings({}) == settings(dict.fromkeys(VARIABLES, "")) == Settings()
    assert Settings().database_url.startswith("sqlite:///") and abs((today_in_china() - date.today()).days) <= 1


def test_every_variable_reaches_its_setting(tmp_path: Path) -> None:
    given = {
        "DATABASE_URL": "postgresql://a@b/c", "XUESHI_MODEL": "/m", "XUESHI_KB": str(tmp_path), "XUESHI_QUEUE": "7",
        "XUESHI_REGION_NAMES": "xj-city=某市, bt=兵团", "XUESHI_TURN_SECONDS": "9", "XUESHI_RATE_PER_MINUTE": "0",
        "XUESHI_RATE_BURST": "3", "XUESHI_TRUSTED_PROXIES": "1", "XUESHI_TODAY": "2025-06-01",
        "XUESHI_EMBED_ORIGINS": "https://a.gov.cn http://b.cn:8080", "XUESHI_KEYS": str(tmp_path / "k.json"),
        "XUESHI_CIPHER": "sm4-gcm", "XUESHI_EVIDENCE": str(tmp_path), "XUESHI_FORM_FONT": __file__,
        "XUESHI_DEVELOPMENT": "1", "XUESHI_CODE_SENDER": "sms.gateway:Sender", "XUESHI_LOGIN_PER_MINUTE": "5",
        "XUESHI_HOST_TOKEN_KEY": "k" * 32, "XUESHI_HOST_TOKEN_ISSUERS": "portal oa", "XUESHI_LINK_KEY": "l" * 32,
        "XUESHI_PUBLIC_URL": "https://xueshi.example.gov.cn/",
    }
    assert set(given) == set(VARIABLES)
    found = settings(given)
    assert found.today() == date(2025, 6, 1)
    assert found == Settings(
        database_url="postgresql://a@b/c", model=Path("/m"), kb_dir=tmp_path, queue_size=7,
        region_names={"xj-city": "某市", "bt": "兵团"}, turn_seconds=9.0, rate_per_minute=0, rate_burst=3,
        trusted_proxies=1, embed_origins=("https://a.gov.cn", "http://b.cn:8080"), today=found.today,
        keys=tmp_path / "k.json", cipher="sm4-gcm", evidence=tmp_path, form_font=Path(__file__),
        development=True, code_sender="sms.gateway:Sender", login_per_minute=5, host_token_key="k" * 32,
        host_token_issuers=("portal", "oa"), link_key="l" * 32, public_url="https://xueshi.example.gov.cn",
    )


@pytest.mark.parametrize(("variable", "value"), [
    ("DATABASE_URL", "mysql://a/b"), ("XUESHI_QUEUE", "0"), ("XUESHI_QUEUE", "-1"), ("XUESHI_QUEUE", "１"),
    ("XUESHI_TURN_SECONDS", "soon"), ("XUESHI_KB", "/nowhere"), ("XUESHI_REGION_NAMES", "xj-city"),
    ("XUESHI_REGION_NAMES", "=x"), ("XUESHI_EMBED_ORIGINS", "*"), ("XUESHI_EMBED_ORIGINS", "https://*.cn"),
    ("XUESHI_EMBED_ORIGINS", "https://a.cn/"), ("XUESHI_EMBED_ORIGINS", "a.cn"),
    ("XUESHI_EMBED_ORIGINS", "https://a.cn;script-src"), ("XUESHI_TODAY", "tomorrow"),
    ("XUESHI_KEYS", "."), ("XUESHI_CIPHER", "rot13"), ("XUESHI_EVIDENCE", __file__), ("XUESHI_FORM_FONT", "/nowhere"),
    ("XUESHI_DEVELOPMENT", "yes"), ("XUESHI_CODE_SENDER", "sms.gateway"), ("XUESHI_CODE_SENDER", "sms-gateway:x"),
    ("XUESHI_HOST_TOKEN_KEY", "short"), ("XUESHI_LINK_KEY", "short"), ("XUESHI_PUBLIC_URL", "xueshi.gov.cn"),
])
def test_a_wrong_value_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(Failure, match=f"^{variable}: "):
        settings({variable: value})


def test_secrets_are_in_no_picture_of_the_settings() -> None:
    assert "geheim" not in repr(Settings(host_token_key="geheim" * 9, link_key="geheim" * 9))


def test_help_lists_every_variable() -> None:
    assert set(re.findall(r"^  ([A-Z_]+) ", described(), re.MULTILINE)) == set(VARIABLES)


def test_keys_and_evidence_lie_beside_a_database_file() -> None:
    beside = Settings(database_url="sqlite:////var/x/xueshi.db")
    assert (beside.key_file, beside.evidence_folder) == (Path("/var/x/keys.json"), Path("/var/x/evidence"))
    server = Settings(database_url="postgresql://a@b/c")
    assert server.key_file == Settings().key_file and server.evidence_folder == Settings().evidence_folder
    assert Settings().key_file.parts[-2:] == ("var", "keys.json")
    told = Settings(keys=Path("/k"), evidence=Path("/e"))
    assert (told.key_file, told.evidence_folder) == (Path("/k"), Path("/e"))


@pytest.mark.parametrize(("database", "tracker"), [
    ("sqlite:////var/x/xueshi.db", "sqlite:////var/x/xueshi-conversations.db"),
    ("sqlite:///x.db", "sqlite:///x-conversations.db"),
    ("sqlite://", "sqlite://"),
    ("postgresql://a:b@c:5432/d", "postgresql://a:b@c:5432/d"),
    ("postgres://a:b@c/d", "postgresql://a:b@c/d"),
])
def test_conversations_lie_beside_the_rest(database: str, tracker: str) -> None:
    assert tracker_url(database) == tracker
