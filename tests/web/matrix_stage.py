"""The stage of the authorisation matrix: everybody who may knock, and the claims that they knock for.

The claim is of `bt`: its employer's reviewer has to act, the industry authority comes next, the HR authority draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import FormData
from claims_api_kit import ClaimsService
from login_kit import ADMIN, AUDITOR, EDITOR, Person, in_database, office, staff
from PIL import Image

from claims.actors import Actor, Grant
from claims.people import links, sessions
from claims.people.grants import kept
from db.moments import now
from tests.claims.filing.filing_world import id_number

REGION, ELSEWHERE, THIRD = "bt", "xj-city", "xj-aks"
ROLES = {"employer": "employer_reviewer", "industry": "industry_authority", "hr": "hr_authority",
         "posting": "posting_office"}
VARIANTS = ("own", "own office other region", "other office own region", "other")
KINDS = {"employer": "employer", "industry": "industry_authority", "hr": "hr_authority", "posting": "posting_office"}


@dataclass
class Filed:
    """A claim with the two people whose it is: who filed it, and the same person as a reviewer of the employer."""

    claim: Any
    evidence: str
    owner: Person
    himself: Person


class Stage:
    """`person(name, filed)` is somebody by name; `filed(state)` a claim that nobody has changed."""

    def __init__(self, claims: ClaimsService) -> None:
        self.claims, self.world, self.client = claims, claims.world, claims.client
        self._people: dict[str, Person] = {}
        self._filed: dict[str, Filed] = {}
        self._serial = 0
        self.victim: Any = None

    async def build(self) -> Stage:
        """Make all who do not belong to a claim."""
        own = self.world.organisation
        for name, role in ROLES.items():
            # No posting office stands in this chain: its "own" is one of another region.
            mine = own[f"{REGION}:{name}"] if name != "posting" else own["xj-city:posting"]
            beside = await office(self.client, KINDS[name], REGION, f"另一个{name}")
            far = await office(self.client, KINDS[name], THIRD, f"远处的{name}")
            where = REGION if name != "posting" else ELSEWHERE
            for variant, grant in zip(VARIANTS, (
                    Grant(role, mine, where), Grant(role, mine, THIRD), Grant(role, beside, REGION),
                    Grant(role, far, THIRD))):
                self._people[f"{name} {variant}"] = await staff(self.client, grant)
        hotline = own[f"{REGION}:hr"]
        for name, grants in (("hotline own", (Grant("hotline", hotline, REGION),)),
                             ("hotline other", (Grant("hotline", hotline, THIRD),)), ("admin", (ADMIN,)),
                             ("auditor", (AUDITOR,)), ("editor", (EDITOR,)), ("no role", ())):
            self._people[name] = await staff(self.client, *grants)
        self._people["applicant other"] = await self._login(self.world.applicant())
        self.victim = await staff(self.client, EDITOR)
        return self

    def names(self) -> list[str]:
        """Everybody who is logged in."""
        return [*self._people, "applicant own", "employer self"]

    def person(self, name: str, filed: Filed) -> Person:
        """Somebody, for this claim."""
        return {"applicant own": filed.owner, "employer self": filed.himself}.get(name) or self._people[name]

    async def filed(self, state: str) -> Filed:
        """A claim in that state: draft, submitted, approved, spot_drawn."""
        if state not in self._filed:
            self._filed[state] = await self._file(state)
        return self._filed[state]

    def used(self, state: str) -> None:
        """Somebody has changed it: the next gets another."""
        self._filed.pop(state, None)

    async def log_in_again(self, person: Person) -> None:
        """After a test has ended the person's sessions."""
        person.token = (await self._login(person.actor)).token

    async def link(self) -> str:
        """The token of a fresh link."""
        return (await in_database(self.client, lambda connection, _: links.create(connection, {}, now())))[0]

    async def victims_grant(self) -> int:
        """The id of the grant of the account that an admin may change."""
        return (await in_database(self.client, lambda connection, _: kept(connection, self.victim.actor.id)))[0].id

    async def _file(self, state: str) -> Filed:
        self._serial += 1
        who, draft = self.world.applicant(), self.world.draft(REGION, self._serial)
        claim = self.world.write("create", who, draft)
        owner = await self._login(who)
        evidence = await self._upload(owner, claim.number)
        if state != "draft":
            claim = self.world.write("submit", who, claim.number, claim.version)
        while state in ("approved", "spot_drawn") and claim.state in ("submitted", "under_review"):
            claim = self.world.act(self.world.office_of(claim), claim, "approve")
        if state == "spot_drawn":
            claim = self.world.act(self.world.office_of(claim, "spot_check"), claim, "draw")
        assert claim.state == state
        himself = await staff(self.client, Grant("employer_reviewer", self.world.organisation[f"{REGION}:employer"],
                                                 REGION), number=id_number(self._serial))
        return Filed(claim, evidence, owner, himself)

    async def _upload(self, owner: Person, number: str) -> str:
        content = BytesIO()
        Image.new("RGB", (8, 8), (self._serial % 256, self._serial // 256, 0)).save(content, "PNG")
        data = FormData()
        data.add_field("file", content.getvalue(), filename="a.png")
        async with owner.request("POST", f"/api/claims/{number}/evidence?activity=0", data=data) as response:
            told = await response.json()
            assert response.status == 201, told
            return str(told["id"])

    async def _login(self, who: Actor) -> Person:
        return await in_database(self.client, lambda connection, sealer: Person(
            self.client, who, sessions.start(connection, sealer, who, now())))
