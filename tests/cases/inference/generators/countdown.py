#: countdown(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: countdown.start: int
#: numbers: list[int]
#: first: int

def countdown(start):
    while start > 0:
        yield start
        start -= 1


numbers = list(countdown(3))
first = next(countdown(5))
