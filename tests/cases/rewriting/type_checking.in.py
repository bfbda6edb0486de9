# parameter f.a: decimal.Decimal
# parameter f.b: pathlib.Path
# parameter f.c: fractions.Fraction | None
# parameter f.d: typing.Literal['a', 'b'] | decimal.Decimal
# variable f.local: decimal.Decimal
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from fractions import Fraction

def f(a, b, c, d):
    local = a
