"""Evidence of a claim: uploaded as a stream that is cut off at the limit, given out as an attachment, removed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from aiohttp import web
from sqlalchemy.engine import Connection

from bot.runtime.failures import describe
from claims.access import may
from claims.actors import Applicant
from claims.evidence import folder as files
from claims.evidence.kinds import too_large
from claims.evidence.limits import MOST_BYTES
from claims.evidence.store import Evidence, Removed, content, find, remove, take
from claims.evidence.upload import prepare
from claims.filing.finding import seen_claim
from claims.trouble import Refused
from db.moments import now
from web.errors import ApiError
from web.guard import APPLICANT, REVIEWERS, Route, actor_of, applicant_of
from web.keys import SEALER, SETTINGS
from web.one_file import ROOM, read_file
from web.writes import read, write

T = TypeVar("T")
_log = logging.getLogger(__name__)


async def post_evidence(request: web.Request) -> web.StreamResponse:
    """multipart, one field `file`; `?activity=` its place → 201 EVIDENCE. Raises ApiError 429 where too many come."""
    who, sealer, number = applicant_of(request), request.app[SEALER], request.match_info["number"]
    # Who may not see the claim need not send the file. Whether it may be changed is looked at under its lock.
    await read(request, lambda connection: seen_claim(connection, sealer, who, number))
    async with request.app[ROOM].place(who.key):
        return await _take_in(request, who, number, _activity(request))


async def _take_in(request: web.Request, who: Applicant, number: str, activity: int | None) -> web.StreamResponse:
    sealer, folder = request.app[SEALER], request.app[SETTINGS].evidence_folder
    given_name, uploaded = await read_file(request, MOST_BYTES, too_large())
    try:
        upload = await _beside(lambda: prepare(sealer, folder, uploaded, given_name))
    except OSError as error:
        # A full disk, mostly: nothing of the file stays.
        _log.error("evidence not stored: %s", describe(error))
        raise ApiError(503, "storage_unavailable", "系统暂时存不下文件，没有保存。请稍后再上传。", "file",
                       headers={"Retry-After": "60"}) from None
    taken = False

    def work(connection: Connection) -> tuple[int, Any]:
        nonlocal taken
        found = take(connection, sealer, who, number, upload, activity, now=now())
        taken = True
        return 201, found.plain()

    try:
        same = hashlib.sha256(uploaded).digest() + given_name.encode("utf-8", "replace")
        response = await write(request, work, content=same)
    except ApiError:
        # Refused, so nothing was committed. After any other failure that is not known, and the draft stays for the
        # sweep to judge.
        await _tidied(upload.discard)
        raise
    await _tidied(upload.settle if taken else upload.discard)
    return response


async def get_evidence(request: web.Request) -> web.StreamResponse:
    """The file as it was uploaded, to be saved and never shown by the browser itself."""
    who, sealer = actor_of(request), request.app[SEALER]
    number, public_id = request.match_info["number"], request.match_info["id"]

    def work(connection: Connection) -> tuple[Evidence, str]:
        claim = seen_claim(connection, sealer, who, number)
        if not may(who, "read_evidence", claim):
            raise Refused("not_found", "没有找到这份材料。", status=404)
        return find(connection, sealer, claim.id, public_id)

    found, stored_as = await read(request, work)
    folder = request.app[SETTINGS].evidence_folder
    try:
        body = await _beside(lambda: content(sealer, folder, found.id, stored_as))
    except files.EvidenceLost:
        # Taken away between the two: refused as any file that is gone. Else it is lost indeed.
        await read(request, work)
        raise
    return web.Response(body=body, headers={
        "Content-Type": found.media_type, "Content-Disposition": attachment(found.name),
        "Cache-Control": "private, no-store"})


async def delete_evidence(request: web.Request) -> web.StreamResponse:
    """204; a file of a draft is deleted for good."""
    who, sealer = applicant_of(request), request.app[SEALER]
    number, public_id = request.match_info["number"], request.match_info["id"]
    removed: Removed | None = None

    def work(connection: Connection) -> tuple[int, Any]:
        nonlocal removed
        removed = remove(connection, sealer, who, number, public_id, now=now())
        return 204, None

    response = await write(request, work)
    if removed is not None and removed.delete:
        await _tidied(partial(files.delete, request.app[SETTINGS].evidence_folder, removed.stored_as))
    return response


def attachment(name: str) -> str:
    """Content-Disposition for a name in any script: a plain one for old browsers, the whole one in UTF-8."""
    suffix = name.rpartition(".")[2]
    return f"attachment; filename=\"evidence.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"


def _activity(request: web.Request) -> int | None:
    text = request.query.get("activity", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise Refused("invalid", "活动的序号不对，请刷新页面后再上传。", "activity")
    return int(text)


async def _tidied(work: Callable[[], None]) -> None:
    """What the hourly sweep does too: that it fails now changes nothing of the answer."""
    try:
        await _beside(work)
    except OSError as error:
        _log.error("evidence folder not tidied: %s", describe(error))


async def _beside(work: Callable[[], T]) -> T:
    """On another thread: it reads or writes files, or computes for longer than the loop should wait."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


_ALL = "/api/claims/{number}/evidence"
_ONE = _ALL + "/{id}"
ROUTES = (
    Route("POST", _ALL, post_evidence, APPLICANT),
    Route("GET", _ONE, get_evidence, APPLICANT | REVIEWERS),
    Route("DELETE", _ONE, delete_evidence, APPLICANT),
)
