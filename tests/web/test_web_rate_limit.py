"""The limit on a client's requests: how it counts, and what it says."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from web_kit import FailingAgent, body, check_error

from web.rate_limit import RateLimit, client_of


def test_a_client_has_its_burst_and_then_its_rate() -> None:
    now = [0.0]
    limit = RateLimit(per_minute=60, burst=3, clock=lambda: now[0])
    assert [limit.take("a") for _ in range(4)] == [0, 0, 0, 1]
    assert limit.take("b") == 0
    now[0] = 1.0
    assert [limit.take("a"), limit.take("a")] == [0, 1]
    now[0] = 1000.0
    assert [limit.take("a") for _ in range(4)] == [0, 0, 0, 1]


def test_a_slow_rate_says_the_seconds_to_wait() -> None:
    limit = RateLimit(per_minute=2, burst=1, clock=lambda: 0.0)
    assert [limit.take("a"), limit.take("a")] == [0, 30]


def test_no_rate_is_no_limit() -> None:
    limit = RateLimit(per_minute=0, burst=1, clock=lambda: 0.0)
    assert {limit.take("a") for _ in range(1000)} == {0}


def test_a_flood_of_clients_does_not_fill_the_memory() -> None:
    limit = RateLimit(per_minute=60, burst=1, clock=lambda: 0.0)
    for number in range(50_000):
        limit.take(str(number))
    assert len(limit._buckets) <= 20_000


@pytest.mark.parametrize(("forwarded", "proxies", "client"), [
    (None, 0, "10.0.0.9"),
    ("1.2.3.4", 0, "10.0.0.9"),  # nobody vouches for the header
    ("1.2.3.4", 1, "1.2.3.4"),
    ("6.6.6.6, 1.2.3.4", 1, "1.2.3.4"),  # the client wrote 6.6.6.6
    ("6.6.6.6, 1.2.3.4, 172.16.0.1", 2, "1.2.3.4"),
    ("1.2.3.4", 2, "10.0.0.9"),
    ("2001:db8:1:2:3::4", 1, "2001:db8:1:2::/64"),
    ("2001:db8:1:2:ffff::5", 1, "2001:db8:1:2::/64"),
    ("x" * 500, 1, "x" * 64),
])
def test_the_client_is_the_address_that_a_trusted_proxy_saw(forwarded: str | None, proxies: int, client: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = make_mocked_request("GET", "/", headers=headers).clone(remote="10.0.0.9")
    assert client_of(request, proxies) == client


@pytest.mark.asyncio
async def test_too_many_messages_are_429_with_the_time_to_wait_and_the_rest_stays_open(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), rate_per_minute=30, rate_burst=2)
    for _ in range(2):
        async with client.post("/api/chat", json=body()) as response:
            assert response.status == 200
    async with client.post("/api/chat", json=body()) as response:
        await check_error(response, 429, "rate_limited")
        assert int(response.headers["Retry-After"]) in (1, 2)
    async with client.get("/api/regions") as response:
        assert response.status == 200
