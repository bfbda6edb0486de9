#: bounds: collections.abc.Callable[[list[int]], tuple[int, int]]
#: low: int
#: high: int

bounds = lambda numbers: (min(numbers), max(numbers))
low, high = bounds([3, 1, 2])
