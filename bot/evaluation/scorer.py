"""Score the answers of `xueshi ask --batch` against golden conversations; only a conversation's last turn counts.

    python -m bot.evaluation.scorer CASES.jsonl ANSWERS.jsonl [--texts DIR] [--quiet]

A case passes when every key of its `expect` holds (outcome, hours, public, professional, cites, ask_any, form, must,
must_not); a key that is absent is not looked at. `form` null: the form of a claim must not be opened; else its keys
must be as they stand here, others are not looked at. Exit 0 when all pass, 1 when one does not, 2 for a wrong call.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCUMENTS = ("xj-2021", "xj-city-2022", "bt-2019", "aks-2025", "hhht-2022")
TEXTS = Path(__file__).resolve().parents[2] / "policy_kb" / "data" / "texts"

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """How one case ended: its faults (none: it passed) and whether a wrong number is among them."""

    case_id: str
    turns: tuple[str, ...]
    answered: str
    faults: tuple[str, ...]
    wrong_number: bool


def squeeze(text: str | None) -> str:
    """TEXT without any white space: line breaks of the print do not count in a comparison."""
    return re.sub(r"\s+", "", text or "")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, blank lines left out. Raises OSError and json.JSONDecodeError."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def read_sources(folder: Path = TEXTS) -> dict[str, str]:
    """The squeezed text of every held document found in FOLDER, by document id."""
    found = {document: folder / f"{document}.txt" for document in DOCUMENTS}
    return {document: squeeze(path.read_text(encoding="utf-8")) for document, path in found.items() if path.exists()}


def faults(expect: Json, turn: Json, sources: Mapping[str, str]) -> tuple[list[str], bool]:
    """Why TURN (a RESULT) does not meet EXPECT, and whether a wrong number is among the reasons.

    A number is wrong when hours other than the expected ones are stated, or any where the text gives none.
    SOURCES maps document ids to squeezed texts, against which each quote is checked.
    """
    decision: Json = turn.get("decision") or {}
    by_subject: Json = decision.get("by_subject") or {}
    found = _outcome_faults(expect, decision, turn)
    number_faults, wrong = _hours_faults(expect, decision.get("hours"))
    found += number_faults
    for subject in ("public", "professional"):
        value = by_subject.get(subject)
        if subject in expect and value != expect[subject]:
            found.append(f"{subject} {value!r}, expected {expect[subject]!r}")
            wrong = wrong or value is not None
    found += _citation_faults(expect, turn.get("citations") or [], sources)
    asked = turn.get("ask_for")
    if expect.get("ask_any") and not set(expect["ask_any"]) & set(asked or []):
        found.append(f"asks for {asked}, expected one of {expect['ask_any']}")
    found += _form_faults(expect, turn.get("form"))
    found += _wording_faults(expect, squeeze(turn.get("text")))
    if turn.get("status") == "error":
        found.append(f"error: {turn.get('text')}")
    return found, wrong


def judge(case: Json, answer: Json | None, sources: Mapping[str, str]) -> Verdict:
    """The verdict on one CASE; ANSWER is its batch result line, None where there is none."""
    turns = list((answer or {}).get("turns") or [])
    found, wrong = faults(case["expect"], turns[-1], sources) if turns else (["no answer"], False)
    answered = squeeze(turns[-1].get("text")) if turns else ""
    return Verdict(case["id"], tuple(case["turns"]), answered, tuple(found), wrong)


def score(cases: Iterable[Json], answers: Iterable[Json], sources: Mapping[str, str]) -> list[Verdict]:
    """A verdict for each case, in the cases' order."""
    by_id = {answer["id"]: answer for answer in answers}
    return [judge(case, by_id.get(case["id"]), sources) for case in cases]


def summary(verdicts: Sequence[Verdict]) -> str:
    """One line: how many pass, and how many state a wrong number."""
    passed = sum(not verdict.faults for verdict in verdicts)
    share = passed / len(verdicts) if verdicts else 0.0
    wrong = sum(verdict.wrong_number for verdict in verdicts)
    return f"{passed} of {len(verdicts)} pass ({share:.1%}); wrong numbers: {wrong}"


def _choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _outcome_faults(expect: Json, decision: Json, turn: Json) -> list[str]:
    wanted = expect.get("outcome")
    outcome = decision.get("outcome") or turn.get("status")
    if wanted is None or {outcome, turn.get("status")} & set(_choices(wanted)):
        return []
    return [f"outcome {outcome!r}, expected {wanted!r}"]


def _hours_faults(expect: Json, hours: float | None) -> tuple[list[str], bool]:
    if "hours" not in expect:
        return [], False
    wanted = expect["hours"]
    if wanted is None:
        return ([], False) if hours is None else ([f"hours {hours}, but the text gives no figure"], True)
    if hours is None:
        return [f"no hours, expected {wanted}"], False
    return ([], False) if abs(float(hours) - wanted) <= 1e-9 else ([f"hours {hours}, expected {wanted}"], True)


def _form_faults(expect: Json, form: Json | None) -> list[str]:
    wanted = expect.get("form")
    if "form" not in expect or wanted is None:
        return [f"a form: {form}"] if "form" in expect and form is not None else []
    if form is None:
        return ["no form"]
    return [f"form {k} {form.get(k)!r}, expected {v!r}" for k, v in wanted.items() if form.get(k) != v]


def _citation_faults(expect: Json, citations: Sequence[Json], sources: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    cited = [citation.get("clause", "") for citation in citations]
    wanted = expect.get("cites")
    if wanted and not any(clause.startswith(prefix) for clause in cited for prefix in wanted):
        found.append(f"cites {cited}, expected one of {wanted}")
    for citation in citations:
        document, quote = citation.get("clause", "").split("#")[0], squeeze(citation.get("quote"))
        if document in sources:
            if not quote or quote not in sources[document]:
                found.append(f"quote not in the source: {citation.get('quote')!r}")
        elif document in DOCUMENTS:
            found.append(f"no source for {document}")
    return found


def _wording_faults(expect: Json, text: str) -> list[str]:
    lacking = [
        f"text lacks {alternatives!r}"
        for alternatives in expect.get("must", [])
        if not any(squeeze(phrase) in text for phrase in alternatives.split("|"))
    ]
    return lacking + [f"text holds {phrase!r}" for phrase in expect.get("must_not", []) if squeeze(phrase) in text]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: prints each case that does not pass, then the summary; the exit code is the verdict."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of the documents' texts")
    parser.add_argument("--quiet", action="store_true", help="print the summary only")
    options = parser.parse_args(arguments)
    try:
        verdicts = score(read_lines(options.cases), read_lines(options.answers), read_sources(options.texts))
    except (OSError, json.JSONDecodeError) as problem:
        parser.error(str(problem))
    for verdict in verdicts:
        if verdict.faults and not options.quiet:
            print(f"{verdict.case_id}  {' / '.join(verdict.turns)[:120]}")
            print("\n".join(f"    {reason}" for reason in verdict.faults))
            print(f"    answered: {verdict.answered[:160]}")
    print(summary(verdicts))
    return 1 if any(verdict.faults for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
