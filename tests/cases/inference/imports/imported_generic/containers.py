from typing import Generic, TypeVar

L = TypeVar("L")
R = TypeVar("R")


class Pair(Generic[L, R]):
    def __init__(self, left: L, right: R) -> None:
        self.left = left
        self.right = right


def first_of(items: list[L]) -> L:
    return items[0]
