"""Servers that only chat: the last resort."""

from __future__ import annotations

from typing import Any

from typilus.infilling.backends.endpoint import Endpoint, EndpointAddress
from typilus.infilling.language_model import GenerationRequest

__all__ = ["ChatEndpoint"]


class ChatEndpoint(Endpoint):
    """A model behind `/chat/completions`."""

    chats = True

    def __init__(self, address: EndpointAddress, context: int) -> None:
        super().__init__(address, context)
        self.path = f"{address.base}/chat/completions"

    def body(self, request: GenerationRequest, plain: bool) -> dict[str, Any]:
        """See `Endpoint.body`."""
        body: dict[str, Any] = {
            "messages": [{"role": "user", "content": request.prompt}],
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
        }
        return body if plain else {**body, "seed": request.seed}
