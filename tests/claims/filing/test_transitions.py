"""The transition table: the same as docs/claims.md prints it, and closed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claims.filing.transitions import (
    ACTIONS,
    COUNTING,
    EDITABLE,
    LIVING,
    STATES,
    TRANSITIONS,
    WAITING,
    actions_for,
    transition,
)
from claims.trouble import Refused
from db.tables import CLAIM_STATES

DOCUMENT = (Path(__file__).parents[3] / "docs/claims.md").read_text(encoding="utf-8")
WHO = {"applicant": "applicant", "reviewer of the step": "reviewer", "the spot-check office": "spot_check"}


def _printed() -> dict[tuple[str, str], tuple[str, str, bool, bool]]:
    """(state, action) → to, who, reason, field, read from the table in docs/claims.md."""
    section = DOCUMENT.split("## States")[1].split("\n## ")[0]
    found = {}
    for action, by, states, to in re.findall(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", section, re.M):
        if action == "action":
            continue
        who, _, needs = by.strip().partition(";")
        for state in states.strip().split(", "):
            target = {"same": state, "submitted (step 0 of a fresh chain)": "submitted",
                      "under_review (next step) or approved (last)": "approved"}.get(to.strip(), to.strip())
            found[state, action] = (target, WHO[who], "reason" in needs, "field" in needs)
    return found


def test_the_table_is_the_documents() -> None:
    assert {key: (t.to, t.who, t.reason, t.field) for key, t in TRANSITIONS.items()} == _printed()


def test_states_and_actions_are_closed() -> None:
    assert tuple(STATES) == CLAIM_STATES
    assert {state for state, _ in TRANSITIONS} | {t.to for t in TRANSITIONS.values()} == set(STATES)
    assert {action for _, action in TRANSITIONS} == set(ACTIONS)
    for group in (COUNTING, EDITABLE, LIVING, WAITING):
        assert set(group) <= set(STATES)
    assert EDITABLE == ("draft", "returned")


def test_what_ended_stays_ended() -> None:
    for state in ("rejected", "withdrawn", "spot_passed", "revoked"):
        assert actions_for(state) == ()


def test_the_actions_of_a_state_are_those_of_the_table() -> None:
    for state in STATES:
        assert set(actions_for(state)) == {action for at, action in TRANSITIONS if at == state}
    assert actions_for("draft") == ("save", "submit", "withdraw")
    assert actions_for("submitted", "applicant") == ("withdraw",)
    assert actions_for("submitted", "reviewer") == ("approve", "return", "reject")
    assert actions_for("spot_drawn", "spot_check") == ("pass", "revoke")


def test_what_is_not_in_the_table_is_refused_in_words() -> None:
    for state in STATES:
        for action in ACTIONS:
            if (state, action) in TRANSITIONS:
                assert transition(state, action) is TRANSITIONS[state, action]
                continue
            with pytest.raises(Refused) as refused:
                transition(state, action)
            assert refused.value.code == "not_allowed_now" and refused.value.status == 409
            assert STATES[state] in refused.value.message
