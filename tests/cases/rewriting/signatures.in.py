# parameter f.a: int
# parameter f.b: str | None
# parameter f.rest: bytes
# parameter f.key: list[int]
# parameter f.options: bool
# return f: dict[str, int]
# parameter spread.first: int
# parameter spread.second: float
# return spread: None
# parameter Shop.add.self: int -> method receiver
# parameter Shop.add.price: decimal.Decimal
# return Shop.add: Shop
# parameter Shop.make.cls: int -> method receiver
# parameter Shop.free.price: Shop
# return Shop.total: float
# parameter over.x: int -> an overload
# return over: int -> an overload
# parameter crowded.f: collections.abc.Callable[[int], str]
# parameter crowded.g: int
# return outer.inner: int
# return stop: typing.NoReturn
import functools
from typing import overload

@functools.wraps(lambda a, b=1: a)
def f(a, /, b=None, *rest, key = [], **options): return {}


async   def spread(
    first,  # the first, first
    # nothing (yet
    second
        = 2,
    third=lambda second: (1, 2)[0],
) :  # why
    """Doc."""
    third(first)

class Shop:
    def add(self, price, *, count=1):
        return self

    @classmethod
    def make(cls): pass

    @staticmethod
    def free(price): pass

    @property
    def total(self): return 1.0

@overload
def over(x): ...

def crowded(f,g=1): return f(g)

def outer():
    def inner(): return 1
    return inner
def stop(): raise SystemExit
