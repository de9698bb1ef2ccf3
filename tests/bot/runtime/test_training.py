"""Training writes a model with its manifest, does nothing twice, and needs no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_model import write_data

from bot.runtime import training
from bot.runtime.environment import PROJECT
from bot.runtime.manifest import Manifest, UntrustedModel, read_manifest, sha256_of, trusted_model, write_manifest
from bot.runtime.training_inputs import Inputs, digest


def test_the_manifest_vouches_for_the_model(model_folder: Path) -> None:
    manifest = json.loads((model_folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == sha256_of(model_folder / "xueshi.tar.gz")
    assert manifest["rasa"] == "3.6.21"
    model = model_folder / "xueshi.tar.gz"
    assert trusted_model(model_folder) == trusted_model(model) == model
    assert sorted(path.name for path in model_folder.iterdir()) == ["manifest.json", "xueshi.tar.gz"]


def test_unchanged_inputs_train_nothing(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained: list[Inputs] = []

    def pretend(inputs: Inputs, kb_dir: Path | None, model: Path) -> None:
        trained.append(inputs)
        model.write_bytes(b"model %d" % len(trained))

    monkeypatch.setattr(training, "_train_with_rasa", pretend)
    inputs = Inputs(data=write_data(tmp_path / "data"))
    out = tmp_path / "models"
    assert training.train(out, inputs=inputs).fresh
    assert not training.train(out, inputs=inputs).fresh
    assert training.train(out, inputs=inputs, force=True).fresh
    (tmp_path / "data" / "more.yml").write_text("# more\n", encoding="utf-8")
    assert training.train(out, inputs=inputs).fresh
    (out / "xueshi.tar.gz").write_bytes(b"somebody else's")
    assert training.train(out, inputs=inputs).fresh
    (out / "manifest.json").unlink()
    assert training.train(out, inputs=inputs).fresh
    assert len(trained) == 5
    printed = capsys.readouterr()
    assert printed.out == "" and "up to date" in printed.err


@pytest.mark.parametrize("changed", ["config.yml", "domain.yml", "data/nlu.yml", "data/rules.yml", "data/new.yml"])
def test_the_digest_follows_each_input(tmp_path: Path, changed: str) -> None:
    write_data(tmp_path / "data")
    for name in ("config.yml", "domain.yml"):
        (tmp_path / name).write_bytes((PROJECT / name).read_bytes())
    inputs = Inputs(tmp_path / "config.yml", tmp_path / "domain.yml", tmp_path / "data")
    before = digest(inputs)
    assert digest(inputs) == before
    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert digest(inputs) != before


def test_the_digest_follows_the_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.runtime import training_inputs

    inputs = Inputs(data=write_data(tmp_path / "data"))
    monkeypatch.setattr(training_inputs, "load_patterns", lambda kb_dir: [])
    before = digest(inputs)
    monkeypatch.setattr(
        training_inputs, "load_patterns", lambda kb_dir: [{"label": "activity", "pattern": "讲座", "id": "lecture"}]
    )
    assert digest(inputs) != before


def test_training_leaves_nothing_in_the_working_folder_and_needs_no_network(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    code = """
import socket, sys
def refuse(*a, **k):
    raise OSError("no network in this test")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from pathlib import Path
from bot.runtime.training import train
from bot.runtime.training_inputs import Inputs
print(train(Path(sys.argv[1]) / "models", inputs=Inputs(data=Path(sys.argv[1]) / "data")).fresh)
"""
    empty = tmp_path / "cwd"
    empty.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "HOME": str(empty)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "True\n"
    assert "it/s" not in done.stderr
    assert list(empty.rglob("*")) == []


def test_a_wrong_call_exits_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        training.main(["--nonsense"])
    assert ended.value.code == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model": "m"}', "no json"])
def test_a_damaged_manifest_vouches_for_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) is None
    with pytest.raises(UntrustedModel):
        trusted_model(tmp_path)


def test_only_the_named_file_is_trusted(tmp_path: Path) -> None:
    for name in ("a.tar.gz", "b.tar.gz"):
        (tmp_path / name).write_bytes(b"same bytes")
    write_manifest(tmp_path, Manifest("a.tar.gz", sha256_of(tmp_path / "a.tar.gz"), "", "3.6.21"))
    assert trusted_model(tmp_path / "a.tar.gz")
    with pytest.raises(UntrustedModel):
        trusted_model(tmp_path / "b.tar.gz")
