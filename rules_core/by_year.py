"""Several activities of different years: what counts to each subject in each year."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rules_core.decision import SUBJECTS, Decision, Operand, Step, plain, total_of

#: year → {"public": …, "professional": …, "hours": …}; a subject is None where the text does not say.
ByYear = dict[int, dict[str, "Fraction | None"]]


def by_year(parts: Sequence[Decision]) -> tuple[ByYear, tuple[Step, ...]]:
    """The sums of each year, and a step for each; nothing where all parts are of one year. Each part has hours."""
    years: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        years.setdefault(part.year or 0, []).append(index)
    if len(years) < 2:
        return {}, ()
    sums: ByYear = {}
    steps = []
    for year, indices in sorted(years.items()):
        hours = [parts[index].hours or Fraction(0) for index in indices]
        total = total_of(hours)
        sums[year] = {**{subject: of_subject([parts[i] for i in indices], subject) for subject in SUBJECTS},
                      "hours": total}
        first = parts[indices[0]]
        shown = " + ".join(plain(h) for h in hours) + (f" = {plain(total)}" if len(hours) > 1 else "")
        steps.append(Step(first.rule or "", first.trace[-1].clause, f"{year} 年：{shown} 学时", "sum",
                          tuple(Operand(h, f"part:{i}") for i, h in zip(indices, hours)), total))
    return sums, tuple(steps)


def of_subject(parts: Sequence[Decision], subject: str) -> Fraction | None:
    """What the parts count to a subject together; None where the text does not say it of one of them."""
    amounts = [hours for part in parts if (hours := part.by_subject.get(subject)) is not None]
    return total_of(amounts) if len(amounts) == len(parts) else None
