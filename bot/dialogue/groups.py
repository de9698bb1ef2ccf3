"""Which fact belongs to which activity of a sentence.

An activity's facts stand together. A new group begins where the next clause names another activity (see `clauses`),
where a slot that is filled is filled with something else (全国会议3天 | 自治区级2天), where a complete group is
followed by a word that adds (还有、加上), or by a new mark of level or activity. Two amounts of one activity exclude
each other and are asked about.
"""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional, Sequence

from bot.dialogue import cues
from bot.dialogue.clauses import Clauses
from bot.dialogue.event_amounts import AMOUNTS, KINDS, read_amount
from bot.dialogue.said import Conflict, Facts, Said
from bot.dialogue.spread import Placed, spread
from bot.dialogue.workplace import is_workplace
from bot.dialogue.values import exact
from bot.language.numerals import read
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain
from rules_core.facts import FACTS

_GENERAL = frozenset({"training_class", "exam"})
_COURSES = ("training_class", "advanced_seminar", "further_study", "remote_training")


class Groups:
    """Collects the facts of one activity after the other into `said.activities`."""

    def __init__(self, said: Said, text: str, entities: Sequence[Mapping[str, Any]], kb: KnowledgeBase) -> None:
        self.said, self.text, self.kb = said, text, kb
        self.clauses = Clauses(text, entities)
        self.facts: Facts = {}
        self.hints: Facts = {}
        self.ranges: set[str] = set()
        self.placed: list[Placed] = []
        self.again = False
        #: Where the group begins in the text; which group is the first of several alike.
        self.begin = self.last_end = self.first = 0

    def take(self, entity: Mapping[str, Any]) -> None:
        """Put one entity's facts into the current group, or begin the next one."""
        kind = entity["entity"]
        spec = FACTS.get(kind)
        if self.clauses.part_of(entity["start"]) and self._complete() and (kind in KINDS or kind == "activity"):
            return
        if kind in KINDS:
            self._amount(entity)
        elif (
            spec is not None and spec.scope == "activity" and spec.type in ("term", "bool") and kind != "course_subject"
        ):
            self._term(entity)

    def end(self) -> None:
        """End the last group, and give what is said of several activities to each of them."""
        self.close()
        spread(self.said, self.text, self.clauses, self.placed)

    def close(self) -> None:
        """End the current group. One that only repeats the activity before it says nothing new."""
        if self.facts:
            for fact, value in self.hints.items():
                self.facts.setdefault(fact, value)
            before = None if AMOUNTS & set(self.facts) else self._told_before()
            if before is not None:
                before.update({k: v for k, v in self.facts.items() if k not in before})
                self.placed = [p._replace(group=before) if p.group is self.facts else p for p in self.placed]
            else:
                self.said.activities.append(self.facts)
                self._repeat()
        self.facts, self.hints, self.ranges, self.again = {}, {}, set(), False

    def _told_before(self) -> Optional[Facts]:
        """The group of which this one only repeats or completes what was told (会议3天，培训班2天，会议是全国的)."""
        for index, group in enumerate(reversed(self.said.activities)):
            repeats = all(self._same(group.get(k), v) for k, v in self.facts.items())
            completes = "activity" in self.facts and all(
                k not in group or self._same(group[k], v) for k, v in self.facts.items()
            )
            if index == 0 and repeats or completes and not self.again and "activity" in group:
                return group
        return None

    def _same(self, one: Any, two: Any) -> bool:
        if one == two:
            return True
        terms = self.kb.book.terms
        return isinstance(one, str) and isinstance(two, str) and (terms.covers(one, two) or terms.covers(two, one))

    def _repeat(self) -> None:
        """两个会议各3天: the same activity so many times."""
        count = self._several()
        number = read(count.group(1)) if count else None
        if count is None or number is None or not ("activity" in self.facts or self.said.adds):
            return
        behind = self.text[count.end() : self.last_end]
        one_lasts = len(cues.ONE_LASTS.findall(self.text)) == 1 and cues.ONE_LASTS.search(behind)
        if cues.EACH.search(behind) or one_lasts:
            self.first = len(self.said.activities) - 1
            self.said.activities += [dict(self.facts) for _ in range(int(number.low) - 1)]

    def _several(self) -> Optional[re.Match[str]]:
        """How many of it there were, where that is said within the group (两个会议各3天, 会议开了两回)."""
        return cues.COUNT.search(self.text, self.begin, self.last_end) if self.facts else None

    def _term(self, entity: Mapping[str, Any]) -> None:
        term = self.kb.terms.get(str(entity["value"]))
        if term is None or self.clauses.no_activity(entity) or term.id == "exam" and self._ends_course():
            return
        if term.kind == "organizer" and is_workplace(self.text, entity["start"], entity["end"]):
            return
        self.said.surfaces.setdefault(term.kind, str(entity.get("text") or term.name))
        value = term.id
        person_facts = {f: v for f, v in term.sets.items() if FACTS[f].scope == "person"}
        if FACTS[term.kind].type == "term":
            # 中级会计 is an examination of that level: the level stays apart, so that it can be corrected alone.
            if person_facts and term.broader is not None:
                value = term.broader
            self._set(term.kind, value, entity)
        for fact, set_value in term.sets.items():
            if set_value is True and cues.NEGATED.search(self.text[: entity["start"]]):
                set_value = False
            self._set(fact, set_value, entity)
        for fact, hint in term.hints.items():
            self.hints.setdefault(fact, hint)

    def _ends_course(self) -> bool:
        """培训班3天，考试合格: the examination is that of the course."""
        terms, activity = self.kb.book.terms, str(self.facts.get("activity"))
        return bool(AMOUNTS & set(self.facts)) and any(terms.covers(course, activity) for course in _COURSES)

    def _amount(self, entity: Mapping[str, Any]) -> None:
        amount = read_amount(entity, self.text, self.said, "months" in self.facts)
        if amount is None:
            return
        self._set(amount.fact, amount.value, entity)
        if amount.dated:
            self.ranges.add(amount.fact)
            if not amount.listed:
                self.said.spanned.append(plain(amount.value))

    def _set(self, fact: str, value: Any, entity: Mapping[str, Any]) -> None:
        self.said.latest[fact] = value
        counted = self._counted_out(fact, entity)
        if counted is not None:
            counted.setdefault(fact, value)
            self.placed.append(Placed(fact, value, entity["start"], counted))
            self.last_end = max(self.last_end, entity["end"])
            return
        between = self.text[self.last_end : entity["start"]] if entity["start"] >= self.last_end else ""
        known = self.facts.get(fact)
        if known is None and fact == "level" and self._complete():
            # 部委办的会议4天，兵团级的2天: whose it is says its level, and another level is of another one.
            known = self.hints.get(fact)
        if self._begins_another(fact, value, known, between, entity):
            self.close()
            self.facts[fact] = value
            self.again = self.clauses.adds(entity["start"])
        elif known is None or known == value:
            self.facts[fact] = value
        else:
            self._clash(fact, value, known, entity, between)
        if len(self.facts) == 1:
            self.begin = self.clauses.around(entity["start"])[0]
        self.placed.append(Placed(fact, value, entity["start"], self.facts))
        self.last_end = max(self.last_end, entity["end"])

    def _counted_out(self, fact: str, entity: Mapping[str, Any]) -> Optional[Facts]:
        """The group that the clause counts out (后一个没读论文, 3天那趟读了), for what is not an amount."""
        at, length = self.clauses.counted_out(entity["start"]), self.clauses.told_by_length(entity["start"])
        if at is not None and fact not in AMOUNTS and self._several() and self._complete():
            # 开了两回都是3天，头一回读了: told apart from here on.
            self.close()
        groups = [*self.said.activities, *([self.facts] if self.facts else [])]
        at = at + self.first if at is not None and at >= 0 else at
        if length is not None and fact not in AMOUNTS:
            alike = [group for group in groups if group.get(length["entity"]) == exact(length["value"])]
            return alike[0] if len(alike) == 1 and len(groups) > 1 else None
        if at is None or fact in AMOUNTS or fact == "activity" or not -1 <= at < len(groups) or len(groups) < 2:
            return None
        return groups[at]

    def _begins_another(self, fact: str, value: Any, known: Any, between: str, entity: Mapping[str, Any]) -> bool:
        """Whether this fact starts the next activity although nothing clashes, or because the words say so."""
        if self._activity() is None and not AMOUNTS & set(self.facts):
            return False
        if cues.ALTERNATIVE.search(between):
            return False
        if self._clause_names_another(entity):
            return True
        if fact not in AMOUNTS | {"activity", "level"}:
            return False
        if cues.STRONG.search(between):
            # 二建又过了2门: how many papers of the examination just named.
            papers = fact == "subjects" and known is None and not cues.COMMA.search(between)
            return "activity" in self.facts and not papers
        if known is not None and fact in AMOUNTS and cues.ANOTHER_EVENT.search(self.text[: entity["start"]]):
            return True
        if not self._complete():
            return False
        if known is None:
            return fact in ("days", "subjects") and bool(cues.WEAK.search(between)) and self._activity_follows(between)
        return known == value and fact == "level" and bool(cues.WEAK.search(between))

    def _clause_names_another(self, entity: Mapping[str, Any]) -> bool:
        """国家级会议4天，大学办的培训班2天: what stands before an activity in its clause is of that one already."""
        known = self._activity()
        if known is None or not self.clauses.parted(self.last_end, entity["start"]):
            return False
        named = self.clauses.named_from(entity["start"])
        if named is None or named.same:
            return False
        other = not self._same(known, named.activity)
        if not self._complete():
            if other and not named.amount and any(g.get("activity") == named.activity for g in self.said.activities):
                return True
            if other and not self.clauses.measured:
                # 论坛和学术会议都算吗: a list of kinds.
                return named.listed and {known, named.activity}.isdisjoint(_GENERAL) or named.again
            return named.amount and (named.each and (named.own or other) or named.again and other)
        if other:
            return True
        return named.amount and (named.own or named.again or named.activity != known)

    def _clash(self, fact: str, value: Any, known: Any, entity: Mapping[str, Any], between: str) -> None:
        if cues.ALTERNATIVE.search(between):
            self.said.conflicts.append(Conflict(fact, (known, value)))
            return
        merged = self._merge(fact, known, value, between)
        if merged is not None:
            self.facts[fact] = merged
            return
        if fact == "subjects" and cues.PASSED_OF.search(between):
            # 报了三门只过两门
            self.facts[fact] = value
            return
        if fact in AMOUNTS:
            if cues.EXACTLY.search(self.text[: entity["start"]]):
                self.facts[fact] = value
                return
            if cues.TOTAL.search(self.text[: entity["start"]]) and fact not in self.ranges and fact == "days":
                self.facts[fact] = value
                self.said.adds = False
                return
            if fact in self.ranges or not self._leads_on(entity):
                self.said.conflicts.append(Conflict(fact, (known, value)))
                return
        elif fact == "level" and not self._complete() or fact not in ("level", "activity", "organizer"):
            self.said.conflicts.append(Conflict(fact, (known, value)))
            return
        self.close()
        self.facts[fact] = value

    def _merge(self, fact: str, known: Any, value: Any, between: str) -> Optional[Any]:
        """One value where the two are about the same thing: the narrower term, or what happens at the other."""
        if not isinstance(known, str) or not isinstance(value, str):
            return None
        terms = self.kb.book.terms
        if terms.covers(known, value):
            return value
        if terms.covers(value, known):
            return known
        if fact == "organizer":
            # 大学基地: the base, whosever it is.
            return value if value == "base" and between in ("", "的") else known
        if fact != "activity":
            return None
        pair = {known, value}
        if "paper" in pair and ("presented" in self.facts or any(terms.covers("academic_exchange", a) for a in pair)):
            return next(a for a in (known, value) if a != "paper")
        if self._complete():
            return None
        if "teaching" in pair:
            return "teaching"
        if "degree_education" in pair and any("exam" in terms.lineage(a) for a in pair):
            return next(a for a in (known, value) if a != "degree_education")
        # 进修班培训, 网络培训班: said of one thing; the more telling word stands.
        return known if known != "training_class" else value

    def _complete(self) -> bool:
        """Whether the group has an activity and an amount, or an examination or a degree, which need none. Behind other
        activities an amount is enough: it is of one like them."""
        activity, amounts = self._activity(), AMOUNTS & set(self.facts)
        if activity is None:
            return bool(amounts and self.said.activities)
        return bool(amounts or "degree_obtained" in self.facts or "exam" in self.kb.book.terms.lineage(str(activity)))

    def _activity(self) -> Optional[str]:
        """The kind of activity, also as a word of it implies (硕士毕业了)."""
        return self.facts.get("activity") or self.hints.get("activity")

    def _activity_follows(self, between: str) -> bool:
        rest = self.text[self.last_end + len(between) :][:12]
        return any(name in rest for name in ("会", "班", "讲座", "培训", "进修", "课", "考", "级"))

    def _leads_on(self, entity: Mapping[str, Any]) -> bool:
        """Whether an activity or level is named close behind the amount (2天培训班), so that it is of that one."""
        return any(
            name in self.text[entity["end"] : entity["end"] + 14]
            for name in ("会", "班", "讲座", "培训", "进修", "课", "级", "论坛", "考试")
        )
