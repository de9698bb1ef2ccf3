"""Reading one file out of a multipart request, never more of it than may be."""

from __future__ import annotations

import asyncio

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from web.errors import ApiError

_SECONDS = 60.0


async def read_upload(request: web.Request, most: int) -> bytes:
    """The content of the one field `file`. Raises ApiError: 400 a torn body, 408 slow, 413 too large, 415 no multipart,
    422 another field. The name that the person gave the file is not looked at.
    """
    if request.content_type != "multipart/form-data":
        raise ApiError(415, "unsupported_media_type", "请用表单上传一个文件（multipart/form-data）。")
    try:
        return await asyncio.wait_for(_read(request, most), _SECONDS)
    except asyncio.TimeoutError:
        raise web.HTTPRequestTimeout() from None
    except (web.RequestPayloadError, HttpProcessingError, ValueError, AssertionError, RuntimeError, Warning):
        raise ApiError(400, "bad_body", "文件没有传完整，请重新上传。") from None


async def _read(request: web.Request, most: int) -> bytes:
    reader = MultipartReader(request.headers, request.content)
    part = await reader.next()
    if not isinstance(part, BodyPartReader) or part.name != "file":
        raise ApiError(422, "invalid", "请选择一个文件再上传。", "file")
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > most:
            raise ApiError(413, "too_large", f"文件太大：不能超过 {most // 1024 // 1024} MB。", "file")
    if await reader.next() is not None:
        raise ApiError(422, "invalid", "一次只能上传一个文件。", "file")
    return bytes(content)
