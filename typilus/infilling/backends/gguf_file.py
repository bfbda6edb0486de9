"""A GGUF file, run by llama.cpp in this process.

xllamacpp, because it ships wheels on PyPI for all systems and is kept up with llama.cpp; llama-cpp-python has no
wheels there. It brings llama.cpp's server, which is asked as any other is, on a port of the loopback that only opens to
a key made for it. So processes that are forked later can ask it too.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graph_extraction.intake import is_file
from typilus.errors import InfillError
from typilus.files import available_cores
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends.endpoint import EndpointAddress
from typilus.infilling.backends.endpoint_answers import listed_models
from typilus.infilling.backends.http_exchange import HttpExchange
from typilus.infilling.backends.llama_server import LlamaServer, ServerProperties

__all__ = ["GgufModel", "open_gguf"]

_MAGIC = b"GGUF"
_SLOTS = 4
_CONTEXT = 4096
# Nobody hangs here but a slow processor.
_TIME_LIMIT = 600.0


class GgufModel(LlamaServer):
    """A model that llama.cpp runs in this process, for as long as it is not closed."""

    def __init__(self, path: Path, server: Any, key: str, announcer: Announcer) -> None:
        self._server = server
        exchange = HttpExchange(urlsplit(server.listening_address), key, _TIME_LIMIT)
        address = EndpointAddress(exchange, "/v1", path.name, announcer, parallel=1)
        super().__init__(address, ServerProperties(min(_CONTEXT, _trained_context(exchange)), _SLOTS))
        status = path.stat()
        self.fingerprint = f"{status.st_size} {status.st_mtime_ns}"

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: it asks the server of this one, for as long as that runs."""
        return {**self.__dict__, "_server": None}

    def close(self) -> None:
        """See `LanguageModel.close`."""
        self._server = None


def open_gguf(path: Path, announcer: Announcer) -> GgufModel:
    """Return the model in a GGUF file.

    Raises:
        InfillError: There is no such file, llama.cpp cannot load it, or is not installed.
    """
    if not is_file(path):
        raise InfillError(f"{path}: no such file; gguf: needs a model in GGUF format")
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise InfillError(f"{path}: cannot be read ({error.strerror})") from error
    if magic != _MAGIC:
        raise InfillError(f"{path}: is no GGUF file")
    try:
        import xllamacpp
    except ImportError as error:
        raise InfillError(
            "gguf: needs xllamacpp, which is not installed: pip install 'typilus[infill-gguf]'"
        ) from error
    key = secrets.token_hex()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_parallel = _SLOTS
    # The slots share it, and several continuations of one prompt keep the prompt once.
    parameters.n_ctx = 2 * _CONTEXT
    parameters.kv_unified = True
    parameters.special = True
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.api_keys = [key]
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = _threads()
    try:
        server = xllamacpp.Server(parameters)
    except Exception as error:
        raise InfillError(f"{path}: llama.cpp cannot load it ({error})") from error
    return GgufModel(path, server, key, announcer)


def _trained_context(exchange: HttpExchange) -> int:
    """Return the number of tokens that a model was trained on together."""
    meta = listed_models(exchange.ask("/v1/models"))[0].get("meta")
    length = meta.get("n_ctx_train") if isinstance(meta, dict) else None
    return length if isinstance(length, int) and length > 0 else _CONTEXT


def _threads() -> int:
    """Return the number of threads: they wait for each other, so that one on a busy core stops them all."""
    return max(1, available_cores() // 2)
