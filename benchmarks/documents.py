"""How long a printed form takes: `python benchmarks/documents.py [--forms 200]`; it asserts no time.

Every form is another one (name, number, code), as in the service, so that nothing of the last one helps. Printed are
milliseconds of wall clock for the first PDF of the process, which reads the font, and then for each kind of file.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.measuring.machine import about, memory  # noqa: E402
from claims.documents.docx import docx_of  # noqa: E402
from claims.documents.font import FontMissing  # noqa: E402
from claims.documents.form_data import Form  # noqa: E402
from claims.documents.pdf import pdf_of  # noqa: E402
from tests.claims.documents.sample_forms import EXEMPTION, REGISTRATION  # noqa: E402


def milliseconds(write: Callable[[Form], bytes], form: Form) -> float:
    """Of one call."""
    start = time.perf_counter()
    write(form)
    return (time.perf_counter() - start) * 1000


def measure(name: str, write: Callable[[Form], bytes], form: Form, many: int) -> None:
    """Print median, 95th percentile and the longest of `many` different forms."""
    others = [dataclasses.replace(form, name=f"张{n}", claim_number=f"XJ-{n}", verify_url=f"https://x.example.cn/{n}")
              for n in range(many)]
    times = [milliseconds(write, other) for other in others]
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, longest {max(times):.1f} ms; "
          f"{len(write(form)) / 1000:.0f} kB")


def main() -> int:
    """1 where there is no font."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=200, help="how many of each kind (200)")
    many = max(2, parser.parse_args().forms)
    print(about("typst", "python-docx", "segno"))
    try:
        print(f"the first PDF: {milliseconds(pdf_of, REGISTRATION):.1f} ms")
    except FontMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    for kind, write in (("PDF", pdf_of), ("DOCX", docx_of)):
        for annex, form in (("附件1", REGISTRATION), ("附件2", EXEMPTION)):
            measure(f"{annex} {kind}", write, form, many)
    print(f"memory {memory():.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
