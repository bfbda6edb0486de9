#: weight: int
#: label: str
#: size: int

from units import *

weight = to_grams(2.5)
label = UNIT
size = len(UNIT)
