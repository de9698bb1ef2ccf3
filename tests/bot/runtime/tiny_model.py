"""A small data set of its own, so that the tests of the runtime do not follow the real data and its terms."""

from __future__ import annotations

from pathlib import Path

from bot.runtime.environment import PROJECT

EXAMPLES = {
    "ask_hours": ["参加三天全国性学术会议算多少学时", "培训班五天能算几学时", "学术会议算不算学时", "进修两个月认多少"],
    "greet": ["你好", "您好", "早上好", "在吗"],
    "affirm": ["是的", "对", "好的", "嗯"],
    "out_of_scope": ["今天天气怎么样", "养老金怎么领", "给我讲个笑话", "股票能买吗"],
}


def write_data(folder: Path) -> Path:
    """nlu.yml with EXAMPLES beside the project's own rules; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ['version: "3.1"', "nlu:"]
    for intent, texts in EXAMPLES.items():
        lines += [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in texts)]
    (folder / "nlu.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "rules.yml").write_bytes((PROJECT / "bot" / "data" / "rules.yml").read_bytes())
    return folder
