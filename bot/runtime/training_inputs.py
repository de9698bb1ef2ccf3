"""What a model follows from, and one digest over all of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Iterator

from bot.nlu.vocabulary import load_gapped, load_patterns
from bot.runtime.environment import PROJECT, uses_tensorflow

_LIBRARIES = ("rasa", "scikit-learn", "numpy", "scipy", "jieba", "spacy")


@dataclass(frozen=True)
class Inputs:
    """The files of the training; `data` is a file or a folder of YAML files."""

    config: Path = PROJECT / "config.yml"
    domain: Path = PROJECT / "domain.yml"
    data: Path = PROJECT / "bot" / "data"


def digest(inputs: Inputs, kb_dir: Path | None = None) -> str:
    """SHA-256 over config, domain, data, the code of the components, the terms in use and the libraries' versions."""
    hashed = hashlib.sha256()
    for label, content in _parts(inputs, kb_dir):
        hashed.update(f"{label}\0{len(content)}\0".encode())
        hashed.update(content)
    return hashed.hexdigest()


def _parts(inputs: Inputs, kb_dir: Path | None) -> Iterator[tuple[str, bytes]]:
    yield "config", inputs.config.read_bytes()
    yield "domain", inputs.domain.read_bytes()
    data = sorted(inputs.data.rglob("*.yml")) if inputs.data.is_dir() else [inputs.data]
    for path in data:
        yield f"data {path.name}", path.read_bytes()
    for folder in ("nlu", "language"):
        for path in sorted((PROJECT / "bot" / folder).rglob("*.py")):
            yield f"code {folder}/{path.name}", path.read_bytes()
    terms = [*load_patterns(kb_dir), *load_gapped(kb_dir)]
    yield "terms", json.dumps(terms, sort_keys=True, ensure_ascii=False).encode()
    for name in _LIBRARIES:
        yield f"library {name}", version(name).encode()
    yield "tensorflow", str(uses_tensorflow()).encode()
