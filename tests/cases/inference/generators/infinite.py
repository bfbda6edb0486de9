#: squares(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: few: list[int]
#: small: list[int]

import itertools


def squares():
    for number in itertools.count(1):
        yield number * number


few = list(itertools.islice(squares(), 3))
small = [square for square in few if square < 5]
