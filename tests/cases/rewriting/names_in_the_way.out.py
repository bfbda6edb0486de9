# options: module=pkg.shop
# parameter f.a: decimal.Decimal
# parameter f.b: pathlib.Path
# parameter f.c: numpy.ndarray
# parameter f.d: dict[str, int]
# parameter f.e: other.Shop
# parameter f.g: pkg.shop.Shop
# parameter f.h: typing.Any
# parameter f.i: Mystery -> nothing in this file tells what Mystery is
# parameter f.j: ~T
# parameter Shop.get.a: list[int]
# parameter Shop.get.b: pkg.shop.Shop.Item
# parameter Shop.get.c: pkg.shop.hidden.Local -> nothing in this file tells what Local is
# parameter hidden.<locals>.inner.a: pathlib.Path
"""Names of types that mean something else here."""
import numpy as np, decimal as numbers
from colorsys import *
import builtins
import typing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib
    from pathlib import Path

    import other

def dict(): pass

def f(a: numbers.Decimal, b: "Path", c: np.ndarray, d: "builtins.dict[str, int]", e: "other.Shop", g: "Shop", h: typing.Any, i, j: typing.Any): return Any

class Shop:
    class Item: pass

    def list(self): pass

    def get(self, a: "builtins.list[int]", b: "Shop.Item", c): pass

def hidden():
    Path = 1
    class Local: pass
    def inner(a: "pathlib.Path"): pass
