"""Language models of all kinds: servers, GGUF files, folders of transformers' weights.

Each module opens one kind, and imports what runs it only then. They know prompts, and neither holes nor types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.infilling.backends.endpoint_opening import EndpointTerms, open_endpoint
    from typilus.infilling.backends.gguf_file import open_gguf
    from typilus.infilling.backends.own_model import OwnModel
    from typilus.infilling.backends.transformers_folder import open_transformers

__all__ = ["EndpointTerms", "OwnModel", "open_endpoint", "open_gguf", "open_transformers"]

__getattr__ = lazy_names(
    __name__,
    {
        "endpoint_opening": ("EndpointTerms", "open_endpoint"),
        "gguf_file": ("open_gguf",),
        "own_model": ("OwnModel",),
        "transformers_folder": ("open_transformers",),
    },
)
