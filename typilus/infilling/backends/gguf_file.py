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
from typilus.infilling.backends.http_exchange import HttpExchange
from typilus.infilling.backends.llama_server import LlamaServer, ServerProperties

__all__ = ["GgufModel", "open_gguf"]

_MAGIC = b"GGUF"
_SLOTS = 4
_CONTEXT = 4096


class GgufModel(LlamaServer):
    """A model that llama.cpp runs in this process, for as long as it is not closed."""

    def __init__(self, path: Path, server: Any, key: str, time_limit: float, announcer: Announcer) -> None:
        self._server = server
        exchange = HttpExchange(urlsplit(server.listening_address), key, time_limit)
        address = EndpointAddress(exchange, "/v1", path.name, announcer, parallel=1)
        super().__init__(address, ServerProperties(_CONTEXT, _SLOTS))
        status = path.stat()
        self.fingerprint = f"{status.st_size} {status.st_mtime_ns}"

    def close(self) -> None:
        """See `LanguageModel.close`."""
        self._server = None


def open_gguf(path: Path, time_limit: float, announcer: Announcer) -> GgufModel:
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
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = available_cores()
    try:
        server = xllamacpp.Server(parameters)
    except Exception as error:
        raise InfillError(f"{path}: llama.cpp cannot load it ({error})") from error
    return GgufModel(path, server, key, time_limit, announcer)
