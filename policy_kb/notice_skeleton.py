"""The files that a new notice begins with. Beside the entries of its place and of itself they hold only comments: every
clause with its words, and what could be pasted from it. They state no rule and no answer."""

from __future__ import annotations

from collections.abc import Iterable

from policy_kb.addresser.quotes import count_quote
from policy_kb.clauses import Clause, Notice
from policy_kb.figure_candidates import candidates, words_of
from policy_kb.flow import flow
from policy_kb.notice_head import Heading

_GUIDE = "docs/add-a-notice.md"
_SHOWN = 200
"""How many characters of a clause a comment shows."""

_NOTICE = """\
# The place and the notice. How to go on: {guide}
{place}documents:
  - id: {id}
    title: {title}
    jurisdiction: {jurisdiction}
{dates}    # number: the notice's number as printed; issuer: who issued it; in_force_from: "YYYY-MM-DD"
{names}
# Words of the notice that mean something new. `kind` is the fact that the word is a value of (activity, level, …), or
# `concept` for a word that only helps to find answers.
# terms:
#   - {{id: some_activity, kind: activity, name: 通知里的叫法, aliases: [俗称]}}
"""
_RULES = """\
# The rules of the notice, in its own order. Every clause stands below with its words; under a clause that states a
# figure stand candidates: compare each with the clause before you use it, the words may mean something else.
# Begin with the line `rules:`; a rule looks like this, with one effect of those in {guide}:
#
# rules:
#   - id: {prefix}.conference
#     about: 学术会议                 # Chinese, shown to people
#     clause: {id}#…
#     answers: hours                  # hours, requirement or review
#     when: {{activity: academic_conference}}
#     effect: {{kind: …}}
document: {id}
"""
_LOOKUPS = """\
# Answers in the notice's own words, for what is asked without a figure. Every clause stands below, ready to be quoted.
# Begin with the line `lookups:`; an answer looks like this (topics: {topics}):
#
# lookups:
#   - id: {prefix}.deadline
#     topics: [deadline]
#     title: 申报什么时候截止
#     asks: [什么时候截止, 几号之前要报]
#     answer: [{{clause: {id}#…, quote: the words of the clause}}]
document: {id}
"""
_CONTEXT = """
# Clauses that nothing needs to carry (an issuer's name, a date), each with the reason; take out those that do say
# something, and begin with the line `context:`.
# context:
"""


def notice_file(head: Heading) -> str:
    """Place, notice and names of the place; the only file with entries."""
    place = names = ""
    if head.name is not None:
        above = f", parent: {flow(head.parent)}" if head.parent is not None else ""
        place = f"jurisdictions:\n  - {{id: {flow(head.jurisdiction)}, name: {flow(head.name)}{above}}}\n"
        names = ("# What people call the place and the places in it; the longest name wins.\nplaces:\n"
                 f"  - {{region: {flow(head.jurisdiction)}, names: [{flow(head.name)}]}}\n")
    dates = f'    issued: "{head.issued}"\n' if head.issued is not None else ""
    dates += f"    applies_to_years: [{', '.join(map(str, head.years))}]\n" if head.years else ""
    return _NOTICE.format(guide=_GUIDE, place=place, id=flow(head.id), title=flow(head.title), dates=dates,
                          jurisdiction=flow(head.jurisdiction), names=names)


def rules_file(head: Heading, notice: Notice) -> str:
    """No rule yet: every clause as a comment, with its figures."""
    lines = [_RULES.format(guide=_GUIDE, prefix=head.jurisdiction, id=flow(head.id))]
    for clause in notice.clauses:
        lines += ["#", *_shown(notice, clause)]
        lines += [f"#     {candidate.line}" for candidate in candidates(notice, clause.address)]
    return _text(lines)


def lookups_file(head: Heading, notice: Notice, topics: Iterable[str]) -> str:
    """No answer yet: every clause with its words as an answer quotes them, and the clauses that may be context."""
    lines = [_LOOKUPS.format(topics=", ".join(topics), prefix=head.jurisdiction, id=flow(head.id))]
    for clause in notice.clauses:
        lines += ["#", *_shown(notice, clause)]
        quote, whole = words_of(notice, clause.address), notice.clause_text(clause.address)
        # A bare heading is carried by what stands below it.
        if not notice.children(clause.address) and quote and count_quote(whole, quote) == 1:
            lines.append(f"#     answer: [{{clause: {flow(clause.address)}, quote: {flow(quote)}}}]")
    # The salutation is context by itself.
    unnumbered = [c for c in notice.children(None) if c.kind == "paragraph" and c is not notice.clauses[0]]
    if unnumbered:
        lines.append(_CONTEXT.rstrip("\n"))
        lines += [f"#   - {{clause: {flow(c.address)}, reason: say why}}" for c in unnumbered]
    return _text(lines)


def _shown(notice: Notice, clause: Clause) -> list[str]:
    """A clause as two lines of comment: its address, its words."""
    words = "".join(character if character.isprintable() else " " for character in words_of(notice, clause.address))
    return [f"# {clause.address}", f"#   {words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}".rstrip()]


def _text(lines: list[str]) -> str:
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"
