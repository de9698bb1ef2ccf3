"""The requirement of each of several years, in force in one place in that year, as one table of years × subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.decision import Decision, joined
from rules_core.reading_notes import origin_notes
from rules_core.review import DecideOne


def of_years(book: RuleBook, place: str, person: Mapping[str, Any], years: Mapping[int, Sequence[str]],
             decide_one: DecideOne, base: Decision | None = None) -> Decision:
    """The table of what each year requires in the subjects named, with trace and `origins`, laid upon `base`.

    A row that cannot be filled says why: `not_covered` (no document answers for the year) or `outcome` (its requirement
    is set elsewhere, or has no figure for the subject). The outcome is `hours` only where every row is filled, so that
    no total can leave a year out in silence. Otherwise it is that of the row that is not: `set_elsewhere` where a
    document that is not held sets it; `not_listed` where the texts held have no rule for a year. `not_listed` holds too
    where other years are covered: what was asked, the years together, has no answer in the text. `hours` would promise
    a total, `not_met` that something is known to be missing, `lookup` words that answer. No outcome while facts are
    missing.
    """
    facts = {fact: value for fact, value in person.items() if fact != "course_subject"}
    table: list[dict[str, Any]] = []
    origins: dict[tuple[int, str], str] = {}
    result = base or Decision("hours")
    begun: dict[str, int] = {}
    odd: list[Decision] = []
    decided: dict[tuple[Period, ...], Decision] = {}  # years of the same notices have the same requirement
    for year, subjects in years.items():
        periods = book.periods(place, year)
        row: dict[str, Any] = {"year": year}
        table.append(row)
        if not periods:
            row["not_covered"] = True
            odd.append(Decision("not_listed"))
            result = result.with_(caveats=(*result.caveats, f"没有收录适用于{year}年的通知，这一年差多少不能回答，"
                                                            "也就没有各年的合计"))
            continue
        if periods not in decided:
            decided[periods] = decide_one(book, "requirement", facts, year, periods, False)
        needed = decided[periods]
        if needed.outcome is None or needed.rule is None:
            return needed
        if needed.rule not in begun:
            begun[needed.rule] = len(result.trace)
            result = result.with_(trace=joined((result.trace, needed.trace)))
        result = _with_words(result, needed, origin_notes(book, book.rules[needed.rule].document, place, year, periods))
        if base is None:
            result = result.with_(rule=needed.rule, year=year)
        steps = needed.detail.get("steps", {}) if needed.outcome == "hours" else {}
        for subject in (s for s in subjects if s in steps):
            row[subject] = needed.by_subject[subject]
            origins[year, subject] = f"step:{begun[needed.rule] + steps[subject]}"
        if any(s not in steps for s in subjects):
            row["outcome"] = "not_listed" if needed.outcome == "hours" else needed.outcome
            odd.append(needed.with_(outcome=row["outcome"]))
    outcome = next((d.outcome for d in odd if d.outcome != "not_listed"), "not_listed" if odd else "hours")
    pointers = {key: next((d.detail[key] for d in odd if key in d.detail), None)
                for key in ("about", "documents", "authority")}
    detail = {**result.detail, **{key: value for key, value in pointers.items() if value is not None},
              "table": table, "origins": origins, "remaining": True}
    return result.with_(outcome=outcome, detail=detail)


def _with_words(result: Decision, needed: Decision, notes: Sequence[str]) -> Decision:
    """Citations, caveats and losers of one year, each once."""
    return result.with_(citations=tuple(dict.fromkeys((*result.citations, *needed.citations))),
                        caveats=tuple(dict.fromkeys((*result.caveats, *needed.caveats, *notes))),
                        losers=tuple(dict.fromkeys((*result.losers, *needed.losers))))
