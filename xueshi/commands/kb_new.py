"""`xueshi kb new`: the folder that a new notice begins with."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from policy_kb.new_notice import Made, make
from policy_kb.notice_head import Heading, NotMade
from xueshi.failure import Failure

HELP = "make the folder of a new notice: its text, every clause as a comment, no rule yet"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `xueshi kb new`."""
    parser.description = (
        "Make a folder that --kb lays over the project's own notices. It holds the notice's text, its place, and every "
        "clause as a comment; the rules and answers are written into it by hand (docs/add-a-notice.md)."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--id", required=True, help="the notice's id: place and year, as in qh-2025")
    parser.add_argument("--title", required=True, help="its title, as printed")
    parser.add_argument("--text", required=True, metavar="FILE.txt", type=Path, help="its printed text, in UTF-8")
    parser.add_argument("--jurisdiction", required=True, metavar="JID", help="the place that it holds for, as in qh")
    parser.add_argument("--name", help="the place's Chinese name, where it is a new one")
    parser.add_argument("--parent", metavar="JID", help="the next higher place whose notices also hold in a new one")
    parser.add_argument("--issued", metavar="YYYY-MM-DD", help="the day of issue, where the print has one")
    parser.add_argument(
        "--years", metavar="YYYY", type=int, nargs="+", default=[], help="the years that it limits itself to"
    )
    parser.add_argument(
        "--beside", action="store_true", help="DIR holds another notice; put this one beside it (next year's, say)"
    )


def run(options: argparse.Namespace) -> int:
    """Make the folder; exit 2 for a wrong call, 1 where it cannot be made."""
    head = Heading(
        options.id,
        options.title,
        options.jurisdiction,
        options.name,
        options.parent,
        options.issued,
        tuple(sorted(options.years)),
    )
    try:
        made = make(options.folder, options.text, head, options.beside)
    except NotMade as fault:
        if fault.call:
            print(f"xueshi kb new: {fault}; see xueshi kb new --help", file=sys.stderr)
            return 2
        raise Failure(str(fault)) from None
    _tell(options.folder, head, made)
    return 0


def _tell(folder: Path, head: Heading, made: Made) -> None:
    clauses = made.notice.clauses
    print(f"{head.id}: {len(clauses)} clauses, {made.figures} figures in words that a rule can quote")
    for path in made.files:
        print(f"  {path}")
    for remark in made.remarks:
        print(f"look at: {remark}")
    shown = shlex.quote(str(folder))
    first = next((clause for clause in clauses if clause.kind == "part"), clauses[0])
    print(
        f"""next (docs/add-a-notice.md):
  xueshi kb show '{first.address}' --kb {shown}     compare the clauses with the print
  write the rules and the answers: each clause stands in the files as a comment
  xueshi kb check --kb {shown}                  every fault with file and line
  xueshi kb coverage --kb {shown}               the clauses that nothing carries yet
No rule is made for you. Until every clause is carried, what the notice says is not known to the answers:
do not serve the folder before then."""
    )
