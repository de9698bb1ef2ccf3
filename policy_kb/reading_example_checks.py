"""The examples of readings: each is answered as the reading states, and shows what another reading would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from policy_kb.model import Term
from policy_kb.reading_examples import ANSWERS, ask, gives, shows, told, told_as_stated
from policy_kb.sources import Entry, Sources
from policy_kb.yamltree import Fault
from rules_core.book import RuleBook
from rules_core.facts import FactError
from rules_core.model import Alternative, Example, Reading


def check_examples(sources: Sources, book: RuleBook) -> list[Fault]:
    """Faults of the examples. Those of a folder that another is laid over are not asked again: the rules they were
    written for may have been replaced."""
    faults: list[Fault] = []
    terms = sources.values("terms")
    for entry in sources.of("readings"):
        if ("readings", entry.value.id) not in sources.newest:
            continue
        reading: Reading = entry.value
        if reading.example is not None:
            faults += _of_example(entry, reading.example, book, terms, ())
        for index, alternative in enumerate(reading.alternatives):
            if alternative.example is not None:
                faults += _of_example(entry, alternative.example, book, terms, ("alternatives", index))
            faults += _of_alternative(entry, alternative, index)
    return faults


def _of_example(entry: Entry, example: Example, book: RuleBook, terms: Mapping[str, Term], path: tuple[str | int, ...]
                ) -> Iterator[Fault]:
    reading: Reading = entry.value
    if (fault := _unknown(example.gives)) is not None:
        yield entry.fault(f"'gives' is {fault}", *path, "example", "gives")
        return
    try:
        decision = ask(example, book, terms)
    except FactError as error:
        yield entry.fault(f"its example cannot be asked: {error}", *path, "example", "question")
        return
    if not gives(decision, example.gives):
        yield entry.fault(f"its example is answered {told(decision)}, not {told_as_stated(example.gives)}; correct "
                          "'gives', or the rules no longer follow this reading", *path, "example", "gives")
    elif reading.caveat and reading.used_by not in ("dialogue", "claims") and not shows(decision, reading):
        yield entry.fault("its example does not show the caveat; ask one whose answer rests on the reading", *path,
                          "example", "question")


def _of_alternative(entry: Entry, alternative: Alternative, index: int) -> Iterator[Fault]:
    at = ("alternatives", index)
    example = alternative.example or entry.value.example
    would = alternative.example_gives
    if example is None:
        if would is not None or alternative.no_change:
            yield entry.fault("states what an example would be answered, but has no example", *at)
        return
    if would is None or not (alternative.because or "").strip():
        yield entry.fault("does not say what the example would be answered under this alternative; add "
                          "'example_gives', and 'because' in Chinese", *at)
        return
    if (fault := _unknown(would)) is not None:
        yield entry.fault(f"'example_gives' is {fault}", *at, "example_gives")
        return
    same = _same(example.gives, would)
    if same and not alternative.no_change:
        yield entry.fault(f"would be answered the same ({told_as_stated(would)}); say so with 'no_change: true', or "
                          "show an 'example' that differs", *at, "example_gives")
    elif alternative.no_change and not same:
        yield entry.fault(f"says 'no_change', but {told_as_stated(would)} is not {told_as_stated(example.gives)}", *at,
                          "no_change")


def _same(one: int | float | str, two: int | float | str) -> bool:
    if isinstance(one, str) or isinstance(two, str):
        return one == two
    return Fraction(str(one)) == Fraction(str(two))


def _unknown(stated: int | float | str) -> str | None:
    if isinstance(stated, str) and stated not in ANSWERS:
        return f"'{stated}'; accepted: a number of hours, {', '.join(ANSWERS)}"
    return None
