"""The host: what goes in, what comes out, and what happens when something breaks."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, Coroutine, Iterator

import pytest
from fake_responder import FakeResponder

from bot.runtime.host import AgentHost, Busy, ModelNotReady, Stopped
from bot.runtime.reading import Reading

TODAY = "2025-06-01"


def ask(host: AgentHost, conversation: str, text: str, region: str | None = "xj") -> list[dict[str, Any]]:
    return asyncio.run(host.handle(conversation, text, region, TODAY))


async def held_back(responder: FakeResponder, *turns: Coroutine[Any, Any, Any]) -> list[Any]:
    """The answers of turns that were all begun before any of them could end; an exception is one too."""
    responder.gate.clear()
    begun = [asyncio.ensure_future(turn) for turn in turns]
    await asyncio.sleep(0)  # each has run until it has to wait
    responder.gate.set()
    return await asyncio.gather(*begun, return_exceptions=True)


def until_it_refuses(host: AgentHost) -> None:
    """Waits until the host takes no message any more."""
    while True:
        try:
            host._places.take("another")
        except Stopped:
            return
        host._places.give_back("another")
        time.sleep(0.01)


def threads_of_agents() -> int:
    return sum(thread.name == "xueshi-agent" for thread in threading.enumerate())


@pytest.fixture
def responder() -> FakeResponder:
    return FakeResponder()


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def host(
    model_folder: Path, tmp_path: Path, responder: FakeResponder, failures: list[BaseException]
) -> Iterator[AgentHost]:
    """A host of the test's own, for tests that break, fill or stop it."""
    made = AgentHost(
        model_folder,
        responder,
        f"sqlite:///{tmp_path}/c.db",
        queue_size=6,
        each_conversation=3,
        on_failure=failures.append,
    )
    made.start()
    yield made
    made.stop()


def test_a_turn_reaches_the_responder_and_its_result_comes_back_whole(
    host: AgentHost, responder: FakeResponder
) -> None:
    (result,) = ask(host, "c", "参加三天全国性学术会议算多少学时", "xj-city")
    heard = responder.heard[0]
    assert (heard.region, heard.today) == ("xj-city", TODAY)
    assert heard.intents[0][0] == "ask_hours"
    assert heard.intents[0][1] >= heard.intents[1][1]
    days = next(e for e in heard.entities if e["entity"] == "days")
    assert (days["value"], heard.text[days["start"] : days["end"]]) == (3, "三天")
    # Two paragraphs are one card.
    assert result["text"] == "第 1 句\n\n参加三天全国性学术会议算多少学时"


def test_the_frame_is_carried_from_turn_to_turn(shared_host: AgentHost, conversation: str) -> None:
    assert [ask(shared_host, conversation, text)[0]["text"][:3] for text in ("你好", "好的", "再问")] == [
        "第 1",
        "第 2",
        "第 3",
    ]


def test_conversations_do_not_mix(shared_host: AgentHost, conversation: str) -> None:
    ask(shared_host, conversation + "a", "你好")
    assert ask(shared_host, conversation + "b", "你好")[0]["text"].startswith("第 1 句")


def test_without_a_region(shared_host: AgentHost, conversation: str) -> None:
    assert ask(shared_host, conversation, "你好", None)[0]["region"] is None


@pytest.mark.parametrize("text", ["/greet", "/restart", "／affirm", '/greet{"frame": {"n": 4}}', " /session_start"])
def test_no_text_is_a_command(host: AgentHost, responder: FakeResponder, text: str) -> None:
    ask(host, "c", "你好")
    (result,) = ask(host, "c", text)
    assert result["text"].startswith("第 2 句")
    assert responder.heard[-1].intents[0][1] < 1.0


@pytest.mark.parametrize(
    ("text", "status"),
    [("", "chitchat"), ("  ", "chitchat"), ("😀", "chitchat"), ("字" * 2001, "error")],
    ids=["empty", "blank", "emoji", "long"],
)
def test_the_guard_answers_by_itself(host: AgentHost, responder: FakeResponder, text: str, status: str) -> None:
    (result,) = ask(host, "c", text)
    assert result["status"] == status
    assert result["decision"]["outcome"] is None
    assert ("2,000" in result["text"]) == (status == "error")
    assert responder.heard == []


