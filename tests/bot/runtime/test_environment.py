"""The process before rasa: each module that imports rasa may be the first, and nothing that people write is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
MARKER = "张三的隐私标记"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def rasa_importers() -> list[Path]:
    files = [path for room in ("runtime", "nlu", "actions") for path in (PROJECT / "bot" / room).glob("*.py")]
    return [path for path in files if re.search(r"^(from|import) rasa", path.read_text(encoding="utf-8"), re.M)]


@pytest.mark.parametrize("path", rasa_importers(), ids=lambda path: path.stem)
def test_each_module_prepares_the_process_before_it_imports_rasa(path: Path) -> None:
    """Any of them may be the first to be imported: rasa itself imports the components by name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rasa = next(n for n, line in enumerate(lines) if re.match(r"(from|import) rasa", line))
    prepared = [n for n, line in enumerate(lines) if line.startswith("import bot.runtime.prepared")]
    assert prepared and prepared[0] < rasa


def test_first_import_of_the_host_leaves_the_process_clean() -> None:
    code = """
import asyncio, logging, os, sys
import bot.runtime.host
from bot.runtime import tensorflow_stand_in
print(type(asyncio.get_event_loop_policy()).__module__)
print(tensorflow_stand_in.installed())
print(os.environ['RASA_TELEMETRY_ENABLED'])
print(logging.getLogger().handlers, logging.getLogger('rasa').level)
import jieba
print(jieba.dt.tmp_dir)
"""
    done = run(code, XUESHI_TENSORFLOW="")
    assert done.returncode == 0, done.stderr
    policy, stand_in, telemetry, logging_state, folder = done.stdout.splitlines()
    assert policy == "asyncio.unix_events"
    assert stand_in == "True"
    assert telemetry == "false"
    assert logging_state == "[] 30"
    assert folder not in ("None", "/tmp")
    assert "Warning" not in done.stderr


def test_a_process_that_imported_rasa_before_hosts_nobody(model_folder: Path) -> None:
    """The `rasa` command may use the components; the host refuses, as rasa's loggers are already made."""
    code = f"""
import rasa
from bot.runtime.host import AgentHost, ModelNotReady
try:
    AgentHost({str(model_folder)!r}, None).start()
except ModelNotReady as error:
    print(error)
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert "before bot.runtime.prepared" in done.stdout


def test_no_words_of_a_person_are_logged(model_folder: Path, tmp_path: Path) -> None:
    """Even where somebody turns on DEBUG for everything and reconfigures structlog afterwards."""
    code = f"""
import asyncio, logging, sys
sys.path.insert(0, 'tests/bot/runtime')
from fake_responder import FakeResponder
from bot.runtime.host import AgentHost
host = AgentHost({str(model_folder)!r}, FakeResponder(), 'sqlite:///{tmp_path}/c.db', 8)
host.start()
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
import structlog
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
async def main():
    for text in ('你好{MARKER}', '{MARKER}炸', '/restart{MARKER}', '{MARKER} 11010119900307123X'):
        print(len(await host.handle('c', text, 'xj', '2025-06-01')))
    host._store.close = lambda: None
    host._store._engine.dispose(); host._store._shown_url = 'x'
    import sqlalchemy
    host._store._engine = sqlalchemy.create_engine('sqlite:////nowhere/at/all.db')
    print(len(await host.handle('c', '{MARKER}', 'xj', '2025-06-01')))
asyncio.run(main())
host.stop()
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split().count("1") == 5
    assert "action action_answer failed: ValueError" in done.stderr + done.stdout
    assert "conversation not stored: StoreUnavailable" in done.stderr + done.stdout
    assert MARKER not in done.stdout + done.stderr
    assert "secret" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["tensorflow", "tensorflow.keras.layers", "keras.utils", "tensorflow_hub"])
def test_stand_in_serves_the_modules_that_rasa_asks_for(name: str) -> None:
    import importlib

    import bot.runtime.prepared  # noqa: F401

    module = importlib.import_module(name)

    class Child(module.Anything.At.All):  # type: ignore[name-defined,misc]
        @module.function(input_signature=[1])  # type: ignore[misc]
        def decorated(self) -> int:
            return 3

    assert Child.decorated is not None
    assert not hasattr(module, "__wrapped__")


def test_stand_in_leaves_other_names_alone() -> None:
    from bot.runtime.tensorflow_stand_in import TENSORFLOW, StandIns

    assert StandIns(TENSORFLOW).find_spec("tensorflowish") is None
    assert StandIns(TENSORFLOW).find_spec("torch") is None


def test_vendor_kits_are_left_out_of_rasas_import_only() -> None:
    code = """
import sys
import bot.runtime.prepared
from bot.runtime.tensorflow_stand_in import VENDOR_KITS
assert not [name for name in sys.modules if name.partition('.')[0] in VENDOR_KITS]
import twilio
assert twilio.__file__ and twilio.__version__ != '0.0.0'
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
