"""Pictures: whole, and not unfolding into more than the machine can hold."""

from __future__ import annotations

import io
import re
import threading
import warnings

from PIL import Image

from claims.evidence.limits import MOST_PIXELS, MOST_PIXELS_AT_ONCE, MOST_SCANS, MOST_SIDE
from claims.evidence.refusals import refused, unsupported
from claims.trouble import Refused

# Pillow only warns of what its own, higher limit calls a decompression bomb; here it is an error, as Pillow advises.
warnings.simplefilter("error", Image.DecompressionBombWarning)
# Of a JPEG: what is a marker wherever it stands, since the picture's own data never look like one.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_SCAN, _END, _WITHOUT_LENGTH = b"\xff\xda", b"\xff\xd9", (b"\xff\xd8", b"\xff\x01")
_MOST_SEGMENTS = 2000
_ONE_AT_A_TIME = threading.Lock()
"""A picture in several passes takes hundreds of megabytes while it is read."""


def check_picture(content: bytes, form: str) -> None:
    """form: `JPEG` or `PNG`. Raises Refused: damaged, of another kind, or of more than MOST_PIXELS."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            _check_size(*picture.size)
            if form == "PNG":
                picture.verify()
            else:
                _check_jpeg(picture, _scans(content))
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except Exception:
        # Whatever a decoder raises on content made by somebody: the picture cannot be read.
        raise _unreadable() from None


def _check_jpeg(picture: Image.Image, scans: int) -> None:
    if scans > MOST_SCANS:
        raise _unreadable()
    if scans <= 1:
        _read(picture)
        return
    if picture.width * picture.height > MOST_PIXELS_AT_ONCE:
        raise _too_many()
    with _ONE_AT_A_TIME:
        _read(picture)


def _read(picture: Image.Image) -> None:
    # An eighth of the size reads the whole stream and, of a picture in lines, needs a sixty-fourth of the memory.
    picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
    picture.load()


def _scans(content: bytes) -> int:
    """In how many passes a JPEG comes, as a decoder counts them: not those of a thumbnail in its header, nor of what
    stands behind its end. More than MOST_SCANS where it goes on and on.
    """
    at, found = 2, 0
    for _ in range(_MOST_SEGMENTS):
        marker = _MARKER.search(content, at)
        if marker is None or marker[0] == _END or found > MOST_SCANS:
            return found
        at = marker.end()
        if marker[0] not in _WITHOUT_LENGTH:
            at += int.from_bytes(content[at:at + 2], "big")
        found += marker[0] == _SCAN
    return MOST_SCANS + 1


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise _too_many()


def _unreadable() -> Refused:
    return unsupported("这张图片打不开，可能已损坏或没有传完。请重新拍照或另存后再上传。")


def _too_many() -> Refused:
    return refused("too_large", "这张图片的像素太多。请缩小尺寸后再上传。", 413)
