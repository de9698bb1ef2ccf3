"""What those who watch the service see: figures and log lines, and never a person's words."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from web_kit import BUSY, QUESTION, Client, FailingAgent, body

from db.database import Database
from web.keys import DATABASE

pytestmark = pytest.mark.asyncio
MARKER = "毛绒恐龙XQZ9"
ID_NUMBER = "110101199003070417"


async def test_no_word_of_a_person_reaches_a_log_or_a_figure(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    asked = body(f"{QUESTION}，{MARKER}，{ID_NUMBER}")
    async with client.post(f"/api/chat?q={MARKER}", json=asked) as response:
        assert response.status == 200
    for data in (f'{{"text": "{MARKER}', f'{{"{MARKER}": 1}}'):
        headers = {"Content-Type": "application/json"}
        async with client.post("/api/chat", data=data.encode(), headers=headers) as response:
            assert response.status in (400, 422)
    for path in (f"/{MARKER}", f"/api/{MARKER}", f"/api/clauses/{MARKER}", f"/static/{MARKER}"):
        async with client.get(path) as response:
            assert response.status == 404
            assert MARKER not in await response.text()
    async with client.get("/metrics") as response:
        figures = await response.text()
    printed = "".join(capfd.readouterr())
    assert "POST /api/chat 200" in caplog.text and "GET /api/clauses/{address} 404" in caplog.text
    for secret in (MARKER, ID_NUMBER, asked["conversation"]):
        assert secret not in caplog.text + figures + printed


async def test_a_failing_agent_logs_no_word_either(start_service: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client = await start_service(FailingAgent(ValueError(MARKER)))
    async with client.post("/api/chat", json=body(MARKER)) as response:
        assert response.status == 500
    assert "ValueError" in caplog.text and MARKER not in caplog.text


async def test_figures_count_turns_repeats_errors_and_time(client: Client) -> None:
    asked = body()
    for _ in range(2):
        async with client.post("/api/chat", json=asked) as response:
            assert response.status == 200
    async with client.post("/api/chat", json={}) as response:
        assert response.status == 422
    async with client.get("/metrics") as response:
        assert response.content_type == "text/plain"
        figures = dict(re.findall(r"^(xueshi\S*?(?:\{[^}]*\})?) (\S+)$", await response.text(), re.MULTILINE))
    expected = {
        'xueshi_turns_total{status="answered"}': 1, "xueshi_repeated_messages_total": 1,
        'xueshi_errors_total{code="missing_field"}': 1, "xueshi_turn_seconds_count": 1, "xueshi_queue_waiting": 0,
        'xueshi_http_requests_total{method="POST",route="/api/chat",status="200"}': 2,
    }
    assert {name: float(figures[name]) for name in expected} == expected


async def test_busy_is_counted(start_service: Any) -> None:
    client = await start_service(FailingAgent(BUSY))
    async with client.post("/api/chat", json=body()):
        pass
    async with client.get("/metrics") as response:
        assert 'xueshi_errors_total{code="busy"} 1.0' in await response.text()


async def test_without_its_database_the_service_says_so_and_recovers(
    start_service: Any, model_agent: Any, postgres_url: str
) -> None:
    from db.upgrade import upgrade

    prepared = Database(postgres_url)
    upgrade(prepared.engine)
    prepared.close()
    client: Client = await start_service(model_agent, database_url=postgres_url)
    broken, app = _Broken(), client.server.app  # type: ignore[attr-defined]
    good = app[DATABASE]._run
    app[DATABASE]._run = broken.run
    async with client.get("/healthz") as response:
        assert response.status == 503
        assert (await response.json())["database"] == {"reachable": False}
    from web_kit import check_error

    asked = body()
    async with client.post("/api/chat", json=asked) as response:
        await check_error(response, 503, "storage_unavailable")
    app[DATABASE]._run = good
    async with client.post("/api/chat", json=asked) as response:
        assert response.status == 200


class _Broken:
    def run(self, _work: Any) -> Any:
        """As a database that went away."""
        from db.engine import DatabaseUnavailable

        raise DatabaseUnavailable("the database cannot be used (gone)")
