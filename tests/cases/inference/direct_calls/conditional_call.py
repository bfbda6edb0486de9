#: miles(): float
#: miles.distance: int
#: kilometres(): float
#: kilometres.distance: int
#: metric: bool
#: convert: collections.abc.Callable[[int], float]
#: shown: float

def miles(distance):
    return distance * 0.62


def kilometres(distance):
    return distance * 1.61


metric = False
convert = kilometres if metric else miles
shown = convert(100)
