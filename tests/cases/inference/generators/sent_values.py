#: average(): collections.abc.Generator[float, float, None] or collections.abc.Generator[float, int, None]
#: average.total: float
#: average.count: int
#: average.mean: float
#: average.value: float or int
#: running: collections.abc.Generator[float, float, None] or collections.abc.Generator[float, int, None]
#: zero: float
#: mean: float

def average():
    total = 0.0
    count = 0
    mean = 0.0
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


running = average()
zero = next(running)
mean = running.send(10.0)
