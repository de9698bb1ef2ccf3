"""A limit on requests by client: a bucket of tokens for each address, refilled over time."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from typing import Callable

from aiohttp import web

_MOST_CLIENTS = 20_000


class RateLimit:
    """per_minute: tokens a client gets back in a minute, 0 for no limit. burst: the most it can hold."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = per_minute / 60, float(burst), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Take a token: 0, or the whole seconds until there is one."""
        if self._rate <= 0:
            return 0
        now = self._clock()
        tokens, since = self._buckets.pop(client, (self._burst, now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        wait = 0 if tokens >= 1 else math.ceil((1 - tokens) / self._rate)
        self._buckets[client] = (tokens if wait else tokens - 1, now)
        # The one longest unseen goes first: its bucket is the fullest, so that little is forgiven by it.
        while len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return wait


def client_of(request: web.BaseRequest, trusted_proxies: int) -> str:
    """The client's address; behind proxies the one that the outermost trusted proxy saw.

    An IPv6 client counts by its /64, which is what one household or office gets.
    """
    address = request.remote or ""
    if trusted_proxies:
        hops = [hop.strip() for header in request.headers.getall("X-Forwarded-For", []) for hop in header.split(",")]
        if len(hops) >= trusted_proxies:
            address = hops[-trusted_proxies]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
