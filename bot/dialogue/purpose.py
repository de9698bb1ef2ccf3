"""What a message wants: the learned intent, corrected where the words and facts of the message speak plainly.

The corrections are an ordered list of small rules; the first that has an opinion decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Optional

from bot.dialogue import asked_words, cues, filing_cues, lack_cues, record_cues
from bot.dialogue.counted import counted_things
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.other_offices import of_other_office
from bot.dialogue.replies import answers_asked
from bot.dialogue.said import Said
from bot.dialogue.situation import Situation

#: Intents that ask for words, not for a computed figure.
LOOKUPS = asked_words.ANSWERED_IN_WORDS
#: Intents that only add to what is talked about.
FOLLOW_UPS = frozenset({"inform", "correct", "affirm", "deny"})
SMALL_TALK = frozenset({
    "greet", "thanks", "goodbye", "help", "complaint", "handoff", "cheat", "reset", "out_of_scope",
})  # fmt: skip
#: Intents that do not go with the length of an activity: somebody who states one asks for hours.
_NEVER_WITH_AMOUNT = frozenset({
    "ask_requirement", "out_of_scope", "complaint", "greet", "affirm", "deny", "help", "handoff", "thanks", "inform",
})  # fmt: skip
#: Intents that a question on the yearly requirement is taken for.
_MAY_BE_REQUIREMENT = frozenset({
    "ask_hours", "ask_remaining", "inform", "ask_policy", "out_of_scope", "ask_ways", "compare", "ask_scope",
    "complaint", "ask_review",
})  # fmt: skip
#: Intents that hours already done are taken for.
_MAY_BE_REMAINING = frozenset({
    "ask_remaining", "ask_review", "ask_requirement", "ask_hours", "inform", "correct", "compare", "out_of_scope",
    "affirm", "complaint", "deny",
})  # fmt: skip
_ONLY_DIGITS = re.compile(r"[\d\s.,\-+*/]+")
_SHORT = 16
#: From this confidence on the classifier's word for cheating stands without a word of it.
_CHEATS = 0.9
#: From this confidence on its word for a foreign matter stands against an activity and a word of counting.
_FOREIGN = 0.9


@dataclass(frozen=True)
class Purpose:
    """The intent as understood, and how sure the classifier was of its own."""

    intent: str
    confidence: float


def purpose_of(heard: Heard, said: Said, frame: Frame) -> Purpose:
    """The purpose of the message: the classifier proposes; an answer, plain facts or cue words overrule."""
    top, confidence = (heard.intents or (("out_of_scope", 0.0),))[0]
    situation = Situation(heard, said, frame, top, confidence)
    for rule in _RULES:
        intent = rule(situation)
        if intent is not None:
            return Purpose(intent, confidence if intent == top else max(confidence, 0.5))
    return Purpose(top, confidence)


def second_choice(heard: Heard, but: str) -> str:
    """The best intent other than `but`."""
    return next((name for name, _ in heard.intents if name != but), "out_of_scope")


def _typed_command(s: Situation) -> Optional[str]:
    """/restart: the guard has made it harmless; it must not act by its meaning either."""
    return "out_of_scope" if s.text.lstrip().startswith(("∕", "/")) else None


def _what_are_you(s: Situation) -> Optional[str]:
    return "help" if cues.MACHINE.search(s.text) else None


def _person_wanted(s: Situation) -> Optional[str]:
    return "handoff" if cues.PERSON_WANTED.search(s.text) and not s.how_many else None


def _answer_to_question(s: Situation) -> Optional[str]:
    return "inform" if s.frame.asked and answers_asked(s.frame, s.said, s.text, s.top) else None


def _status(s: Situation) -> Optional[str]:
    """半个月前交的走到哪一步了."""
    return "claim_status" if cues.STATUS.search(s.text) and s.top in LOOKUPS | {"claim_status", "file_claim"} else None


def _not_cheating(s: Situation) -> Optional[str]:
    """Nobody is accused on the classifier's word alone: without a word of cheating, a doubtful case is a question."""
    if s.top != "cheat" or s.confidence >= _CHEATS or cues.CHEAT.search(s.text) or filing_cues.FILES.search(s.text):
        return None
    # Nothing is filed on a doubtful word either.
    return "ask_hours" if s.activity and s.how_many else s.second("cheat", "file_claim")


