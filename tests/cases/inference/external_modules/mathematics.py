#: root: float
#: floor: int
#: factor: int
#: close: bool
#: area: float

import math

root = math.sqrt(2)
floor = math.floor(2.7)
factor = math.gcd(12, 18)
close = math.isclose(root, 1.4142, rel_tol=1e-3)
area = math.pi * 2**2
