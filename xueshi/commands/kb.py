"""Check the knowledge base, list what carries each clause, show a clause or the readings, begin a new notice."""

from __future__ import annotations

import argparse
import json
from difflib import get_close_matches

from policy_kb.clauses import Clause, Notice
from policy_kb.coverage import CARRIERS, Carried, counts, coverage, speaking_of
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import KbError, load
from xueshi.commands import kb_new, kb_readings
from xueshi.knowledge import knowledge
from xueshi.failure import Failure


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi kb`."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--kb",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="lay this knowledge-base folder over the project's own (or XUESHI_KB)",
    )
    commands = parser.add_subparsers(dest="action", metavar="check | coverage | show | readings | new", required=True)
    commands.add_parser("check", parents=[shared], help="every fault with file and line; exit 1 where there is one")
    cover = commands.add_parser("coverage", parents=[shared], help="what carries each clause: rule, lookup or context")
    cover.add_argument("--json", action="store_true", help="the counts as JSON")
    show = commands.add_parser("show", parents=[shared], help="a clause verbatim, the rules on it, who cites it")
    show.add_argument("address", metavar="ADDRESS", help="a clause, as in xj-city-2022#附件3/4")
    kb_readings.add(commands.add_parser("readings", parents=[shared], help=kb_readings.HELP))
    kb_new.add(commands.add_parser("new", help=kb_new.HELP))


def run(options: argparse.Namespace) -> int:
    """Carry out `check`, `coverage`, `show`, `readings` or `new`; exit 1 for faults and for an unknown address."""
    if options.action == "new":
        return kb_new.run(options)
    if options.action == "check":
        return _check()
    if options.action == "coverage":
        return _coverage(knowledge(), options.json)
    if options.action == "readings":
        return kb_readings.run(knowledge(), options)
    return _show(knowledge(), options.address)


def _check() -> int:
    try:
        kb = load()
    except KbError as error:
        print(error)
        count = len(error.faults)
        print(f"{count} fault{'s' if count > 1 else ''}")
        return 1
    print(f"no faults: {len(kb.book.rules)} rules, {len(kb.lookups)} lookups, {len(kb.notices)} notices")
    return 0


def _coverage(kb: KnowledgeBase, as_json: bool) -> int:
    carried = coverage(kb)
    table = counts(carried)
    if as_json:
        print(json.dumps({"documents": table}, ensure_ascii=False, indent=2))
        return 0
    columns = ("clauses", *CARRIERS)
    width = max([len("document"), *(len(document) for document in table)])
    print(f"{'document':{width}}  " + "  ".join(f"{name:>7}" for name in columns))
    for document, row in table.items():
        print(f"{document:{width}}  " + "  ".join(f"{row[name]:>7}" for name in columns))
    bare = [
        (kb.notices[document], one.clause)
        for document, clauses in carried.items()
        for one in clauses
        if one.carrier == "none"
    ]
    if bare:
        print("\nclauses that nothing carries:")
        for notice, clause in bare:
            print(f"  {clause.address}  {_begin(notice, clause)}")
    return 0


def _begin(notice: Notice, clause: Clause) -> str:
    words = "".join(notice.own_text(clause.address).split())
    return words if len(words) <= 40 else words[:40] + "…"


def _show(kb: KnowledgeBase, address: str) -> int:
    notice = kb.notices.get(address.partition("#")[0])
    if notice is None or address not in notice:
        raise Failure(_unknown(kb, notice, address))
    clause = notice.clause(address)
    print(address)
    print(notice.clause_text(address))
    rules, lookups = speaking_of(kb, notice, clause)
    print(f"\nrules: {len(rules)}")
    for name in rules:
        rule = kb.book.rules[name].rule
        kind = rule.effect.__struct_config__.tag
        print(f"  {name}  {rule.about}  [{rule.answers}: {kind}]  {rule.clause}  {kb.origins['rules', name]}")
    print(f"lookups: {len(lookups)}")
    titles = {held.lookup.id: held.lookup.title for held in kb.lookups}
    for name in lookups:
        print(f"  {name}  {titles[name]}  {kb.origins['lookups', name]}")
    silent = [held.silence for held in kb.silences if f"{held.silence.clause}/".startswith(f"{address}/")]
    if silent:
        print(f"silences: {len(silent)}")
    for silence in silent:
        origin = kb.origins["silences", silence.id]
        print(f"  {silence.id}  {silence.why}  [{silence.answers}]  {silence.clause}  {origin}")
    one = _carried(kb, address)
    if one.reason:
        print(f"context: {one.reason}")
    return 0


def _carried(kb: KnowledgeBase, address: str) -> Carried:
    return next(one for one in coverage(kb)[address.partition("#")[0]] if one.clause.address == address)


def _unknown(kb: KnowledgeBase, notice: Notice | None, address: str) -> str:
    """What to say of an address that is no clause, with those nearest to it."""
    if notice is None:
        return f"{address!r} is no address of a held notice; an address begins with one of: " + ", ".join(
            f"{document}#" for document in kb.notices
        )
    known = [clause.address for clause in notice.clauses]
    holder = address
    while holder and holder not in notice:
        holder = holder.rpartition("/")[0]
    beside = [clause.address for clause in notice.children(holder or None)]
    near = list(dict.fromkeys([*get_close_matches(address, known, n=5), *beside]))[:12]
    return f"{notice.document} has no clause {address!r}; nearest: {', '.join(near)}"