def _sum_again(s: Situation) -> Optional[str]:
    """那总共多少: the activities that were talked about, once more together."""
    talked = s.frame.kind in ("hours", "lookup") and s.frame.activities
    open_ = talked and not s.said.activities and set(s.said.person) <= {"course_subject"}
    asked = counted_things(s.text) or len(s.text) <= _SHORT and cues.SUM_AGAIN.search(s.text)
    return "inform" if open_ and asked else None


def _other_value(s: Situation) -> Optional[str]:
    """身份证上是49岁，53是我姐, after 53岁: a fact of the person that was told differently before."""
    if not s.frame.kind or s.top not in ("out_of_scope", "complaint", "cheat") or not s.unsure or s.said.offices:
        return None
    anew = [fact for fact, value in s.said.person.items() if s.frame.person.get(fact, value) != value]
    return "correct" if anew and not s.how_many else None


def _abuse(s: Situation) -> Optional[str]:
    """骂人的话 and nothing else."""
    asks = s.how_many or s.words_only or s.said.has_facts or s.ours
    return "complaint" if len(s.text) <= _SHORT and not asks and cues.ABUSE.search(s.text) else None


def _only_digits(s: Situation) -> Optional[str]:
    return "out_of_scope" if _ONLY_DIGITS.fullmatch(s.text) else None


def _own_claim(s: Situation) -> Optional[str]:
    """A claim's number; 交上去的想撤了: where one's own claims are."""
    number = filing_cues.CLAIM_NUMBER.search(s.text)
    back = filing_cues.WITHDRAWS.search(s.text) and s.top in LOOKUPS | {"claim_status", "file_claim", "out_of_scope"}
    return "claim_status" if number or back else None


def _filing(s: Situation) -> Optional[str]:
    """帮我把会议报上去: somebody who wants it done, not told how."""
    wanted = cues.FILE.search(s.text) or filing_cues.FILES.search(s.text) and not filing_cues.ASKS_HOW.search(s.text)
    wanted = wanted or filing_cues.FILES_EXEMPTION.search(s.text) and not filing_cues.ASKS_IT.search(s.text)
    if not wanted or s.how_many:
        return None
    if filing_cues.NOT_TAKEN.search(s.text):
        return "cheat"
    return "file_claim" if s.top not in ("claim_status", "correct", "ask_review") else None


def _goes_on_filing(s: Situation) -> Optional[str]:
    """接着报: what is under way goes on, or the form is wanted as it is. 第二个不报了: it is changed."""
    if not s.frame.filing or s.how_many:
        return None
    if len(s.frame.activities) > 1 and (filing_cues.DROPS.search(s.text) or filing_cues.ONLY.search(s.text)):
        return "correct"
    return "file_claim" if filing_cues.RESUMES.search(s.text) or filing_cues.OPENS.search(s.text) else None


def _taking_back(s: Situation) -> Optional[str]:
    small = s.top in SMALL_TALK - {"out_of_scope", "complaint"}
    stated = s.said.has_facts or s.said.dates
    open_ = s.frame.activities or s.frame.kind
    return "correct" if stated and open_ and cues.TAKES_BACK.search(s.text) and not small else None


def _exam_put_right(s: Situation) -> Optional[str]:
    """成绩单看错了，我过的是初级: the papers of an examination that hours were asked for, not an errand."""
    open_ = s.frame.kind == "hours" and s.said.offices and not s.said.always_foreign
    return _taking_back(s) if open_ and not s.how_many else None


