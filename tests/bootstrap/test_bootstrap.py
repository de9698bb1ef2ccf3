"""The bootstrap: stamps, the line that says what is missing, the lines of a step, and what a bare machine lacks."""

from __future__ import annotations

import ast
import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.bootstrap import interpreter, node, packages, runner, service, uv
from scripts.bootstrap.places import ROOT
from scripts.bootstrap.stamps import digest, files_below, holds, put
from scripts.bootstrap.steps import Steps
from scripts.bootstrap.trouble import Trouble, explain


@pytest.fixture(autouse=True)
def _own_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "STATE", tmp_path / "setup")


def program(folder: Path, name: str, body: str) -> Path:
    """An executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("path", sorted((ROOT / "scripts" / "bootstrap").glob("*.py")), ids=lambda path: path.name)
def test_an_old_python_can_read_it(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_digest_sees_contents_names_and_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    first = digest([one, two])
    assert digest([one, two]) == first
    assert digest([two, one]) != first
    two.write_text("c")
    assert digest([one, two]) != first
    two.unlink()
    assert digest([one, two]) not in (first, digest([one]))


def test_files_below_leaves_folders_out(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "node_modules/c.txt", "sub/node_modules/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path, ["node_modules"])]
    assert found == ["a.txt", "sub/b.txt"]


def test_a_stamp_holds_for_its_inputs_only(tmp_path: Path) -> None:
    stamp = tmp_path / "deep" / "stamp"
    assert not holds(stamp, "x")
    put(stamp, "x")
    assert holds(stamp, "x")
    assert not holds(stamp, "y")


@pytest.mark.parametrize(("output", "told"), [
    ("error: Failed to fetch: `https://…`\n dns error: failed to lookup", "no connection"),
    ("npm error code ENOTFOUND", "no connection"),
    ("WARNING: Retrying after connection broken by 'ProxyError(…)'\nERROR: No matching distribution found for uv",
     "no connection"),
    ("OSError: [Errno 28] No space left on device", "the disk is full"),
    ("ERROR: No matching distribution found for uv<0.14", "no usable uv<0.14; see the log"),
    ("× No solution found: Because rasa was not found in the registry", "no usable rasa; see the log"),
    ("Segmentation fault", "could not be installed: see the log"),
])
def test_a_failure_is_told_in_one_line(output: str, told: str) -> None:
    line = str(explain("the packages could not be installed", output, "see the log"))
    assert told in line
    assert "\n" not in line


@pytest.mark.parametrize(("version", "good"), [
    (None, False), ((18, 19), False), ((20, 18), False), ((20, 19), True), ((21, 7), False), ((22, 11), False),
    ((22, 12), True), ((23, 0), True), ((24, 1), True),
])
def test_which_node_fits(version: tuple[int, int] | None, good: bool) -> None:
    assert node.fits(version) is good


def test_a_step_says_what_it_does_and_how_long_it_took() -> None:
    out = io.StringIO()
    steps = Steps(2, out)
    with steps.step("model") as step:
        step.doing("training")
        step.done("trained")
    with pytest.raises(Trouble), steps.step("database"):
        raise Trouble("no database")
    first, second, third = out.getvalue().splitlines()
    assert first == "[1/2] model: training ..."
    assert second.startswith("[1/2] model: trained (0.")
    assert third.startswith("[2/2] database: stopped (")


def test_a_command_leaves_its_output_in_a_log() -> None:
    with pytest.raises(runner.Failed) as failed:
        runner.run(["sh", "-c", "echo one; echo two >&2; exit 3"], "both")
    assert (failed.value.code, failed.value.output) == (3, "one\ntwo\n")
    assert failed.value.log.read_text() == "one\ntwo\n"
    with pytest.raises(runner.Failed, match="127"):
        runner.run(["/no/such/program"], "none")


def test_a_command_does_not_inherit_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    monkeypatch.setenv("XUESHI_KB", "/notices")
    assert "VIRTUAL_ENV" not in runner.environment()
    assert runner.environment()["XUESHI_KB"] == "/notices"
    assert "XUESHI_KB" not in runner.environment({"XUESHI_KB": None})


def test_a_python_without_venv_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = program(tmp_path, "python3", "echo 'not created successfully because ensurepip is not available'; exit 1")
    monkeypatch.setattr(uv, "TOOLS", tmp_path / ".uv")
    monkeypatch.setattr(uv, "_BINARY", tmp_path / ".uv" / "bin" / "uv")
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(Trouble, match="apt-get install python3-venv") as trouble:
        uv.ensure_uv()
    assert "\n" not in str(trouble.value)


def test_a_missing_python_310_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(interpreter.CHOICE, raising=False)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "no-pyenv"))
    with pytest.raises(Trouble, match=r"pyenv install 3\.10") as trouble:
        interpreter.find_python(program(tmp_path, "uv", "echo 'No interpreter found' >&2; exit 2"))
    assert "\n" not in str(trouble.value)


def test_pyenv_is_looked_at_where_uv_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(interpreter.CHOICE, raising=False)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    wanted = tmp_path / "versions" / "3.10.99" / "bin" / "python3.10"
    wanted.parent.mkdir(parents=True)
    wanted.symlink_to(sys.executable)
    assert interpreter.find_python(program(tmp_path, "uv", "exit 2")) == wanted


def test_a_chosen_python_must_be_310(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(interpreter.CHOICE, str(program(tmp_path, "python3.12", "exit 1")))
    with pytest.raises(Trouble, match=r"is no Python 3\.10"):
        interpreter.find_python(Path("uv"))
    monkeypatch.setenv(interpreter.CHOICE, sys.executable)
    assert interpreter.find_python(Path("uv")) == Path(sys.executable)


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], list[str]]:
    """Installs a group with a uv that only notes what it is told; returns the words of `sync`, none where it rested."""
    told = tmp_path / "told"
    binary = program(tmp_path, "uv", f'[ "$1" = --version ] && echo "uv 0.13.0" || echo "$@" > {told}')
    monkeypatch.setattr(uv, "_BINARY", binary)
    monkeypatch.setenv(interpreter.CHOICE, sys.executable)
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "XUESHI", binary)
    monkeypatch.setattr(packages, "PYTHON", program(tmp_path, "python", "exit 0"))

    def install(group: str | None) -> list[str]:
        told.unlink(missing_ok=True)
        with Steps(1, io.StringIO()).step("packages") as step:
            packages.install_packages(step, group)
        return told.read_text().split() if told.exists() else []

    return install


def test_the_packages_of_a_group_are_installed_once(synced: Callable[[str | None], list[str]]) -> None:
    assert synced(None)[-1] == "--no-dev"
    assert synced(None) == []
    assert synced("bench")[-3:] == ["--no-dev", "--group", "bench"]
    assert synced("bench") == []
    tests = synced("dev")
    assert tests and "--no-dev" not in tests and "bench" not in tests
    assert synced("dev") == [] and synced("bench") == []


def test_what_a_group_brought_is_enough_for_the_service(synced: Callable[[str | None], list[str]]) -> None:
    assert synced("bench")
    assert synced(None) == []


@pytest.mark.parametrize(("settings", "opens"), [
    ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({}, False),
    ({"DISPLAY": ":0", "CI": "1"}, False), ({"DISPLAY": ":0", "XUESHI_NO_BROWSER": "1"}, False),
])
def test_a_browser_is_opened_only_on_a_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                               settings: dict[str, str], opens: bool) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI", "XUESHI_NO_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    program(tmp_path, "xdg-open", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert (service.opener() is not None) is opens


def launch(path: str) -> subprocess.CompletedProcess[str]:
    """scripts/python.sh with this PATH and no pyenv, asked for its Python's name."""
    return subprocess.run(
        ["/bin/bash", str(ROOT / "scripts" / "python.sh"), "-c", "import sys; print(sys.executable)"],
        env={"PATH": path, "HOME": "/nowhere", "LC_ALL": os.environ.get("LC_ALL", "C.UTF-8")},
        capture_output=True, text=True, timeout=60,
    )


def test_the_launcher_passes_by_a_python_that_does_not_start(tmp_path: Path) -> None:
    program(tmp_path, "python3", "echo \"pyenv: version '3.10' is not installed\" >&2; exit 1")
    (tmp_path / "python3.10").symlink_to(sys.executable)
    done = launch(str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "pyenv" not in done.stderr
