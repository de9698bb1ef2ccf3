"""Loading the Rasa agent so that it is ready or says why not.

rasa's own `load_agent` swallows exceptions and returns an agent that is not ready, a classifier that cannot be read
comes back untrained, and a store that fails is replaced by one in memory: none of that passes here.
"""

from __future__ import annotations

from pathlib import Path

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.actions.answer import AnswerAction
from bot.actions.fallback import FallbackAction
from bot.dialogue.heard import Responder
from bot.nlu.vocabulary import laid_over
from bot.runtime.action_schema import use_cached_schema
from bot.runtime.environment import came_first, freeze_rasa_loggers, quiet_warnings
from bot.runtime.failures import describe
from bot.runtime.graph_runner import use_plain_runner
from bot.runtime.inprocess_actions import InProcessActions, OnFailure
from bot.runtime.manifest import UntrustedModel, trusted_model


class ModelNotReady(RuntimeError):
    """No agent can be started; the message says what to do."""


def load_agent(
    model: Path,
    responder: Responder,
    store: TrackerStore,
    kb_dir: Path | None = None,
    on_failure: OnFailure | None = None,
) -> Agent:
    """The agent of a model file (or of the folder of its manifest), its actions in this process.

    kb_dir: a knowledge base laid over the project's own. Raises ModelNotReady.
    """
    if not came_first():
        raise ModelNotReady("rasa was imported before bot.runtime.prepared, and may print what people write")
    quiet_warnings()
    try:
        trusted = trusted_model(model)
        actions = InProcessActions([AnswerAction(responder), FallbackAction(responder)], on_failure)
        agent = Agent(action_endpoint=actions)
        # Without rasa's FailSafeTrackerStore, which would go on in memory when a save fails.
        agent.tracker_store = store
        use_cached_schema()
        use_plain_runner()
        with laid_over(kb_dir):
            agent.load_model(trusted)
        _assert_ready(agent)
    except UntrustedModel as error:
        raise ModelNotReady(str(error)) from error
    except ModelNotReady:
        raise
    except Exception as error:
        raise ModelNotReady(f"{model} cannot be loaded ({describe(error)}): run `xueshi train --force`") from error
    freeze_rasa_loggers()
    return agent


def _assert_ready(agent: Agent) -> None:
    if not agent.is_ready() or agent.processor is None:
        raise ModelNotReady("rasa did not get ready: run `xueshi train --force`")
    # One real parse: it also pays the first-use costs (jieba's dictionary) before the first person does.
    probe = UserMessage("培训班三天算多少学时", metadata={"today": "2025-01-01"})
    parsed = agent.processor._parse_message_with_graph(probe, DialogueStateTracker.from_events("probe", []))
    if not parsed["intent"].get("name"):
        raise ModelNotReady("the classifier is not trained: run `xueshi train --force`")
