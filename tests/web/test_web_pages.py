"""The page, its files, and the headers that say what a browser may do with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from web_kit import Client, FailingAgent, body
from yarl import URL

pytestmark = pytest.mark.asyncio
PARTNER = "https://www.example.gov.cn"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as the page's build leaves it, with a secret beside it."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>学时通</title>", encoding="utf-8")
    (static / "claims.html").write_text("<!doctype html><title>学时申请</title>", encoding="utf-8")
    (static / "console.html").write_text("<!doctype html><title>工作台</title>", encoding="utf-8")
    (static / "xueshi-chat.js").write_text("1", encoding="utf-8")
    (static / "assets" / "console-B7k_2xQ9.js").write_text("2", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    return static


@pytest_asyncio.fixture
async def pages(start_service: Any, built: Path) -> Client:
    """A service with that folder."""
    client: Client = await start_service(FailingAgent(None), static=built)
    return client


@pytest.mark.parametrize(("path", "title"), [("/", "学时通"), ("/claims", "学时申请"), ("/console", "工作台")])
async def test_the_page_is_served_with_a_policy_that_keeps_everything_at_home(pages: Client, path: str,
                                                                              title: str) -> None:
    async with pages.get(path) as response:
        assert f"<title>{title}</title>" in await response.text()
        assert (response.status, response.content_type) == (200, "text/html")
        policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'" and policy["frame-ancestors"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == "'none'"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/claims", "/static/xueshi-chat.js", "/nothing", "/api/regions", "/api/nothing",
                                  "/healthz"])
async def test_every_answer_has_the_strict_headers_and_names_no_version(pages: Client, path: str) -> None:
    async with pages.get(path) as response:
        strict = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Request-ID"}
        assert strict <= set(response.headers)
        assert "aiohttp" not in response.headers["Server"].lower()
        assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(("path", "cache"), [("xueshi-chat.js", "no-cache"),
                                             ("assets/console-B7k_2xQ9.js", "public, max-age=31536000, immutable")])
async def test_only_a_name_with_a_hash_is_kept_for_ever(pages: Client, path: str, cache: str) -> None:
    async with pages.get(f"/static/{path}") as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, cache)
        tag = response.headers["ETag"]
    async with pages.get(f"/static/{path}", headers={"If-None-Match": tag}) as response:
        assert (response.status, response.headers["Cache-Control"]) == (304, cache)


@pytest.mark.parametrize("path", ["/static/../secret.txt", "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt",
                                  "/static/link.txt", "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/%00",
                                  "/static/assets", "/static/", "/static", "/static/" + "a" * 5000],
                         ids=lambda path: path[:30])
async def test_nothing_outside_the_folder_is_served(pages: Client, path: str) -> None:
    async with pages.get(URL(path, encoded=True)) as response:
        assert response.status == 404
        assert "secret" not in await response.text()


async def test_an_unknown_page_is_a_page_in_chinese_that_quotes_nothing(pages: Client) -> None:
    async with pages.get("/<script>alert(1)</script>") as response:
        text = await response.text()
        assert (response.status, response.content_type) == (404, "text/html")
        assert "没有这个地址" in text and "<script" not in text
    async with pages.post("/") as response:
        assert (response.status, response.content_type) == (405, "text/html")


async def test_a_page_that_is_not_built_says_how_to_build_it(start_service: Any, tmp_path: Path) -> None:
    client = await start_service(FailingAgent(None), static=tmp_path / "nowhere")
    async with client.get("/") as response:
        assert response.status == 503
        assert "make setup" in await response.text()
    async with client.get("/api/regions") as response:
        assert response.status == 200


async def test_a_named_site_may_embed_the_page_and_call_the_api(start_service: Any, built: Path) -> None:
    client = await start_service(FailingAgent(None), static=built, embed_origins=(PARTNER,))
    asks = {"Origin": PARTNER, "Access-Control-Request-Method": "POST"}
    async with client.options("/api/chat", headers=asks) as response:
        assert response.status == 204
        assert response.headers["Access-Control-Allow-Origin"] == PARTNER
        assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
    async with client.post("/api/chat", json=body(), headers={"Origin": PARTNER}) as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (200, PARTNER)
    async with client.get("/static/xueshi-chat.js", headers={"Origin": PARTNER}) as response:
        assert response.headers["Access-Control-Allow-Origin"] == PARTNER
        assert response.headers["Vary"] == "Origin"
        assert PARTNER in response.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in response.headers
    async with client.get("/console") as response:
        assert PARTNER not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{PARTNER}.evil.example", PARTNER.upper()])
async def test_any_other_site_may_not(start_service: Any, built: Path, origin: str) -> None:
    client = await start_service(FailingAgent(None), static=built, embed_origins=(PARTNER,))
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    async with client.options("/api/chat", headers=asks) as response:
        assert response.status == 405
        assert "Access-Control-Allow-Origin" not in response.headers
