#: numbers: list[int]
#: halves: list[float]
#: pairs: list[tuple[int, str]]
#: even: list[int]

numbers = [1, 2, 3]
halves = [number / 2 for number in numbers]
pairs = [(number, str(number)) for number in numbers]
even = [number for number in numbers if number % 2 == 0]
