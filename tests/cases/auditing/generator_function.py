"""A generator that is said to be what it yields."""

from collections.abc import Iterator


def squares(limit: int) -> int:  # wrong: return collections.abc.Iterator[int]
    number = 0
    while number < limit:
        yield number * number
        number += 1


def cubes(limit: int) -> Iterator[int]:
    for number in range(limit):
        yield number**3
