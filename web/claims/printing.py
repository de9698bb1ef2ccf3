"""Forms as files, made on a thread of their own: a form takes tens of milliseconds of processor time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from aiohttp import web

from bot.runtime.failures import describe
from claims.documents.docx import docx_of
from claims.documents.font import FontMissing
from claims.documents.form_data import Form, RegistrationForm
from claims.documents.pdf import CannotPrint, pdf_of
from web.errors import ApiError

_log = logging.getLogger(__name__)
_WRITERS: dict[str, Callable[[Form], bytes]] = {"pdf": pdf_of, "docx": docx_of}
#: The first PDF of a process reads the font; this one is made for that alone, before somebody waits for one.
_FIRST = RegistrationForm(
    claim_number="", verify_url="http://127.0.0.1/", issued=date(2000, 1, 1), name="", gender="", birth=None,
    id_number="", education="", degree="", graduation="", employer="", title="", organisers=("",),
    times_and_ways=("",), total_hours=None,
)


class Printer:
    """Writes forms one after the other."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="xueshi-forms")

    def warm(self) -> None:
        """Make the first PDF in the background; without a font only a line in the log."""
        self._thread.submit(_warm)

    async def written(self, form: Form, kind: str) -> bytes:
        """The form as `pdf` or `docx`. Raises ApiError 503 without a font, 422 for a character that it lacks."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, _WRITERS[kind], form)
        except FontMissing as error:
            _log.error("%s", error)
            raise ApiError(503, "no_font", "服务器还没有装好打印用的字体，暂时不能生成 PDF。"
                           "请先下载 DOCX 版，或请管理员安装字体。") from None
        except CannotPrint:
            raise ApiError(422, "cannot_print", "表里有打印字体没有的字，不能生成 PDF。"
                           "请下载 DOCX 版；如果是特殊符号，也可以改掉以后再下载。") from None

    def close(self) -> None:
        """Wait for the form under way."""
        self._thread.shutdown(wait=True, cancel_futures=True)


PRINTER: web.AppKey[Printer] = web.AppKey("printer", Printer)


async def printing(app: web.Application) -> AsyncIterator[None]:
    """A part of the service."""
    app[PRINTER] = Printer()
    app[PRINTER].warm()
    yield
    app[PRINTER].close()


def _warm() -> None:
    try:
        pdf_of(_FIRST)
    except FontMissing as error:
        _log.warning("%s", error)
    except Exception as error:
        _log.error("the first PDF was not made: %s", describe(error))