def _ellipsis(s: Situation) -> Optional[str]:
    """那三天呢, 那高级呢: details of the question before."""
    if not s.frame.kind or len(s.text) > _SHORT or not cues.ELLIPSIS.search(s.text):
        return None
    if s.top in SMALL_TALK - {"out_of_scope", "complaint", "help"}:
        return None
    if s.top == "ask_remaining" and s.frame.kind != "remaining" and cues.LACK.search(s.text):
        return None
    if s.said.has_facts or s.said.places:
        return "inform"
    follows = s.top in ("inform", "out_of_scope", "correct", "ask_policy", s.frame.topic)
    return "inform" if s.frame.kind == "lookup" and follows else None


def _more_done(s: Situation) -> Optional[str]:
    """还有两天会议: one more activity of those that count against what is missing."""
    adds = s.frame.kind == "remaining" and s.frame.credits and s.said.adds and s.activity
    return "inform" if adds and s.top in ("inform", "ask_hours", "ask_remaining") and not s.how_many else None


def _lack_beside_activities(s: Situation) -> Optional[str]:
    """参加了三天会议，专业课还要补几个学时: what is missing is asked, of which the activities are a part."""
    lacks = s.activity and s.amount and lack_cues.STILL_LACKS.search(s.text)
    return "ask_remaining" if lacks and s.top == "ask_hours" else None


def _hours_done(s: Situation) -> Optional[str]:
    """2021年公需30专业42，评副高还差多少: hours done are stated, to learn what is missing."""
    if not s.said.tells_done or (s.activity and s.amount) or s.top in SMALL_TALK - {"out_of_scope", "complaint"}:
        return None
    if record_cues.LACKS.search(s.text) and (s.top in _MAY_BE_REMAINING or not s.words_only):
        return "ask_remaining"
    if s.top not in _MAY_BE_REMAINING or s.words_only or s.how_many or s.top == "ask_review":
        return None
    if s.frame.kind in ("review", "remaining"):
        return "inform"
    return "ask_remaining"


def _clause_of_nothing(s: Situation) -> Optional[str]:
    """依据 is asked of an answer; without one, a longer sentence asks something else."""
    return s.second("ask_clause") if s.top == "ask_clause" and not s.frame.last and len(s.text) > 8 else None


def _upper_limit(s: Situation) -> Optional[str]:
    if s.activity and not s.amount and cues.LIMIT.search(s.text):
        return s.top if s.top in LOOKUPS else "ask_ways"
    return None


def _which_subject(s: Situation) -> Optional[str]:
    """算公需还是算专业: asks for the subject, not for the hours."""
    return "ask_ways" if cues.WHICH_SUBJECT.search(s.text) and not s.amount else None


def _review(s: Situation) -> Optional[str]:
    """申报中级要多少学时: facts of a review without an activity."""
    if s.activity or not s.reviewed:
        return None
    told = {"sector", "frontline", "transferred"} & set(s.said.person)
    if told and s.unsure and not s.words_only and s.top in LOOKUPS:
        return "ask_review"
    person = {"age", "gender"} & set(s.said.person) or s.said.birth
    asked = s.top == "ask_hours" or (s.top in ("out_of_scope", "inform", "ask_requirement") and person)
    return "ask_review" if asked else None


def _yearly_requirement(s: Situation) -> Optional[str]:
    """每年不少于几个学时: a year, a number asked for, and no activity."""
    if s.amount or s.reviewed or s.words_only or s.done or s.top not in _MAY_BE_REQUIREMENT:
        return None
    if not cues.YEARLY.search(s.text) or (s.activity and s.said.person.get("course_subject") != "public"):
        return None
    if s.top == "out_of_scope" and not s.ours and "标准" not in s.text:
        return None
    if s.top == "ask_remaining" and cues.LACK.search(s.text):
        return None
    return "ask_requirement"


