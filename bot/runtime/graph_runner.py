"""Runs a model's graph node after node.

rasa's runner gives each message's graph to dask's scheduler; on one thread, for a chain of six nodes, the scheduling
costs as much as the understanding.
"""

from __future__ import annotations

from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
import rasa.core.processor
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner


class PlainGraphRunner(DaskGraphRunner):
    """The same nodes in an order that is worked out once for each set of targets."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target, by its name (see rasa's GraphRunner). Errors of a node pass through."""
        wanted = tuple(targets or self._graph_schema.target_names)
        given = inputs or {}
        # Each node takes and gives (name of the giver, output); one without output is passed by its name.
        done: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, node, needs in self._order(wanted):
            done[name] = node(*(done.get(need, need) for need in needs))
        return {name: done[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[tuple[str, GraphNode, tuple[str, ...]]]:
        orders: dict[tuple[str, ...], Any] = self.__dict__.setdefault("_orders", {})
        if targets not in orders:
            schema = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            order: list[str] = []

            def visit(name: str) -> None:
                if name in schema and name not in order:
                    for need in schema[name].needs.values():
                        visit(need)
                    order.append(name)

            for target in targets:
                visit(target)
            orders[targets] = [
                (name, self._instantiated_nodes[name], tuple(schema[name].needs.values())) for name in order
            ]
        return list(orders[targets])


def use_plain_runner() -> None:
    """Let the models that are loaded from now on run without dask; training keeps rasa's runner."""
    rasa.core.processor.DaskGraphRunner = PlainGraphRunner
