"""Where a label of the narrow column is broken into two lines, so that no word is cut."""

from __future__ import annotations

#: With these a label's second line begins. What a notice does not print is of no matter here.
_SECOND = ("何专业", "组织单位", "时间", "审核意见", "专业技术职务", "同级人事")
_FITS = 5


def label_lines(label: tuple[str, ...]) -> tuple[str, ...]:
    """The label's lines as printed, those too long for their column divided in two."""
    return tuple(part for line in label for part in _divided(line))


def _divided(line: str) -> tuple[str, ...]:
    if len(line) <= _FITS:
        return (line,)
    place = next((line.index(start) for start in _SECOND if line.find(start) > 0), None)
    return (line,) if place is None else (line[:place], line[place:])
