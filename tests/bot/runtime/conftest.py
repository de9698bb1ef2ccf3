"""One trained model for all tests of the runtime."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterator

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_responder import FakeResponder  # noqa: E402
from tiny_model import write_data  # noqa: E402

from bot.runtime.host import AgentHost  # noqa: E402
from bot.runtime.training import train  # noqa: E402
from bot.runtime.training_inputs import Inputs  # noqa: E402


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a trained model and its manifest."""
    folder = tmp_path_factory.mktemp("model")
    train(folder, inputs=Inputs(data=write_data(tmp_path_factory.mktemp("data"))))
    return folder


@pytest.fixture(scope="session")
def shared_host(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AgentHost]:
    """A running host on an SQLite file; use a conversation of your own."""
    host = AgentHost(model_folder, FakeResponder(), f"sqlite:///{tmp_path_factory.mktemp('store')}/c.db", 64)
    host.start()
    yield host
    host.stop()


@pytest.fixture
def conversation(request: pytest.FixtureRequest) -> str:
    """A conversation id that no other test uses."""
    return str(request.node.nodeid)[-200:]
