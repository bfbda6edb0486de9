"""A model named by a URL: what kind of server answers there, and with which model."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from typilus.errors import InfillError
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends.chat_endpoint import ChatEndpoint
from typilus.infilling.backends.completion_endpoint import CompletionEndpoint
from typilus.infilling.backends.endpoint import Endpoint, EndpointAddress
from typilus.infilling.backends.endpoint_answers import listed_models
from typilus.infilling.backends.http_exchange import ExchangeError, HttpExchange, api_key
from typilus.infilling.backends.llama_server import LlamaServer, ServerProperties
from typilus.infilling.backends.request_budget import RequestBudget
from typilus.infilling.dialects import named_dialect

__all__ = ["EndpointTerms", "open_endpoint"]

# Where a server does not tell it. Every model that writes code takes as many tokens.
_CONTEXT = 4096
_NOT_THERE = (404, 405, 501)
# What Ollama says of all its models. It puts prompts into templates, so that no sentinel of ours would be one.
_OLLAMA = "library"


@dataclass(frozen=True, slots=True)
class EndpointTerms:
    """The terms on which a server is asked.

    Attributes:
        time_limit: Seconds for one request.
        max_requests: Maximum number of requests, None for any number.
        dialect: Name of the dialect that the model will be asked in, or `auto`.
    """

    time_limit: float = 60.0
    max_requests: int | None = None
    dialect: str = "auto"


def open_endpoint(url: str, terms: EndpointTerms, announcer: Announcer) -> Endpoint:
    """Return the model that a URL names, as `http://localhost:8080` or `https://host/v1#model` do.

    Args:
        url: Address of an OpenAI-compatible server: up to the part before `/completions`, `/v1` where it has no path.
            The part after `#` is the name of a model.
        terms: The terms on which it is asked.
        announcer: Told what goes where, and what goes wrong.

    Raises:
        InfillError: The URL is none, nobody answers, or it has no such model.
    """
    parts = _parse(url)
    key = api_key()
    if not _is_loopback(parts.hostname or ""):
        clear = "" if parts.scheme == "https" else ", unencrypted"
        announcer.announce(f"parts of the files are sent to {parts.hostname}{clear}, as --infill asks for")
    exchange = HttpExchange(parts, key, terms.time_limit)
    base = parts.path.rstrip("/") or "/v1"
    entry = _find_model(exchange, base, parts, url)
    address = EndpointAddress(exchange, base, entry["id"], announcer, RequestBudget(terms.max_requests))
    root = base.removesuffix("/v1")
    properties = ServerProperties.read(_try(exchange, f"{root}/props"))
    if properties is not None and terms.dialect != "chat":
        return LlamaServer(address, properties, root)
    return _choose_kind(address, terms.dialect, entry)


def _parse(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InfillError(f"{url}: is no URL ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InfillError(f"{url}: is no URL of a server; expected http://host:port, https://host/path or so")
    if parts.username or parts.password or parts.query:
        raise InfillError(f"{parts.hostname}: a URL has no password or query; a key goes into TYPILUS_API_KEY")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _find_model(exchange: HttpExchange, base: str, parts: SplitResult, url: str) -> dict[str, Any]:
    """Return what a server says of the model that a URL names, or of its only one."""
    try:
        entries = listed_models(exchange.ask(f"{base}/models", attempts=1))
    except ExchangeError as error:
        if error.status not in _NOT_THERE:
            raise InfillError(f"{url}: {error}") from error
        entries = []
    names = [entry["id"] for entry in entries]
    wanted = parts.fragment
    if not wanted:
        if len(entries) == 1:
            return entries[0]
        listing = f"it has {', '.join(names[:20])}" if names else "it does not list its models"
        raise InfillError(f"{url}: name the model after a #, as in {url}#{names[0] if names else 'model'}; {listing}")
    matching = [entry for entry in entries if entry["id"] == wanted]
    if entries and not matching:
        raise InfillError(f"{url}: has no model {wanted!r}; it has {', '.join(names[:20])}")
    return matching[0] if matching else {"id": wanted}


def _try(exchange: HttpExchange, path: str, body: object | None = None) -> Any:
    """Return an answer, None without one."""
    try:
        return exchange.ask(path, body, attempts=1)
    except ExchangeError:
        return None


def _choose_kind(address: EndpointAddress, dialect: str, entry: dict[str, Any]) -> Endpoint:
    """Return the model as one that completes, or as one that chats where it does nothing else."""
    length = entry.get("max_model_len")
    context = length if isinstance(length, int) and length > 0 else _CONTEXT
    if dialect == "chat":
        return ChatEndpoint(address, context)
    ollama = entry.get("owned_by") == _OLLAMA
    if dialect == "suffix" or (dialect == "auto" and (ollama or named_dialect(address.model) is None)):
        probe = {"model": address.model, "prompt": "x =", "suffix": "\n", "max_tokens": 1}
        if dialect == "suffix" or _try(address.exchange, f"{address.base}/completions", probe) is not None:
            return CompletionEndpoint(address, context, takes_suffix=True)
        address.announcer.announce(f"{address.model}: no way to fill holes is known of it; it is asked in a chat")
        return ChatEndpoint(address, context)
    return CompletionEndpoint(address, context)
