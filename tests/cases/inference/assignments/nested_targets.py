#: places: dict[str, tuple[int, int]]
#: name: str
#: x: int
#: y: int
#: distance: float

places = {"home": (3, 4)}
[(name, (x, y))] = places.items()
distance = (x * x + y * y) ** 0.5
