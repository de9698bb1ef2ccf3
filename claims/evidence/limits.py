"""Technical limits of evidence files. They protect the service and its disk; no notice sets them."""

from __future__ import annotations

MOST_BYTES = 10 * 1024 * 1024
"""Of one file."""
MOST_FILES = 20
"""Of one claim, removed ones not counted."""
MOST_DRAFT_BYTES = 100 * 1024 * 1024
"""Of all files of a person's drafts together: nobody has looked at those yet."""
MOST_PIXELS = 80_000_000
"""Of a picture: a page of A3 at 600 dpi, or a telephone's camera. A small file may unfold into far more."""
MOST_PIXELS_AT_ONCE = 30_000_000
"""Of a picture that comes in several passes (a progressive JPEG) and must be held as a whole to be looked at: eight
bytes of memory a pixel at worst. Telephones write theirs line by line.
"""
MOST_SCANS = 100
"""Passes of such a picture; programs write about ten. Each costs as much time as the whole picture, however short."""
MOST_SIDE = 30_000
"""Of a picture's height or width."""
MOST_ENTRIES = 2_000
"""Files inside one DOCX or OFD."""
MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all files inside one DOCX or OFD together."""
MOST_RATIO = 100
"""Unpacked bytes for each packed one, looked at where more than RATIO_FROM bytes come out."""
RATIO_FROM = 10 * 1024 * 1024
MOST_NAME = 120
"""Characters of the name that is shown."""
