"""One text as a YAML scalar that may stand inside brackets."""

from __future__ import annotations

import json
import re

import yaml

#: Written without quotes: letters and digits of any script, Chinese punctuation, and marks that YAML gives no meaning.
_PLAIN = re.compile(r"[\w（][\w（）《》〔〕「」“”‘’、，。；：！？％…—·/.%+#（）() -]*")


def flow(text: str) -> str:
    """`text` as YAML, without quotes where it reads back as the same text, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and _reads_back(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else json.dumps(text)


def _reads_back(text: str) -> bool:
    try:
        return bool(yaml.safe_load(f"[{text}]") == [text])
    except yaml.YAMLError:
        return False
