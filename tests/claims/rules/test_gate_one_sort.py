"""A claim holds one sort of activity: with a figure, without one, or 视同完成; what shares a limit stands alone."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from drafts import TODAY, conference, draft

from claims.rules.draft import read_draft
from claims.rules.gate import complete, compute
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

FORM = {"title": "某活动", "organizer_name": "某单位"}
FIGURE = conference(presented=False)
OPEN = {"activity": "paper", "start": "2025-06-10", "end": "2025-06-10", **FORM}
OTHER_OPEN = {**OPEN, "activity": "monograph"}
DEEMED = {"activity": "village_stationing", "months": 12, "start": "2024-03-01", "end": "2025-02-28", **FORM}
DEGREE = {"activity": "degree_education", "degree": "master", "degree_obtained": True, "start": "2022-09-01",
          "end": "2025-06-30", **FORM}
POOLED = conference(presented=False, level="prefecture", start="2025-07-01", end="2025-07-03")


@pytest.mark.parametrize("mixed", list(permutations([FIGURE, OPEN, DEEMED, POOLED], 2)),
                         ids=lambda pair: "+".join(one["activity"] + one.get("level", "") for one in pair))
def test_sorts_are_not_mixed(kb: KnowledgeBase, mixed: tuple[dict[str, Any], ...]) -> None:
    read = read_draft(kb, draft(region="bt", activities=list(mixed)), TODAY)
    found = compute(kb, read, TODAY)
    assert (found.claimable, found.hours, found.needs_basis, found.deemed) == (False, None, False, ())
    assert "分成两份" in found.message and "第 2 项" in found.message
    with pytest.raises(Refused) as refused:
        complete(kb, read, found, [0, 1], TODAY)
    assert (refused.value.code, refused.value.field) == ("invalid", "activities.1.activity")


@pytest.mark.parametrize(("alike", "basis"), [
    ([FIGURE, {**FIGURE, "start": "2025-08-01", "end": "2025-08-03"}], False), ([OPEN, OTHER_OPEN], True),
    ([DEEMED, DEGREE], False), ([POOLED, {**POOLED, "start": "2025-08-01", "end": "2025-08-03"}], True),
])
def test_what_is_alike_is_filed_together(kb: KnowledgeBase, alike: list[dict[str, Any]], basis: bool) -> None:
    read = read_draft(kb, draft(region="bt", activities=alike), TODAY)
    found = compute(kb, read, TODAY)
    assert (found.claimable, found.needs_basis) == (True, basis)
    complete(kb, read, found, [0, 1], TODAY)


def test_while_something_is_asked_nothing_is_said_of_it(kb: KnowledgeBase) -> None:
    open_question = {name: value for name, value in FIGURE.items() if name != "presented"}
    found = compute(kb, read_draft(kb, draft(region="bt", activities=[open_question, OPEN]), TODAY), TODAY)
    assert found.ask_for == ["activities.0.presented"] and "分成两份" not in found.message