def test_masked_numbers_are_told_and_stored_nowhere(host: AgentHost, responder: FakeResponder, tmp_path: Path) -> None:
    (result,) = ask(host, "c", "我是110101199003078899，学术会议算多少学时")
    assert result["masked"] == ["id_number"]
    assert "证件号码已经遮住" in result["text"]
    assert "110101199003" not in responder.heard[0].text
    host.stop()
    assert b"110101199003" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_message_that_is_only_a_number_is_told_so_and_heard_by_nobody(
    host: AgentHost, responder: FakeResponder
) -> None:
    (result,) = ask(host, "c", "我的手机号 138 1234 5678")
    assert result["status"] == "chitchat" and result["masked"] == ["phone"]
    assert result["text"].count("已经遮住") == 1
    assert responder.heard == []


def test_a_message_that_is_too_long_tells_of_masked_numbers_too(host: AgentHost, responder: FakeResponder) -> None:
    (result,) = ask(host, "c", "密码是abcd1234，" + "是" * 2000)
    assert result["status"] == "error" and "密码或验证码已经遮住" in result["text"]


def test_several_kinds_are_told_in_one_line(host: AgentHost, responder: FakeResponder) -> None:
    (result,) = ask(host, "c", "我是110101199003078899，电话13812345678，密码是abcd1234，三天会议算多少学时")
    assert result["masked"] == ["id_number", "phone", "password"]
    assert result["text"].count("已经遮住") == 1 and "证件号码、手机号码、密码或验证码已经遮住" in result["text"]
    assert not any(secret in responder.heard[0].text for secret in ("1990", "1234"))


def test_a_page_that_shows_the_parts_of_an_answer_tells_it_too() -> None:
    """Of an answer with a summary the page does not show the text, to whose end the line is put."""
    whole = {"text": "可计 12 学时。\n依据：…", "summary": "可计 12 学时。", "notes": ["按 2025 年作答。"]}
    (result,) = Reading("", None, ("phone",), 0).with_notice([whole])
    assert result["notes"][0] == "按 2025 年作答。" and "手机号码已经遮住" in result["notes"][1]
    assert "notes" not in Reading("", None, ("phone",), 0).with_notice([{"text": "您好。"}])[0]


@pytest.mark.parametrize("chosen", [True, False])
def test_a_region_chosen_by_hand_reaches_the_responder(
    host: AgentHost, responder: FakeResponder, chosen: bool
) -> None:
    asyncio.run(host.handle("c", "你好", None, TODAY, chosen))
    assert (responder.heard[0].region, responder.heard[0].region_chosen) == (None, chosen)


def test_a_failing_action_is_answered_and_the_conversation_goes_on(
    host: AgentHost, failures: list[BaseException]
) -> None:
    ask(host, "c", "你好")
    (result,) = ask(host, "c", "炸")
    assert result["status"] == "error"
    assert "没能处理" in result["text"]
    assert result["region"] == "xj"
    assert [type(failure) for failure in failures] == [ValueError]
    assert ask(host, "c", "你好")[0]["text"].startswith("第 2 句")


def test_a_failing_store_is_told_and_not_replaced(
    host: AgentHost, tmp_path: Path, failures: list[BaseException]
) -> None:
    ask(host, "c", "你好")
    with sqlite3.connect(tmp_path / "c.db") as other:
        other.execute("ALTER TABLE dialogue_tracker RENAME TO away")
    (result,) = ask(host, "c", "你好")
    assert result["status"] == "error"
    assert "存不下" in result["text"]
    assert type(failures[-1]).__name__ == "StoreUnavailable"
    with sqlite3.connect(tmp_path / "c.db") as other:
        other.execute("ALTER TABLE away RENAME TO dialogue_tracker")
    assert ask(host, "c", "你好")[0]["text"].startswith("第 2 句")