def _public_course(s: Situation) -> Optional[str]:
    """公需课培训多少学时: 公需 is required, not converted from an activity."""
    public = s.said.person.get("course_subject") == "public"
    return "ask_requirement" if public and s.top == "ask_hours" and not s.amount and s.how_many else None


def _amount_of_activity(s: Situation) -> Optional[str]:
    """八天的会议，64还是60: an activity with its length, whatever the classifier makes of the rest."""
    if not (s.activity and s.amount):
        return None
    if s.top == "ask_remaining" and not cues.LACK.search(s.text):
        return "ask_hours"
    if s.words_only or s.top not in LOOKUPS | _NEVER_WITH_AMOUNT:
        return None
    if s.top in ("out_of_scope", "complaint", "handoff") and not s.unsure and not s.how_many:
        return None
    if s.top in ("ask_makeup", "ask_consequence", "ask_deadline", "ask_contact") and not s.unsure:
        return None
    return "ask_hours"


def _activity_asked(s: Situation) -> Optional[str]:
    """这个讲座算不算: an activity and a word for counting."""
    if not (s.activity and s.how_many) or s.words_only:
        return None
    foreign = s.top == "out_of_scope" and (s.confidence >= _FOREIGN or s.said.offices)
    if s.top in _NEVER_WITH_AMOUNT and (s.unsure or not foreign):
        return "ask_hours"
    return "ask_hours" if s.top in LOOKUPS and s.unsure else None


def _who_sets_how_many(s: Situation) -> Optional[str]:
    """基地的班学时谁定，给几个: the figure, or who sets it where none is written."""
    figure = s.top == "ask_responsible" and s.activity and cues.FIGURE.search(s.text) and "学时" in s.text
    return "ask_hours" if figure else None


def _words_wanted(s: Situation) -> Optional[str]:
    """要什么证明, 归谁管: taken for a question on hours, but no figure is asked for."""
    if s.top != "ask_hours" or not s.words_only or s.how_many or s.amount or not s.unsure:
        return None
    return next((name for name, _ in s.heard.intents[1:4] if name in LOOKUPS), None)


def _review_not_year(s: Situation) -> Optional[str]:
    aimed = {"purpose", "title_level"} & set(s.said.person)
    return "ask_review" if s.top == "ask_requirement" and aimed else None


def _tells_activity(s: Situation) -> Optional[str]:
    """职称考试今年过了哈: told without a question, and of no other office."""
    told = s.top == "out_of_scope" and s.activity and not s.said.offices and cues.TELLS.search(s.text)
    return "inform" if told and not s.text.rstrip().endswith(("?", "？", "吗", "么")) else None


def _ours_after_all(s: Situation) -> Optional[str]:
    """A word of the field, and the classifier not sure that it is none of ours."""
    if s.top != "out_of_scope" or not s.unsure or s.said.offices or not s.ours:
        return None
    return s.second("out_of_scope")


_RULES: tuple[Callable[[Situation], Optional[str]], ...] = (
    _typed_command, _what_are_you, _person_wanted, _answer_to_question, _exam_put_right, of_other_office,
    _own_claim, _status, _goes_on_filing, _abuse, _other_value, _not_cheating,
    _sum_again, _only_digits, _filing, _taking_back, _ellipsis, _more_done,
    _lack_beside_activities, _hours_done,
    asked_words.demand, asked_words.telephone, asked_words.address, asked_words.makeup, asked_words.which_count,
    asked_words.consequence, asked_words.reported, asked_words.papers,
    asked_words.filing_doubtful, _clause_of_nothing, _upper_limit, _which_subject, _review, _yearly_requirement,
    _public_course, _who_sets_how_many, _amount_of_activity, _activity_asked, _words_wanted, _review_not_year,
    _tells_activity, _ours_after_all,
)  # fmt: skip


def wants_relief(text: str) -> bool:
    """Whether the words ask to be spared hours."""
    return bool(cues.RELIEF.search(text))
