"""Work spread over a Ray cluster: one machine's processes, or many machines that see the same files.

Ray moves messages and starts processes; a worker there answers the same messages as a process of `process_workers`. One
that dies is replaced, and its task is done again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus.errors import WorkerError
from typilus.files.leftovers import TemporaryFolder
from typilus.files.worker_pool import PoolMember, TaskServer, WorkerLostError, WorkerPool

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

__all__ = ["RAY", "RayWorkers"]

RAY = "ray"
"""Names the cluster that Ray finds ($RAY_ADDRESS), else one on this machine alone, which ends with the run."""
_STORE_BYTES = 100 << 20
_LOOPBACK = "127.0.0.1"


class RayWorkers(WorkerPool):
    """Actors of a Ray cluster, by default as many as it has cores.

    Args:
        address: `ray`, or `ray://host:port` or `host:port` of a cluster, whose machines have this version of typilus
            and see the same files under the same paths.
        count: How many actors.

    Raises:
        WorkerError: Ray is not installed.
    """

    def __init__(self, address: str = RAY, count: int | None = None) -> None:
        if find_spec("ray") is None:
            raise WorkerError("Ray is not installed; pip install 'typilus[ray]', or name a number of workers")
        super().__init__(count or 0)
        self._address = address
        self._folder = Path.cwd()
        self._is_ours = False

    def __enter__(self) -> Self:
        import ray

        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            self._connect()
        resources = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self._count = self._count or max(1, int(resources.get("CPU", 1)))
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import ray

        super().__exit__(kind, error, trace)
        if self._is_ours:
            ray.shutdown()

    def start_member(self) -> PoolMember:
        """Get ready to start an actor."""
        return _RayMember(self._folder)

    def _connect(self) -> None:
        import ray

        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        address = None if self._address == RAY else self._address
        settings: dict[str, Any] = {"include_dashboard": False, "logging_level": "error", "log_to_driver": False}
        if address is None and "RAY_ADDRESS" not in os.environ:
            settings |= {"address": "local", "object_store_memory": _STORE_BYTES, "_node_ip_address": _LOOPBACK}
        else:
            settings = {"address": address, "logging_level": "error", "log_to_driver": False}
        # Ray has its processes import from the current folder, which may be that of the code under analysis.
        with TemporaryFolder("typilus-ray-") as empty, _working_in(empty):
            try:
                ray.init(**settings)
            except Exception as error:
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise WorkerError(f"{self._address}: this Ray cluster cannot be reached: {reason}") from error


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class _RayMember(PoolMember):
    attempts = 3

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._actor: Any = None

    def exchange(self, message: memoryview) -> bytes:
        """See `PoolMember`."""
        import ray

        if self._actor is None:
            self._actor = ray.remote(num_cpus=1)(_Actor).remote(str(self._folder))
        try:
            answer: bytes = ray.get(self._actor.answer.remote(bytes(message)))
        except ray.exceptions.RayActorError as error:
            self._actor = None
            raise WorkerLostError("of Ray has ended") from error
        return answer

    def tell_to_end(self) -> None:
        """See `PoolMember`."""

        if self._actor is not None:
            self._actor.close.remote()

    def wait(self) -> None:
        """See `PoolMember`."""
        import ray

        if self._actor is not None:
            with contextlib.suppress(Exception):
                ray.get(self._actor.close.remote(), timeout=10)
            ray.kill(self._actor)
            self._actor = None

    def close(self) -> None:
        """See `PoolMember`."""


class _Actor:
    """The server in a process of Ray."""

    def __init__(self, folder: str) -> None:
        os.chdir(folder)
        self._server = TaskServer()

    def answer(self, message: bytes) -> bytes:
        return bytes(self._server.answer(message))

    def close(self) -> None:
        self._server.close()
