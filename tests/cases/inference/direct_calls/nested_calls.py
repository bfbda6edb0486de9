#: double(): int
#: double.number: int
#: half(): float
#: half.number: int
#: result: float

def double(number):
    return number * 2


def half(number):
    return number / 2


result = half(double(double(3)))
