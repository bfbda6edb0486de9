# parameter f.a: decimal.Decimal
# parameter f.b: pathlib.Path
# parameter f.c: fractions.Fraction | None
# parameter f.d: typing.Literal['a', 'b'] | decimal.Decimal
# variable f.local: decimal.Decimal
from typing import TYPE_CHECKING, Literal
if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction
    from pathlib import Path

def f(a: "Decimal", b: "Path", c: "Fraction | None", d: "Literal['a', 'b'] | Decimal"):
    local: Decimal = a
