#: first_or(): int
#: first_or.stream: collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: first_or.default: int
#: evens(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: evens.limit: int
#: found: int
#: empty: int

def first_or(stream, default):
    return next(stream, default)


def evens(limit):
    yield from range(0, limit, 2)


found = first_or(evens(4), -1)
empty = first_or(evens(0), -1)
