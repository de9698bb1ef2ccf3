"""How long the language room takes for a sentence: run `python benchmarks/language.py`; nothing asserts on it.

Prints build time and memory of the normaliser, and the median and 95th percentile in milliseconds of normalising,
of finding quantities, and of both, over sentences of different lengths.
"""
from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from datetime import date

from bot.language.normalise import Normaliser
from bot.language.quantities import find_quantities
from policy_kb.loader import load

TODAY = date(2025, 6, 1)
REPEATS = 300
SENTENCES = (
    "四天",
    "参加三天全国性学术会议能认定多少学时",
    "公须课和高级研修斑要多少学识，今年还差20",
    "去年12月30日到今年1月2日参加自治区级学术会议，我51岁，专业还差多少",
    "全國性學術會議５天幾個學時，另外还有两天培训班，一共能认定多少学时啊",
    "我去年十一月参加了自治区护理学会主办的学术年会，一共三天，会议通知、参会证明和学分证都扫描好了，单位也同意给我盖章，"
    "现在我想通过你这里把学时认定的申请提交上去，请帮我开始填吧",
)


def milliseconds(call: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of one call, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print the figures."""
    knowledge = load(None)
    vocabulary = {spelling for term in knowledge.terms.values() for spelling in (term.name, *term.aliases)}
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    normaliser = Normaliser(vocabulary)
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"normaliser for {len(vocabulary)} terms: built in {seconds:.2f} s, {grown:.0f} MB")
    print(f"{'characters':>10} {'normalise':>16} {'quantities':>16} {'both':>16}   median / p95 in ms")
    for text in SENTENCES:
        figures = [
            milliseconds(lambda: normaliser(text)),  # noqa: B023  # called before the next turn of the loop
            milliseconds(lambda: find_quantities(text, TODAY)),  # noqa: B023
            milliseconds(lambda: find_quantities(normaliser(text).text, TODAY)),  # noqa: B023
        ]
        cells = "".join(f"{f'{median:.3f} / {high:.3f}':>17}" for median, high in figures)
        print(f"{len(text):>10}{cells}")


if __name__ == "__main__":
    main()
