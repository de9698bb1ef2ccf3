"""Pictures that are small on the line and ask for hundreds of megabytes, or minutes, of whoever opens them."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from claims.evidence import pictures
from claims.evidence.kinds import JPEG, detect
from claims.evidence.limits import MOST_PIXELS_AT_ONCE, MOST_SCANS
from claims.trouble import Refused


def _progressive(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (120, 30, 200)).save(made, "JPEG", progressive=True)
    return made.getvalue()


def _with_size(content: bytes, width: int, height: int) -> bytes:
    """The same with another size in its frame header."""
    at = content.index(b"\xff\xc2") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4:]


def _with_scans(content: bytes, more: int) -> bytes:
    """The last scan again and again; libjpeg takes that for a slip and goes through the picture for each."""
    at, end = content.rindex(b"\xff\xda"), content.rindex(b"\xff\xd9")
    return content[:end] + content[at:end] * more + content[end:]


def _refused(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        detect(content)
    return caught.value


def test_a_progressive_picture_is_taken() -> None:
    assert detect(_progressive(640, 480)) is JPEG
    assert detect(_with_scans(_progressive(64, 48), 5)) is JPEG


def test_one_that_must_be_held_as_a_whole_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    side = int(MOST_PIXELS_AT_ONCE ** 0.5) + 1
    content = _with_size(_progressive(64, 48), side, side)
    monkeypatch.setattr(pictures, "_read", lambda _picture: pytest.fail("it was read"))
    refused = _refused(content)
    assert (refused.code, refused.status, refused.field) == ("too_large", 413, "file") and "像素" in refused.message


def test_one_of_countless_scans_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_read", lambda _picture: pytest.fail("it was read"))
    assert _refused(_with_scans(_progressive(64, 48), MOST_SCANS)).code == "unsupported_file"


def test_passes_are_counted_as_the_decoder_does() -> None:
    """A thumbnail in the header and a second picture behind the end are none; an end inside a comment is none."""
    lines, passes = io.BytesIO(), _progressive(64, 48)
    Image.new("RGB", (64, 48)).save(lines, "JPEG")
    one = lines.getvalue()
    header = b"\xff\xe1" + struct.pack(">H", len(passes) + 2) + passes
    assert pictures._scans(one) == pictures._scans(one[:2] + header + one[2:] + passes) == 1
    at = passes.rindex(b"\xff\xda")
    hidden = passes[:at] + b"\xff\xfe\x00\x04\xff\xd9" + passes[at:]
    assert pictures._scans(hidden) == pictures._scans(passes) == passes.count(b"\xff\xda") > 1
    assert pictures._scans(one[:2] + b"\xff\xfe\x00\x02" * 3000 + one[2:]) > MOST_SCANS
    assert pictures._scans(b"\xff\xd8") == 0


def test_a_picture_in_lines_may_be_as_large_as_a_page_is() -> None:
    """Read line by line: an A3 page at 600 dpi needs a few megabytes."""
    made = io.BytesIO()
    Image.new("L", (8000, 4000)).save(made, "JPEG")
    assert MOST_PIXELS_AT_ONCE < 8000 * 4000 and detect(made.getvalue()) is JPEG
