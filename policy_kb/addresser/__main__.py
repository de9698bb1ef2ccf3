"""`python -m policy_kb.addresser`: write the clauses of every held text; `--check` only says which are stale."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policy_kb.addresser.store import TEXTS, clauses_path, read_text, render


def main(arguments: list[str] | None = None) -> int:
    """Write or check the clauses files of a folder. Returns 0, or 1 where a text is unusable or a file is stale."""
    parser = argparse.ArgumentParser(prog="python -m policy_kb.addresser", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is missing or stale")
    parser.add_argument(
        "--texts", type=Path, default=TEXTS, help="folder of the notices' texts (default: the project's)"
    )
    options = parser.parse_args(arguments)
    if not options.texts.is_dir():
        parser.error(f"{options.texts} is no folder")
    faults = [fault for path in sorted(options.texts.glob("*.txt")) if (fault := _process(path, options.check))]
    for path in sorted(options.texts.glob("*.clauses.json")):
        if not path.with_name(path.name.replace(".clauses.json", ".txt")).exists():
            faults.append(f"{path}: no text beside it; delete it or put the text back")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _process(path: Path, check: bool) -> str | None:
    """Write or check one file; the fault found, or None."""
    try:
        wanted = render(path.stem, read_text(path))
    except ValueError as error:
        return str(error) if str(path) in str(error) else f"{path}: {error}"
    target = clauses_path(path)
    held = target.read_bytes().decode("utf-8", "replace") if target.exists() else None
    count = wanted.count('{"address"')
    if held == wanted:
        print(f"{path.stem}: {count} clauses, up to date")
        return None
    if check:
        return f"{target}: {'stale' if held is not None else 'missing'}; run python -m policy_kb.addresser"
    target.write_bytes(wanted.encode("utf-8"))
    print(f"{path.stem}: {count} clauses written")
    return None


if __name__ == "__main__":
    sys.exit(main())
