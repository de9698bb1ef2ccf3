"""The claim that somebody is about to change: found, locked, theirs to change, as they last saw it, in a fit state."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from claims.access import acts_twice, may
from claims.actors import Actor, Applicant, Staff
from claims.filing import store
from claims.filing.applicant_record import filer_index
from claims.filing.chain import found_now
from claims.filing.four_eyes import approved_at
from claims.filing.stored import StoredClaim
from claims.filing.transitions import EDITABLE, STATES, transition
from claims.sealing.sealer import Sealer
from claims.trouble import Refused


def seen_claim(connection: Connection, sealer: Sealer, who: Actor, number: str, *, lock: bool = False) -> StoredClaim:
    """The claim, where the actor may see it. Raises Refused("not_found")."""
    claim = found_now(connection, store.read(connection, sealer, number, lock=lock))
    if not may(who, "read", claim):
        raise store.not_found()
    return claim


def own_claim(connection: Connection, sealer: Sealer, who: Applicant, number: str, action: str,
              version: int) -> StoredClaim:
    """The applicant's claim, locked, to which the action can be done now. Raises Refused: not_found, forbidden,
    stale_version, not_allowed_now.
    """
    claim = seen_claim(connection, sealer, who, number, lock=True)
    if not may(who, action, claim):
        raise _forbidden()
    _check_version(claim, version)
    transition(claim.state, action)
    return claim


def editable_claim(connection: Connection, sealer: Sealer, who: Applicant, number: str,
                   action: str = "add_evidence") -> StoredClaim:
    """The applicant's claim, locked, while its contents may change: for adding and removing evidence. Raises Refused:
    not_found, forbidden, not_allowed_now.
    """
    claim = seen_claim(connection, sealer, who, number, lock=True)
    if not may(who, action, claim):
        raise _forbidden()
    if claim.state not in EDITABLE:
        raise Refused("not_allowed_now", f"这份申报现在是“{STATES[claim.state]}”，不能再改材料。"
                      "需要修改时，请先撤回，或等审核单位退回。", status=409)
    return claim


def claim_to_decide(connection: Connection, sealer: Sealer, who: Staff, number: str, action: str,
                    version: int) -> StoredClaim:
    """The claim, locked, that the reviewer may decide on now. Raises Refused: not_found, forbidden (nobody decides on
    his own, nor at two steps; another office's turn), stale_version, not_allowed_now.
    """
    claim = seen_claim(connection, sealer, who, number, lock=True)
    index = None if who.id_number_index is None else filer_index(connection, claim.applicant)
    if who.id_number_index is not None and who.id_number_index in (claim.id_number_index, index):
        raise Refused("forbidden", "这是您本人的申报，不能由您自己审核，请交本单位其他审核人办理。", status=403)
    # Before the state and the turn: of fifty who decide at once, all but one see something that is no more.
    _check_version(claim, version)
    transition(claim.state, action)
    if not may(who, action, claim, filer_index=index):
        raise _forbidden()
    if acts_twice(who, action, claim, approved_at(connection, claim, who)):
        raise Refused("forbidden", "您已在前面的环节审核通过了这份申报，同一个人不能再办理另一个环节，"
                      "请交其他审核人办理。", status=403)
    return claim


def _check_version(claim: StoredClaim, version: int) -> None:
    if claim.version != version:
        raise store.stale()


def _forbidden() -> Refused:
    return Refused("forbidden", "这一步不由您的单位办理。", status=403)
