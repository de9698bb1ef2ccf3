"""The closed set of effects: each a small pure function from a rule and facts to one outcome."""

from rules_core.effects.registry import apply_effect

__all__ = ["apply_effect"]
