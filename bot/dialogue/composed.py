"""One RESULT of several: the answers to the questions of a message, or the sides of a comparison.

`parts` keeps each RESULT whole, with its heading as `asked`; text, summary, notes and citations of the whole are made
of theirs and state nothing more.
"""

from __future__ import annotations

from typing import Any, Iterable, Sequence

from bot.dialogue.result import notes_of
from bot.dialogue.wording import Wording

Result = dict[str, Any]
#: Outcomes that compute nothing.
_WORDS = (None, "lookup", "not_listed", "claim_status")
_STATUS = ("answered", "form", "login_required", "not_covered", "handoff")


def together(words: Wording, answers: Sequence[tuple[str, Result]]) -> Result:
    """The answers under their questions, in their order; one that asks something back comes last. Its decision is the
    first that computes something."""
    answers = sorted(_alike(answers), key=lambda answer: answer[1]["status"] == "need_info")
    if len(answers) < 2:
        return answers[0][1]
    results = [reply for _, reply in answers]
    asking = next((r for r in results if r["status"] == "need_info"), None)
    leading = next((r for r in results if r["decision"]["outcome"] not in _WORDS), asking or results[0])
    heads = [words.say("of_question", question=asked) for asked, _ in answers]
    seen: set[str] = set()
    blocks = [f"{head}\n{_unsaid(reply['text'], seen)}" for head, reply in zip(heads, results)]
    summaries = [f"{head}\n{reply.get('summary') or reply['text']}" for head, reply in zip(heads, results)]
    whole = {
        **leading,
        "status": "need_info"
        if asking
        else next((s for s in _STATUS for r in results if r["status"] == s), "answered"),
        "text": "\n\n".join(blocks),
        "summary": "\n\n".join(summaries),
        "citations": _once(c for r in results for c in r["citations"]),
        "ask_for": asking["ask_for"] if asking else [],
        "buttons": asking["buttons"] if asking else _once(b for r in results for b in r["buttons"]),
        "parts": [{**reply, "asked": asked} for asked, reply in answers],
    }
    notes = _once(note for r in results for note in r.get("notes", ()))
    whole.pop("notes", None)
    if notes:
        whole["notes"] = notes
    tabled = next((r for r in results if "table" in r), None)
    return {**whole, "table": tabled["table"]} if tabled else whole


def side_by_side(whole: Result, lead: str, sides: Sequence[tuple[str, Result]]) -> Result:
    """The sides of a comparison, a line each, and below them their workings, clauses and caveats. `whole` is the RESULT
    without its words."""
    sides = _alike(sides)
    heads = [_headed(label, first_line(reply)) for label, reply in sides]
    seen: set[str] = set()
    below = [line for label, reply in sides for line in _grounds(label, reply, seen)]
    caveats = tuple(_once(c for _, reply in sides for c in reply["decision"]["caveats"]))
    head = [lead, *heads] if lead else heads
    told = {
        **whole,
        "text": "\n".join([*head, *below]),
        "summary": "\n".join(head),
        "decision": {**whole["decision"], "caveats": list(caveats)},
        "citations": _once(c for _, reply in sides for c in reply["citations"]),
        "parts": [{**reply, "asked": label} for label, reply in sides],
    }
    return {**told, "notes": list(notes_of(caveats))} if caveats else told


def first_line(reply: Result) -> str:
    """The conclusion of a RESULT in one line."""
    return str(reply.get("summary") or reply["text"]).split("\n")[0]


def _alike(sides: Sequence[tuple[str, Result]]) -> list[tuple[str, Result]]:
    """Those that are told in the same words as one (男、女)."""
    found: list[tuple[str, Result]] = []
    for label, reply in sides:
        at = next((i for i, (_, other) in enumerate(found) if first_line(other) == first_line(reply)), None)
        if at is None:
            found.append((label, reply))
        else:
            found[at] = (f"{found[at][0]}、{label}", found[at][1])
    return found


def _headed(label: str, line: str) -> str:
    return line if line.startswith(label) else f"{label}：{line}"


def _grounds(label: str, reply: Result, seen: set[str]) -> list[str]:
    """The lines of a side with its workings, clauses and caveats, under its name; a caveat told before is left out."""
    lines = [line for line in str(reply["text"]).split("\n")[1:] if line.startswith(("算法：", "依据：", "说明："))]
    lines = [line for line in lines if not (line.startswith("说明：") and line in seen)]
    seen.update(lines)
    return [f"【{label}】", *lines] if lines else []


def _unsaid(text: str, seen: set[str]) -> str:
    """The text without the caveats that were told before."""
    kept = [line for line in text.split("\n") if not (line.startswith("说明：") and line in seen)]
    seen.update(kept)
    return "\n".join(kept)


def _once(things: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for thing in things:
        if thing not in found:
            found.append(thing)
    return found
