"""`python -m policy_kb.check [DIR]`: print every fault of the knowledge base; exit 1 where there is one."""

from __future__ import annotations

import sys

from policy_kb.loader import KbError, load


def main() -> int:
    """Check the project's knowledge base, with the folder named on the command line laid over it."""
    try:
        kb = load(sys.argv[1] if len(sys.argv) > 1 else None)
    except KbError as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} faults")
        return 1
    print(f"no faults: {len(kb.book.rules)} rules, {len(kb.lookups)} lookups, {len(kb.notices)} notices")
    return 0


if __name__ == "__main__":
    sys.exit(main())
