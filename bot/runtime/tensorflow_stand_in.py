"""Stand-ins: inert modules under the names of packages that rasa imports and this service never calls (docs/adr/002).

rasa 3.6.21 imports TensorFlow at module level although the pipeline of `config.yml` has no use for it, and the kits of
every chat vendor and cloud store that it has a channel for. A meta-path finder serves empty modules for these names.
What they hold can be subclassed, used as a decorator and written in an annotation; nothing in them computes.
"""

from __future__ import annotations

import abc
import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Iterator, Sequence

TENSORFLOW = frozenset({"tensorflow", "tensorflow_text", "tensorflow_hub", "tensorflow_addons", "keras"})
# aiogram replaces the event loop policy, webexteamssdk runs git four times; together 40 MB and 0.7 s.
VENDOR_KITS = frozenset(
    {"aiogram", "boto3", "botocore", "fbmessenger", "mattermostwrapper", "pymongo", "rocketchat_API", "slack_sdk"}
    | {"twilio", "webexteamssdk"}
)


class _InertType(abc.ABCMeta):
    """Metaclass of everything in a stand-in: any attribute is another inert class, any call gives one back."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _InertType(name, (), {"__module__": cls.__module__})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        is_bare_decorator = len(args) == 1 and not kwargs and callable(args[0])
        return args[0] if is_bare_decorator else cls


class _InertModule(ModuleType):
    __path__: list[str] = []
    __version__ = "0.0.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _InertType(name, (), {"__module__": self.__name__})


class StandIns:
    """Meta-path finder and loader of the inert modules of some top-level names."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in self.names:
            return None
        return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None


_tensorflow = StandIns(TENSORFLOW)


def install() -> None:
    """Let the stand-in serve TensorFlow for the life of the process: rasa's modules ask for it one by one.

    It comes last, so that a real TensorFlow wins. Repeating it does nothing.
    """
    if _tensorflow not in sys.meta_path:
        sys.meta_path.append(_tensorflow)


def installed() -> bool:
    """Whether TensorFlow is stood in for in this process."""
    return _tensorflow in sys.meta_path


@contextmanager
def vendor_kits_left_out() -> Iterator[None]:
    """Stand in for the vendors' kits inside the block; whoever imports one afterwards gets the real one."""
    finder = StandIns(VENDOR_KITS)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name, module in list(sys.modules.items()):
            if isinstance(module, _InertModule) and name.partition(".")[0] in VENDOR_KITS:
                del sys.modules[name]
