#: pushed(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: pushed.stack: list[str]
#: pushed.item: str
#: names: list[str]
#: depth: int
#: doubled: int

import contextlib


@contextlib.contextmanager
def pushed(stack, item):
    stack.append(item)
    yield len(stack)
    stack.pop()


names = ["a"]
with pushed(names, "b") as depth:
    doubled = depth * 2
