"""Addresses of servers that tests run."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from tests.typilus.infilling.backends.loopback_server import LoopbackServer
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends.endpoint import EndpointAddress
from typilus.infilling.backends.http_exchange import HttpExchange
from typilus.infilling.backends.request_budget import RequestBudget

__all__ = ["address_of"]


def address_of(
    server: LoopbackServer, notice: Callable[[str], None], budget: int | None = None, time_limit: float = 30.0
) -> EndpointAddress:
    """Return the address of a model on a server, asked one request at a time and again at once."""
    way = HttpExchange(urlsplit(server.url), "", time_limit, first_pause=0.01)
    return EndpointAddress(way, "/v1", "tiny", Announcer(notice), RequestBudget(budget), parallel=1)
