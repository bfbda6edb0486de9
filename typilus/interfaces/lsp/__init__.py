"""A language server: hints, code actions, explanations and diagnostics in editors, from their buffers.

`language_server` speaks the protocol, `editor_session` keeps the buffers and their projects, and one `ModelThread` does
all that takes time. The other modules make one answer each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.interfaces.lsp.language_server import make_server, run_server
    from typilus.interfaces.lsp.server_options import ServerOptions

__all__ = ["ServerOptions", "make_server", "run_server"]

__getattr__ = lazy_names(
    __name__, {"language_server": ("make_server", "run_server"), "server_options": ("ServerOptions",)}
)
