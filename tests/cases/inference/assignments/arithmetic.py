#: whole: int
#: exact: float
#: rest: int
#: mixed: float
#: power: int
#: ratio: complex

whole = 7 // 2
exact = 7 / 2
rest = -7 % 3
mixed = 3 * 1.5
power = 2**10
ratio = 1 + 2j
