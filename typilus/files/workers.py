"""The contract of whatever does many tasks, and the simplest that keeps it: this process, one after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from reprlib import Repr
from typing import Protocol, TypeVar

from typilus.errors import WorkerError

__all__ = ["SerialWorkers", "Workers", "collect_rarely", "run_task", "task_name", "task_runner"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_REPR = Repr()
_REPR.maxother = _REPR.maxstring = 80


class Workers(Protocol):
    """Do many tasks of one sort."""

    def map(self, make: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
        """Results in the order of the tasks, which are taken as results are asked for, few ahead of need.

        Args:
            make: Called once in each worker, before its first task, and gives what does a task there. A context manager
                is entered then, and left when the tasks are done; at the latest, when the workers are closed.
            tasks: What there is to do.

        Raises:
            WorkerError: A worker ended before its work was done.
            Exception: What `make` or a task raised. The cause of what a task raised is a `WorkerError` that names the
                task.
        """


class SerialWorkers:
    """This process as the only worker. A task is done when its result is asked for."""

    def map(self, make: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
        """See `Workers.map`."""
        with task_runner(make) as function:
            for task in tasks:
                yield run_task(function, task)


def collect_rarely() -> None:
    """Have the garbage collector of a process that works on files run more rarely than by default.

    Trees of syntax are many objects that live long: looking through them for cycles after each 700 new ones takes a
    sixth of the time of a file.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


@contextmanager
def task_runner(make: Callable[[], Callable[[Task], Result]]) -> Iterator[Callable[[Task], Result]]:
    """Call `make`, and keep its result open during the `with` statement if it is a context manager."""
    function = make()
    with function if isinstance(function, AbstractContextManager) else nullcontext():
        yield function


def run_task(function: Callable[[Task], Result], task: Task) -> Result:
    """The result of a task.

    Raises:
        Exception: What the function raised; its cause is a `WorkerError` that names the task.
    """
    try:
        return function(task)
    except Exception as error:
        failure = WorkerError(f"while a worker did {task_name(task)}")
        failure.__cause__ = error.__cause__
        raise error from failure


def task_name(task: object) -> str:
    """A few words for a task: the path of what has one, else what `repr` shows, cut."""
    path = getattr(task, "path", None)
    return path if isinstance(path, str) else _REPR.repr(task)
