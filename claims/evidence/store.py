"""Evidence of a claim in the database: taken, listed, given out, removed, in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.actors import Applicant
from claims.audit.log import append
from claims.evidence import folder as files
from claims.evidence.limits import MOST_DRAFT_BYTES, MOST_FILES
from claims.evidence.refusals import refused
from claims.evidence.upload import Upload
from claims.filing.applicant_record import lock_person
from claims.filing.finding import editable_claim
from claims.sealing import places
from claims.sealing.sealer import SealBroken, Sealer
from claims.trouble import Refused
from db.moments import utc
from db.tables import claims, evidence

_LISTED = sa.select(evidence).where(
    evidence.c.claim == sa.bindparam("of"), evidence.c.removed_at.is_(None)).order_by(evidence.c.id)


@dataclass(frozen=True)
class Evidence:
    """id: as the API names it. activity: place in the claim's activities, None for the claim as a whole. name: as
    shown. size: bytes; sha256: of the content as uploaded.
    """

    id: str
    activity: int | None
    name: str
    media_type: str
    size: int
    sha256: str
    created_at: datetime

    def plain(self) -> dict[str, Any]:
        """EVIDENCE of docs/claims.md."""
        return {**asdict(self), "created_at": self.created_at.isoformat()}


@dataclass(frozen=True)
class Removed:
    """stored_as: name in the folder. delete: nobody decided on it, so the file itself goes after the commit."""

    stored_as: str
    delete: bool


def take(connection: Connection, sealer: Sealer, who: Applicant, number: str, upload: Upload, activity: int | None, *,
         now: datetime) -> Evidence:
    """Add the upload to the claim; the caller settles its draft after the commit.

    Raises Refused: no such claim of the person's, not in a state to be changed, no such activity, too many files or
    bytes, the same file again.
    """
    claim = editable_claim(connection, sealer, who, number, "add_evidence")
    if activity is not None and not 0 <= activity < len(claim.activities):
        raise Refused("invalid", "没有这项活动，可能已经删掉了。请刷新页面后，在对应的活动下面上传。", "activity")
    held = connection.execute(sa.select(evidence.c.sha256).where(*_of(claim.id))).scalars().all()
    if upload.sha256 in held:
        raise refused("invalid", "这份文件已经上传过了，不用重复上传。")
    if len(held) >= MOST_FILES:
        raise refused("invalid", f"每份申报最多上传 {MOST_FILES} 个文件。请先删掉不需要的，或把几页合并成一个 PDF。")
    lock_person(connection, claim.applicant, None)
    if claim.state == "draft" and _in_drafts(connection, claim.applicant) + upload.size > MOST_DRAFT_BYTES:
        raise refused("invalid", f"您的草稿里的材料加起来最多 {MOST_DRAFT_BYTES // 1024 // 1024} MB。请先提交填好的，"
                      "或撤回不用的草稿，再上传。")
    connection.execute(evidence.insert().values(
        public_id=upload.public_id, claim=claim.id, activity=activity, shown_name_sealed=upload.name_sealed,
        media_type=upload.media_type, size=upload.size, sha256=upload.sha256, stored_as=upload.stored_as,
        created_at=now))
    # From here on `xueshi keys drop-old` waits for this transaction; a key dropped before it would lose the file.
    if upload.mark != sealer.mark():
        raise refused("invalid", "上传时系统正在更换密钥，请再传一次。", 409)
    append(connection, sealer, at=now, actor=who.key, action="evidence.add", object=claim.key,
           detail={"evidence": upload.public_id, "activity": activity, "media_type": upload.media_type,
                   "size": upload.size, "sha256": upload.sha256})
    return Evidence(upload.public_id, activity, upload.name, upload.media_type, upload.size, upload.sha256,
                    utc(now))


def listed(connection: Connection, sealer: Sealer, claim: int) -> list[Evidence]:
    """The evidence of a claim (its row's id), oldest first, without what was removed. Raises SealBroken."""
    found = connection.execute(_LISTED, {"of": claim}).all()
    return [_read(row, sealer) for row in found]


def find(connection: Connection, sealer: Sealer, claim: int, public_id: str) -> tuple[Evidence, str]:
    """One of them, and the name of its file in the folder. Raises Refused("not_found"), SealBroken."""
    row = _row(connection, claim, public_id)
    return _read(row, sealer), row.stored_as


def content(sealer: Sealer, folder: Path, public_id: str, stored_as: str) -> bytes:
    """The file as it was uploaded; reads the folder alone. Raises EvidenceLost."""
    try:
        return sealer.open_bytes(files.read(folder, stored_as), places.evidence_file(public_id))
    except SealBroken as error:
        raise files.EvidenceLost(str(error)) from None


def remove(connection: Connection, sealer: Sealer, who: Applicant, number: str, public_id: str, *,
           now: datetime) -> Removed:
    """Take a file away from the claim; its row stays, marked. The caller deletes the file after the commit where the
    answer says so: what an office has seen is kept.

    Raises Refused: no such claim or file of the person's, or the claim is not in a state to be changed.
    """
    claim = editable_claim(connection, sealer, who, number, "remove_evidence")
    row = _row(connection, claim.id, public_id)
    connection.execute(evidence.update().where(evidence.c.id == row.id).values(removed_at=now))
    append(connection, sealer, at=now, actor=who.key, action="evidence.remove", object=claim.key,
           detail={"evidence": public_id, "sha256": row.sha256})
    return Removed(row.stored_as, claim.state == "draft")


def sweep(connection: Connection, folder: Path, older_than: float = files.LEAVE_SECONDS) -> int:
    """Tidy what a kill left in the folder, and delete what was taken away before an office saw it, a withdrawn draft's
    files among it; returns how many files it deleted.
    """
    old = files.drafts(folder, older_than)
    kept = set(connection.execute(sa.select(evidence.c.stored_as).where(evidence.c.stored_as.in_(old))).scalars())
    gone = (sa.select(evidence.c.stored_as).join(claims, claims.c.id == evidence.c.claim)
            .where(evidence.c.removed_at.is_not(None), claims.c.state.in_(("draft", "withdrawn")),
                   claims.c.submitted_at.is_(None)))
    return files.sweep(folder, old, kept, connection.execute(gone).scalars().all())


def _in_drafts(connection: Connection, applicant: int) -> int:
    """Bytes of all files of a person's drafts."""
    query = (sa.select(sa.func.coalesce(sa.func.sum(evidence.c.size), 0))
             .select_from(evidence.join(claims, claims.c.id == evidence.c.claim))
             .where(claims.c.applicant == applicant, claims.c.state == "draft", evidence.c.removed_at.is_(None)))
    return int(connection.execute(query).scalar_one())


def _of(claim: int) -> tuple[Any, ...]:
    return evidence.c.claim == claim, evidence.c.removed_at.is_(None)


def _row(connection: Connection, claim: int, public_id: str) -> Row:
    # PostgreSQL takes no NUL in a text.
    known = public_id.isascii() and public_id.isprintable()
    found = known and connection.execute(
        sa.select(evidence).where(*_of(claim), evidence.c.public_id == public_id)).first()
    if not found:
        raise Refused("not_found", "没有找到这份材料，可能已经删除。请刷新页面看看。", status=404)
    return found


def _read(row: Row, sealer: Sealer) -> Evidence:
    name = sealer.open(row.shown_name_sealed, places.evidence_name(row.public_id))
    return Evidence(row.public_id, row.activity, name, row.media_type, row.size, row.sha256, utc(row.created_at))
