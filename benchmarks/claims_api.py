"""How long filing a claim takes over HTTP: `python benchmarks/claims_api.py [--claims 200] [--json FILE]`.

A real service process with an agent, on SQLite and, where there is a server (XUESHI_TEST_POSTGRES), on PostgreSQL.
One person after the other makes a draft, saves it whole, uploads a proof and submits; between any two calls
GET /healthz is asked, so that a busy moment of the machine strikes both. Printed are p50, p95 and the longest of each
call in milliseconds of wall clock, and its p50 over that of /healthz; then the service's processor time for a claim,
upload, reading and /healthz included. It asserts no time, but every answer is checked: one that is not as expected ends
the run with 1.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import requests
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.measuring.databases import KINDS, NoServer, fresh_database  # noqa: E402
from benchmarks.measuring.machine import about  # noqa: E402
from claims.filing.service import Filing  # noqa: E402
from claims.people import sessions  # noqa: E402
from claims.sealing.start import open_sealer  # noqa: E402
from db.database import Database  # noqa: E402
from db.moments import now  # noqa: E402
from db.upgrade import upgrade  # noqa: E402
from policy_kb.loader import load  # noqa: E402
from tests.claims.filing.filing_world import TODAY, World, personal  # noqa: E402
from tests.web.service_process import Service  # noqa: E402

WARM = 10
HEALTH, FILING = "GET /healthz", ("create", "save", "submit")


class Wrong(Exception):
    """An answer that is not as expected."""


class Filer:
    """Files claims over one kept connection; `times` has seconds by call."""

    def __init__(self, url: str, world: World) -> None:
        self._url, self._world, self._http = url, world, requests.Session()
        self._http.trust_env = False
        self.times: dict[str, list[float]] = {}

    def file(self, serial: int) -> None:
        """One claim of a new person, from the draft to the first office."""
        world, who = self._world, self._world.applicant()
        token = world.database.write_now(lambda connection: sessions.start(connection, world.sealer, who, now()))
        draft = world.draft("xj-city", serial, personal=personal(serial))
        made = self._call("create", token, "POST", "/api/claims", 201, json={
            name: draft[name] for name in ("kind", "region", "year")})
        path = f"/api/claims/{made['number']}"
        saved = self._call("save", token, "PUT", path, 200, json={**draft, "version": made["version"]})
        self._call("upload", token, "POST", f"{path}/evidence?activity=0", 201, files={"file": ("a.png", _picture())})
        sent = self._call("submit", token, "POST", f"{path}/submit", 200, json={"version": saved["version"]})
        if (sent["state"], sent["computed_hours"]) != ("submitted", 36):
            raise Wrong(f"submitted: {sent['state']}, {sent['computed_hours']} hours")
        self._call("read", token, "GET", path, 200)

    def _call(self, name: str, token: str, method: str, path: str, status: int, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": secrets.token_hex(16)}
        self._timed(HEALTH, "GET", "/healthz", 200)
        return self._timed(name, method, path, status, headers=headers, **body)

    def _timed(self, name: str, method: str, path: str, status: int, **more: Any) -> Any:
        start = time.perf_counter()
        answer = self._http.request(method, self._url + path, timeout=30, **more)
        self.times.setdefault(name, []).append(time.perf_counter() - start)
        if answer.status_code != status:
            raise Wrong(f"{name}: {answer.status_code} {answer.text[:200]}")
        return answer.json()


def _picture() -> bytes:
    """A small PNG that is like no other."""
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), secrets.token_bytes(64 * 64 * 3)).save(out, "PNG")
    return out.getvalue()


def measure(url: str, folder: Path, claims: int) -> tuple[dict[str, list[float]], float | None]:
    """Milliseconds by call of so many claims, the first few left out, and of processor time a claim. Raises Wrong."""
    keys = folder / "keys.json"
    environment = {"DATABASE_URL": url, "XUESHI_KEYS": str(keys), "XUESHI_EVIDENCE": str(folder / "evidence"),
                   "XUESHI_RATE_PER_MINUTE": "0", "XUESHI_TODAY": TODAY.isoformat()}
    database, kb = Database(url), load()
    upgrade(database.engine)
    with Service(folder, **environment) as service:
        sealer = database.write_now(lambda connection: open_sealer(connection, keys, "aes-256-gcm"))
        filer = Filer(service.url, World(database, sealer, Filing(kb, sealer), kb).build())
        for serial in range(1, WARM + 1):
            filer.file(serial)
        filer.times.clear()
        before = processor_time(service.process.pid)
        for serial in range(WARM + 1, WARM + claims + 1):
            filer.file(serial)
        after = processor_time(service.process.pid)
        database.close()
    times = {name: [seconds * 1000 for seconds in found] for name, found in filer.times.items()}
    return times, (after - before) * 1000 / claims if before is not None and after is not None else None


def processor_time(process: int) -> float | None:
    """Seconds that a process has used; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(kind: str, times: dict[str, list[float]]) -> str:
    """Rows of a Markdown table."""
    health = statistics.median(times[HEALTH])
    whole = [sum(calls) for calls in zip(*(times[name] for name in FILING))]
    rows = []
    for name, found in [*times.items(), (" + ".join(FILING), whole)]:
        p50, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        rows.append(f"| {kind} | {name} | {p50:.1f} | {p95:.1f} | {max(found):.1f} | {p50 / health:.1f} |")
    return "\n".join(rows)


def main() -> int:
    """1 where an answer was not as expected."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=200, help="how many on each kind of database (200)")
    parser.add_argument("--json", type=Path, help="also write the times there")
    chosen = parser.parse_args()
    print(about("aiohttp", "sqlalchemy"))
    print("| database | call | p50 ms | p95 ms | longest ms | p50 ÷ /healthz |\n|---|---|---|---|---|---|")
    found: dict[str, Any] = {}
    try:
        for kind in KINDS:
            try:
                with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
                    found[kind], used = measure(url, Path(folder), max(20, chosen.claims))
            except NoServer as error:
                print(error, file=sys.stderr)
                continue
            print(table(kind, found[kind]), flush=True)
            if used is not None:
                print(f"| {kind} | processor time a claim | {used:.1f} | | | |", flush=True)
    except Wrong as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.json:
        chosen.json.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
