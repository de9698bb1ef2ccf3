"""TensorFlow's stand-in: inert modules under its name, so that rasa imports without it (docs/adr/002).

rasa 3.6.21 imports TensorFlow at module level although the pipeline of `config.yml` never calls it. A finder at the end
of `sys.meta_path` serves empty modules for the few names that rasa asks for. What they hold can be subclassed, used as
a decorator and written in an annotation; nothing in them computes.
"""

from __future__ import annotations

import abc
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Sequence

STANDS_FOR = frozenset({"tensorflow", "tensorflow_text", "tensorflow_hub", "tensorflow_addons", "keras"})


class _InertType(abc.ABCMeta):
    """Metaclass of everything in the stand-in: any attribute is another inert class, any call gives one back."""

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


class StandInFinder:
    """Meta-path finder and loader of the inert modules."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in STANDS_FOR:
            return None
        return ModuleSpec(name, StandInFinder, is_package=True)  # type: ignore[arg-type]

    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        return None


def install() -> None:
    """Put the finder last, so that a real TensorFlow would win were it asked for first. Repeating it does nothing."""
    if StandInFinder not in sys.meta_path:
        sys.meta_path.append(StandInFinder)


def installed() -> bool:
    """Whether the stand-in serves in this process."""
    return StandInFinder in sys.meta_path
