"""The manifest beside a model: which file training wrote, its SHA-256, and from which inputs.

A model file is code to whoever loads it, so nothing is loaded that does not stand in the manifest with this digest.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST_FILE = "manifest.json"


class UntrustedModel(RuntimeError):
    """The model file is not the one that training wrote."""


@dataclass(frozen=True)
class Manifest:
    """model: file name in the manifest's folder. sha256: of that file. inputs: digest of what it was trained from."""

    model: str
    sha256: str
    inputs: str
    rasa: str


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it whole or not at all."""
    draft = folder / f".{MANIFEST_FILE}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(folder / MANIFEST_FILE)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none or it cannot be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def trusted_model(path: Path) -> Path:
    """The model file of `path` (the file itself or its folder) if the manifest vouches for it.

    Raises UntrustedModel, saying what to do.
    """
    folder = path if path.is_dir() else path.parent
    manifest = read_manifest(folder)
    if manifest is None:
        raise UntrustedModel(f"{folder / MANIFEST_FILE} is missing or damaged: run `xueshi train`")
    model = folder / manifest.model if path.is_dir() else path
    if not model.is_file():
        raise UntrustedModel(f"{model} is missing: run `xueshi train`")
    if model.name != manifest.model or sha256_of(model) != manifest.sha256:
        raise UntrustedModel(f"{model} is not the file that training wrote: run `xueshi train`")
    return model
