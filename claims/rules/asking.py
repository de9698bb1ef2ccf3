"""What is still needed of a draft, as the path of its field and as a sentence."""

from __future__ import annotations

import re

from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS

#: Facts that the rules core holds to be the person's, stated here with the activity that they are asked for.
OF_ACTIVITY = frozenset({"degree", "title_level"})
#: How a fact is called where its plain name would be misread.
_LABELS = {"title_level": "职称级别", "activity": "继续教育活动的种类", "degree": "学历学位的层次"}
_DAYS = {"start": "开始日期", "end": "结束日期"}
_PLACE = re.compile(r"activities\.(\d+)\.(\w+)")


def field_of(fact: str, index: int, of_activity: bool = False) -> str:
    """The field of a draft that states a fact. `of_activity`: a rule asks for it, of the activity at `index`."""
    if fact == "title_level" and not of_activity:
        return "title_level"
    if FACTS[fact].scope == "activity" or fact in OF_ACTIVITY:
        return f"activities.{index}.{fact}"
    return f"person.{fact}"


def label_of(name: str, of_activity: bool = False) -> str:
    """A fact's name as a form prints it."""
    if of_activity and name == "title_level":
        return "考试的级别"
    return _LABELS.get(name) or (FACTS[name].chinese if name in FACTS else "这一项")


def asked(kb: KnowledgeBase, field: str) -> str:
    """A sentence that asks for the field."""
    found = _PLACE.fullmatch(field)
    name = found[2] if found else field.rpartition(".")[2]
    label = label_of(name, of_activity=found is not None)
    where = f"第 {int(found[1]) + 1} 项活动" if found else ""
    if name in _DAYS:
        return f"请填写{where}{'的' if where else ''}{_DAYS[name]}。"
    kind = FACTS[name].type if name in FACTS else "term"
    if kind == "bool":
        return f"请说明{where}{label}。"
    verb = "填写" if kind in ("number", "year") else "选择"
    return f"请{verb}{where}{'的' if where else ''}{label}。"
