#: half(): float
#: half.number: int
#: floor_half(): int
#: floor_half.number: int
#: scaled(): float
#: scaled.number: int
#: scaled.factor: float
#: results: tuple[float, int, float]

def half(number):
    return number / 2


def floor_half(number):
    return number // 2


def scaled(number, factor=1.5):
    return number * factor


results = (half(4), floor_half(5), scaled(2))
