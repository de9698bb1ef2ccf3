"""Personal values as they may be shown: enough to recognise one's own, too little to use."""

from __future__ import annotations

from claims.rules.names import surname

#: So many stars stand for the rest of a name at most: its length is nobody's business.
_STARS = 3


def mask_id_number(text: str) -> str:
    """The first three and the last four characters: 650***********123X."""
    return _middle(text, 3, 4)


def mask_phone(text: str) -> str:
    """138****5678."""
    return _middle(text, 3, 4)


def mask_name(text: str) -> str:
    """The surname and stars."""
    return name_for_verification(text)


def name_for_verification(name: str) -> str:
    """What a stranger who verifies a form may see: surname and stars (欧阳*, 阿***)."""
    shown = surname(name)
    return shown + "*" * min(max(len(name) - len(shown), 1), _STARS)


def _middle(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
