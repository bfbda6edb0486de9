#: readings: list[float | None]
#: known: list[float]
#: mean: float

readings = [1.5, None, 2.5]
known = [value for value in readings if value is not None]
mean = sum(known) / len(known)
