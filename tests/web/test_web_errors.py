"""Every refusal has the one shape, on every route, and says to a person what is wrong."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
import pytest_asyncio
from web_kit import BUSY, QUESTION, Client, CountingAgent, FailingAgent, body, check_error
from yarl import URL

from web.json_body import MOST_BYTES

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def plain(start_service: Any) -> Client:
    """A service whose agent is never reached or has nothing to say."""
    client: Client = await start_service(FailingAgent(None))
    return client


def _but(**changes: Any) -> dict[str, Any]:
    return {**body(), **changes}


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in body().items() if key != name}


BODIES = [
    ("empty body", b"", 400, "bad_json", None),
    ("broken JSON", b'{"conversation": "c", ', 400, "bad_json", None),
    ("not UTF-8", b'{"text": "\xff\xfe"}', 400, "bad_json", None),
    ("UTF-16", json.dumps(body()).encode("utf-16"), 400, "bad_json", None),
    ("NaN", b'{"text": NaN}', 400, "bad_json", None),
    ("a key twice", b'{"text": "a", "text": "b"}', 400, "bad_json", None),
    ("nested beyond reason", b"[" * 100_000, 400, "bad_json", None),
    ("a number beyond reason", b'{"text": ' + b"9" * 100_000 + b"}", 400, "bad_json", None),
    ("a list", b"[]", 400, "bad_json", None),
    ("null", b"null", 400, "bad_json", None),
    ("a text", b'"text"', 400, "bad_json", None),
    ("an empty object", {}, 422, "missing_field", "conversation"),
    ("no conversation", _without("conversation"), 422, "missing_field", "conversation"),
    ("no message id", _without("message_id"), 422, "missing_field", "message_id"),
    ("no text", _without("text"), 422, "missing_field", "text"),
    ("an unknown key", _but(admin=True), 422, "unknown_field", "admin"),
    ("an unknown key that is no name", _but(**{"<script>": 1}), 422, "unknown_field", None),
    ("text a number", _but(text=5), 422, "wrong_type", "text"),
    ("text null", _but(text=None), 422, "wrong_type", "text"),
    ("text a list", _but(text=["a"]), 422, "wrong_type", "text"),
    ("conversation a number", _but(conversation=5), 422, "wrong_type", "conversation"),
    ("message id true", _but(message_id=True), 422, "wrong_type", "message_id"),
    ("conversation empty", _but(conversation=""), 422, "bad_value", "conversation"),
    ("conversation too long", _but(conversation="a" * 65), 422, "bad_value", "conversation"),
    ("conversation with NUL", _but(conversation="a\x00b"), 422, "bad_value", "conversation"),
    ("conversation with a line end", _but(conversation="ab\n"), 422, "bad_value", "conversation"),
    ("conversation in Chinese", _but(conversation="对话"), 422, "bad_value", "conversation"),
    ("conversation with full-width digits", _but(conversation="１２"), 422, "bad_value", "conversation"),
    ("message id with a path", _but(message_id="../../etc"), 422, "bad_value", "message_id"),
    ("region a number", _but(region=65), 422, "wrong_type", "region"),
    ("region a list", _but(region=["xj"]), 422, "wrong_type", "region"),
    ("region unknown", _but(region="mars"), 422, "unknown_region", "region"),
    ("region empty", _but(region=""), 422, "unknown_region", "region"),
    ("region in half a surrogate pair", _but(region="\ud800"), 422, "unknown_region", "region"),
    ("region chosen a text", _but(region_chosen="true"), 422, "wrong_type", "region_chosen"),
    ("region chosen null", _but(region_chosen=None), 422, "wrong_type", "region_chosen"),
    ("2,001 characters", _but(text="好" * 2001), 422, "text_too_long", "text"),
    ("10,000 characters", _but(text="参加培训班算几学时" * 1200), 422, "text_too_long", "text"),
    ("10,000 emoji", _but(text="😀" * 10_000), 422, "text_too_long", "text"),
    ("a body too large", _but(text="好" * MOST_BYTES), 413, "too_large", None),
]


@pytest.mark.parametrize(("sent", "status", "code", "field"), [row[1:] for row in BODIES],
                         ids=[row[0] for row in BODIES])
async def test_a_bad_body_is_refused_in_the_shape_and_the_next_message_is_answered(
    plain: Client, sent: Any, status: int, code: str, field: str | None
) -> None:
    data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    async with plain.post("/api/chat", data=data, headers={"Content-Type": "application/json"}) as response:
        await check_error(response, status, code, field)
    async with plain.post("/api/chat", json=body()) as response:
        assert response.status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "nonsense",
                                  "application/json; charset=gbk", "multipart/form-data; boundary=x"])
async def test_another_content_type_is_refused(plain: Client, kind: str) -> None:
    async with plain.post("/api/chat", data=json.dumps(body()).encode(), headers={"Content-Type": kind}) as response:
        await check_error(response, 415, "unsupported_media_type")


async def test_the_length_that_is_refused_is_the_length_that_is_said(plain: Client) -> None:
    async with plain.post("/api/chat", json=body("好" * 10_000)) as response:
        error = await check_error(response, 422, "text_too_long", "text")
    assert "10,000" in error["message"] and "2,000" in error["message"]


async def test_a_compressed_body_that_unpacks_beyond_the_limit_is_refused(plain: Client) -> None:
    data = gzip.compress(json.dumps(body("好" * 3_000_000)).encode())
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with plain.post("/api/chat", data=data, headers=headers) as response:
        await check_error(response, 413, "too_large")


async def test_a_body_that_is_not_the_compression_it_claims_is_refused(plain: Client) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with plain.post("/api/chat", data=b"not gzip at all", headers=headers) as response:
        assert response.status == 400


ROUTES = [
    ("GET", "/api/chat", 405, "method_not_allowed", None),
    ("PUT", "/api/chat", 405, "method_not_allowed", None),
    ("DELETE", "/api/chat", 405, "method_not_allowed", None),
    ("OPTIONS", "/api/chat", 405, "method_not_allowed", None),
    ("PROPFIND", "/api/chat", 405, "method_not_allowed", None),
    ("POST", "/api/chat/", 404, "not_found", None),
    ("POST", "/api/regions", 405, "method_not_allowed", None),
    ("POST", "/api/clauses/xj-2021%23p1", 405, "method_not_allowed", None),
    ("POST", "/api/openapi.json", 405, "method_not_allowed", None),
    ("POST", "/healthz", 405, "method_not_allowed", None),
    ("DELETE", "/metrics", 405, "method_not_allowed", None),
    ("GET", "/api", 404, "not_found", None),
    ("GET", "/api/", 404, "not_found", None),
    ("GET", "/api/nothing", 404, "not_found", None),
    ("POST", "/api/nothing/at/all", 404, "not_found", None),
    ("GET", "/api/clauses/", 404, "not_found", None),
    ("GET", "/api/clauses/nothing", 404, "unknown_clause", "address"),
    ("GET", "/api/clauses/xj-city-2022%23%E9%99%84%E4%BB%B63%2F400", 404, "unknown_clause", "address"),
    ("GET", "/api/clauses/xj-city-2022", 404, "unknown_clause", "address"),
    ("GET", "/api/clauses/..%2F..%2Fetc%2Fpasswd", 404, "unknown_clause", "address"),
    ("GET", "/api/clauses/%00", 404, "unknown_clause", "address"),
    ("GET", "/api/clauses/%ff%fe", 404, "unknown_clause", "address"),
]


@pytest.mark.parametrize(("method", "path", "status", "code", "field"), ROUTES)
async def test_a_wrong_address_or_method_is_refused_in_the_shape(
    plain: Client, method: str, path: str, status: int, code: str, field: str | None
) -> None:
    async with plain.request(method, URL(path, encoded=True)) as response:
        await check_error(response, status, code, field)
        assert status != 405 or response.headers["Allow"]


async def test_a_full_queue_is_503_with_the_time_to_wait_and_the_message_can_be_sent_again(start_service: Any) -> None:
    agent = FailingAgent(BUSY)
    client = await start_service(agent)
    asked = body()
    async with client.post("/api/chat", json=asked) as response:
        await check_error(response, 503, "busy")
        assert int(response.headers["Retry-After"]) > 0
    agent.error = None
    async with client.post("/api/chat", json=asked) as response:
        assert response.status == 200


async def test_what_nobody_foresaw_is_500_with_the_id_that_stands_in_the_log(
    start_service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    agent = FailingAgent(KeyError(QUESTION))
    client = await start_service(agent)
    asked = body()
    async with client.post("/api/chat", json=asked) as response:
        error = await check_error(response, 500, "internal")
    lines = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert any(error["request_id"] in line and "KeyError" in line for line in lines)
    assert QUESTION not in caplog.text
    agent.error = None
    async with client.post("/api/chat", json=asked) as response:
        assert response.status == 200


async def test_a_turn_that_takes_too_long_is_504_and_its_answer_is_found_later(
    start_service: Any, model_agent: Any
) -> None:
    agent = CountingAgent(model_agent)
    agent.gate.clear()
    client = await start_service(agent, turn_seconds=0.2)
    asked = body()
    async with client.post("/api/chat", json=asked) as response:
        await check_error(response, 504, "timeout")
        assert int(response.headers["Retry-After"]) > 0
    agent.gate.set()
    for _ in range(600):  # however long the turn takes: each waits as long as this service waits for one
        async with client.post("/api/chat", json=asked) as response:
            if response.status != 504:
                break
    assert response.status == 200
    assert agent.turns == 1


async def test_a_harmless_request_id_of_the_caller_is_kept_and_another_is_not(plain: Client) -> None:
    async with plain.get("/api/nothing", headers={"X-Request-ID": "gateway-0001"}) as response:
        assert (await check_error(response, 404, "not_found"))["request_id"] == "gateway-0001"
    async with plain.get("/api/nothing", headers={"X-Request-ID": "<b>id</b> and more"}) as response:
        assert "<" not in (await check_error(response, 404, "not_found"))["request_id"]
