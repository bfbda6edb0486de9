#: add(): int
#: add.left: int
#: add.right: int
#: multiply(): int
#: multiply.left: int
#: multiply.right: int
#: OPERATIONS: dict[str, collections.abc.Callable[[int, int], int]]
#: result: int

def add(left, right):
    return left + right


def multiply(left, right):
    return left * right


OPERATIONS = {"+": add, "*": multiply}
result = OPERATIONS["*"](6, 7)
