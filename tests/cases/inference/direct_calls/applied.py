#: apply(): int
#: apply.function: collections.abc.Callable[[int], int]
#: apply.value: int
#: square(): int
#: square.number: int
#: nine: int

def apply(function, value):
    return function(value)


def square(number):
    return number * number


nine = apply(square, 3)
