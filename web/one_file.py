"""Reading the one file of a multipart request with the name that the person gave it, never more of it than may be, nor
more files at once than the machine can hold.
"""

from __future__ import annotations

import asyncio
import warnings
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from claims.trouble import Refused
from web.errors import ApiError

_FRAME = 64 * 1024
"""What multipart adds to the file: boundaries and headers."""
_PIECE = 64 * 1024
_SECONDS = 120.0
"""For 10 MB over a slow line; who takes longer holds memory that others need."""
# aiohttp tells of a header that it cannot read by quoting it, and the name of a file may hold a person's.
for _quoting in (BadContentDispositionHeader, BadContentDispositionParam):
    warnings.filterwarnings("ignore", category=_quoting)


MOST_OF_ONE, MOST_AT_ONCE = 4, 40
"""Uploads of one person and of all together at a time: each holds its file until it ends, and may be slow."""
WAIT_SECONDS = 60.0


class UploadRoom:
    """Who is uploading at the moment; whoever finds no place waits for one, with nothing of the file held yet."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._changed = asyncio.Condition()

    def taken(self) -> int:
        """How many uploads are under way."""
        return self._held.total()

    @asynccontextmanager
    async def place(self, owner: str) -> AsyncIterator[None]:
        """A place for one more upload of the owner (an actor's key). Raises ApiError 429 after WAIT_SECONDS."""
        try:
            await asyncio.wait_for(self._enter(owner), WAIT_SECONDS)
        except asyncio.TimeoutError:
            raise ApiError(429, "too_often", "同时上传的文件太多了，请等前面的传完再传。", "file",
                           headers={"Retry-After": "10"}) from None
        try:
            yield
        finally:
            self._held[owner] -= 1
            self._held += Counter()
            async with self._changed:
                self._changed.notify_all()

    async def _enter(self, owner: str) -> None:
        async with self._changed:
            await self._changed.wait_for(
                lambda: self._held[owner] < MOST_OF_ONE and self.taken() < MOST_AT_ONCE)
            # At once, with no other upload's turn in between: several are woken by one that ends.
            self._held[owner] += 1


ROOM: web.AppKey[UploadRoom] = web.AppKey("room for uploads", UploadRoom)


async def read_file(request: web.Request, most: int, too_large: Refused) -> tuple[str, bytes]:
    """Name and content of the one field `file`. Raises ApiError: 400 a torn body, 408 slow, 415 no multipart, and
    Refused: nothing or more than one file, `too_large` for more than `most` bytes; no more is ever held.
    """
    if request.content_type != "multipart/form-data":
        raise ApiError(415, "unsupported_file", "请用表单（multipart/form-data）上传文件。", "file")
    if (request.content_length or 0) > most + _FRAME:
        raise too_large
    try:
        return await asyncio.wait_for(_read(request, most, too_large), _SECONDS)
    except asyncio.TimeoutError:
        raise web.HTTPRequestTimeout() from None
    except (ValueError, AssertionError, RuntimeError, Warning, HttpProcessingError, web.RequestPayloadError,
            web.HTTPException):
        # What aiohttp raises for a body that is no multipart, or ends before its end.
        raise ApiError(400, "bad_request", "上传的内容不完整，请重新上传。", "file") from None


async def _read(request: web.Request, most: int, too_large: Refused) -> tuple[str, bytes]:
    parts = await request.multipart()
    part = await parts.next()
    if not isinstance(part, BodyPartReader) or part.name != "file" or not part.filename:
        raise Refused("invalid", "没有收到文件，请选择文件后再上传。", "file")
    name, held = part.filename, bytearray()
    while piece := await part.read_chunk(_PIECE):
        held += piece
        if len(held) > most:
            raise too_large
    if await parts.next() is not None:
        raise Refused("invalid", "每次只能上传一个文件，请逐个上传。", "file")
    return name, bytes(held)
