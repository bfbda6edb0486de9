#: numbers: list[int]
#: positive: list[int]
#: halved: list[float]

numbers = [1, -2, 3]
positive = list(filter(lambda number: number > 0, numbers))
halved = [half for half in map(lambda number: number / 2, positive)]
