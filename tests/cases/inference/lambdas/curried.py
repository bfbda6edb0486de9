#: add: collections.abc.Callable[[int], collections.abc.Callable[[int], int]]
#: add_two: collections.abc.Callable[[int], int]
#: five: int

add = lambda left: lambda right: left + right
add_two = add(2)
five = add_two(3)
