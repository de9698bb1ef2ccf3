"""Figures for Prometheus. Labels come from closed sets: no text, no address, no id of a person or conversation."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.process_collector import ProcessCollector

from web.agent import Agent

_SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """The counters of one service, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter("xueshi_http_requests", "HTTP requests", ("method", "route", "status"),
                                registry=self.registry)
        self.request_seconds = Histogram("xueshi_http_request_seconds", "Time of an HTTP request", ("route",),
                                         buckets=_SECONDS, registry=self.registry)
        self.errors = Counter("xueshi_errors", "Requests refused or failed, by code", ("code",), registry=self.registry)
        self.turns = Counter("xueshi_turns", "Turns answered, by the status of their last result", ("status",),
                             registry=self.registry)
        self.turn_seconds = Histogram("xueshi_turn_seconds", "Time of a turn, waiting included", buckets=_SECONDS,
                                      registry=self.registry)
        self.repeats = Counter("xueshi_repeated_messages", "Messages answered from what is stored",
                               registry=self.registry)
        self.agent_failures = Counter("xueshi_agent_failures", "Turns that broke in the agent", registry=self.registry)
        self.storage_failures = Counter("xueshi_storage_failures", "Answers that could not be stored",
                                        registry=self.registry)
        self._waiting = Gauge("xueshi_queue_waiting", "Turns that wait or run", registry=self.registry)

    def watch_queue(self, agent: Agent) -> None:
        """Report the agent's queue from now on."""
        self._waiting.set_function(lambda: float(agent.waiting))

    def response(self) -> web.Response:
        """All figures in Prometheus' text format."""
        return web.Response(body=generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
