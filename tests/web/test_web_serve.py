"""`xueshi serve` and `xueshi db` as commands: what they print, how they start, how they end."""

from __future__ import annotations

import asyncio
import signal
import socket
from pathlib import Path
from typing import Any, Iterator

import aiohttp
import pytest
from service_process import Service, run_xueshi
from web_kit import HOURS, TODAY, body

from bot.runtime.training import MODELS

needs_model = pytest.mark.skipif(not (MODELS / "manifest.json").exists(), reason="needs a trained model: make setup")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service with a database of its own, in a folder that does not exist yet."""
    url = f"sqlite:///{tmp_path / 'new' / 'xueshi.db'}"
    with Service(tmp_path, DATABASE_URL=url, XUESHI_TODAY=TODAY.isoformat()) as running:
        yield running


@needs_model
@pytest.mark.asyncio
async def test_it_starts_on_an_empty_folder_answers_and_ends_on_sigterm(service: Service, tmp_path: Path) -> None:
    assert service.output.count("\n") == 1
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{service.url}/api/chat", json=body()) as response:
            assert (await response.json())["results"][-1]["decision"]["hours"] == HOURS
        async with session.get(f"{service.url}/healthz") as response:
            assert response.status == 200
    service.process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(service.process.wait, 30) == 0
    assert {file.name for file in (tmp_path / "new").iterdir()} >= {"xueshi.db", "xueshi-conversations.db"}
    assert "Traceback" not in service.errors and "ERROR" not in service.errors
    assert "POST /api/chat 200" in service.errors and "学术会议" not in service.errors + service.output


@needs_model
def test_a_request_that_is_not_http_is_refused_and_not_quoted_in_the_log(service: Service) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    for raw in (b"GET /marker-xqz9 HTTP/9.9\r\n\r\n", b"marker-xqz9\r\n\r\n", b"GET / HTTP/1.1\r\nmarker-xqz9\r\n\r\n",
                b"POST /api/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\nmarker-xqz9\r\n"):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(raw)
            assert b" 400 " in connection.recv(4096).partition(b"\r\n")[0]
    assert "marker-xqz9" not in service.errors and "Traceback" not in service.errors


@needs_model
@pytest.mark.asyncio
async def test_turns_that_run_at_sigterm_are_answered_and_new_ones_are_not_taken(service: Service) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        async def ask() -> int:
            async with session.post(f"{service.url}/api/chat", json=body()) as response:
                await response.read()
                return response.status

        running = [asyncio.create_task(ask()) for _ in range(20)]
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        service.process.send_signal(signal.SIGTERM)
        assert await asyncio.gather(*running) == [200] * 20
    assert await asyncio.to_thread(service.process.wait, 30) == 0
    assert "Traceback" not in service.errors


def test_a_port_that_is_taken_is_one_line_and_exit_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_xueshi("serve", "--port", str(port), DATABASE_URL=f"sqlite:///{tmp_path / 'x.db'}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"127.0.0.1:{port}" in done.stderr and "in use" in done.stderr and "--port" in done.stderr


@pytest.mark.parametrize(("arguments", "environment", "status", "said"), [
    (["--port", "99999"], {}, 2, "0 to 65535"),
    (["--port", "http"], {}, 2, "0 to 65535"),
    (["--host", "203.0.113.7"], {}, 1, "203.0.113.7"),
    (["--host", "no such host"], {}, 1, "no such host"),
    ([], {"DATABASE_URL": "mysql://a:s3cret@b/c"}, 1, "DATABASE_URL"),
    ([], {"DATABASE_URL": "postgresql://a:s3cret@127.0.0.1:9/c"}, 1, "refused"),
    ([], {"DATABASE_URL": "sqlite:////proc/nowhere/x.db"}, 1, "/proc/nowhere"),
    ([], {"XUESHI_QUEUE": "many"}, 1, "XUESHI_QUEUE"),
    ([], {"XUESHI_TODAY": "2025-02-30"}, 1, "XUESHI_TODAY"),
    ([], {"XUESHI_KB": "/nowhere"}, 1, "XUESHI_KB"),
    ([], {"XUESHI_REGION_NAMES": "mars=火星"}, 1, "mars"),
    ([], {"XUESHI_EMBED_ORIGINS": "https://a.cn/path"}, 1, "XUESHI_EMBED_ORIGINS"),
    ([], {"XUESHI_MODEL": "/nowhere"}, 1, "xueshi train"),
])
def test_what_cannot_start_says_why_in_one_line(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], status: int, said: str
) -> None:
    standard = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    done = run_xueshi("serve", *(arguments or ["--port", "0"]), **{**standard, **environment})
    lines = [line for line in done.stderr.splitlines() if not line.startswith("usage: ") and not line.startswith(" ")]
    assert (done.returncode, len(lines)) == (status, 1), done.stderr
    assert said in lines[0] and "s3cret" not in done.stderr


def test_db_says_where_the_database_stands_and_upgrades_it(postgres_url: str) -> None:
    before = run_xueshi("db", "status", DATABASE_URL=postgres_url)
    assert before.returncode == 1 and "xueshi db upgrade" in before.stdout
    refused = run_xueshi("serve", "--port", "0", DATABASE_URL=postgres_url)
    assert refused.returncode == 1 and "xueshi db upgrade" in refused.stderr
    upgraded = run_xueshi("db", "upgrade", DATABASE_URL=postgres_url)
    assert (upgraded.returncode, upgraded.stderr) == (0, "")
    assert run_xueshi("db", "upgrade", DATABASE_URL=postgres_url).stdout.rstrip().endswith("already")
    assert run_xueshi("db", "status", DATABASE_URL=postgres_url).returncode == 0


@pytest.mark.parametrize("arguments", [["db"], ["db", "downgrade"], ["serve", "now"], ["serve", "--workers", "4"]])
def test_a_wrong_call_exits_2(arguments: list[str]) -> None:
    assert run_xueshi(*arguments).returncode == 2


@needs_model
@pytest.mark.asyncio
async def test_a_restart_keeps_answers_and_conversations(tmp_path: Path, postgres_url: str) -> None:
    settings = {"DATABASE_URL": postgres_url, "XUESHI_TODAY": TODAY.isoformat(),
                "XUESHI_KEYS": str(tmp_path / "keys.json"), "XUESHI_EVIDENCE": str(tmp_path / "evidence")}
    assert run_xueshi("db", "upgrade", **settings).returncode == 0
    first, follow_up = body(), body("改成2天")
    follow_up["conversation"] = first["conversation"]
    replies: list[Any] = []
    for asked in ([first], [first, follow_up]):
        with Service(tmp_path, **settings) as running:
            async with aiohttp.ClientSession() as session:
                for one in asked:
                    async with session.post(f"{running.url}/api/chat", json=one) as response:
                        replies.append(await response.json())
            running.process.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(running.process.wait, 30) == 0
    assert replies[0] == replies[1]
    assert replies[2]["results"][-1]["decision"]["hours"] == 24


@needs_model
@pytest.mark.asyncio
async def test_two_processes_on_one_server_run_a_message_once(tmp_path: Path, postgres_url: str) -> None:
    settings = {"DATABASE_URL": postgres_url, "XUESHI_TODAY": TODAY.isoformat(),
                "XUESHI_KEYS": str(tmp_path / "keys.json"), "XUESHI_EVIDENCE": str(tmp_path / "evidence")}
    assert run_xueshi("db", "upgrade", **settings).returncode == 0
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with Service(tmp_path / "a", **settings) as one, Service(tmp_path / "b", **settings) as two:
        asked = body()
        async with aiohttp.ClientSession() as session:
            async def post(url: str) -> bytes:
                async with session.post(f"{url}/api/chat", json=asked) as response:
                    assert response.status == 200
                    return await response.read()

            async def turns(url: str) -> float:
                async with session.get(f"{url}/metrics") as response:
                    text = await response.text()
                counts = [line for line in text.splitlines() if line.startswith("xueshi_turns_total")]
                return sum(float(line.split()[-1]) for line in counts)

            replies = await asyncio.gather(*(post(url) for url in (one.url, two.url) * 4))
            assert len(set(replies)) == 1
            assert await turns(one.url) + await turns(two.url) == 1
