"""The figures of understanding as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.evaluation.understanding import Seen

Figures = Mapping[str, Any]
_FOUND = ("R", 7), ("F1", 7)
_COLUMNS = ("n", 5), ("intent", 8), ("top 3", 8), ("entity P", 9), *_FOUND, ("facts P", 9), *_FOUND, ("answer", 8)


def report(name: str, told: Figures) -> Iterator[str]:
    """A short table: all in all, by set, kind and intent, then the mistakes made most often."""
    yield f"understanding of {name}: {told['utterances']} utterances, {told['expected']} with an expected answer"
    yield f"{'':20}" + "".join(f"{name:>{width}}" for name, width in _COLUMNS) + "  wrong numbers"
    yield _row("all", told)
    for group in ("by_set", "by_kind", "by_intent"):
        yield ""
        for label, row in told[group].items():
            yield _row(label, row)
    yield ""
    yield from _bounds(told)
    yield "most frequent: " + "; ".join(f"{c['labelled']} → {c['named']} {c['times']}" for c in told["confusions"])


def failures(seen: Iterable[Seen]) -> Iterator[str]:
    """Each utterance with what was expected and what came of it instead."""
    for one in seen:
        yield f"{one.case['id']} [{one.case['region']}, {one.case['today']}] {one.case['text']}"
        if not one.named.is_right:
            got = "、".join(f"{name} {confidence:.2f}" for name, confidence in one.named.ranking[:3])
            yield f"    intent {' or '.join(one.named.right)}, got {got or 'none: turned away unread'}"
        if one.wrong_number:
            yield "    WRONG NUMBER"
        yield from (f"    {fault}" for fault in one.faults)
        for label, pairs in _entities(one):
            yield f"    {label}: {', '.join(f'{kind}={value}' for kind, value in pairs)}"
        if one.faults:
            yield f"    answered ({one.result['status']}): {' '.join(str(one.result['text']).split())[:160]}"


def _entities(one: Seen) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    labelled, found = one.entities.labelled, one.entities.found
    if labelled - found:
        yield "not found", sorted(labelled - found)
    if found - labelled:
        yield "found beside", sorted(found - labelled)


def _row(label: str, row: Figures) -> str:
    entities = row["entities"]
    shares = [_share(row["accuracy"], 7), _share(row["top3"], 7), _share(entities["precision"], 8)]
    shares += [_share(entities["recall"], 6), _share(entities["f1"], 6)]
    shares += [_share(row["facts"]["precision"], 8), _share(row["facts"]["recall"], 6), _share(row["facts"]["f1"], 6)]
    shares.append(_share(row["right"], 7))
    return f"{label:20}{row['utterances']:>5} {' '.join(shares)} {row['wrong_numbers']:>14}"


def _bounds(told: Figures) -> Iterator[str]:
    entities = told["entities"]
    yield (
        f"intent after corrections {_share(told['purpose'])}   "
        f"entity F1 with wider and narrower terms {_share(entities['f1_near'])}"
    )
    yield (
        f"out of scope turned away {_share(told['out_of_scope_recall'])} "
        f"(by the classifier {_share(told['out_of_scope_named'])})   of ours turned away {_share(told['turned_away'])}"
    )
    yield (
        f"gibberish answered {_share(told['gibberish_accepted'])}   "
        f"cheating declined {_share(told['cheating_declined'])}"
    )
    passing = "; ".join(
        f"from {t['threshold']:.2f}: {_share(t['taken'])} taken, {_share(t['wrong'])} of them wrong, "
        f"{_share(t['false_accepts'])} of the out of scope taken for ours"
        for t in told["thresholds"]
    )
    error = "–" if told["calibration_error"] is None else f"{told['calibration_error']:.3f}"
    yield f"calibration error {error}   {passing}"
    yield f"turn p50 {told['turn_p50_ms']:.0f} ms, p95 {told['turn_p95_ms']:.0f} ms   turns that broke {told['broken']}"


def _share(value: float | None, width: int = 0) -> str:
    return f"{'–' if value is None else f'{value:.1%}':>{width}}"