def test_messages_of_one_conversation_keep_their_order(
    host: AgentHost, responder: FakeResponder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def polled(*_arguments: Any, **_named: Any) -> Any:
        raise AssertionError("rasa's own lock store looks once a second whether it is its turn")

    monkeypatch.setattr("rasa.core.lock_store.LockStore.lock", polled)

    async def three() -> list[str]:
        responder.gate.clear()
        turns = [asyncio.ensure_future(host.handle("c", f"第{n}条慢", None, TODAY)) for n in "一二三"]
        await asyncio.sleep(0)  # each has run as far as it can
        responder.gate.set()
        return [result[0]["text"] for result in await asyncio.gather(*turns)]

    assert [text[:3] for text in asyncio.run(three())] == ["第 1", "第 2", "第 3"]
    assert [heard.text for heard in responder.heard] == ["第一条慢", "第二条慢", "第三条慢"]


def test_one_person_cannot_fill_the_queue(host: AgentHost, responder: FakeResponder) -> None:
    async def flood() -> list[Any]:
        flood = [host.handle("loud", "慢", None, TODAY) for _ in range(5)]
        return await held_back(responder, *flood, host.handle("quiet", "你好", None, TODAY))

    *loud, quiet = asyncio.run(flood())
    assert [isinstance(answer, Busy) for answer in loud] == [False, False, False, True, True]
    assert quiet[0]["status"] == "answered"


def test_a_full_queue_says_so(host: AgentHost, responder: FakeResponder) -> None:
    async def crowd() -> list[Any]:
        return await held_back(responder, *(host.handle(f"p{n}", "慢", None, TODAY) for n in range(9)))

    answers = asyncio.run(crowd())
    assert sum(isinstance(answer, Busy) for answer in answers) == 3
    assert host.waiting == 0
    assert ask(host, "p0", "你好")[0]["status"] == "answered"


def test_the_callers_loop_is_not_stalled(host: AgentHost, responder: FakeResponder) -> None:
    """Only the caller's loop opens the gate: were a turn computed on it, every turn would fail."""
    answers = asyncio.run(held_back(responder, *(host.handle(f"p{n}", "慢", None, TODAY) for n in range(4))))
    assert [answer[0]["status"] for answer in answers] == ["answered"] * 4


def test_a_turn_once_taken_runs_to_its_end(host: AgentHost, responder: FakeResponder) -> None:
    async def leave() -> None:
        responder.gate.clear()
        turn = asyncio.ensure_future(host.handle("c", "慢", None, TODAY))
        assert await asyncio.to_thread(responder.begun.wait, 60)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        responder.gate.set()

    asyncio.run(leave())
    assert ask(host, "c", "你好")[0]["text"].startswith("第 2 句")


def test_stopping_finishes_what_is_queued(host: AgentHost, responder: FakeResponder) -> None:
    async def stop_while_busy() -> tuple[list[Any], bool]:
        responder.gate.clear()
        turns = asyncio.gather(*(host.handle(f"p{n}", "慢", None, TODAY) for n in range(4)))
        await asyncio.sleep(0)  # each has its place
        stopping = asyncio.ensure_future(asyncio.to_thread(host.stop, 60))
        await asyncio.to_thread(until_it_refuses, host)
        responder.gate.set()
        return await turns, await stopping

    before = threads_of_agents() - 1
    answers, finished = asyncio.run(stop_while_busy())
    assert finished and len(responder.heard) == 4
    assert threads_of_agents() == before
    assert all(answer[0]["status"] == "answered" for answer in answers)
    with pytest.raises(Stopped):
        ask(host, "c", "你好")


def test_conversations_outlive_the_host(model_folder: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/c.db"
    for expected in ("第 1 句", "第 2 句"):
        host = AgentHost(model_folder, FakeResponder(), url)
        host.start()
        assert ask(host, "c", "你好")[0]["text"].startswith(expected)
        host.stop()


def test_two_hosts_on_one_store_lose_no_turn(model_folder: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/c.db"
    hosts = [AgentHost(model_folder, FakeResponder(), url, each_conversation=9) for _ in range(2)]
    for host in hosts:
        host.start()

    async def race() -> list[Any]:
        return await asyncio.gather(*(hosts[n % 2].handle("c", "你好", None, TODAY) for n in range(6)))

    counts = sorted(int(answer[0]["text"].split()[1]) for answer in asyncio.run(race()))
    assert counts == [1, 2, 3, 4, 5, 6]
    for host in hosts:
        host.stop()


def test_parsing_touches_no_conversation(shared_host: AgentHost) -> None:
    parsed = asyncio.run(shared_host.parse("去年参加三天学术会议算多少学时", TODAY))
    assert parsed["intent"]["name"] == "ask_hours"
    assert parsed["intent_ranking"][0] == parsed["intent"]
    assert {e["entity"]: e["value"] for e in parsed["entities"]}["year"] == 2024
    assert asyncio.run(shared_host.parse("😀"))["intent"] is None


def test_reloading_keeps_conversations(host: AgentHost) -> None:
    ask(host, "c", "你好")
    host.reload()
    assert ask(host, "c", "你好")[0]["text"].startswith("第 2 句")


def test_a_host_that_was_not_started_says_so(model_folder: Path) -> None:
    with pytest.raises(Stopped):
        ask(AgentHost(model_folder, FakeResponder()), "c", "你好")


@pytest.mark.parametrize("damage", ["no folder", "no manifest", "no model", "another file", "rewritten manifest"])
def test_a_model_that_training_did_not_write_is_refused(model_folder: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "models"
    if damage != "no folder":
        copy.mkdir()
        for path in model_folder.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
    if damage == "no manifest":
        (copy / "manifest.json").unlink()
    if damage == "no model":
        (copy / "xueshi.tar.gz").unlink()
    if damage == "another file":
        with (copy / "xueshi.tar.gz").open("ab") as file:
            file.write(b"\0")
    if damage == "rewritten manifest":
        (copy / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelNotReady, match="xueshi train"):
        AgentHost(copy, FakeResponder()).start()


def test_a_model_that_rasa_cannot_load_is_told(tmp_path: Path) -> None:
    from bot.runtime.manifest import Manifest, sha256_of, write_manifest

    (tmp_path / "xueshi.tar.gz").write_bytes(b"not a model")
    write_manifest(tmp_path, Manifest("xueshi.tar.gz", sha256_of(tmp_path / "xueshi.tar.gz"), "", "3.6.21"))
    with pytest.raises(ModelNotReady, match="xueshi train --force"):
        AgentHost(tmp_path, FakeResponder()).start()


def test_an_unreachable_database_is_told(model_folder: Path) -> None:
    with pytest.raises(ModelNotReady, match="DATABASE_URL"):
        AgentHost(model_folder, FakeResponder(), "sqlite:////nowhere/at/all/c.db").start()


def test_a_faulty_knowledge_base_is_told(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "faulty.yml").write_text("terms:\n  - {id: x, nonsense: 1}\n", encoding="utf-8")
    with pytest.raises(ModelNotReady, match="xueshi kb check"):
        AgentHost(model_folder, FakeResponder(), kb_dir=tmp_path).start()


def test_a_term_laid_over_is_found_without_training(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    term = "terms:\n  - {id: spark_school, kind: activity, name: 星火夜校, choice: 星火夜校}\n"
    (tmp_path / "terms" / "spark.yml").write_text(term, encoding="utf-8")
    text = "参加星火夜校算多少学时"
    for kb_dir, found in ((None, False), (tmp_path, True)):
        host = AgentHost(model_folder, FakeResponder(), kb_dir=kb_dir)
        host.start()
        entities = asyncio.run(host.parse(text, TODAY))["entities"]
        assert ({"activity": "spark_school"} in [{e["entity"]: e["value"]} for e in entities]) == found
        host.stop()


def test_forgetting_a_conversation(host: AgentHost) -> None:
    async def talk() -> list[str]:
        first = host.handle("c", "慢", None, TODAY)
        forgotten = host.forget("c")
        turns = await asyncio.gather(first, forgotten)
        return [turns[0][0]["text"][:3], (await host.handle("c", "你好", None, TODAY))[0]["text"][:3]]

    assert asyncio.run(talk()) == ["第 1", "第 1"]
    assert host.forget_before(0) == 0
    assert host.forget_before(time.time() + 1) == 1


def test_a_conversation_that_rested_overnight_starts_afresh(host: AgentHost, tmp_path: Path) -> None:
    ask(host, "c", "你好")
    ask(host, "c", "你好")
    with sqlite3.connect(tmp_path / "c.db") as other:
        (text,) = other.execute("SELECT events FROM dialogue_tracker").fetchone()
        events = [{**event, "timestamp": event["timestamp"] - 9 * 3600} for event in json.loads(text)]
        other.execute("UPDATE dialogue_tracker SET events = ?", [json.dumps(events)])
    assert ask(host, "c", "你好")[0]["text"].startswith("第 1 句")
    assert ask(host, "c", "你好")[0]["text"].startswith("第 2 句")
