#: rounded: int
#: price: float
#: absolute: int
#: whole: int
#: rest: int
#: cube: int
#: root: float

rounded = round(2.675)
price = round(2.675, 2)
absolute = abs(-3)
whole, rest = divmod(17, 5)
cube = pow(2, 3)
root = pow(2.0, 0.5)
