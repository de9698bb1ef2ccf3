"""The key file: made once, private, whole; and what is said where it cannot be used."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from claims.sealing import key_file
from claims.sealing.key_file import KeyFile, alone_with
from claims.sealing.keyring import KeyRing, KeysUnusable, load_ring, new_ring, ring_at, save_ring
from claims.sealing.sealer import SealBroken, Sealer


def test_the_first_start_makes_a_private_file_and_the_second_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    ring = ring_at(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert ring_at(path) == load_ring(path) == ring
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_together_get_one_ring(tmp_path: Path) -> None:
    path, found = tmp_path / "keys.json", []
    threads = [threading.Thread(target=lambda: found.append(ring_at(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and all(ring == found[0] for ring in found)


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", "no json", '{"current": "k1"}', "密钥"])
def test_a_broken_file_is_said_to_be_one_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(KeysUnusable, match="backup"):
        ring_at(path)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("spoil", ["sealing", "index", "audit", "tokens", "current"])
def test_a_ring_with_a_part_spoilt_is_refused_without_its_keys(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "keys.json"
    save_ring(new_ring(), path)
    raw = json.loads(path.read_text())
    kept = raw["tokens"] if spoil != "tokens" else raw["index"]
    raw[spoil] = {"k1": "00"} if isinstance(raw[spoil], dict) else "00"
    path.write_text(json.dumps(raw))
    with pytest.raises(KeysUnusable) as caught:
        load_ring(path)
    assert kept not in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring_at(path)
    for mode in (0o640, 0o604, 0o644, 0o620):
        path.chmod(mode)
        with pytest.raises(KeysUnusable, match="chmod 600"):
            load_ring(path)


def test_a_folder_is_no_key_file_and_a_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="folder"):
        ring_at(tmp_path)
    with pytest.raises(KeysUnusable, match="there is no key file"):
        load_ring(tmp_path / "keys.json")
    (tmp_path / "file").write_text("")
    with pytest.raises(KeysUnusable, match="keys.json"):
        ring_at(tmp_path / "file" / "keys.json")


def test_a_failed_write_leaves_the_old_ring(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = ring_at(path)
    with pytest.raises(FileExistsError):
        save_ring(new_ring(), path)
    assert load_ring(path) == ring and len(list(tmp_path.iterdir())) == 1


def test_a_running_sealer_takes_the_keys_of_a_changed_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = ring_at(path)
    running, late = Sealer(ring, file=KeyFile(path)), Sealer(ring, file=KeyFile(path))
    turned = ring.with_new_key()
    save_ring(turned, path, replace_existing=True)
    assert late.open(Sealer(turned).seal("x", "a:1"), "a:1") == "x"
    assert running.is_current(Sealer(turned).seal("x", "a:1"))
    assert running.seal("x", "a:1").split(".")[1] == turned.current


def test_a_running_sealer_outlives_a_file_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    running = Sealer(ring_at(path), file=KeyFile(path))
    sealed = running.seal("x", "a:1")
    path.unlink()
    assert running.open(running.seal("y", "a:1"), "a:1") == "y" and running.open(sealed, "a:1") == "x"
    with pytest.raises(SealBroken):
        running.open(Sealer(new_ring()).seal("x", "a:1"), "a:1")


def test_only_one_changes_the_keys_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with alone_with(path), pytest.raises(KeysUnusable, match="at work"), alone_with(path):
        pass
    with alone_with(path):
        pass


def test_a_running_sealer_takes_no_keys_of_another_database(tmp_path: Path) -> None:
    """A wrong file put in its place must not seal, sign and index from then on: the next start says what is wrong."""
    path = tmp_path / "keys.json"
    ring = ring_at(path)
    running = Sealer(ring, file=KeyFile(path))
    index, sealed = running.index("id_number", "1"), running.seal("x", "p")
    save_ring(new_ring(), path, replace_existing=True)
    assert running.seal("y", "p").split(".")[1] == ring.current == sealed.split(".")[1]
    assert running.index("id_number", "1") == index and running.open(sealed, "p") == "x"
    save_ring(ring.with_new_key(), path, replace_existing=True)
    assert running.seal("y", "p").split(".")[1] != ring.current and running.open(sealed, "p") == "x"


def test_a_thread_waits_while_another_reads_the_changed_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys.json"
    ring = ring_at(path)
    running, newer = Sealer(ring, file=KeyFile(path)), ring.with_new_key()
    sealed = Sealer(newer).seal("x", "p")
    save_ring(newer, path, replace_existing=True)
    reading, go_on, found = threading.Event(), threading.Event(), []

    def slowly(which: Path) -> KeyRing:
        reading.set()
        assert go_on.wait(30)
        return load_ring(which)

    monkeypatch.setattr(key_file, "load_ring", slowly)
    first = threading.Thread(target=lambda: found.append(running.seal("y", "p")))
    second = threading.Thread(target=lambda: found.append(running.open(sealed, "p")))
    first.start()
    assert reading.wait(30)
    second.start()
    second.join(0.2)  # where it does not wait, it has failed by now
    go_on.set()
    first.join()
    second.join()
    assert len(found) == 2 and "x" in found
