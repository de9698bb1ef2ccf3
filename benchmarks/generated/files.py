"""The files of made-up counties, as somebody would write them: text, entries, rules and answers in words."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.generated.county import REGION, County, county

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_COUNTY = {
    "notice.txt": "texts/{0.document}.txt",
    "county.yml": "counties/{0.id}.yml",
    "hours.yml": "rules/{0.id}/hours.yml",
    "review.yml": "rules/{0.id}/review.yml",
    "lookups.yml": "lookups/{0.id}.yml",
}
_CONTEST = {"contest.yml": "rules/{0.id}/contest.yml"}
_REGION = {"region.txt": "texts/{0.document}.txt", "region.yml": "counties/{0.id}.yml"}


def write_counties(folder: Path, many: int) -> list[County]:
    """Write the region and the counties 0 to `many` - 1 below `folder`, in the shape of the project's own files."""
    _write(folder, _templates(_REGION), REGION, asdict(REGION) | {"total": REGION.total})
    templates, contest = _templates(_COUNTY), _templates(_CONTEST)
    counties = [county(number) for number in range(many)]
    for one in counties:
        _write(folder, templates | contest if one.has_contest else templates, one, _words(one))
    return counties


def _templates(files: dict[str, str]) -> dict[str, Template]:
    return {path: Template((_TEMPLATES / name).read_text(encoding="utf-8")) for name, path in files.items()}


def _write(folder: Path, templates: dict[str, Template], place: Any, words: dict[str, Any]) -> None:
    for path, template in templates.items():
        file = folder / path.format(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template.substitute(words), encoding="utf-8")


def _words(one: County) -> dict[str, str]:
    """What stands for each name of the templates."""
    words = {name: _written(value) for name, value in asdict(one).items()}
    diverges = f"[{{to: [{REGION.id}.requirement], kind: diverges, why: 本县通知的年度学时要求与自治区通知的不同}}]"
    details = f"[{{to: [{REGION.id}.open], kind: details}}]"
    return words | {
        "id": one.id,
        "document": one.document,
        "name": one.name,
        "total": str(one.total),
        "parent": f" parent: {REGION.id}," if one.below else "",
        "of_requirement": diverges if one.below else "[]",
        "of_open": details if one.below else "[]",
        "contest_clause": f"\n\n（六）参加技能比武的，每次按 {one.contest} 学时认定。" if one.has_contest else "",
        "male_reduced": str(one.male_exempt - one.reduced_years_before),
        "female_reduced": str(one.female_exempt - one.reduced_years_before),
    }


def _written(value: Any) -> str:
    """A figure as notices print it: 7.5, not 15/2."""
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(float(value))
    return str(value)
