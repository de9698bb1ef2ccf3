"""Who approves a claim, in order: the chain of its region and kind for this level or this post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claims.rules.asking import asked, field_of
from claims.trouble import Refused
from policy_kb.chains import ChainStep, HeldChain
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import reference

__all__ = ["ChainStep", "chain_of", "first_year", "steps_of", "who_to_ask"]

_KINDS = {"recognition": "学时认定", "exemption": "免试"}


def chain_of(kb: KnowledgeBase, region: str, kind: str, year: int | None = None) -> HeldChain:
    """The chain of a region for a kind of claim. Raises Refused("not_claimable") where its notices print none, and for
    a year before the first that the chain's notice is for."""
    held = kb.chains.get((region, kind))
    if held is None and not any(kb.book.calendars[region].steps):
        raise Refused("not_claimable", f"还没有收录{kb.book.jurisdictions[region].name}的继续教育通知，不能在这里申报。"
                                       f"{who_to_ask(kb, region)}", "region")
    charged = kb.charged.get((region, kind))
    if held is None and charged:
        offices = "、".join(f"{one.office}（{reference(kb, one.clause or '')}）" for one in charged)
        name = kb.book.jurisdictions[region].name
        raise Refused("not_claimable", f"{name}的通知把{_KINDS[kind]}列为{offices}的职责，没有写明"
                                       "个人的申报由谁、按什么次序审核，不能在这里申报。在其中一处工作的，请先问所在地州市或本行业；"
                                       f"{who_to_ask(kb, region)}", "region")
    if held is None:
        raise Refused("not_claimable", f"{kb.book.jurisdictions[region].name}的通知没有写明{_KINDS[kind]}由谁审核，"
                                       f"不能在这里申报。{who_to_ask(kb, region)}", "region")
    first = first_year(kb, held)
    if year is not None and first is not None and year < first and kb.book.periods(region, year):
        raise Refused("not_claimable", f"{kb.book.jurisdictions[region].name}没有收录 {first} 年度以前的通知，"
                                       f"{year} 年度的{_KINDS[kind]}由谁审核没有写明，不能在这里申报。"
                                       f"{who_to_ask(kb, region)}", "year")
    return held


def steps_of(kb: KnowledgeBase, region: str, kind: str, title_level: str | None,
             facts: Mapping[str, Any]) -> tuple[ChainStep, ...]:
    """The steps for a claim's facts (`facts_of`). Raises Refused: `incomplete` with the field where something that the
    chain depends on is not stated, `not_claimable` where no notice says who approves."""
    held = chain_of(kb, region, kind)
    steps, missing = held.steps(chain_facts(title_level, facts))
    if missing:
        field = field_of(missing[0], 0)
        raise Refused("incomplete", asked(kb, field), field)
    if not steps:
        raise Refused("not_claimable", f"通知没有写明这种情形的{_KINDS[kind]}由谁审核，不能在这里申报。"
                                       f"{who_to_ask(kb, region)}", field_of(sorted(held.facts())[0], 0))
    return steps


def first_year(kb: KnowledgeBase, held: HeldChain) -> int | None:
    """The first year that the notice of a chain is for; None where it does not limit itself to years. Later years are
    answered from it, earlier ones are not: of them it says nothing."""
    years = [year for _, steps in held.ways for step in steps[:1]
             for year in kb.book.documents[step.clause.partition("#")[0]].applies_to_years or ()]
    return min(years, default=None)


def regions_of(kb: KnowledgeBase, region: str, role: str) -> frozenset[str]:
    """Where the offices of a role may be that a person of the region chooses; the region alone where no chain says."""
    found = [held.regions(role) for (place, _), held in kb.chains.items() if place == region]
    return frozenset().union(*found) or frozenset({region})


def chain_facts(title_level: str | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What may choose between the ways of a chain: the person's facts and level, and the activity of an exemption."""
    activities: Sequence[Mapping[str, Any]] = facts.get("activities") or ({},)
    first = activities[0] if len(activities) == 1 else {}
    # The level of an examination is no level of a person: only the claim's own chooses the chain.
    known = {**facts.get("person", {}), **first, "title_level": title_level}
    return {name: value for name, value in known.items() if value is not None}


def who_to_ask(kb: KnowledgeBase, region: str) -> str:
    """Whom to turn to, as a sentence."""
    contact = kb.book.jurisdictions[region].contact or "当地人力资源和社会保障部门"
    return f"请向{contact}咨询。"
