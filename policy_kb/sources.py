"""Where every entry of the knowledge base comes from: the files of one folder, or of one laid over another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from policy_kb.chains import Chain
from policy_kb.convert import to_struct
from policy_kb.model import ContextClause, Lookup, Place, Silence, Term
from policy_kb.yamltree import Fault, Tree, read_tree
from rules_core.model import Document, Jurisdiction, Reading, Rule

SECTIONS: dict[str, type[msgspec.Struct]] = {
    "jurisdictions": Jurisdiction, "documents": Document, "terms": Term, "places": Place, "readings": Reading,
    "rules": Rule, "lookups": Lookup, "context": ContextClause, "silences": Silence, "chains": Chain,
}


@dataclass(frozen=True)
class Entry:
    """One entry with its place: `tree` and `path` give its line, `document` the notice that its file is about."""

    value: Any
    tree: Tree
    path: tuple[Any, ...]
    document: str | None = None

    def fault(self, message: str, *inner: Any) -> Fault:
        """A fault of this entry, at the line of `inner` below it."""
        name = getattr(self.value, "id", None)
        return Fault(self.tree.file, self.tree.line(*self.path, *inner), f"'{name}': {message}" if name else message)


@dataclass
class Sources:
    """All entries by section and id, the texts by document, the faults met, and a digest of all that was read.

    `newest` are the (section, id) of the last folder, over which nothing is laid.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    texts: dict[str, Path] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    word_trees: dict[str, Tree] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    digest: str = ""
    unreadable: bool = False
    newest: frozenset[tuple[str, str]] = frozenset()

    def of(self, section: str) -> Iterator[Entry]:
        return iter(self.entries[section].values())

    def values(self, section: str) -> dict[str, Any]:
        return {name: entry.value for name, entry in self.entries[section].items()}


def read_sources(folders: list[Path]) -> Sources:
    """Read the folders in order; an entry of a later folder replaces the one with its id in an earlier folder."""
    sources = Sources()
    digest = hashlib.sha256()
    for folder in folders:
        if not folder.is_dir():
            sources.faults.append(Fault(folder, None, "is not a folder; name one with knowledge-base files (*.yml)"))
            sources.unreadable = True
            continue
        seen: dict[tuple[str, str], Entry] = {}
        named = shown(folder)
        files = [file for file in sorted(folder.rglob("*.yml")) if file.is_file()]
        if not files:
            sources.faults.append(Fault(folder, None, "holds no knowledge-base files (*.yml)"))
        for file in files:
            within = file.relative_to(folder)
            tree = _read(sources, file, named / within)
            if tree is not None:
                digest.update(within.as_posix().encode() + b"\0" + tree.text.encode())
                _read_entries(sources, tree.value, tree.places(), seen)
        for text in sorted((folder / "texts").glob("*.txt")):
            digest.update(text.name.encode() + b"\0" + text.read_bytes())
            sources.texts[text.stem] = text
        sources.newest = frozenset(seen)
    sources.digest = digest.hexdigest()
    return sources


def _read(sources: Sources, file: Path, label: Path) -> Tree | None:
    try:
        return read_tree(file, label)
    except Fault as fault:
        sources.faults.append(fault)
        sources.unreadable = True
        return None


def _read_entries(sources: Sources, value: Any, tree: Tree, seen: dict[tuple[str, str], Entry]) -> None:
    accepted = ", ".join(["document", "words", *SECTIONS])

    def refuse(key: str | None, message: str) -> None:
        sources.faults.append(Fault(tree.file, tree.line(key) if key else 1, message))

    if not isinstance(value, dict):
        refuse(None, f"holds no keys; accepted keys: {accepted}")
        return
    document = value.get("document")
    if document is not None and not isinstance(document, str):
        refuse("document", "'document' takes the id of one notice, as in 'document: xj-2021'")
        document = None
    for key, items in value.items():
        if key == "document":
            continue
        if key == "words":
            if not isinstance(items, dict):
                refuse(key, "'words' takes names with their sentences, as in 'words: {greet: 您好}'")
                continue
            sources.words |= {name: str(text) for name, text in items.items()}
            sources.word_trees |= dict.fromkeys(items, tree)
            continue
        if key not in SECTIONS:
            refuse(key, f"unknown key '{key}'; accepted keys: {accepted}")
            continue
        if not isinstance(items, list):
            refuse(key, f"'{key}' takes a list of entries, each beginning with '- '")
            continue
        for index, item in enumerate(items):
            _read_entry(sources, tree, key, index, item, document, seen)


def _read_entry(sources: Sources, tree: Tree, key: str, index: int, item: Any, document: str | None,
                seen: dict[tuple[str, str], Entry]) -> None:
    path = (key, index)
    try:
        value = to_struct(tree, path, item, SECTIONS[key])
    except Fault as fault:
        sources.faults.append(fault)
        return
    name = getattr(value, "id", None) or f"{tree.file}#{index}"
    entry = Entry(value, tree, path, document)
    twin = seen.get((key, name))
    if twin is not None:
        sources.faults.append(entry.fault(f"the id is taken by {twin.tree.file}:{twin.tree.line(*twin.path)}; "
                                          "choose another", *(["id"] if hasattr(value, "id") else [])))
        return
    seen[key, name] = entry
    held = sources.entries[key].get(name)
    if held is not None and held.document != document:
        # Else another notice would lose its rule without a word.
        sources.faults.append(entry.fault(f"would take the place of an entry of {held.document or 'no document'} "
                                          f"({held.tree.file}:{held.tree.line(*held.path)}); choose another id", "id"))
        return
    sources.entries[key][name] = entry


def shown(file: Path) -> Path:
    """The path as people know it: from the working folder where it lies below it."""
    try:
        return file.resolve().relative_to(Path.cwd())
    except ValueError:
        return file
