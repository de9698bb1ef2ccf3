"""Words that a message asks for in so many words: a telephone, papers to hand in, what becomes of somebody.

An activity may be named beside them (讲了课，备课记录要不要交); what is asked for is what is answered.
"""

from __future__ import annotations

from typing import Final, Optional

from bot.dialogue import asked_cues as asked
from bot.dialogue import cues
from bot.dialogue.situation import Situation

#: Intents that ask for words, not for a computed figure.
ANSWERED_IN_WORDS: Final = frozenset({
    "ask_makeup", "ask_evidence", "ask_procedure", "ask_responsible", "ask_certificate", "ask_deadline",
    "ask_consequence", "ask_platform", "ask_contact", "ask_ways", "ask_base", "ask_scope", "ask_policy",
})  # fmt: skip
#: What such messages are taken for.
_TO_ASK_TAKEN_FOR: Final = ANSWERED_IN_WORDS | {"ask_review", "ask_exemption", "inform"}
_PAPERS_TAKEN_FOR: Final = frozenset({
    "ask_evidence", "ask_hours", "file_claim", "ask_deadline", "ask_ways", "ask_scope", "ask_responsible",
    "ask_policy", "inform", "out_of_scope",
})  # fmt: skip
_WRONG_TAKEN_FOR: Final = ANSWERED_IN_WORDS | {"ask_hours", "ask_requirement", "out_of_scope", "file_claim"}
_LACK_TAKEN_FOR: Final = frozenset({
    "ask_requirement", "ask_review", "ask_exemption", "ask_makeup", "ask_scope", "ask_hours", "ask_policy",
    "ask_remaining",
})  # fmt: skip


def telephone(s: Situation) -> Optional[str]:
    """谁负责，电话给个呗: the number is wanted."""
    ours = s.top in _TO_ASK_TAKEN_FOR or s.top == "out_of_scope" and s.unsure and (s.frame.kind or s.said.person)
    if ours and asked.TO_ASK.search(s.text) and not s.how_many:
        return "ask_contact"
    return "ask_contact" if s.top in ANSWERED_IN_WORDS and asked.TELEPHONE.search(s.text) else None


def address(s: Situation) -> Optional[str]:
    """那个卡的网站地址: a page, where no number is asked for."""
    if s.top not in ANSWERED_IN_WORDS or s.top == "ask_platform" or not asked.ADDRESS.search(s.text):
        return None
    asked_for_it = s.top == "ask_contact" or s.unsure
    return "ask_platform" if asked_for_it and not asked.NUMBER.search(s.text) else None


def makeup(s: Situation) -> Optional[str]:
    """被退回来了，还让补吗: of what was not studied in time, where the classifier is not sure of something else."""
    if s.top == "ask_review" and s.ours and asked.HOW_MADE_UP.search(s.text) and not s.how_many:
        return "ask_makeup"
    taken = s.top in ANSWERED_IN_WORDS | {"claim_status", "out_of_scope"} and s.unsure and s.top != "ask_makeup"
    return "ask_makeup" if taken and s.ours and asked.MAKEUP.search(s.text) and not s.how_many else None


def which_count(s: Situation) -> Optional[str]:
    """哪些能算专业课的学时."""
    taken = s.top == "ask_hours" and s.unsure and not s.activity and not s.amount
    return "ask_ways" if taken and asked.WHICH_COUNT.search(s.text) else None


def papers(s: Situation) -> Optional[str]:
    """讲了课，登记的时候要拿什么: which papers, and not how many hours."""
    if s.top not in _PAPERS_TAKEN_FOR or asked.FIGURE.search(s.text) or not asked.PAPERS.search(s.text):
        return None
    return "ask_evidence" if s.activity or s.ours or s.frame.activities or s.top != "out_of_scope" else None


def consequence(s: Situation) -> Optional[str]:
    """走过场查出来谁担责; 没学够还能评优吗."""
    if s.top in _WRONG_TAKEN_FOR and asked.WRONG.search(s.text) and asked.ANSWERS_FOR_IT.search(s.text):
        return "ask_consequence"
    if s.top in ANSWERED_IN_WORDS and asked.ALONE.search(s.text):
        return "ask_consequence"
    if s.top not in _LACK_TAKEN_FOR or s.reviewed or s.how_many:
        return None
    lacks = asked.APPRAISED.search(s.text) and asked.LACKING.search(s.text) and asked.STILL.search(s.text)
    return "ask_consequence" if lacks else None


def reported(s: Situation) -> Optional[str]:
    """我要举报一个培训点: about others, not about the answers given here."""
    about = s.top in ANSWERED_IN_WORDS | {"complaint", "handoff"} and asked.REPORTS.search(s.text)
    return "ask_consequence" if about else None


def demand(s: Situation) -> Optional[str]:
    """男，34岁，报中级，到底要哪几年的: an age is told, and nothing is asked about being spared."""
    demands = s.top == "ask_exemption" and s.reviewed and asked.DEMAND.search(s.text)
    return "ask_review" if demands and not cues.RELIEF.search(s.text) else None


def filing_doubtful(s: Situation) -> Optional[str]:
    """Nothing is filed on the classifier's word alone."""
    if s.top != "file_claim" or not s.unsure:
        return None
    return "ask_hours" if s.activity and s.amount else s.second("file_claim")
