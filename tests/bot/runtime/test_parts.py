"""The small parts of the runtime: places, channel, validator, failures, reading."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot.runtime.prepared  # noqa: F401  (before rasa)
import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.action_schema import check, use_cached_schema
from bot.runtime.channel import CardChannel
from bot.runtime.failures import describe
from bot.runtime.graph_runner import PlainGraphRunner
from bot.runtime.host import AgentHost
from bot.runtime.places import Busy, Places, Stopped
from bot.runtime.reading import Reader
from bot.runtime.results import failure, plain_result


def test_places_are_bounded_in_all_and_for_each() -> None:
    places = Places(total=3, each=2)
    places.take("a")
    places.take("a")
    with pytest.raises(Busy):
        places.take("a")
    places.take("b")
    with pytest.raises(Busy):
        places.take("c")
    assert places.taken == 3
    places.give_back("a")
    places.take("c")
    for conversation in "abc":
        places.give_back(conversation)
    assert places.taken == 0


def test_closed_places_take_nothing_and_wait_for_what_is_in() -> None:
    places = Places(total=3, each=2)
    places.take("a")
    assert not places.close_and_wait(0.01)
    with pytest.raises(Stopped):
        places.take("b")
    left: list[bool] = []
    waiting = threading.Thread(target=lambda: left.append(places.close_and_wait(86_400)), daemon=True)
    waiting.start()
    places.give_back("a")
    waiting.join(60)
    assert left == [True]


def test_the_channel_keeps_a_card_whole() -> None:
    channel = CardChannel()
    card = plain_result("answered", "一\n\n二")
    asyncio.run(channel.send_response("c", {"custom": card}))
    asyncio.run(channel.send_response("c", {"text": "bare\n\ntext"}))
    assert channel.cards[0] is card
    assert [c["text"] for c in channel.cards] == ["一\n\n二", "bare\n\ntext"]
    assert len(channel.messages) == 2


SLOT = {"event": "slot", "name": "frame", "value": {}}
RESULTS_OF_ACTIONS = [
    {"events": [SLOT, {"event": "rewind"}, {"event": "followup", "name": "x"}], "responses": [{"custom": {}}]},
    {"events": [], "responses": []},
    {},
    [],
    None,
    {"events": 1},
    {"events": ["slot"]},
    {"events": [{"name": "frame"}]},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{"event": "slot", "name": 1, "value": 1}]},
    {"events": [{"event": "no such event"}]},
    {"events": [{"event": 3}]},
    {"events": [{**SLOT, "timestamp": "now"}]},
    {"events": [{**SLOT, "timestamp": None, "metadata": {}}]},
    {"events": [{"event": "bot", "text": 3}]},
    {"responses": ["text"]},
    {"responses": {}},
]


@pytest.mark.parametrize("result", RESULTS_OF_ACTIONS)
def test_the_cached_schema_refuses_what_rasas_own_refuses(result: object) -> None:
    try:
        jsonschema.validate(result, RemoteAction.action_response_format_spec())
    except jsonschema.ValidationError:
        with pytest.raises(jsonschema.ValidationError):
            check(result)
    else:
        check(result)


def test_the_cached_schema_is_used_and_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    use_cached_schema()
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result(RESULTS_OF_ACTIONS[0])

    def checked(*_arguments: Any, **_named: Any) -> None:
        raise AssertionError("rasa's own checks the schema itself each time, for 20 ms")

    validator = jsonschema.validators.validator_for(RemoteAction.action_response_format_spec())
    monkeypatch.setattr(validator, "check_schema", checked)
    assert action._validate_action_result(RESULTS_OF_ACTIONS[0])
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": 1})


def test_a_failure_is_described_without_its_message() -> None:
    try:
        json.loads("我的身份证")
    except ValueError as error:
        told = describe(error)
    assert told.startswith("JSONDecodeError at decoder.py:")
    assert "身份证" not in told


def test_results_of_the_runtime_have_the_contracts_keys() -> None:
    for result in (plain_result("chitchat", "好"), failure()):
        assert set(result) == {
            "status", "intent", "text", "region", "year", "decision", "citations", "ask_for", "buttons",
        }  # fmt: skip
        assert result["decision"]["outcome"] is None


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("參加三天學術會議", "参加三天学术会议"),
        ("ＡＰＰ学习", "APP学习"),
        ("／restart", "∕restart"),
        ("/／restart", "∕∕restart"),
    ],
)
def test_reading(reader: Reader, typed: str, heard: str) -> None:
    assert reader.read(typed).text == heard


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(text=st.text(max_size=60))
def test_any_text_can_be_read_and_none_is_a_command(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert not reading.text.strip().startswith("/")
    assert reading.refusal is not None or reading.text.strip()


def test_the_package_has_no_module_over_the_limit() -> None:
    rooms = ("runtime", "nlu", "actions")
    project = Path(__file__).resolve().parents[3]
    for path in (path for room in rooms for path in (project / "bot" / room).glob("*.py")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 200, path.name


def test_the_plain_runner_gives_what_dask_gives(shared_host: AgentHost) -> None:
    assert shared_host._turns is not None and shared_host._turns.agent.processor is not None
    processor = shared_host._turns.agent.processor
    runner, target = processor.graph_runner, processor.model_metadata.nlu_target
    assert type(runner) is PlainGraphRunner
    for text in ("参加三天全国性学术会议算多少学时", "你好", "天气"):
        inputs = {"__message__": [UserMessage(text)], "__tracker__": DialogueStateTracker.from_events("c", [])}
        plain = runner.run(inputs, [target])[target][0].as_dict(only_output_properties=True)
        dask = DaskGraphRunner.run(runner, inputs, [target])[target][0].as_dict(only_output_properties=True)
        assert plain == dask
        assert plain["intent_ranking"]


def test_an_error_of_a_component_passes_through_the_plain_runner(shared_host: AgentHost) -> None:
    assert shared_host._turns is not None and shared_host._turns.agent.processor is not None
    processor = shared_host._turns.agent.processor
    inputs = {"__message__": [UserMessage("你好", metadata={"today": "no day"})], "__tracker__": None}
    with pytest.raises(GraphComponentException):
        processor.graph_runner.run(inputs, [processor.model_metadata.nlu_target])
