#: bounds(): tuple[int, int]
#: bounds.numbers: list[int]
#: low: int
#: high: int

def bounds(numbers):
    return min(numbers), max(numbers)


low, high = bounds([4, 1, 7])
