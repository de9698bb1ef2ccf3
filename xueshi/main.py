"""The command `xueshi`. Each subcommand is a module of `xueshi.commands` with `add` (its arguments) and `run`.

A wrong call says what is wrong and exits 2; a failure says what to do and exits 1. Modules are imported only when their
command runs, so that `xueshi kb show` does not wait for rasa.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import NoReturn, Optional, Sequence

from xueshi.failure import Failure

COMMANDS = {
    "ask": "ask one question or a batch of conversations",
    "serve": "run the service: chat API, page, health",
    "compute": "the rules core alone: facts in, decision out",
    "kb": "check, cover and show the knowledge base",
    "train": "train the model",
    "eval": "report the figures on the evaluation sets",
    "db": "database migrations",
    "audit": "verify and anchor the audit log",
    "accounts": "reset the password of an account of staff",
    "demo": "made-up organisations, accounts, people and claims for a trial",
    "keys": "show and rotate the keys of sealed data",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _Parser(
        prog="xueshi",
        description="学时通: questions on continuing-education hours, answered with their clause.",
        epilog="\n".join(f"  {name:8} {text}" for name, text in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    if not words:
        parser.print_help()
        return 2
    chosen = parser.parse_args(words[:1])
    module = importlib.import_module(f"xueshi.commands.{chosen.command}")
    own = _Parser(prog=f"xueshi {chosen.command}", description=module.__doc__)
    own.add_argument("--kb", metavar="DIR", help="lay this knowledge-base folder over the project's own (or XUESHI_KB)")
    module.add(own)
    options = own.parse_args(words[1:])
    if options.kb:
        os.environ["XUESHI_KB"] = options.kb
    try:
        return int(module.run(options))
    except Failure as failure:
        print(f"xueshi {chosen.command}: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
