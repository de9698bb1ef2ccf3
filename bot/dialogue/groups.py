"""Which fact belongs to which activity of a sentence.

An activity's facts stand together. A new group begins where a slot that is filled is filled with something else
(全国会议3天 | 自治区级2天), where a complete group is followed by a word that adds (还有、加上), or by a new
mark of level or activity. Two amounts of one activity exclude each other and are asked about.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

from bot.dialogue import cues
from bot.dialogue.said import Conflict, Facts, Said
from bot.dialogue.values import NO_AMOUNT, exact, notes_of
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain
from rules_core.facts import FACTS, LIMITS

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_AMOUNTS = {"days": "days", "months": "months", "hours": "hours", "subjects": "subjects"}
_WEEK = (5, 7)
_AMOUNT_FACTS = frozenset(_AMOUNTS.values())


class Groups:
    """Collects the facts of one activity after the other into `said.activities`."""

    def __init__(self, said: Said, text: str, kb: KnowledgeBase) -> None:
        self.said, self.text, self.kb = said, text, kb
        self.facts: Facts = {}
        self.hints: Facts = {}
        self.ranges: set[str] = set()
        self.last_end = 0
        self.presented_end = 0

    def take(self, entity: Mapping[str, Any]) -> None:
        """Put one entity's facts into the current group, or begin the next one."""
        kind = entity["entity"]
        spec = FACTS.get(kind)
        if kind == "presented":
            self.presented_end = max(self.presented_end, entity["end"])
        if kind in _AMOUNTS or kind in ("weeks", "range", "clock_hours", "class_periods"):
            self._amount(entity)
        elif (
            spec is not None and spec.scope == "activity" and spec.type in ("term", "bool") and kind != "course_subject"
        ):
            self._term(entity)

    def close(self) -> None:
        """End the current group. One that only repeats the activity before it says nothing new."""
        if self.facts:
            for fact, value in self.hints.items():
                self.facts.setdefault(fact, value)
            before = self.said.activities[-1] if self.said.activities else None
            repeats = (
                before is not None
                and not _AMOUNT_FACTS & set(self.facts)
                and all(self._same(before.get(k), v) for k, v in self.facts.items())
            )
            if repeats and before is not None:
                before.update({k: v for k, v in self.facts.items() if k not in before})
            else:
                self.said.activities.append(self.facts)
                self._repeat()
        self.facts, self.hints, self.ranges = {}, {}, set()

    def _same(self, one: Any, two: Any) -> bool:
        if one == two:
            return True
        terms = self.kb.book.terms
        return isinstance(one, str) and isinstance(two, str) and (terms.covers(one, two) or terms.covers(two, one))

    def _repeat(self) -> None:
        """两个会议各3天: the same activity so many times."""
        count = cues.COUNT.search(self.text)
        if (
            count
            and cues.EACH.search(self.text[count.end() :])
            and len(self.said.activities) == 1
            and "activity" in self.facts
        ):
            self.said.activities += [dict(self.facts) for _ in range(_NUMBERS[count.group(1)] - 1)]

    def _term(self, entity: Mapping[str, Any]) -> None:
        term = self.kb.terms.get(str(entity["value"]))
        if term is None or (term.kind == "activity" and self._inside_circumstance(entity)):
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

    def _inside_circumstance(self, entity: Mapping[str, Any]) -> bool:
        """没有读论文 is said of the conference: the 论文 in it, or right behind 没有读, is no activity of its own."""
        return entity["value"] == "paper" and self.presented_end > 0 and entity["start"] <= self.presented_end + 1

    def _amount(self, entity: Mapping[str, Any]) -> None:
        notes, kind = notes_of(entity), entity["entity"]
        before, after = self.text[: entity["start"]], self.text[entity["end"] :]
        text = str(entity.get("text") or "")
        of_record = entity["start"] in self.said.record_places
        if notes & NO_AMOUNT or "bare" in notes or of_record or self._belongs_to_done(entity):
            return
        if "contradicts_stated_days" in notes and entity.get("low") is not None:
            # 5月6号到8号一共5天: the dates and the stated count exclude each other.
            self.said.conflicts.append(Conflict("days", (exact(entity["value"]), exact(entity["low"]))))
            return
        if kind == "range" or entity["value"] is None:
            unit = str(entity.get("note") or "").split(" ")[0]
            fact = "days" if kind == "days" else _AMOUNTS.get(unit)
            if "end_before_start" in notes:
                self.said.refused = ("days", "end_before_start")
            elif fact:
                self.said.vague[fact] = text
                if entity.get("low") is not None and entity.get("high") is not None:
                    self.said.bounds[fact] = (exact(entity["low"]), exact(entity["high"]))
            return
        value = exact(entity["value"])
        if kind == "weeks":
            # A week of a course is five to seven days, as people count.
            self.said.vague["days"] = text
            self.said.bounds["days"] = (value * _WEEK[0], value * _WEEK[1])
            return
        if kind in ("clock_hours", "class_periods"):
            self.said.vague.setdefault("hours", text)
            return
        fact = _AMOUNTS[kind]
        if kind == "months" and (
            cues.NOT_AN_AMOUNT_AFTER.match(after)
            or (before.endswith("满") and "months" in self.facts)
            or (cues.NOT_AN_AMOUNT_BEFORE.search(before) and not before.endswith("满"))
        ):
            return
        if kind == "days" and (before.endswith(("第", "差", "每"))):
            return
        if "end_before_start" in notes:
            self.said.refused = ("days", "end_before_start")
            return
        low, high = LIMITS[fact]
        if before.endswith(("-", "−", "负")) and not entity.get("start_date"):
            value = -value
        if value <= low or value > high:
            self.said.refused = (fact, text)
            return
        self._set(fact, value, entity)
        if entity.get("start_date"):
            self.ranges.add(fact)
            if "listed" not in notes and not cues.STATED_DAYS.search(text):
                self.said.spanned.append(plain(value))

    def _belongs_to_done(self, entity: Mapping[str, Any]) -> bool:
        return entity["entity"] == "hours" and any(
            self.said.person.get(f"done_{s}") == exact(entity["value"]) for s in ("public", "professional")
        )

    def _set(self, fact: str, value: Any, entity: Mapping[str, Any]) -> None:
        self.said.latest[fact] = value
        between = self.text[self.last_end : entity["start"]] if entity["start"] >= self.last_end else ""
        known = self.facts.get(fact)
        if self._begins_another(fact, value, known, between, entity):
            self.close()
            self.facts[fact] = value
        elif known is None or known == value:
            self.facts[fact] = value
        else:
            self._clash(fact, value, known, entity, between)
        self.last_end = max(self.last_end, entity["end"])

    def _begins_another(self, fact: str, value: Any, known: Any, between: str, entity: Mapping[str, Any]) -> bool:
        """Whether this fact starts the next activity although nothing clashes, or because the words say so."""
        if "activity" not in self.facts and not _AMOUNT_FACTS & set(self.facts):
            return False
        if fact not in _AMOUNT_FACTS | {"activity", "level"}:
            return False
        if cues.ALTERNATIVE.search(between):
            return False
        if cues.STRONG.search(between):
            return "activity" in self.facts
        if known is not None and fact in _AMOUNT_FACTS and cues.ANOTHER_EVENT.search(self.text[: entity["start"]]):
            return True
        if not self._complete():
            return False
        if known is None:
            return fact in ("days", "subjects") and bool(cues.WEAK.search(between)) and self._activity_follows(between)
        return known == value and fact == "level" and bool(cues.WEAK.search(between))

    def _clash(self, fact: str, value: Any, known: Any, entity: Mapping[str, Any], between: str) -> None:
        if cues.ALTERNATIVE.search(between):
            self.said.conflicts.append(Conflict(fact, (known, value)))
            return
        merged = self._merge(fact, known, value)
        if merged is not None:
            self.facts[fact] = merged
            return
        if fact in _AMOUNT_FACTS:
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

    def _merge(self, fact: str, known: Any, value: Any) -> Optional[Any]:
        """One value where the two are about the same thing: the narrower term, or what happens at the other."""
        if not isinstance(known, str) or not isinstance(value, str):
            return None
        terms = self.kb.book.terms
        if terms.covers(known, value):
            return value
        if terms.covers(value, known):
            return known
        if fact == "organizer":
            return known
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
        """Whether the group has an activity and an amount, or an examination, which needs none."""
        activity = self.facts.get("activity")
        return activity is not None and (
            bool(_AMOUNT_FACTS & set(self.facts)) or "exam" in self.kb.book.terms.lineage(str(activity))
        )

    def _activity_follows(self, between: str) -> bool:
        rest = self.text[self.last_end + len(between) :][:12]
        return any(name in rest for name in ("会", "班", "讲座", "培训", "进修", "课", "考", "级"))

    def _leads_on(self, entity: Mapping[str, Any]) -> bool:
        """Whether an activity or level is named close behind the amount (2天培训班), so that it is of that one."""
        return any(
            name in self.text[entity["end"] : entity["end"] + 14]
            for name in ("会", "班", "讲座", "培训", "进修", "课", "级", "论坛", "考试")
        )
