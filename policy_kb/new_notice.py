"""A folder for a new notice: its text, its place, and every clause waiting for a rule, an answer or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policy_kb.addresser import read_notice, squeeze
from policy_kb.addresser.store import read_text
from policy_kb.clauses import Notice
from policy_kb.figure_candidates import candidates
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import DATA, KbError, load
from policy_kb.model import TOPICS
from policy_kb.notice_head import Heading, NotMade, check_words
from policy_kb.notice_skeleton import lookups_file, notice_file, rules_file


@dataclass(frozen=True)
class Made:
    """The files made, the notice as addressed, how many of its figures have candidates, and what the author should
    look at."""

    files: tuple[Path, ...]
    notice: Notice
    figures: int
    remarks: tuple[str, ...]


def make(folder: Path, text_file: Path, head: Heading, beside: bool = False) -> Made:
    """Make the files of a new notice in `folder`, which is new or empty, or, with `beside`, a knowledge-base folder.

    Nothing is written where anything is wrong, and no file is ever replaced. Raises NotMade.
    """
    check_words(head)
    text, data = _read(text_file)
    try:
        notice = read_notice(head.id, text)
    except ValueError as error:
        raise NotMade(f"{text_file} cannot be addressed: {error}") from None
    remarks = _check_ids(head, _held(folder, beside))
    contents = {
        f"texts/{head.id}.txt": data,
        f"notices/{head.id}.yml": notice_file(head).encode(),
        f"rules/{head.id}.yml": rules_file(head, notice).encode(),
        f"lookups/{head.id}.yml": lookups_file(head, notice, TOPICS).encode(),
    }
    files = _write(folder, contents)
    figures = sum(len(candidates(notice, clause.address)) for clause in notice.clauses)
    return Made(files, notice, figures, (*remarks, *_remarks(head, text)))


def _held(folder: Path, beside: bool) -> KnowledgeBase:
    """What the notice is going to be laid over: the project's own, and with `beside` what the folder holds."""
    if folder.exists() and not folder.is_dir():
        raise NotMade(f"{folder} is a file; name a new folder")
    if not beside and folder.is_dir() and any(folder.iterdir()):
        raise NotMade(f"{folder} is not empty; name a new folder, or give --beside to put the notice beside those of a "
                      "knowledge-base folder")
    try:
        return load(folders=[DATA, folder] if beside else [DATA])
    except KbError as error:
        raise NotMade(f"the knowledge base cannot be used; mend it first: {error.faults[0]}") from None


def _check_ids(head: Heading, kb: KnowledgeBase) -> list[str]:
    """Remarks on what the notice will change of what is held. Raises NotMade."""
    remarks = []
    places, held = kb.book.jurisdictions, kb.book.documents.get(head.id)
    if held is not None and held.held:
        raise NotMade(f"the id {head.id} is taken by 《{held.title}》; choose another")
    if held is not None:
        remarks.append(f"{head.id} was cited but not held; its text is held now: look at every rule that hands a "
                       "figure over to it")
    known = places.get(head.jurisdiction)
    if known is not None and (head.name is not None or head.parent is not None):
        raise NotMade(f"the jurisdiction {head.jurisdiction} is held as {known.name}; leave --name and --parent out, "
                      "or choose another id for a place of its own")
    if known is None and head.name is None:
        raise NotMade(f"the jurisdiction {head.jurisdiction} is not known; give its --name (and --parent), or one of: "
                      + ", ".join(places))
    if head.parent is not None and head.parent not in places:
        raise NotMade(f"--parent {head.parent} is not known; accepted: {', '.join(places)}")
    for place in kb.places if head.name is not None else ():
        if head.name in place.names:
            remarks.append(f"{head.name} led to {place.region or 'no region'} so far; it leads to {head.jurisdiction} "
                           "with this folder laid over")
    return remarks


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return read_text(path), path.read_bytes()
    except OSError as error:
        raise NotMade(f"cannot read {path}: {error.strerror}") from None
    except ValueError:
        raise NotMade(f"{path} is not UTF-8; save the notice as plain text in UTF-8") from None


def _write(folder: Path, contents: dict[str, bytes]) -> tuple[Path, ...]:
    files = {folder / name: data for name, data in contents.items()}
    taken = [path for path in files if path.exists()]
    if taken:
        raise NotMade(f"{taken[0]} is there already; nothing was written")
    written: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise NotMade(f"cannot write {error.filename or folder}: {error.strerror}") from None
    return tuple(files)


def _remarks(head: Heading, text: str) -> list[str]:
    remarks = []
    if squeeze(head.title) not in squeeze(text):
        remarks.append("the title does not stand in the text; compare it with the print")
    if head.issued is None and not head.years:
        remarks.append("without a date or years the notice answers for every year: write 'issued', 'in_force_from' or "
                       "'applies_to_years' where the print has one")
    return remarks
