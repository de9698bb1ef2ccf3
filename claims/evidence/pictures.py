"""Pictures: whole, and not unfolding into more than the machine can hold."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from claims.evidence.limits import MOST_PIXELS, MOST_SIDE
from claims.evidence.refusals import refused, unsupported
from claims.trouble import Refused

# Pillow only warns of what its own, higher limit calls a decompression bomb; here it is an error, as Pillow advises.
warnings.simplefilter("error", Image.DecompressionBombWarning)


def check_picture(content: bytes, form: str) -> None:
    """form: `JPEG` or `PNG`. Raises Refused: damaged, of another kind, or of more than MOST_PIXELS."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            _check_size(*picture.size)
            if form == "JPEG":
                # An eighth of the size reads the whole stream and needs a sixty-fourth of the memory.
                picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
                picture.load()
            else:
                picture.verify()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except Exception:
        # Whatever a decoder raises on content made by somebody: the picture cannot be read.
        raise unsupported("这张图片打不开，可能已损坏或没有传完。请重新拍照或另存后再上传。") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise _too_many()


def _too_many() -> Refused:
    return refused("too_large", "这张图片的像素太多。请缩小尺寸后再上传。", 413)
