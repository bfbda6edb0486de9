#: numbers: list[int]
#: truthy: list[int]
#: odd: list[int]
#: squares: list[int]
#: texts: list[str]

numbers = [0, 1, 2, 3]
truthy = list(filter(None, numbers))
odd = list(filter(lambda number: number % 2, numbers))
squares = [number**2 for number in odd]
texts = list(map(str, squares))
