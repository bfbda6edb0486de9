#: price: decimal.Decimal
#: total: decimal.Decimal
#: rounded: decimal.Decimal
#: third: fractions.Fraction
#: whole: fractions.Fraction
#: top: int

from decimal import Decimal
from fractions import Fraction

price = Decimal("9.99")
total = price * 3
rounded = total.quantize(Decimal("0.1"))
third = Fraction(1, 3)
whole = third + Fraction(2, 3)
top = whole.numerator
