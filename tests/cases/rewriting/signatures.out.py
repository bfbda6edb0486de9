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
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, overload

if TYPE_CHECKING:
    from decimal import Decimal

@functools.wraps(lambda a, b=1: a)
def f(a: int, /, b: str | None = None, *rest: bytes, key: list[int] = [], **options: bool) -> dict[str, int]: return {}


async   def spread(
    first: int,  # the first, first
    # nothing (yet
    second: float
        = 2,
    third=lambda second: (1, 2)[0],
) -> None :  # why
    """Doc."""
    print("done")

class Shop:
    def add(self, price: "Decimal", *, count=1) -> "Shop":
        return self

    @classmethod
    def make(cls): pass

    @staticmethod
    def free(price: "Shop"): pass

    @property
    def total(self) -> float: return 1.0

@overload
def over(x): ...

def crowded(f: Callable[[int], str],g: int = 1): return f(g)

def outer():
    def inner() -> int: return 1
    return inner
def stop() -> NoReturn: raise SystemExit
