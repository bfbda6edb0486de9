#: first: int
#: second: int
#: total: int

first = second = 0
second += 5
total = first + second
