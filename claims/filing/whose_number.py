"""Whose an ID number is: settled by the first office that approves a claim with it, or by the employer's own list.

Until then it is only said: whoever writes somebody else's number into a form keeps nobody from filing.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.filing.stored import StoredClaim
from claims.trouble import Refused
from db.tables import applicants


def settle(connection: Connection, person: Row, claim: StoredClaim) -> None:
    """The number of a claim that an office approves is the account's from now on. person: the applicant's row, locked.

    Raises Refused where it is another account's, or the account has another one; the transaction cannot go on then.
    """
    index = claim.id_number_index
    if index is None or person.id_number_index == index:
        return
    if person.id_number_index is not None:
        raise _not_his("与单位为这个账号登记的不一致")
    try:
        # Two claims with one number that are approved at the same moment: the unique index decides.
        connection.execute(sa.update(applicants).where(applicants.c.id == person.id)
                           .values(id_number_index=index, version=person.version + 1))
    except sa.exc.IntegrityError:
        raise _not_his("已由另一个账号核实使用") from None


def release(connection: Connection, person: Row, index: str | None) -> None:
    """A claim is filed with a corrected number: the one that the account held is free again."""
    if person.id_number_index not in (None, index):
        connection.execute(sa.update(applicants).where(applicants.c.id == person.id).values(id_number_index=None))


def _not_his(why: str) -> Refused:
    return Refused("not_allowed_now", f"这份申报的身份证号{why}，不能通过。请退回申报人核对，或不予通过并写明原因；"
                   "单位名单里的手机号有误的，请单位更正后重新导入。",
                   status=409)
