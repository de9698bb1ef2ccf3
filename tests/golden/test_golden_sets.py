"""Whole conversations through the real agent, scored as an outsider scores them, and every figure in them proved.

`golden.jsonl` are the project's cases; `independent.jsonl`, `heldout.jsonl` and `talks.jsonl` (several turns: sums,
corrections, ellipsis, digressions) were written from the notices alone by people who had seen neither the rules nor the
training data; their failures have been worked on since. `filing.jsonl` are the project's conversations that file a
claim. No set may hold one wrong number, and no turn of any
conversation a figure without an origin or a step that does not compute.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bot.evaluation.alterations import one_more
from bot.evaluation.conversation import Turn, audit_faults, converse
from bot.evaluation.recorder import recorded
from bot.evaluation.scorer import faults
from bot.evaluation.text_audit import TextAudit

from policy_kb.addresser.store import TEXTS
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from xueshi.main import main

FOLDER = Path(__file__).parent
# The share of conversations that must pass; golden cases all do.
SHARES = {"golden": 1.0, "independent": 0.97, "heldout": 0.97, "talks": 0.90, "filing": 1.0}

Talks = list[tuple[dict[str, Any], list[Turn]]]


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def talks(kb: KnowledgeBase) -> Iterator[Callable[[str], Talks]]:
    """The conversations of a set with their answers; each is held once."""
    from bot.dialogue.responder import Dialogue
    from bot.runtime.host import AgentHost
    from bot.runtime.training import MODELS, train

    train(MODELS)
    host = AgentHost(MODELS, Dialogue(kb), "sqlite://")

    def say(conversation: str, text: str, region: str | None, today: str) -> dict[str, Any]:
        return asyncio.run(host.handle(conversation, text, region, today))[-1]

    host.start()
    with recorded() as record:
        yield cache(lambda name: [(case, converse(say, record, case, case["id"])) for case in cases(name)])
    host.stop()


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {path.stem: "".join(path.read_text(encoding="utf-8").split()) for path in TEXTS.glob("*.txt")}


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize("name", SHARES)
def test_set(talks: Callable[[str], Talks], sources: dict[str, str], name: str) -> None:
    found = {case["id"]: faults(case["expect"], turns[-1].result, sources) for case, turns in talks(name)}
    wrong = {key: reasons for key, (reasons, is_wrong) in found.items() if is_wrong}
    failed = {key: reasons for key, (reasons, _) in found.items() if reasons}
    assert not wrong, f"wrong numbers: {wrong}"
    share = 1 - len(failed) / len(found)
    assert share >= SHARES[name], f"{share:.1%} of {len(found)} pass; not: {failed}"


@pytest.mark.parametrize("name", SHARES)
def test_every_figure_of_every_turn_can_be_proved(talks: Callable[[str], Talks], kb: KnowledgeBase, name: str) -> None:
    audit = TextAudit(kb)
    found = {
        case["id"]: reasons
        for case, turns in talks(name)
        if (reasons := list(audit_faults(audit, turns, date.fromisoformat(case["today"]))))
    }
    assert found == {}


@pytest.mark.parametrize("name", SHARES)
def test_a_figure_made_wrong_is_found(talks: Callable[[str], Talks], kb: KnowledgeBase, name: str) -> None:
    """Of a sample of the conversations; a figure that becomes another one with an origin is not found."""
    audit, tried, missed = TextAudit(kb), 0, []
    for case, turns in talks(name)[::25]:
        stated = [turn.text for turn in turns]
        for text in one_more(turns[-1].result["text"]):
            tried += 1
            wrong = {**turns[-1].result, "text": text}
            if not audit.faults(wrong, stated, date.fromisoformat(case["today"]), turns[-1].taken):
                missed.append(text)
    assert len(missed) <= 0.02 * tried, f"{len(missed)} of {tried}: {missed}"


@pytest.mark.parametrize("name", SHARES)
def test_ids_are_unique(name: str) -> None:
    ids = [case["id"] for case in cases(name)]
    assert len(ids) == len(set(ids))


def test_a_lead_with_a_figure_of_its_own_fails_the_command(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`xueshi eval` exits 1: the notice's 两年 was made 三年 in a lead, which stands beside the quote."""
    held = next(h for h in kb.lookups if h.document == "xj-city-2022" and "两年" in str(h.lookup.lead))
    lead = str(held.lookup.lead).replace("两年", "三年")
    lookup = {k: v for k, v in msgspec.to_builtins(held.lookup).items() if v is not None} | {"lead": lead}
    lookup["answer"] = [{"clause": a.clause, "quote": a.quote} for a in held.lookup.answer]
    overlay = {"document": held.document, "lookups": [lookup]}
    (tmp_path / "wrong.yml").write_text(json.dumps(overlay, ensure_ascii=False), encoding="utf-8")
    case = {"id": "x", "region": "xj-city", "today": "2025-06-01", "turns": [held.lookup.title], "expect": {}}
    (tmp_path / "set.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setenv("XUESHI_KB", str(tmp_path))
    assert main(["eval", "--failed", str(tmp_path / "set.jsonl")]) == 1
    shown = capsys.readouterr().out
    assert f"turn 1: 三 has no origin ({lead})" in shown and "audit faults 1" in shown
