"""Matters of other offices: which of them a message names, and whether it is asked of them or of us.

A driving school counts 学时 too, and an examination that somebody asks the date of is no activity done. No figure of a
notice answers such a question (`policy_kb/data/terms/other_offices.yml`).
"""

from __future__ import annotations

from typing import Any, Final, Iterable, Mapping, Optional

from bot.dialogue.cues import one_of
from bot.dialogue.said import Said
from bot.dialogue.situation import Situation
from policy_kb.knowledge import KnowledgeBase

#: Systems with hours and training of their own, and the kind of activity that an errand may be about.
ALWAYS, EXAM = "other_office", "exam"
#: Words of the field that say nothing of what is asked.
_TELL_NOTHING = frozenset({
    "title_word", "professionals", "employer", "hotline", "title_certificate", "title_office", "annual_assessment",
})  # fmt: skip
#: Facts of a person that only our notices turn into an answer.
_OURS_ALONE = frozenset({"transferred", "frontline"})
_SMALL_TALK = frozenset({"greet", "thanks", "goodbye", "help", "complaint", "handoff", "cheat", "reset"})
#: Whether something counts as hours here (驾照能算学时吗), and not how many another system demands.
_COUNTS: Final = one_of(
    r"""
    能算 算不算 算进 算作 算成 算学时 算继续教育 算继教 算吗 算多少 算几 计入 计多少 计几 能计 可以计 可计
    能抵(?!扣) 可抵(?!扣) 抵学时 折算 折合 顶学时 认定(?!书) 认不认 认可 能认 给认 认吗 视同 免(?!费)
    """
)
#: How many a system demands: no word of counting.
_DEMANDED: Final = one_of("要多少 得多少 要学 得学 要修 得修 要几 修满 学够 学满 不少于 至少 要求")
#: What somebody wants to know of an examination before it, or of its papers after it.
_EXAM_ERRAND: Final = one_of(
    r"""
    报名 报考 准考证 考点 考场 成绩 几月 几号 几点 什么时候考 啥时候考 哪天考 多久考 考几门 考哪些 考什么
    教材 题型 题目 真题 补考 带什么 带啥 能带 可以带 要带 好考 难考 难不难 通过率 多少分 几分 合格线 分数
    复习 备考 领证 注册 变更 补办 缴费 报名费 收费 免考
    """
)
#: An examination that is behind somebody.
_EXAM_PASSED: Final = one_of("考过 过了 通过 考下 考上 考取 考到 拿证 拿到 拿下 取得 考了 合格的 已合格")


def hear_offices(said: Said, entities: Iterable[Mapping[str, Any]], kb: KnowledgeBase) -> None:
    """Note the matters of other offices that are named, and whether all that is named as done are examinations."""
    terms = kb.book.terms
    for entity in entities:
        if entity["entity"] == "foreign":
            said.offices.append(str(entity["value"]))
            said.always_foreign |= terms.covers(ALWAYS, str(entity["value"]))
    named = [str(group["activity"]) for group in said.activities if "activity" in group]
    said.only_exams = bool(named) and all(terms.covers(EXAM, activity) for activity in named)


def of_other_office(s: Situation) -> Optional[str]:
    """`out_of_scope` where another office's matter is asked about, else None."""
    if s.top in _SMALL_TALK or _OURS_ALONE & set(s.said.person):
        return None
    if not s.said.offices:
        return "out_of_scope" if _exam_errand(s) else None
    if _counted_with_us(s):
        return None
    if s.said.always_foreign:
        return "out_of_scope"
    if s.ours or _names_ours(s) or _COUNTS.search(s.text):
        return None
    if not s.activity or s.said.only_exams:
        return "out_of_scope"
    return "out_of_scope" if s.unsure or s.top == "out_of_scope" else None


def _counted_with_us(s: Situation) -> bool:
    """驾照能算继续教育学时吗; 我是律师，参加三天学术会议算多少: whether something counts here."""
    if not _COUNTS.search(s.text):
        return False
    done = s.activity and s.amount
    return done or "continuing_education" in s.said.concepts or (s.ours and not _DEMANDED.search(s.text))


def _names_ours(s: Situation) -> bool:
    """Whether a word of ours is said that tells what is asked (平台, 证明材料, 补学)."""
    return any(concept not in _TELL_NOTHING and not concept.startswith("series_") for concept in s.said.concepts)


def _exam_errand(s: Situation) -> bool:
    """一建几月报名: an examination that is not passed yet, and nothing of hours."""
    if not s.said.only_exams or s.ours or s.amount or "continuing_education" in s.said.concepts:
        return False
    passed = _EXAM_PASSED.search(s.text) or _COUNTS.search(s.text)
    return bool(_EXAM_ERRAND.search(s.text)) and not passed
