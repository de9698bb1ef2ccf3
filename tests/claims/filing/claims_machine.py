"""The whole life of claims as a Hypothesis state machine: people file, offices decide, everybody tries what he may not.

What must happen is worked out here from the table in docs/claims.md, written down once more, so that a slip in the
transition table shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from filing_world import World, conference
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from claims.actors import Applicant, Staff
from claims.audit.log import BEFORE_FIRST, row_mac
from claims.filing.idempotency import once
from claims.filing.stored import StoredClaim
from claims.filing.totals import totals
from claims.trouble import Refused
from db.tables import audit_log, claim_events

REVIEWS = {"submitted", "under_review"}
COUNTS = {"approved", "spot_drawn", "spot_passed"}
#: state → action → the states that it may lead to.
GRAPH: Mapping[str, Mapping[str, set[str]]] = {
    "draft": {"save": {"draft"}, "submit": {"submitted"}, "withdraw": {"withdrawn"}},
    "returned": {"save": {"returned"}, "submit": {"submitted"}, "withdraw": {"withdrawn"}},
    **{state: {"withdraw": {"withdrawn"}, "approve": {"under_review", "approved"}, "return": {"returned"},
               "reject": {"rejected"}} for state in REVIEWS},
    "approved": {"draw": {"spot_drawn"}},
    "spot_drawn": {"pass": {"spot_passed"}, "revoke": {"revoked"}},
}
DECISIONS = ("approve", "return", "reject", "draw", "pass", "revoke")
#: bt-2019 附件/二/四: over all academic conferences of a year.
BT_YEAR = 40
OFFICES = ("bt:employer", "bt:industry", "bt:hr", "xj-city:employer", "xj-city:hr", "xj-city:posting",
           "xj-aks:employer", "xj-aks:industry", "xj:industry", "nm-hhht:hr", "nm-hhht:employer")


@dataclass
class Person:
    """An applicant with the serial of his ID number."""

    who: Applicant
    serial: int


class Shared:
    """What all examples of a run share: the world, its reviewers, how far the audit chain was checked, the count."""

    def __init__(self, world: World) -> None:
        self.world, self.serial, self.steps, self.illegal = world, 0, 0, 0
        self.happened: Counter[str] = Counter()
        self.staff = {key: world.staff(key) for key in OFFICES}
        self.seq, self.mac = 0, BEFORE_FIRST

    def new_serial(self) -> int:
        self.serial += 1
        return self.serial


def draft_for(world: World, region: str, level: str, serial: int, month: int, days: int, post: bool) -> dict[str, Any]:
    """A DRAFT of a region: conferences, a training in 呼和浩特, or 附件2."""
    if post:
        return world.exemption(serial)
    activity = conference(f"2026-{month:02d}-02", days)
    if region == "nm-hhht":
        activity = {"activity": "forum", "title": "论坛", "organizer_name": "某某协会", "in_region": True,
                    "start": f"2026-{month:02d}-02", "end": f"2026-{month:02d}-03"}
    return world.draft(region, serial, title_level=level, activities=[activity])


class ClaimsLife(RuleBasedStateMachine):
    """Set `shared` on a subclass."""

    shared: Shared
    people = Bundle("people")
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.world = self.shared.world
        self.now: dict[str, StoredClaim] = {}
        self.owner: dict[str, Person] = {}
        self.checked: dict[str, int] = {}

    @initialize(target=people)
    def two_people(self) -> Any:
        return multiple(*(Person(self.world.applicant(), self.shared.new_serial()) for _ in range(2)))

    @rule(target=claims, person=people, region=st.sampled_from(["bt", "bt", "xj-city", "xj-aks", "nm-hhht"]),
          level=st.sampled_from(["junior", "middle", "senior"]), month=st.integers(1, 10), days=st.integers(1, 6),
          post=st.integers(0, 6), file=st.integers(0, 5))
    def create(self, person: Person, region: str, level: str, month: int, days: int, post: int, file: int) -> str:
        draft = draft_for(self.world, region, level, person.serial, month, days, post == 0)
        claim = self.world.write("create", person.who, draft)
        if file:
            self.world.add_evidence(person.who, claim)
        self._took(claim, person)
        return claim.number

    @rule(target=claims, person=people, region=st.sampled_from(["bt", "bt", "xj-city", "xj-aks", "nm-hhht"]),
          level=st.sampled_from(["junior", "middle", "senior"]), month=st.integers(1, 10), days=st.integers(3, 6),
          offices=st.integers(0, 3), then=st.sampled_from(["", "return", "reject", "pass", "revoke"]))
    def file(self, person: Person, region: str, level: str, month: int, days: int, offices: int, then: str) -> str:
        """As create, filed at once, approved by so many offices, and then checked or sent back: most come so far."""
        number = self.create(person, region, level, month, days, post=1, file=1)
        self.submit(number)
        for _ in range(offices):
            if self.now[number].state in REVIEWS:
                self.approve(number, "computed")
        if then in ("return", "reject") and self.now[number].state in REVIEWS:
            self.send_back(number, then, whole=True)
        if then in ("pass", "revoke") and self.now[number].state == "approved":
            self.spot_check(number, "draw")
            self.spot_check(number, then)
        return number

    @rule(number=claims, days=st.integers(1, 6), month=st.integers(1, 10))
    def save(self, number: str, days: int, month: int) -> None:
        claim, person = self.now[number], self.owner[number]
        draft = draft_for(self.world, claim.region, "senior", person.serial, month, days, claim.kind == "exemption")
        self._try(number, "save", lambda version: self.world.write("save", person.who, number, draft, version))

    @rule(number=claims)
    def submit(self, number: str) -> None:
        person = self.owner[number]
        self._try(number, "submit", lambda version: self.world.write("submit", person.who, number, version),
                  also=("incomplete", "not_claimable"))

    @rule(number=claims, sure=st.integers(0, 3))
    def withdraw(self, number: str, sure: int) -> None:
        if sure == 0:
            person = self.owner[number]
            self._try(number, "withdraw", lambda version: self.world.write("withdraw", person.who, number, version))

    @rule(number=claims, hours=st.sampled_from(["computed", "computed", "fewer", "unreasoned", "more"]))
    def approve(self, number: str, hours: str) -> None:
        claim = self.now[number]
        said, refused = self._hours(claim, hours)
        self._try(number, "approve", lambda version: self._act(claim, "approve", version, **said),
                  also=("not_claimable",), must=refused)

    @rule(numbers=st.lists(claims, min_size=1, max_size=3))
    def approve_to_the_end(self, numbers: list[str]) -> None:
        """Whatever still waits is approved by all of its offices; otherwise few claims would ever count."""
        for number in numbers:
            if self.now[number].state == "draft":
                self.submit(number)
            for _ in range(3):
                if self.now[number].state in REVIEWS:
                    self.approve(number, "computed")

    @rule(number=claims, action=st.sampled_from(["return", "reject"]), whole=st.booleans())
    def send_back(self, number: str, action: str, whole: bool) -> None:
        claim = self.now[number]
        said = {"reason": "请核对日期", "field": "activities.0.end"} if whole else {"field": "activities.0.end"}
        self._try(number, action, lambda version: self._act(claim, action, version, **said),
                  must=None if whole else "incomplete")

    @rule(number=claims, action=st.sampled_from(["draw", "draw", "pass", "revoke"]))
    def spot_check(self, number: str, action: str) -> None:
        claim = self.now[number]
        if any(step["kind"] == "spot_check" for step in claim.steps):
            self._try(number, action, lambda version: self._act(claim, action, version, reason="抽审"))
        else:
            self._refused(number, ("not_found", "forbidden", "not_allowed_now"),
                          lambda: self._act(claim, action, claim.version, reason="抽审"))

    @rule(number=claims, action=st.sampled_from(DECISIONS), key=st.sampled_from(OFFICES))
    def anybody(self, number: str, action: str, key: str) -> None:
        """Some office tries something; only that whose turn it is succeeds."""
        claim = self.now[number]
        said = {"reason": "试", "field": "evidence"}
        if key == self._office(claim, action):
            return
        self._refused(number, ("not_found", "forbidden", "not_allowed_now"),
                      lambda: self.world.act(self.shared.staff[key], claim, action, **said))

    @rule(number=claims, action=st.sampled_from(DECISIONS))
    def on_ones_own(self, number: str, action: str) -> None:
        """The reviewer of the very step, whose own claim it is."""
        claim = self.now[number]
        who = replace(self.shared.staff[self._office(claim, action) or "bt:hr"],
                      id_number_index=claim.id_number_index)
        self._refused(number, ("forbidden", "not_found"),
                      lambda: self.world.act(who, claim, action, reason="试", field="evidence"))

    @rule(number=claims, other=people)
    def of_another_person(self, number: str, other: Person) -> None:
        claim = self.now[number]
        if other.who != self.owner[number].who:
            for name in ("submit", "withdraw"):
                self._refused(number, ("not_found",), lambda name=name: self.world.write(
                    name, other.who, number, claim.version))

    @rule(number=claims, action=st.sampled_from(["save", "submit", "withdraw", *DECISIONS]), behind=st.integers(1, 3))
    def stale(self, number: str, action: str, behind: int) -> None:
        claim = replace(self.now[number], version=self.now[number].version - behind)
        person, office = self.owner[number], self._office(claim, action)
        if action in DECISIONS:
            if office is not None:
                self._refused(number, ("stale_version",), lambda: self._act(claim, action, claim.version, reason="试"))
            return
        more = ({},) if action == "save" else ()
        self._refused(number, ("stale_version",),
                      lambda: self.world.write(action, person.who, number, *more, claim.version))

    @rule(number=claims, again=st.integers(1, 3))
    def the_same_key(self, number: str, again: int) -> None:
        """An approval that is sent again and again with its key happens once."""
        claim = self.now[number]
        office = self._office(claim, "approve")
        if claim.state not in REVIEWS or office is None:
            return
        key = f"{number}-{claim.version}"
        who, world = self.shared.staff[office], self.world
        said, _ = self._hours(claim, "computed")

        def send(connection: Any) -> tuple[int, Any]:
            def work() -> tuple[int, Any]:
                done = world.filing.act(connection, who, number, "approve", version=claim.version, now=world.now,
                                        today=world.today, **said)
                return 200, {"state": done.state, "version": done.version}
            return once(connection, world.sealer, owner=who.key, key=key, digest="d", now=world.now, work=work)

        try:
            answers = [world.database.write_now(send) for _ in range(again + 1)]
        except Refused as refused:
            assert refused.code == "not_claimable"
            return
        assert all(answer == answers[0] for answer in answers) and answers[0][1]["version"] == claim.version + 1
        self._moved(number, "approve")

    def _hours(self, claim: StoredClaim, hours: str) -> tuple[dict[str, Any], str | None]:
        """What a reviewer says of the hours, and the code that it must be refused with."""
        if claim.kind == "exemption":
            return {}, None
        if claim.computed_hours is None:
            if hours == "unreasoned":
                last = self._is_last(claim)
                return {"recognised_hours": Fraction(8)}, "incomplete" if last and claim.basis is None else None
            return {"recognised_hours": Fraction(8), "basis": "新人社规〔2022〕9号"}, None
        room = self._computed_now(claim)
        if hours == "fewer":
            return {"recognised_hours": room / 2, "reason": "有一天没有签到"}, None
        if hours == "unreasoned" and room > 0:
            return {"recognised_hours": room / 2}, "incomplete"
        if hours == "more":
            return {"recognised_hours": room + 1}, "invalid"
        return {}, None

    def _computed_now(self, claim: StoredClaim) -> Fraction:
        """The claim's hours after those that are approved by now: the limit of 兵团 alone depends on others."""
        assert claim.computed_hours is not None
        if claim.region != "bt":
            return claim.computed_hours
        alone = sum((Fraction(activity["days"]) * 6 for activity in claim.activities), Fraction(0))
        return min(alone, max(BT_YEAR - self._counted(claim), Fraction(0)))

    def _counted(self, claim: StoredClaim) -> Fraction:
        """What the model knows to be recognised for the same person, region and year."""
        return sum((other.recognised_hours or Fraction(0) for other in self.now.values()
                    if other.state in COUNTS and other.region == claim.region and other.kind == "recognition"
                    and other.id_number_index == claim.id_number_index), Fraction(0))

    @staticmethod
    def _is_last(claim: StoredClaim) -> bool:
        reviews = [step for step in claim.steps if step["kind"] == "review"]
        return claim.step == len(reviews) - 1

    def _office(self, claim: StoredClaim, action: str) -> str | None:
        """The key of the office that may do the action to a claim; None where nobody may."""
        if action in ("draw", "pass", "revoke"):
            step = next((step for step in claim.steps if step["kind"] == "spot_check"), None)
        else:
            step = claim.steps[claim.step] if claim.state in REVIEWS and claim.step is not None else None
        if step is None:
            return None
        return next(key for key, number in self.world.organisation.items() if number == step["organisation"])

    def _act(self, claim: StoredClaim, action: str, version: int, **said: Any) -> StoredClaim:
        office = self._office(claim, action)
        who: Staff = self.shared.staff[office or "xj-city:posting"]
        return self.world.act(who, replace(claim, version=version), action, **said)

    def _try(self, number: str, action: str, work: Any, also: tuple[str, ...] = (), must: str | None = None) -> None:
        """Do it; the graph says whether it must succeed. must: the code that it is refused with all the same."""
        before = self.now[number]
        if action not in GRAPH.get(before.state, {}):
            # Who may not even see it is told that there is none; an office of no step that it is not his.
            self._refused(number, ("not_allowed_now", "not_found", "forbidden"), lambda: work(before.version))
            return
        try:
            after = work(before.version)
        except Refused as refused:
            assert refused.code == must or refused.code in also, (refused.code, must, action, before.state)
            self._unchanged(number)
            return
        assert must is None, f"{action} should have been refused with {must}"
        assert after.version == before.version + 1
        self._moved(number, action)

    def _refused(self, number: str, codes: tuple[str, ...], work: Any) -> None:
        try:
            work()
        except Refused as refused:
            assert refused.code in codes, (refused.code, codes)
            assert refused.message
        else:
            self.shared.illegal += 1
            raise AssertionError(f"this had to be refused with {codes}")
        self._unchanged(number)

    def _took(self, claim: StoredClaim, person: Person) -> None:
        self.now[claim.number], self.owner[claim.number] = claim, person

    def _moved(self, number: str, action: str) -> None:
        """The claim went where the graph says; what it holds now is what the model goes on with."""
        before, after = self.now[number], self._read(number)
        if after.state not in GRAPH.get(before.state, {}).get(action, set()):
            self.shared.illegal += 1
            raise AssertionError(f"{before.state} went to {after.state} by {action}")
        self.now[number] = after
        self.shared.happened[action] += 1

    def _unchanged(self, number: str) -> None:
        assert self._read(number) == self.now[number]

    def _read(self, number: str) -> StoredClaim:
        claim: StoredClaim = self.world.look("read", self.owner[number].who, number)
        return claim

    @invariant()
    def everything_holds(self) -> None:
        self.shared.steps += 1
        for number, claim in self.now.items():
            waits = claim.state in REVIEWS | {"spot_drawn"}
            assert (claim.step is not None) == (claim.waiting_at is not None) == waits
            if claim.step is not None:
                step = claim.steps[claim.step]
                assert step["organisation"] == claim.waiting_at
                assert (step["kind"] == "spot_check") == (claim.state == "spot_drawn")
            if claim.state in COUNTS and claim.computed_hours is not None:
                assert claim.recognised_hours is not None and 0 <= claim.recognised_hours <= claim.computed_hours
            if claim.state in COUNTS and claim.outcome == "set_elsewhere":
                assert claim.recognised_hours is not None and claim.basis
            assert self._counted(claim) <= BT_YEAR or claim.region != "bt", number
        moved = [claim for number, claim in self.now.items() if self.checked.get(number) != claim.version]
        self.world.database.write_now(lambda connection: self._kept(connection, moved))
        self.checked = {number: claim.version for number, claim in self.now.items()}

    def teardown(self) -> None:
        self.world.database.write_now(lambda connection: self._kept(connection, list(self.now.values())))

    def _kept(self, connection: Any, moved: list[StoredClaim]) -> None:
        """What the database holds: histories that lead to the states, sums, and an unbroken chain of audit rows."""
        for claim in moved:
            query = sa.select(claim_events).where(claim_events.c.claim == claim.id).order_by(claim_events.c.version)
            state, version = "draft", 1
            for event in connection.execute(query):
                assert event.state_from == state and event.version > version
                assert event.state_to in GRAPH[state][event.action]
                state, version = event.state_to, event.version
            assert state == claim.state
            found = totals(connection, claim.id_number_index, claim.region, claim.year)
            assert found.hours == self._counted(claim)
        self._chain(connection)

    def _chain(self, connection: Any) -> None:
        shared = self.shared
        query = sa.select(audit_log).where(audit_log.c.seq > shared.seq).order_by(audit_log.c.seq)
        for row in connection.execute(query):
            assert row.seq == shared.seq + 1 and row.previous == shared.mac
            assert row.mac == row_mac(self.world.sealer, dict(row._mapping))
            shared.seq, shared.mac = row.seq, row.mac


def machine_of(shared: Shared) -> type[ClaimsLife]:
    """The machine over one world."""
    return type("ClaimsLifeHere", (ClaimsLife,), {"shared": shared})


__all__ = ["ClaimsLife", "Shared", "machine_of"]
