# variable counter: int
# variable PLACES: dict[str, list[int]]
# variable first: int -> target in a tuple
# variable each: int -> target of a for loop
# variable opened: int -> target of a with statement
# variable walrus: int -> target of an assignment expression
# variable a: int -> one of several targets
# variable shared: int
# variable f.shared: int -> no such symbol at this place
# variable f.local: pathlib.Path
# variable f.<locals>.inner.deep: int
# variable f.unpacked: int -> target in a tuple
# variable commented: int -> has a type comment
# variable declared: int -> annotated on line 43
# variable bracketed: int -> target in parentheses
# variable late: str
# variable Point.x: float
# variable Point.__slots__: list[str] -> a name that Python gives a meaning
# variable __all__: list[str] -> a name that Python gives a meaning
# variable added: int -> only assigned by augmented assignment
import sys; from os import path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["counter"]
counter: int=0
counter = 1
PLACES: dict[str, list[int]] \
    = {}
first, second = 1, 2
for each in []: pass
with open("x") as opened: late: str = ""
if (walrus := 1): late = "x"
a = b = 1
shared: int = 1
def f():
    global shared
    shared = 2
    local: Path = path  # why; not
    def inner():
        nonlocal local
        local = 3
        deep: int = 1
    unpacked, _ = 1, 2
commented = 1  # type: int
declared: int
declared = 1
(bracketed) = 1
added += 1
class Point:
    __slots__ = ("y",)
    x: float = 1.0; z = 2
