"""What must be true of the process before rasa is first imported.

rasa and what it pulls in act on import: structlog is frozen at its first logger, aiogram replaces the event loop
policy, jieba reads a cache from the shared temporary folder, matplotlib writes to the home folder. `prepare()` settles
all of it once; every module that imports rasa imports `bot.runtime.prepared` first.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import sys
import tempfile
import warnings
from pathlib import Path

from bot.runtime import tensorflow_stand_in

PROJECT = Path(__file__).resolve().parents[2]
TENSORFLOW_SWITCH = "XUESHI_TENSORFLOW"
CACHE_FOLDER = "XUESHI_CACHE"
# Loggers whose DEBUG and INFO lines hold what people wrote, their slots and entities.
TALKATIVE_LOGGERS = ("rasa", "rasa_sdk", "jieba", "matplotlib", "sanic", "apscheduler", "asyncio")
_SETTINGS = {
    "DISABLE_UVLOOP": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # rasa's training cache knows neither the knowledge base nor the helper modules of a component.
    "RASA_MAX_CACHE_SIZE": "0",
    "RASA_CACHE_DIRECTORY": str(Path(tempfile.gettempdir()) / f"xueshi-rasa-cache-{os.getpid()}"),
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # rasa's own name for it: no progress bars, and no line below WARNING.
    "LOG_LEVEL": "WARNING",
}
_state: dict[str, bool] = {}


def prepare() -> None:
    """Settle environment, TensorFlow's stand-in, logging, jieba and warnings. Only the first call does anything.

    Under the `rasa` command, which imports rasa first and the components later, it comes too late for the loggers;
    such a process must not host people's conversations (see `came_first`).
    """
    if _state:
        return
    _state["came first"] = "rasa" not in sys.modules
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("MPLCONFIGDIR", str(private_folder()))
    if not uses_tensorflow():
        tensorflow_stand_in.install()
    quiet_warnings()
    _configure_logging()
    _configure_jieba()


def came_first() -> bool:
    """Whether this process was prepared before rasa was imported, so that rasa prints nothing that people write."""
    return _state.get("came first", False)


def uses_tensorflow() -> bool:
    """Whether the real TensorFlow is installed and asked for (XUESHI_TENSORFLOW=1)."""
    if os.environ.get(TENSORFLOW_SWITCH) != "1" or tensorflow_stand_in.installed():
        return False
    return importlib.util.find_spec("tensorflow") is not None


def import_quietly(*modules: str) -> None:
    """Import modules whose own imports warn of what others have deprecated.

    Nothing of it is shown, nor raised where warnings are errors, and the filters they set for the whole process (sanic
    puts one for every deprecation in front) end with the import.
    """
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("ignore")
        for module in modules:
            importlib.import_module(module)


def quiet_warnings() -> None:
    """Ignore what rasa and its dependencies deprecate while they run; what our own code warns of stays visible."""
    for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
        warnings.filterwarnings("ignore", category=category, module=r"(?!bot|claims|policy_kb|rules_core|web|xueshi)")
    # Notices of rasa: one for every domain that has slots, one for a kind of term that is not in the domain.
    warnings.filterwarnings("ignore", message=r".*Slot auto-fill has been removed|Parsed an entity")


def freeze_rasa_loggers() -> None:
    """Bind every structlog logger that rasa made to the quiet configuration, whatever anybody configures later.

    Call it once rasa's modules are imported: structlog resolves a module's logger at its first use only, so a later
    `structlog.configure(...)` at DEBUG would otherwise reach rasa too.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("rasa", "rasa_sdk") and hasattr(module, "structlogger"):
            module.structlogger.bind()
    for name in TALKATIVE_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


def private_folder() -> Path:
    """A folder of this user alone: XUESHI_CACHE, else var/cache in the project, else a fresh temporary one."""
    wanted = Path(os.environ.get(CACHE_FOLDER) or PROJECT / "var" / "cache")
    try:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK):
            return wanted
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="xueshi-"))


def _configure_logging() -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    # configure_structlog adds a handler on stdout, where `xueshi ask --json` prints its answer.
    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


def _configure_jieba() -> None:
    import_quietly("jieba")
    import jieba

    jieba.setLogLevel(logging.WARNING)
    # The cache is read with marshal: a file of that name in the shared temporary folder would be somebody else's code.
    jieba.dt.tmp_dir = str(private_folder())
