#: first: int
#: rest: list[int]
#: x: str
#: y: str
#: size: int

first, *rest = [1, 2, 3]
x, y = ["left", "right"]
size = len(rest)
