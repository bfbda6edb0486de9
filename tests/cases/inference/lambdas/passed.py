#: apply(): int
#: apply.function: collections.abc.Callable[[int, int], int]
#: apply.left: int
#: apply.right: int
#: total: int

def apply(function, left, right):
    return function(left, right)


total = apply(lambda a, b: a + b, 2, 3)
