#: opened(): collections.abc.Iterator[list[str]] or collections.abc.Generator[list[str], None, None] or collections.abc.Generator[list[str], typing.Any, None]
#: opened.name: str
#: opened.events: list[str]
#: log: list[str]
#: size: int

import contextlib


@contextlib.contextmanager
def opened(name):
    events = [f"open {name}"]
    yield events
    events.append("closed")


with opened("door") as log:
    size = len(log)
